"""The prepared texts around a risk analysis, filled in for one meeting."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.redactie.inhoud import lees_map
from vik_portal.register import Klaarbericht

MAP = Path(__file__).parent / "inhoud" / "mails"
AANHEF = "Beste {naam},"
#: The portal greets by name and puts the link below the message by itself.
ONDERAAN = "volg de link onderaan"


def klaarberichten(bijeenkomst: Bijeenkomst) -> list[Klaarbericht]:
    """Before the end what prepares it; after it was discussed with the team, what the teamchef does now."""
    if bijeenkomst.nabesproken_op:
        verslag = reverse("risicoanalyse:verslag", args=[bijeenkomst.pk])
        return [_maak(bijeenkomst, "teamchef-achteraf", "Achteraf, aan de teamchef", "teamchef", verslag)]
    if bijeenkomst.status == Bijeenkomst.Status.AFGEROND:
        return []
    agenda = reverse("bijeenkomsten:agenda", args=[bijeenkomst.pk])
    return [
        _maak(bijeenkomst, "teamchef-vooraf", "Vooraf, aan de teamchef", "teamchef", agenda),
        _maak(bijeenkomst, "uitnodiging-team", "Uitnodiging voor het team", "team"),
    ]


def _maak(
    bijeenkomst: Bijeenkomst, naam: str, titel: str, aan: Literal["teamchef", "team"], url: str = ""
) -> Klaarbericht:
    # Another draaiboek may have words of its own; what it does not have is the same for all.
    eigen = MAP / bijeenkomst.soort.removeprefix("risicoanalyse-")
    bestand = next(bestand for map_ in (eigen, MAP) for bestand in lees_map(map_) if bestand.naam == naam)
    tekst = bestand.tekst.strip().removeprefix(AANHEF).strip().replace("**", "")
    velden = _velden(bijeenkomst) | {"link": ONDERAAN if aan == "teamchef" else _uitleg()}
    onderwerp = _vul(bestand.velden["onderwerp"], velden)
    return Klaarbericht(naam, titel, aan, onderwerp[0].upper() + onderwerp[1:], _vul(tekst, velden), url)


def _velden(bijeenkomst: Bijeenkomst) -> dict[str, str]:
    begin = timezone.localtime(bijeenkomst.begin)
    return {
        "team": bijeenkomst.team.naam,
        "datum": date_format(begin, "l j F"),
        "tijd": date_format(begin, "H:i"),
        "plaats": bijeenkomst.plaats or "een ruimte die nog volgt",
        "begeleider": " en ".join(str(persoon) for persoon in bijeenkomst.begeleiders.order_by("naam")),
    }


def _uitleg() -> str:
    """The page that explains to participants what is kept, on the host where they take part."""
    basis = f"https://{settings.MEEDOEN_HOST}" if settings.MEEDOEN_HOST else settings.SITE_URL
    return basis + reverse("meedoen:wat_weten_wij")


def _vul(tekst: str, velden: dict[str, str]) -> str:
    for veld, waarde in velden.items():
        tekst = tekst.replace(f"{{{veld}}}", waarde)
    return tekst
