"""The code that stands on the screen in the room: eight characters that cannot be misread."""

from __future__ import annotations

#: Without what is misread from a distance: 0/O, 1/I/L, 5/S, 8/B (8 stays), 2/Z (2 stays). 27 ** 8 is 38 bits.
TEKENS = "2346789ACDEFGHJKMNPQRTUVWXY"
LENGTE = 8
#: True of whatever is not a code: too short, too long, or with a character that no code has.
GEEN_CODE = "Deze code klopt niet. Typ de acht letters en cijfers precies zoals ze op het scherm staan."


def lees_code(invoer: str) -> str:
    """The code as typed, in its canonical form: upper case, without spaces and dashes. Empty when it cannot be one."""
    code = "".join(invoer.split()).replace("-", "").upper()
    return code if len(code) == LENGTE and all(teken in TEKENS for teken in code) else ""
