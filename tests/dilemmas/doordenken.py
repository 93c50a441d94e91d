"""What a browser does with the pages of one dilemma."""

from __future__ import annotations

import re

ORIGIN = {"Origin": "http://testserver"}
PAD = "/dilemmas/nummer-14/"


def bon_op(pagina: str) -> str:
    """The number in the form to choose again."""
    gevonden = re.search(r'name="bon" value="([^"]+)"', pagina)
    assert gevonden
    return gevonden[1]
