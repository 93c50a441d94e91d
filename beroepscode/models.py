"""Editions of the code, themabladen and loketten: the vocabulary that the rest of the portal cites."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from beroepscode.schema import LoketInhoud, ThemabladInhoud
from vik_portal.media.models import Afbeelding
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet


class ThemabladQuerySet(PublicatieQuerySet):
    def bij_richtlijn(self, naam: str) -> ThemabladQuerySet:
        """Themabladen that cite this richtlijn (the part of its key after ``richtlijn/``)."""
        return self.filter(inhoud__richtlijnen__contains=[naam])

    def bij_kernwaarde(self, naam: str) -> ThemabladQuerySet:
        return self.filter(inhoud__kernwaarden__contains=[naam])


@pghistory.track(fields=AUDIT, model_name="ThemabladSpoor")
class Themablad(Publicatie):
    """One theme on one page: norm, policy, law, examples, questions, duty to report, loketten."""

    inhoud_model = ThemabladInhoud
    sjabloon = "beroepscode/weergave/themablad.html"
    soortnaam = "Themablad"
    zoekbron = "themablad"
    objects = ThemabladQuerySet.as_manager()

    class Meta(Publicatie.Meta):
        verbose_name_plural = "themabladen"

    def get_absolute_url(self) -> str:
        return reverse("beroepscode:themablad", args=[self.slug])

    def weergave_context(self, inhoud: ThemabladInhoud) -> dict[str, Any]:
        # Local import: the registry is filled by apps that know this one.
        from vik_portal.register import Aanbeveler, register

        loketten = {loket.slug: loket for loket in Loket.objects.published()}
        verwant = {blad.slug: blad for blad in Themablad.objects.published().filter(slug__in=inhoud.verwant)}
        richtlijnen = Onderdeel.objects.actief().filter(sleutel__in=[f"richtlijn/{r}" for r in inhoud.richtlijnen])
        return {
            "afbeelding": Afbeelding.objects.filter(vingerafdruk=inhoud.afbeelding).first(),
            "mag": inhoud.voorbeelden_van("mag"),
            "mag_niet": inhoud.voorbeelden_van("mag-niet"),
            "bespreek": inhoud.voorbeelden_van("bespreek"),
            "loketten": [loketten[slug] for slug in inhoud.loketten if slug in loketten],
            "meldvragen": {vraag.sleutel: vraag.vraag for vraag in inhoud.melden},
            "loketnamen": {slug: loket.titel for slug, loket in loketten.items()},
            "verwant": [verwant[slug] for slug in inhoud.verwant if slug in verwant],
            "richtlijnen": list(richtlijnen),
            "aanbevolen": [
                (bron.label, links)
                for bron in register.alle(Aanbeveler)
                if bron.openbaar and bron.sleutel != "themablad" and (links := bron.voor_thema(self.slug))
            ],
        }

    def zoektekst(self) -> str:
        blad = self.gelezen
        delen = [blad.norm, opmaak.platte_tekst(blad.waarom), opmaak.platte_tekst(blad.beleid)]
        delen += [f"{wet.kop}. {wet.zin}" for wet in blad.wet]
        delen += [voorbeeld.tekst for voorbeeld in blad.voorbeelden]
        delen += [vraag.vraag for vraag in blad.melden]
        return "\n".join([*delen, *blad.vragen])


@pghistory.track(fields=AUDIT, model_name="LoketSpoor")
class Loket(Publicatie):
    """Where to turn to, with what it does, what it does not, and who hears it."""

    inhoud_model = LoketInhoud
    sjabloon = "beroepscode/weergave/loket.html"
    soortnaam = "Loket"
    zoekbron = "loket"

    class Meta(Publicatie.Meta):
        verbose_name_plural = "loketten"

    def get_absolute_url(self) -> str:
        return reverse("beroepscode:loket", args=[self.slug])

    def zoektekst(self) -> str:
        loket = self.gelezen
        return "\n".join([loket.vertrouwelijk_uitleg, *loket.voor, *loket.niet_voor, opmaak.platte_tekst(loket.tekst)])


class Editie(models.Model):
    """A printed edition of the code, or the project's own paraphrase of it. At most one is active."""

    naam = models.CharField(max_length=120)
    #: False for the paraphrase: every page of it then says that it is not the official text.
    officieel = models.BooleanField(default=True)
    actief = models.BooleanField(default=False)
    vingerafdruk = models.CharField(max_length=64, unique=True)
    weergave = models.TextField(blank=True, default="")
    ingelezen_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-ingelezen_op"]
        constraints = [
            models.UniqueConstraint(name="editie_een_actief", fields=["actief"], condition=Q(actief=True)),
        ]

    def __str__(self) -> str:
        return self.naam


class OnderdeelQuerySet(models.QuerySet["Onderdeel"]):
    def actief(self) -> OnderdeelQuerySet:
        """The parts of the edition that readers see."""
        return self.filter(editie__actief=True)


class Onderdeel(models.Model):
    """A piece of an edition under a stable key such as ``kernwaarde/integer``: links survive a new edition."""

    class Soort(models.TextChoices):
        VOORWOORD = "voorwoord", "Voorwoord"
        GRONDWET = "grondwet", "Grondwet"
        EED = "eed", "Eed of belofte"
        TAAK = "taak", "Taak"
        MISSIE = "missie", "Missie"
        KERNWAARDE = "kernwaarde", "Kernwaarde"
        PROFESSIONALITEIT = "professionaliteit", "Professionaliteit"
        LEIDERSCHAP = "leiderschap", "Leiderschap"
        RICHTLIJN = "richtlijn", "Richtlijn"
        LOKET = "loket", "Loket"
        DIALOOGVRAAG = "dialoogvraag", "Dialoogvraag"
        CITAAT = "citaat", "Citaat"
        COLOFON = "colofon", "Colofon"
        TEKST = "tekst", "Tekst"

    #: Kinds that have a page of their own beside the whole code.
    HUBS: ClassVar[tuple[str, ...]] = (Soort.KERNWAARDE, Soort.RICHTLIJN)

    editie = models.ForeignKey(Editie, on_delete=models.CASCADE, related_name="onderdelen")
    sleutel = models.CharField(max_length=80)
    soort = models.CharField(max_length=20, choices=Soort)
    titel = models.CharField(max_length=300)
    kort = models.CharField(max_length=200, blank=True, default="")
    in_het_kort = models.JSONField(default=list, blank=True)
    tekst = models.TextField(blank=True, default="")
    volgorde = models.PositiveIntegerField()

    objects = OnderdeelQuerySet.as_manager()

    class Meta:
        ordering = ["volgorde"]
        constraints = [models.UniqueConstraint(name="onderdeel_sleutel_uniek", fields=["editie", "sleutel"])]

    def __str__(self) -> str:
        return self.titel

    @property
    def naam(self) -> str:
        return self.sleutel.partition("/")[2]

    @property
    def anker(self) -> str:
        """The id of this part on the page of the whole code."""
        return self.sleutel.replace("/", "-")

    def get_absolute_url(self) -> str:
        if self.soort in self.HUBS:
            return reverse(f"beroepscode:{self.soort}", args=[self.naam])
        return f"{reverse('beroepscode:code')}#{self.anker}"
