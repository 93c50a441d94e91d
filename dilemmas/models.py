"""Dilemmas: two legitimate values, one clock, one relation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone

from beroepscode.models import Loket, Themablad
from dilemmas.models_inzending import Inzending, Inzendteller
from dilemmas.schema import DilemmaInhoud
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet

__all__ = ["Dilemma", "DilemmaQuerySet", "Inzending", "Inzendteller"]


class DilemmaQuerySet(PublicatieQuerySet):
    def bij_thema(self, slug: str) -> DilemmaQuerySet:
        return self.filter(inhoud__themas__contains=[slug])

    def bij_onderdeel(self, sleutel: str) -> DilemmaQuerySet:
        """Dilemmas in which this kernwaarde collides, or about a theme of which the themablad names this richtlijn."""
        soort, _, naam = sleutel.partition("/")
        if soort == "kernwaarde":
            return self.filter(inhoud__kernwaarden__contains=[naam])
        bladen = Themablad.objects.published().bij_onderdeel(sleutel).values_list("slug", flat=True)
        return self.filter(inhoud__themas__has_any_keys=list(bladen))

    def voor_doelgroep(self, groep: str) -> DilemmaQuerySet:
        return self.filter(inhoud__doelgroepen__contains=[groep])

    def van_minuten(self, minuten: int) -> DilemmaQuerySet:
        return self.filter(inhoud__minuten=minuten)

    def voor_lijst(self) -> DilemmaQuerySet:
        """Only what a list shows, ``kort`` and ``minuten`` (as text) among it: the whole content is 6 kB each."""
        return self.annotate(minuten=KT("inhoud__minuten")).only("titel", "slug", "kort")

    def van_de_week(self, vandaag: date | None = None) -> Dilemma | None:
        """The dilemma of this calendar week: all take their turn, by slug, one a week."""
        gepubliceerd = self.published().order_by("slug")
        aantal = gepubliceerd.count()
        if not aantal:
            return None
        # Day 1 of the calendar was a Monday, so whole weeks are counted from the day before it.
        weken = ((vandaag or timezone.localdate()).toordinal() - 1) // 7
        return gepubliceerd[weken % aantal]


@pghistory.track(fields=AUDIT, model_name="DilemmaSpoor")
class Dilemma(Publicatie):
    inhoud_model = DilemmaInhoud
    sjabloon = "dilemmas/weergave/dilemma.html"
    soortnaam = "Dilemma"
    zoekbron = "dilemma"
    objects = DilemmaQuerySet.as_manager()

    class Meta(Publicatie.Meta):
        verbose_name_plural = "dilemma’s"

    def get_absolute_url(self) -> str:
        return reverse("dilemmas:dilemma", args=[self.slug])

    def weergave_context(self, inhoud: DilemmaInhoud) -> dict[str, Any]:
        """What looking back needs: the theme, the loketten, the two values with their sentence."""
        loketten = {loket.slug: loket for loket in Loket.objects.published()}
        return {
            "themabladen": list(Themablad.objects.published().filter(slug__in=inhoud.themas)),
            "loketten": [loketten[slug] for slug in inhoud.loketten if slug in loketten],
            "waarden": [(naam, inhoud.waarden.get(naam, "")) for naam in inhoud.kernwaarden],
        }

    def zoektekst(self) -> str:
        dilemma = self.gelezen
        delen = [
            opmaak.platte_tekst(dilemma.verhaal),
            dilemma.vraag,
            dilemma.norm.tekst,
            dilemma.norm.melden,
            dilemma.kijk,
        ]
        return "\n".join([*delen, *(optie.tekst for optie in dilemma.opties), *dilemma.nabespreking])
