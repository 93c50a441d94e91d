"""Calibration: what the pilot has to know of the instrument itself, and nothing of a team.

``terugkoppelen`` asks who led an analysis three questions. ``regels`` judges questions by frozen pictures only.
"""
