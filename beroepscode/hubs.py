"""A kernwaarde or richtlijn as the place where all that goes with it comes together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string

from beroepscode.models import Loket, Onderdeel, Themablad
from vik_portal.redactie.weergaven import Bladzijde
from vik_portal.register import Aanbeveler, Verwijzing, register
from vik_portal.zoeken.models import zichtbaar_voor

#: Where, in the kept page, stands what only some visitors may see.
PLEK = "<!-- wie meer mag zien -->"
#: How many loketten a part of the code names.
LOKETTEN = 4


def hub(sleutel: str) -> Bladzijde:
    """The page of this part of the code as everybody sees it. An unknown key raises ``Http404``."""
    hubs = list(Onderdeel.objects.hubs().select_related("editie"))
    plek = next((i for i, deel in enumerate(hubs) if deel.sleutel == sleutel), None)
    if plek is None:
        raise Http404(sleutel)
    deel = hubs[plek]
    soortgenoten = [ander for ander in hubs if ander.soort == deel.soort]
    bladen = list(Themablad.objects.published().bij_onderdeel(sleutel).op_titel())
    context = {
        "deel": deel,
        "nummer": soortgenoten.index(deel) + 1,
        "aantal": len(soortgenoten),
        "vorige": hubs[plek - 1] if plek else None,
        "volgende": hubs[plek + 1] if plek + 1 < len(hubs) else None,
        "hubs": hubs,
        "vragen": list(Onderdeel.objects.dialoogkaarten().bij(sleutel)),
        "bladen": bladen,
        "aanbevolen": _aanbevolen(sleutel, ["openbaar"]),
        "loketten": _loketten(bladen),
        "plek": PLEK,
    }
    html = render_to_string("beroepscode/weergave/hub.html", context)
    return Bladzijde(html, titel=deel.titel, kort=deel.kort)


def met_wat_mag(html: str, sleutel: str, bezoeker: Any) -> str:
    """The kept page with what this visitor may see besides: items for the briefing, with their notes."""
    meer = [soort for soort in zichtbaar_voor(bezoeker) if soort != "openbaar"]
    aanbevolen = _aanbevolen(sleutel, meer)
    erbij = "".join(
        render_to_string("beroepscode/weergave/_aanbevolen.html", {"label": label, "links": links})
        for label, links in aanbevolen
    )
    return html.replace(PLEK, erbij)


def _aanbevolen(sleutel: str, zichtbaar: Iterable[str]) -> list[tuple[str, list[Verwijzing]]]:
    return [
        (bron.label, links)
        for bron in register.alle(Aanbeveler)
        if bron.zichtbaar in zichtbaar and (links := bron.voor_onderdeel(sleutel))
    ]


def _loketten(bladen: list[Themablad]) -> list[Loket]:
    """Where these themabladen send people: first what they name most, and first. Without any: whoever is nearest."""
    punten: dict[str, float] = {}
    for blad in bladen:
        for plek, slug in enumerate(blad.gelezen.loketten, 1):
            punten[slug] = punten.get(slug, 0) + 1 / plek
    loketten = {loket.slug: loket for loket in Loket.objects.published()}
    volgorde = sorted(loketten, key=lambda slug: (-punten.get(slug, 0), loketten[slug].gelezen.volgorde))
    return [loketten[slug] for slug in volgorde if slug in punten or not punten][:LOKETTEN]
