"""Items for the shift briefing."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db.models import Q
from django.urls import reverse

from beroepscode.models import Themablad
from briefings.schema import BriefingsitemInhoud
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet


class BriefingsitemQuerySet(PublicatieQuerySet):
    def bij_thema(self, slug: str) -> BriefingsitemQuerySet:
        return self.filter(inhoud__themas__contains=[slug])

    def bij_onderdeel(self, sleutel: str) -> BriefingsitemQuerySet:
        """Items that cite a part of the code: a richtlijn by name, and any part through their themes."""
        soort, _, naam = sleutel.partition("/")
        zelf = Q(inhoud__richtlijnen__contains=[naam]) if soort == "richtlijn" else Q()
        bladen = Themablad.objects.published().bij_onderdeel(sleutel).values_list("slug", flat=True)
        return self.filter(zelf | Q(inhoud__themas__has_any_keys=list(bladen)))


@pghistory.track(fields=AUDIT, model_name="BriefingsitemSpoor")
class Briefingsitem(Publicatie):
    inhoud_model = BriefingsitemInhoud
    sjabloon = "briefings/weergave/item.html"
    soortnaam = "Briefingsitem"
    zoekbron = "briefingsitem"
    objects = BriefingsitemQuerySet.as_manager()

    class Meta(Publicatie.Meta):
        verbose_name_plural = "briefingsitems"

    def get_absolute_url(self) -> str:
        return reverse("briefings:item", args=[self.slug])

    def weergave_context(self, inhoud: BriefingsitemInhoud) -> dict[str, Any]:
        return {"themabladen": list(Themablad.objects.published().filter(slug__in=inhoud.themas))}

    def zoektekst(self) -> str:
        item = self.gelezen
        punten = [f"{punt.kop}: {punt.tekst}" for punt in item.punten]
        return "\n".join([item.boodschap, item.leerpunt, *punten, item.vraag, opmaak.platte_tekst(item.notities)])
