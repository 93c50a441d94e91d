"""Items for the shift briefing."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from beroepscode.models import Onderdeel, Themablad
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
    #: Here the short title: what a planner has room for.
    kort = models.GeneratedField(
        expression=KT("inhoud__kort_titel"), output_field=models.TextField(null=True), db_persist=True
    )
    objects = BriefingsitemQuerySet.as_manager()

    class Meta(Publicatie.Meta):
        verbose_name_plural = "briefingsitems"

    def get_absolute_url(self) -> str:
        return reverse("briefings:item", args=[self.slug])

    def weergave_context(self, inhoud: BriefingsitemInhoud) -> dict[str, Any]:
        from briefings.beelden import met_media  # services import the models

        themabladen = list(Themablad.objects.published().filter(slug__in=inhoud.themas))
        richtlijnen = list(
            Onderdeel.objects.actief().filter(sleutel__in=[f"richtlijn/{naam}" for naam in inhoud.richtlijnen])
        )
        return {"themabladen": themabladen, "richtlijnen": richtlijnen, **met_media(self, inhoud)}

    def bij_bewerken(self) -> SafeString:
        from briefings.beelden import films_van
        from briefings.bron import ingekort_van, stand_van

        bron = {"bron": stand_van(self.concept), "ingekort": ingekort_van(self.concept)}
        return mark_safe(
            render_to_string("briefings/_bij_bewerken.html", {"item": self, "films": films_van(self), **bron})
        )

    def voor_meelezer(self) -> SafeString:
        """Whether the text that it was made of says something else meanwhile."""
        from briefings.bron import stand_van

        bron = stand_van(self.concept)
        return render_to_string("briefings/_bron.html", {"item": self, "bron": bron}) if bron else SafeString()

    def zoektekst(self) -> str:
        item = self.gelezen
        punten = [f"{punt.kop}: {punt.tekst}" for punt in item.punten]
        return "\n".join([item.boodschap, item.leerpunt, *punten, item.vraag, opmaak.platte_tekst(item.notities)])
