"""What this app connects to the ground floor: its pages in search, its themabladen as recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.urls import reverse

from beroepscode import bewaren
from beroepscode.eenheidsregels import na_te_kijken, pagina
from beroepscode.laden import code_trefwoorden
from beroepscode.models import Eenheidsregel, Handreiking, Inlezing, Loket, Onderdeel, Themablad
from beroepscode.services import volg
from beroepscode.toegang import INVULLERS, NORMHOUDERS, in_te_vullen
from vik_portal.organisatie.models import Eenheid
from vik_portal.organisatie.toegang import heeft_rol, rollen
from vik_portal.redactie import opmaak
from vik_portal.redactie.services import ververs_weergave
from vik_portal.redactie.signalen import gepubliceerd
from vik_portal.register import Aanbeveler, Punt, Sprong, Verwijzing, Wachtbron, Zoekbron, Zoekdocument, register

Soort = Onderdeel.Soort


def _bladen(soort: type[Themablad] | type[Loket] | type[Handreiking]) -> Iterator[Zoekdocument]:
    for blad in soort.objects.published():
        inhoud = blad.gelezen
        yield Zoekdocument(
            sleutel=blad.slug,
            url=blad.get_absolute_url(),
            titel=blad.titel,
            kort=inhoud.kort,
            tekst=blad.zoektekst(),
            trefwoorden=" · ".join(inhoud.trefwoorden),
            namen=_namen(blad.titel) if soort is Loket else (),
        )


def _namen(titel: str) -> tuple[str, ...]:
    """How a loket is called: ``Ondernemingsraad (OR)`` is asked for as either."""
    naam, _, rest = titel.partition(" (")
    return (naam, rest.partition(")")[0]) if rest else (naam,)


def _code() -> Iterator[Zoekdocument]:
    """Parts of the active edition; a part that is no hub stands on the page of the whole code."""
    andere = [Soort.LOKET, Soort.COLOFON, Soort.CITAAT, Soort.DIALOOGVRAAG]
    return _onderdelen(Onderdeel.objects.actief().exclude(soort__in=andere))


def _dialoogvragen() -> Iterator[Zoekdocument]:
    return _onderdelen(Onderdeel.objects.dialoogkaarten())


def _onderdelen(onderdelen: Iterable[Onderdeel]) -> Iterator[Zoekdocument]:
    trefwoorden = code_trefwoorden()
    for onderdeel in onderdelen:
        yield Zoekdocument(
            sleutel=onderdeel.sleutel,
            url=onderdeel.get_absolute_url(),
            titel=onderdeel.titel[:200],
            kort=onderdeel.kort,
            tekst="\n".join([*onderdeel.in_het_kort, opmaak.platte_tekst(onderdeel.tekst)]),
            trefwoorden=" · ".join([onderdeel.naam.replace("-", " "), *trefwoorden.get(onderdeel.sleutel, [])]),
        )


def _aanbevolen(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(blad.titel, blad.get_absolute_url(), blad.gelezen.kort)
        for blad in Themablad.objects.published().filter(slug=thema)
    ]


def _handreikingen(thema: str) -> list[Verwijzing]:
    return [
        Verwijzing(handreiking.titel, handreiking.get_absolute_url(), handreiking.gelezen.kort)
        for handreiking in Handreiking.objects.published().filter(inhoud__verwant__contains=[thema]).op_titel()
    ]


def _wacht(gebruiker: Any) -> list[Punt]:
    """Rules of one's eenheden that nobody looked at for a year."""
    if not heeft_rol(gebruiker, *INVULLERS):
        return []
    return [
        Punt(
            titel=f"Kijk na: regels van {eenheid}",
            url=pagina(eenheid),
            toelichting=f"Op {aantal} themablad{'' if aantal == 1 else 'en'}, langer dan een jaar niet nagekeken",
            actie="Kijk na",
        )
        for eenheid, aantal in na_te_kijken(in_te_vullen(gebruiker))
    ]


def _mijn(gebruiker: Any) -> list[Punt]:
    """Where one fills in for the own eenheid, and the norm matrix."""
    eigen = {rol.eenheid.pk: rol.eenheid for rol in rollen(gebruiker) if rol.soort in INVULLERS}
    punten = [
        Punt(f"Regels van {eenheid}", pagina(eenheid), "Wat jullie invullen op de themabladen", actie="Vul in")
        for eenheid in eigen.values()
        if eenheid.actief
    ]
    if heeft_rol(gebruiker, *NORMHOUDERS):
        norm = "Per thema: uitgewerkt, woordvoering, bekend in de eenheden"
        punten.append(Punt("Normmatrix", reverse("beroepscode:normmatrix"), norm, actie="Bekijk"))
    return punten


