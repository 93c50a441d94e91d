"""Captions in WebVTT: read into plain cues and written anew, so that nothing else of a file is kept.

Style blocks, regions, comments, positions and tags in the text go: a caption here is words with a beginning and an
end. Knows no model and no request.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from vik_portal.media.beeld import MediaFout

MAX_BYTES = 512 * 1024
#: More cues than an hour of speaking needs.
MEESTE = 2000

GEEN_WEBVTT = "Dit is geen ondertiteling in WebVTT. Bewaar die als .vtt en kies dat bestand."
GEEN_REGELS = "In deze ondertiteling staat geen regel met een tijd. Kijk het bestand na en kies het opnieuw."
TE_ZWAAR = "Deze ondertiteling is groter dan een halve MB. Kies het .vtt-bestand van deze film."
GEEN_UTF8 = "De letters in deze ondertiteling zijn niet te lezen. Bewaar het bestand als UTF-8 en kies het opnieuw."
TE_VEEL = "Deze ondertiteling heeft meer dan 2000 regels. Kies het .vtt-bestand van deze film."
ACHTERUIT = "In deze ondertiteling eindigt een regel voordat ze begint, bij {tijd}. Kijk die tijd na."

_TIJD = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIJDREGEL = re.compile(rf"^{_TIJD}[ \t]+-->[ \t]+{_TIJD}(?:[ \t].*)?$")
_TAG = re.compile(r"<[^>]*>?")


@dataclass(frozen=True)
class Zin:
    """One cue: ``begin`` and ``eind`` in milliseconds, its text without markup in one or more lines."""

    begin: int
    eind: int
    tekst: str


def lees(data: bytes) -> str:
    """An uploaded file as clean WebVTT. Raises :class:`MediaFout`."""
    if len(data) > MAX_BYTES:
        raise MediaFout(TE_ZWAAR)
    try:
        return netjes(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise MediaFout(GEEN_UTF8) from None


def netjes(tekst: str) -> str:
    """The same captions written by us; once clean they stay the same. Raises :class:`MediaFout`."""
    return schrijf(zinnen(tekst))


def zinnen(tekst: str) -> list[Zin]:
    """The cues in order of time. Raises :class:`MediaFout`."""
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
    if not re.match(r"WEBVTT(?:[ \t\n]|$)", tekst):
        raise MediaFout(GEEN_WEBVTT)
    uit = []
    # Blocks stand apart by empty lines; the first one is the header.
    for blok in re.split(r"\n[ \t]*\n", tekst)[1:]:
        zin = _zin(blok.strip("\n").split("\n"))
        if zin is not None:
            uit.append(zin)
    if not uit:
        raise MediaFout(GEEN_REGELS)
    if len(uit) > MEESTE:
        raise MediaFout(TE_VEEL)
    return sorted(uit, key=lambda zin: (zin.begin, zin.eind))


def _zin(regels: list[str]) -> Zin | None:
    # The time stands on the first line, or on the second when the cue has a name. Anything else is no cue.
    for plek in (0, 1):
        gevonden = _TIJDREGEL.match(regels[plek].strip()) if plek < len(regels) else None
        if gevonden is None:
            continue
        begin, eind = _ms(gevonden.groups()[:4]), _ms(gevonden.groups()[4:])
        if eind <= begin:
            raise MediaFout(ACHTERUIT.format(tijd=_klok(begin)))
        # What a tag hides behind an entity must not become one: entities go last.
        kaal = [" ".join(html.unescape(_TAG.sub("", regel)).split()) for regel in regels[plek + 1 :]]
        tekst = "\n".join(regel for regel in kaal if regel)
        return Zin(begin, eind, tekst) if tekst else None
    return None


def _ms(delen: tuple[str | None, ...]) -> int:
    uren, minuten, seconden, duizendsten = (int(deel or 0) for deel in delen)
    return ((uren * 60 + minuten) * 60 + seconden) * 1000 + duizendsten


def _klok(ms: int) -> str:
    uren, rest = divmod(ms, 3_600_000)
    minuten, rest = divmod(rest, 60_000)
    klok = f"{minuten:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    return f"{uren:02d}:{klok}" if uren else klok


def schrijf(rij: list[Zin]) -> str:
    """WebVTT of these cues."""
    blokken = [f"{_klok(zin.begin)} --> {_klok(zin.eind)}\n{_veilig(zin.tekst)}\n" for zin in rij]
    return "\n".join(["WEBVTT\n", *blokken])


def _veilig(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def gesproken(tekst: str) -> str:
    """The words of captions on one line per cue, to read; empty for no captions. Raises :class:`MediaFout`."""
    return "\n".join(" ".join(zin.tekst.split("\n")) for zin in zinnen(tekst)) if tekst else ""
