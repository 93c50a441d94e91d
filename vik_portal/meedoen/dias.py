"""Own slides as a step: a range of pages of one PDF, on the screen one by one.

A step's ``inhoud`` holds ``diaset`` (key of the set), ``van`` and ``tot`` (pages, from 1, both shown). One that a
draaiboek brought holds none of these until its begeleider puts a PDF in; the screen shows its text then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import ContentFile
from django.urls import reverse

from vik_portal.media.dias import MAX_BYTES, maak_dias
from vik_portal.meedoen import bestanden
from vik_portal.meedoen.draaiboek import plaats_stap, wijzig_stap
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Stap
from vik_portal.meedoen.services import MeedoenFout, zet
from vik_portal.register import Verwijzing

SOORT = "dias"
#: The description of a picture is read aloud in one go; what is longer stands in the slide.
LANGSTE_ALT = 600


def voeg_dias_toe(*, bijeenkomst: Bijeenkomst, pdf: IO[bytes], naam: str, na: int, **velden: Any) -> Stap:
    """Keeps the pages of a PDF and puts them in the draaiboek as one step after step ``na`` (0: first), or nothing.

    Raises ``MediaFout`` or :class:`MeedoenFout` with the sentence for the begeleider.
    """
    with _uit_pdf(bijeenkomst, pdf, naam) as diaset:
        return gebruik_dias(diaset=diaset, na=na, van=1, tot=len(diaset.paginas), **velden)


def zet_dias_in(*, stap: Stap, pdf: IO[bytes], naam: str, **velden: Any) -> None:
    """Keeps the pages of a PDF and shows them in a step that waited for them, with these values; or nothing.

    Raises as :func:`voeg_dias_toe`.
    """
    with _uit_pdf(stap.bijeenkomst, pdf, naam) as diaset:
        inhoud = {"diaset": diaset.pk, "van": 1, "tot": len(diaset.paginas)}
        wijzig_stap(stap=stap, inhoud=inhoud, **velden)


@contextmanager
def _uit_pdf(bijeenkomst: Bijeenkomst, pdf: IO[bytes], naam: str) -> Iterator[Diaset]:
    """Keeps the pages of a PDF as a set of this meeting, and what happens inside; or nothing of it."""
    bestanden.controleer_ruimte(bijeenkomst)
    # One byte more than allowed is enough to know.
    paginas = maak_dias(pdf.read(MAX_BYTES + 1))
    diaset = Diaset(
        bijeenkomst=bijeenkomst,
        naam=PurePath(naam).stem[:120] or "Dia’s",
        map=bestanden.nieuwe_map(),
        paginas=[{"breedte": dia.breedte, "hoogte": dia.hoogte, "tekst": dia.tekst} for dia in paginas],
    )
    inhoud = {
        diaset.bestand(nummer, maat): ContentFile(getattr(dia, maat))
        for nummer, dia in enumerate(paginas, 1)
        for maat in ("groot", "klein")
    }
    with bestanden.bewaren(diaset, inhoud):
        yield diaset


def gebruik_dias(*, diaset: Diaset, na: int, van: int, tot: int, **velden: Any) -> Stap:
    """A step with these pages of slides that the meeting already has."""
    inhoud = {"diaset": diaset.pk, "van": van, "tot": tot}
    return plaats_stap(bijeenkomst=diaset.bijeenkomst, na=na, soort=SOORT, inhoud=inhoud, **velden)


def diaset_van(stap: Stap) -> Diaset | None:
    return Diaset.objects.filter(bijeenkomst=stap.bijeenkomst_id, pk=stap.inhoud.get("diaset")).first()


def wacht(stap: Stap) -> bool:
    """Whether it is a step for slides that are not there yet."""
    return stap.soort == SOORT and "diaset" not in stap.inhoud


def te_vullen(bijeenkomst: Bijeenkomst) -> list[Verwijzing]:
    """Where its begeleiders still put their slides in; nothing once it is over."""
    if bijeenkomst.voorbij:
        return []
    return [
        Verwijzing(
            f"Zet je dia’s in ‘{stap.titel}’",
            reverse("bijeenkomsten:stap", args=[bijeenkomst.pk, stap.pk]),
            "Er is nog geen pdf. Zonder pdf staat er een titel op het scherm.",
        )
        for stap in bijeenkomst.stappen.filter(soort=SOORT)
        if wacht(stap)
    ]


def plekken(stap: Stap) -> int:
    """How many pages this step shows."""
    van, tot = stap.inhoud.get("van", 1), stap.inhoud.get("tot", 1)
    return max(1, tot - van + 1)


def beeld(diaset: Diaset, nummer: int) -> dict[str, Any]:
    """One page for a template: the addresses of both pictures, its size in px, and what it says."""
    pagina, args = diaset.paginas[nummer - 1], [diaset.bijeenkomst_id, diaset.pk, nummer]
    tekst = pagina["tekst"]
    kort = tekst if len(tekst) <= LANGSTE_ALT else f"{tekst[:LANGSTE_ALT].rsplit(' ', 1)[0]} …"
    return {
        "nummer": nummer,
        "groot": reverse("bijeenkomsten:dia", args=[*args, "groot"]),
        "klein": reverse("bijeenkomsten:dia", args=[*args, "klein"]),
        "breedte": pagina["breedte"],
        "hoogte": pagina["hoogte"],
        "alt": kort or f"Dia {nummer}, zonder tekst",
    }


def context(stap: Stap) -> dict[str, Any]:
    """What is on the screen now and what comes next; nothing when the slides are gone."""
    diaset = diaset_van(stap)
    if diaset is None:
        return {"dia": None}
    aantal = plekken(stap)
    # The range may have become shorter while it was on the screen.
    nu = min(stap.bijeenkomst.plek, aantal)
    van = stap.inhoud["van"]
    alle = [beeld(diaset, van + plek) for plek in range(aantal)]
    straks = alle[nu] if nu < aantal else _eerste_van_volgende(stap)
    return {"dia": alle[nu - 1], "dia_straks": straks, "dias": alle, "plek": nu, "plekken": aantal}


def _eerste_van_volgende(stap: Stap) -> dict[str, Any] | None:
    """The first page of the step after this one, when it is slides too."""
    volgende = stap.bijeenkomst.stappen.filter(volgorde__gt=stap.volgorde).first()
    diaset = diaset_van(volgende) if volgende and volgende.soort == SOORT else None
    return beeld(diaset, volgende.inhoud["van"]) if volgende and diaset else None


def ga_naar_dia(stap: Stap, data: Any) -> None:
    """The button under each small picture in regie."""
    keuze = data.get("dia", "")
    if not (keuze.isdecimal() and 1 <= int(keuze) <= plekken(stap)):
        raise MeedoenFout("Deze dia hoort niet bij deze stap. Laad de pagina opnieuw.")
    zet(bijeenkomst=stap.bijeenkomst, plek=int(keuze))
