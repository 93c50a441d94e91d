"""Shortens a text to whole sentences. Pure."""

from __future__ import annotations

import re

#: The end of a sentence: a mark, whatever closes it, and a blank before something that begins one.
_EINDE = re.compile(r"(?<=[.?!…])([”’\"')\]]*)\s+(?=[“‘\"'(\[]?[A-ZÀ-Þ0-9])")
#: What ends in a mark and goes on: "art. 9", "bijv. Een", "J. de Vries".
_GAAT_VERDER = re.compile(
    r"(?:\b(?:art|bijv|bv|blz|ca|dr|mr|nr|o\.a|p|vgl|zgn|m\.b\.t|t\.a\.v|d\.w\.z)|\b[A-Z])\.$", re.IGNORECASE
)


def zinnen(tekst: str) -> list[str]:
    """The sentences of a text, without the blanks around them; a line break ends one too."""
    uit: list[str] = []
    for regel in tekst.splitlines():
        begin = 0
        for einde in _EINDE.finditer(regel):
            if not _GAAT_VERDER.search(regel[begin : einde.start()]):
                uit.append(regel[begin : einde.end(1)].strip())
                begin = einde.end()
        uit.append(regel[begin:].strip())
    return [zin for zin in uit if zin]


def past(tekst: str, lengte: int) -> tuple[str, str]:
    """As many whole sentences from the beginning as fit in ``lengte`` characters, and the rest.

    The first part is empty when not even one sentence fits.
    """
    alle = zinnen(tekst)
    eerste = ""
    for nummer, zin in enumerate(alle):
        langer = f"{eerste} {zin}".strip()
        if len(langer) > lengte:
            return eerste, " ".join(alle[nummer:])
        eerste = langer
    return eerste, ""
