"""What every reader of strange files has to reckon with."""

from __future__ import annotations

#: Libraries trip over a strange file in every one of these ways.
VREEMD = (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)
