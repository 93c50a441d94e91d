"""Editions of the code, themabladen and loketten: the vocabulary that the rest of the portal cites."""

from __future__ import annotations

import zlib
from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.safestring import SafeString

from beroepscode import lijnonderzoek
from beroepscode.bijhouden import Eenheidsregel
from beroepscode.bijhouden import Normstand as Normstand
from beroepscode.inlezen import vergelijk
from beroepscode.inlezen.indeling import EditieInhoud, Indeling
from beroepscode.schema import HandreikingInhoud, LoketInhoud, ThemabladInhoud
from vik_portal.media.models import Afbeelding
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import AUDIT, Publicatie, PublicatieQuerySet
from vik_portal.redactie.verschil import Veldverschil


class ThemabladQuerySet(PublicatieQuerySet):
    def bij_richtlijn(self, naam: str) -> ThemabladQuerySet:
        """Themabladen that cite this richtlijn (the part of its key after ``richtlijn/``)."""
        return self.filter(inhoud__richtlijnen__contains=[naam])

    def bij_kernwaarde(self, naam: str) -> ThemabladQuerySet:
        return self.filter(inhoud__kernwaarden__contains=[naam])

    def bij_onderdeel(self, sleutel: str) -> ThemabladQuerySet:
        """Themabladen that cite this part of the code, by its key."""
        soort, _, naam = sleutel.partition("/")
        kiezers = {"kernwaarde": self.bij_kernwaarde, "richtlijn": self.bij_richtlijn}
        return kiezers[soort](naam) if soort in kiezers else self.none()


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
        regels = Eenheidsregel.objects.filter(blad=self).te_lezen() if self.pk and inhoud.invullen else []
        return {
            "invullen": [(veld, [r for r in regels if r.veld == veld.sleutel]) for veld in inhoud.invullen],
            "regeleenheden": list(dict.fromkeys(regel.eenheid for regel in regels)),
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
        # Not what it is not for: those words belong to another loket.
        loket = self.gelezen
        return "\n".join([loket.vertrouwelijk_uitleg, *loket.voor, opmaak.platte_tekst(loket.tekst)])


@pghistory.track(fields=AUDIT, model_name="HandreikingSpoor")
class Handreiking(Publicatie):
    """How to do something that is hard, in steps: a moreel beraad, coaching, a lijnonderzoek."""

    inhoud_model = HandreikingInhoud
    sjabloon = "beroepscode/weergave/handreiking.html"
    soortnaam = "Handreiking"
    zoekbron = "handreiking"

    class Meta(Publicatie.Meta):
        verbose_name_plural = "handreikingen"

    def get_absolute_url(self) -> str:
        return reverse("beroepscode:handreiking", args=[self.slug])

    def weergave_context(self, inhoud: HandreikingInhoud) -> dict[str, Any]:
        loketten = {loket.slug: loket for loket in Loket.objects.published().filter(slug__in=inhoud.loketten)}
        bladen = {blad.slug: blad for blad in Themablad.objects.published().filter(slug__in=inhoud.verwant)}
        return {
            "loketten": [loketten[slug] for slug in inhoud.loketten if slug in loketten],
            "bladen": [bladen[slug] for slug in inhoud.verwant if slug in bladen],
            # The forms and the checklist come with the project and belong to this one text.
            "formulieren": lijnonderzoek.formulieren() if self.slug == lijnonderzoek.HANDREIKING else None,
        }

    def zoektekst(self) -> str:
        blad = self.gelezen
        delen = [opmaak.platte_tekst(blad.tekst)]
        delen += [f"{stap.kop}. {stap.tekst}" for stap in blad.stappen]
        return "\n".join([*delen, *blad.checklist, *(valkuil.tekst for valkuil in blad.valkuilen)])


@pghistory.track(fields=AUDIT, model_name="InlezingSpoor")
class Inlezing(Publicatie):
    """A booklet that was read from a file, in the making: its lines and the parts that they were placed in.

    Publishing it makes an :class:`Editie`, with the rules of the desk: a second person looks first. Published again,
    after a correction, it renews the edition that it made.
    """

    inhoud_model = EditieInhoud
    sjabloon = "beroepscode/weergave/editie.html"
    soortnaam = "Editie van de code"
    zoekbron = "code"
    beginpagina = "beroepscode:inlezen"
    bewerkpagina = "beroepscode:inlezing"

    #: Every line of the file that has words: ``n`` (its number, with pieces as ``12.2``), ``blad`` (page, from 1),
    #: ``ruw`` (as the file has it) and ``tekst`` (without list marks and the like). Never changes.
    bron = models.JSONField(default=list)
    bestandsnaam = models.CharField(max_length=200, blank=True, default="")
    #: Of the lines: a file that was read before is the same booklet.
    vingerafdruk = models.CharField(max_length=64, unique=True)
    ingelezen_op = models.DateTimeField(auto_now_add=True)

    class Meta(Publicatie.Meta):
        verbose_name_plural = "edities van de code"

    def get_absolute_url(self) -> str:
        return reverse("beroepscode:editie", args=[self.slug])

    @property
    def indeling(self) -> Indeling:
        """What the editor works on."""
        return Indeling.model_validate(self.concept)

    def weergave_context(self, inhoud: EditieInhoud) -> dict[str, Any]:
        # Local import: services import the models.
        from beroepscode.services import editiecontext, onderdelen_uit

        editie = Editie(naam=inhoud.titel, slug=self.slug, actief=True)
        return editiecontext(editie, onderdelen_uit(inhoud))

    def verschillen(self, oud: dict[str, Any] | None, nieuw: dict[str, Any] | None) -> list[Veldverschil]:
        return vergelijk.verschillen(oud, nieuw)

    def voor_meelezer(self) -> SafeString:
        from beroepscode.edities import voor_meelezer

        return voor_meelezer(self)

    def zoektekst(self) -> str:
        return "\n".join(deel.titel for deel in self.gelezen.delen)


class EditieQuerySet(models.QuerySet["Editie"]):
    def op_volgorde(self) -> EditieQuerySet:
        """The one that counts first, then those that counted before it, the paraphrase last."""
        return self.order_by("-actief", "-officieel", F("actief_tot").desc(nulls_last=True), "-pk")


class Editie(models.Model):
    """A printed edition of the code, or the project's own paraphrase of it. At most one is active."""

    naam = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True)
    #: False for the paraphrase: every page of it then says that it is not the official text.
    officieel = models.BooleanField(default=True)
    actief = models.BooleanField(default=False)
    #: Since when, and until when, readers had it as the code that counts.
    actief_sinds = models.DateTimeField(null=True, blank=True)
    actief_tot = models.DateTimeField(null=True, blank=True)
    vingerafdruk = models.CharField(max_length=64, unique=True)
    weergave = models.TextField(blank=True, default="")
    ingelezen_op = models.DateTimeField(auto_now_add=True)
    inlezing = models.OneToOneField(Inlezing, null=True, blank=True, on_delete=models.CASCADE, related_name="editie")

    objects = EditieQuerySet.as_manager()

    class Meta:
        ordering = ["-ingelezen_op"]
        constraints = [
            models.UniqueConstraint(name="editie_een_actief", fields=["actief"], condition=Q(actief=True)),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def etag(self) -> str:
        """Changes when what readers see changes."""
        return f"editie-{self.pk}-{zlib.crc32(self.weergave.encode()):x}"

    def get_absolute_url(self) -> str:
        """Its own address, which it keeps when another edition takes its place."""
        return reverse("beroepscode:editie", args=[self.slug])


class OnderdeelQuerySet(models.QuerySet["Onderdeel"]):
    def actief(self) -> OnderdeelQuerySet:
        """The parts of the edition that readers see."""
        return self.filter(editie__actief=True)

    def hubs(self) -> OnderdeelQuerySet:
        """The kernwaarden and richtlijnen that readers see, in the order of the edition."""
        return self.actief().filter(soort__in=Onderdeel.HUBS)

    def dialoogkaarten(self) -> OnderdeelQuerySet:
        """Questions to talk about: those of the edition that readers see, and always our own."""
        return self.filter(Q(editie__actief=True) | Q(editie__officieel=False), soort=Onderdeel.Soort.DIALOOGVRAAG)

    def bij(self, sleutel: str) -> OnderdeelQuerySet:
        """Questions about this part of the code."""
        return self.filter(bij__contains=[sleutel])


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
    #: Of an oath that says both: ``eed`` and ``belofte``, each as the rich-text subset.
    varianten = models.JSONField(default=dict, blank=True)
    #: Of a dialoogvraag: the keys of the parts that it is about.
    bij = models.JSONField(default=list, blank=True)
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
    def is_hub(self) -> bool:
        return self.soort in self.HUBS

    @property
    def zegt_meer(self) -> bool:
        """Whether the text says more than the title: a richtlijn in the booklet is one sentence, and that is both."""
        return opmaak.platte_tekst(self.tekst).strip(". \n") != self.titel.strip(". ")

    @property
    def anker(self) -> str:
        """The id of this part on the page of the whole code."""
        return self.sleutel.replace("/", "-")

    def get_absolute_url(self) -> str:
        if self.is_hub:
            return reverse(f"beroepscode:{self.soort}", args=[self.naam])
        if self.soort == self.Soort.DIALOOGVRAAG:
            return reverse("beroepscode:dialoogkaart", args=[self.naam])
        return f"{reverse('beroepscode:code')}#{self.anker}"