def _ververs_bladen(sender: Any, stuk: Any, **kwargs: Any) -> None:
    """Themabladen and handreikingen name loketten and each other; they follow what they name."""
    if isinstance(stuk, Loket):
        # A sheet also names loketten where it says whether and where to report.
        ververs_weergave(Themablad.objects.published())
        ververs_weergave(Handreiking.objects.published().filter(inhoud__loketten__contains=[stuk.slug]))
        return
    inhoud = stuk.inhoud or {}
    slugs = [*inhoud.get("themas", []), *inhoud.get("verwant", [])]
    # Also those that it does not name any more.
    noemt = Q(slug__in=slugs) | Q(weergave__contains=f'"{stuk.get_absolute_url()}"')
    if isinstance(stuk, Themablad):
        # It may have been away, and then no page links to it.
        noemt |= Q(inhoud__verwant__contains=[stuk.slug])
    ververs_weergave(Themablad.objects.published().filter(noemt))
    if isinstance(stuk, Themablad):
        ververs_weergave(Handreiking.objects.published().filter(inhoud__verwant__contains=[stuk.slug]))


def _volg_eenheid(sender: Any, instance: Eenheid, created: bool, **kwargs: Any) -> None:
    """A themablad names the eenheden whose rules stand on it, in the order of the tree, while they exist."""
    if not created:
        regels = Eenheidsregel.objects.filter(eenheid__in=Eenheid.objects.onder(instance))
        ververs_weergave(Themablad.objects.published().filter(pk__in=regels.values("blad")))


def _volg_inlezing(sender: Any, stuk: Any, **kwargs: Any) -> None:
    """What is published of a booklet is what readers see as an edition, in the same transaction."""
    if isinstance(stuk, Inlezing):
        volg(inlezing=stuk)


def sluit_aan() -> None:
    bewaren.sluit_aan()
    register.registreer(Zoekbron("themablad", "Themabladen", partial(_bladen, Themablad)))
    register.registreer(Zoekbron("loket", "Waar kan ik terecht?", partial(_bladen, Loket)))
    register.registreer(Zoekbron("handreiking", "Handreikingen", partial(_bladen, Handreiking)))
    register.registreer(Zoekbron("code", "Beroepscode", _code))
    register.registreer(Zoekbron("dialoogvraag", "Om over te praten", _dialoogvragen, gewicht=0.7))
    register.registreer(
        Sprong(
            "loketten",
            "Waar kan ik terecht?",
            "beroepscode:loketten",
            "Zie wie vertrouwelijk luistert, waarvoor, en hoe je er komt.",
            ("melden", "iets melden", "bij wie", "met wie praten", "hulp", "loket", "loketten"),
        )
    )
    register.registreer(
        Sprong(
            "nood",
            "Is er nu gevaar?",
            "beroepscode:loketten",
            # Who types one of these words among others must see this line: search looks for each of them in it.
            "Bel 112. Wil je dood of niet meer leven, of denk je aan zelfdoding? Bel 113 of 0800-0113, dag en nacht.",
            ("112", "113", "zelfdoding", "zelfmoord", "suïcide", "dood willen", "niet meer willen leven", "spoed"),
        )
    )
    register.registreer(
        Sprong(
            "code",
            "De beroepscode",
            "beroepscode:code",
            "De hele code: de vier kernwaarden, de richtlijnen, de eed en de belofte.",
            ("beroepscode", "code", "kernwaarden", "richtlijnen", "gedragscode"),
        )
    )
    register.registreer(
        Sprong(
            "dialoogkaarten",
            "Dialoogkaarten",
            "beroepscode:dialoogkaarten",
            "Trek een vraag en praat erover, op je telefoon, op het scherm of op papier.",
            ("dialoogkaarten", "dialoogkaart", "gesprekskaarten", "kaartspel", "trek een kaart", "vragenkaartjes"),
        )
    )
    register.registreer(
        Sprong(
            "edities",
            "Edities van de beroepscode",
            "beroepscode:edities",
            "Welke editie van de code geldt, en wat er in eerdere edities stond.",
            ("edities", "eerdere editie", "oude beroepscode", "vorige druk", "oude code", "welke druk"),
        )
    )
    register.registreer(
        Sprong(
            "themabladen",
            "Alle themabladen",
            "beroepscode:themabladen",
            "Elk thema op één blad: de norm, de wet, voorbeelden en vragen voor je team.",
            ("themabladen", "thema’s", "alle onderwerpen"),
        )
    )
    register.registreer(
        Sprong(
            "handreikingen",
            "Handreikingen",
            "beroepscode:handreikingen",
            "In stappen: een moreel beraad, coaching, praten over fouten, een lijnonderzoek.",
            ("handreikingen", "handreiking", "stappenplan", "stappenplannen"),
        )
    )
    register.registreer(
        Sprong(
            "checklist",
            "Past hier een lijnonderzoek?",
            "beroepscode:lijnonderzoek_checklist",
            "Elf vragen, twee minuten. De lijst wijst ergens naar en beslist niets.",
            ("checklist lijnonderzoek", "lijnonderzoek of vik"),
        )
    )
    register.registreer(Aanbeveler("themablad", "Themablad", _aanbevolen))
    register.registreer(Aanbeveler("handreiking", "Handreikingen", _handreikingen))
    register.registreer(Wachtbron("eenheidsregels", "wacht", _wacht))
    register.registreer(Wachtbron("beroepscode-mijn", "mijn", _mijn))
    gepubliceerd.connect(_ververs_bladen, dispatch_uid="beroepscode")
    gepubliceerd.connect(_volg_inlezing, dispatch_uid="beroepscode-edities")
    post_save.connect(_volg_eenheid, sender=Eenheid, dispatch_uid="beroepscode-eenheid")
