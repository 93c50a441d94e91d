"""A briefing item as a slide, for a room without a wall screen of the portal."""

from __future__ import annotations

from datetime import date

from briefings.models import Briefingsitem
from briefings.schema import BriefingsitemInhoud
from vik_portal.exports import Bestand, bestandsnaam, pptx
from vik_portal.exports.pptx.wand import Wand, wanddia
from vik_portal.redactie import opmaak


def item_pptx(item: Briefingsitem) -> Bestand:
    """One slide as it hangs on the wall, with what the briefer says as its notes."""
    inhoud: BriefingsitemInhoud = item.gelezen
    minuten = "1 minuut" if inhoud.minuten == 1 else f"{inhoud.minuten} minuten"
    wand = Wand(
        titel=inhoud.titel,
        boodschap=inhoud.boodschap,
        vraag=inhoud.vraag,
        voet=f"{inhoud.soort.capitalize()}, {minuten}",
        punten=[(punt.kop, punt.tekst) for punt in inhoud.punten],
        notities=opmaak.platte_tekst(inhoud.notities),
    )
    # The day its text dates from, never today: an unchanged item gives an unchanged file.
    dag = item.gepubliceerd_op.date() if item.gepubliceerd_op else date(2020, 1, 1)
    return Bestand(bestandsnaam(item.titel, "pptx"), pptx.PPTX, wanddia(wand, datum=dag))
