"""Pictures over teams: what may be known of several analyses together, frozen once, and how it is told.

:mod:`kern` is the one rule that every such picture goes through (kwartaal, fenomeen, ijking); :mod:`kwartaal` the
calendar. Why it is this rule: docs/besluiten/0024.
"""
