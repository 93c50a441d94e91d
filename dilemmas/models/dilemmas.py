"""Dilemmas: two legitimate values, one clock, one relation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pghistory
from django.db import models
from django.db.models import F, Max, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import MD5, Concat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from beroepscode.models import Loket, Themablad
from dilemmas.beeld import sterrenbeeld
from dilemmas.schema import DilemmaInhoud
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet


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

    def van_waarde(self, naam: str) -> DilemmaQuerySet:
        return self.filter(inhoud__kernwaarden__contains=[naam])

    def van_niveau(self, niveau: str) -> DilemmaQuerySet:
        return self.filter(inhoud__niveau=niveau)

    def voor_lijst(self) -> DilemmaQuerySet:
        """The easier ones first, by title; only what a list shows: the whole content is 6 kB each.

        ``minuten`` and ``niveau`` come as text, ``sterren`` as the published counts or ``None``.
        """
        kolommen = {"minuten": KT("inhoud__minuten"), "niveau": KT("inhoud__niveau")}
        lijst = self.annotate(**kolommen, sterren=F("sterrenstand__aantallen")).only("titel", "slug", "kort")
        return lijst.order_by("niveau", "sorteersleutel")

    def van_de_week(self, vandaag: date | None = None) -> Dilemma | None:
        """The dilemma of this calendar week: the chosen one, or the one that would be chosen now.

        Who was longest ago, or never, takes the turn; among these the week decides. So no dilemma comes back before
        all others had a week, and every process says the same one without anything being written.
        """
        maandag = maandag_van(vandaag or timezone.localdate())
        gekozen = self.published().filter(weken__maandag=maandag).first()
        if gekozen:
            return gekozen
        eerder = Max("weken__maandag", filter=Q(weken__maandag__lt=maandag))
        beurt = MD5(Concat(Value(maandag.isoformat()), "slug", output_field=models.TextField()))
        return self.published().annotate(eerder=eerder).order_by(F("eerder").asc(nulls_first=True), beurt).first()


def maandag_van(dag: date) -> date:
    return dag - timedelta(days=dag.weekday())


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

    def voor_meelezer(self) -> SafeString:
        """What readers said of its usefulness, for the desk: the same published counts that readers see."""
        stand = getattr(self, "sterrenstand", None)
        return render_to_string("dilemmas/sterren_bureau.html", {"beeld": sterrenbeeld(stand and stand.aantallen)})

    def bij_bewerken(self) -> SafeString:
        """The submission that this dilemma is made of, for as long as its text is kept."""
        from dilemmas.inzendbeeld import bij_dilemma  # it imports the models

        return bij_dilemma(self)

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


class Weekdilemma(models.Model):
    """Which dilemma had which week."""

    maandag = models.DateField(unique=True)
    dilemma = models.ForeignKey(Dilemma, on_delete=models.CASCADE, related_name="weken")

    class Meta:
        verbose_name_plural = "weekdilemma’s"

    def __str__(self) -> str:
        return f"week van {self.maandag}"
