"""Draws the illustrations and the short animations of the briefing items: ``python -m briefings.beeldmaker``.

Everything is made of the motif (vik_portal.tekens): quarters of a circle in their four fills, on the blue of the wall
screen, with gold for the one thing to look at. People are a head and a body of quarters, so nobody is anybody.

What it makes lies in ``briefings/beelden/`` and is part of the repository: together less than a megabyte. Drawing it
anew takes a minute and the film coder, and ``make start`` and every test database would pay for that; loading the
files costs milliseconds. Who changes a drawing runs the command and commits both.
"""
