"""What lessons connect: search, themabladen and kernwaarden, the draaiboek of a lesson, its evaluation, lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from beroepscode.models import Loket, Themablad
from dilemmas.les import evaluatie
from dilemmas.les.services import SLEUTEL
from dilemmas.models import Dilemma, Les, Lesgroep, Lesprogramma, LesprogrammaQuerySet
from dilemmas.stappen import MAP, NOG_NIET
from vik_portal.meedoen.boekbestand import Boekbestand
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.toegang import BEGELEIDERS
from vik_portal.organisatie.models import Gebruiker
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.redactie.services import ververs_weergave
from vik_portal.redactie.signalen import gepubliceerd
from vik_portal.register import (
    Aanbeveler,
    Draaiboek,
    Punt,
    Sprong,
    Stapsoort,
    Verwijzing,
    Wachtbron,
    Zoekbron,
    Zoekdocument,
    register,
)


def _documenten() -> Iterator[Zoekdocument]:
    for les in Lesprogramma.objects.published():
        inhoud = les.gelezen
        woorden = ["les", "lesprogramma", inhoud.publiek, inhoud.reeksnaam, *inhoud.themas]
        yield Zoekdocument(
            sleutel=les.slug,
            url=les.get_absolute_url(),
            titel=les.titel,
            kort=inhoud.kort,
            tekst=les.zoektekst(),
            trefwoorden=" · ".join(filter(None, woorden)).replace("-", " "),
        )


def _verwijzingen(lessen: LesprogrammaQuerySet) -> list[Verwijzing]:
    return [
        Verwijzing(les.titel, les.get_absolute_url(), f"{les.gelezen.duur_in_woorden.capitalize()}. {les.kort}")
        for les in lessen.op_reeks()
    ]


def _bij_thema(thema: str) -> list[Verwijzing]:
    return _verwijzingen(Lesprogramma.objects.published().bij_thema(thema))


def _bij_onderdeel(sleutel: str) -> list[Verwijzing]:
    soort, _, naam = sleutel.partition("/")
    return _verwijzingen(Lesprogramma.objects.published().van_waarde(naam)) if soort == "kernwaarde" else []


def _ververs(sender: Any, stuk: Any, **_: Any) -> None:
    """Programmes say the titles of what they name; they follow when that changes or goes."""
    if isinstance(stuk, Dilemma | Themablad | Loket):
        ververs_weergave(Lesprogramma.objects.published().noemt(stuk.slug))
    elif isinstance(stuk, Lesprogramma) and stuk.concept.get("reeks"):
        ververs_weergave(Lesprogramma.objects.published().van_reeks(stuk.concept["reeks"]))


def _les(bijeenkomst: Bijeenkomst) -> Les | None:
    return evaluatie.les_van(bijeenkomst)


def _vooraf(bijeenkomst: Bijeenkomst) -> list[str]:
    les = _les(bijeenkomst)
    return les.klaarzetten if les else []


def _stukken(bijeenkomst: Bijeenkomst) -> list[Verwijzing]:
    les = _les(bijeenkomst)
    if les is None or not les.programma.online:
        return []
    begin = f"?begin_om={timezone.localtime(bijeenkomst.begin):%H:%M}"
    boek = reverse("dilemmas:les_draaiboek_als", args=[les.programma.slug, "pdf"]) + begin
    dias = reverse("dilemmas:les_draaiboek_als", args=[les.programma.slug, "pptx"])
    stukken = [
        Verwijzing("Draaiboek van de les, pdf", boek, "Zoals het lesprogramma het zegt, met de tijden van deze dag."),
        Verwijzing("Dia’s van de les, PowerPoint", dias, "Voor als je het scherm van het portaal niet gebruikt."),
    ]
    if les.programma.inhoud["huiswerk"]:
        huiswerk = reverse("dilemmas:les_huiswerk", args=[les.programma.slug])
        stukken.append(Verwijzing("Huiswerk, pdf", huiswerk, "Eén A4 om uit te delen."))
    return stukken


def _evaluatie(bijeenkomst: Bijeenkomst) -> list[Verwijzing]:
    """Once it is given, and as long as only begeleiders see the meeting: the page is theirs alone."""
    if bijeenkomst.nabesproken_op or bijeenkomst.status in NOG_NIET:
        return []
    url = reverse("dilemmas:les_evaluatie", args=[bijeenkomst.pk])
    return [
        Verwijzing("Hoe was de les?", url, "De drie vragen aan het eind. Alleen jij en wie met je leidt, zien dit.")
    ]


def _mijn(gebruiker: Gebruiker) -> list[Punt]:
    """For a preventiecoördinator, once somebody in the unit made a group."""
    if not Lesgroep.objects.visible_to(gebruiker).exists():
        return []
    return [Punt("Lesgroepen", reverse("dilemmas:lesgroepen"), "Hoe groot, welke les wanneer, hoeveel bereikt.")]


def _wacht(gebruiker: Gebruiker) -> list[Punt]:
    """Own lessons of a group that were held, without a number yet."""
    if not heeft_rol(gebruiker, *BEGELEIDERS):
        return []
    open_ = Les.objects.filter(
        bijeenkomst__begeleiders=gebruiker,
        bijeenkomst__begin__lt=timezone.now(),
        bereikt__isnull=True,
        groep__in=Lesgroep.objects.visible_to(gebruiker),
    ).exclude(bijeenkomst__status=Bijeenkomst.Status.AFGEZEGD)
    open_ = open_.select_related("groep", "bijeenkomst")
    return [
        Punt(
            f"Hoeveel mensen waren er bij {les.groep}?",
            f"{reverse('dilemmas:lesgroep', args=[les.groep_id])}#les-{les.pk}",
            f"De les van {timezone.localdate(les.bijeenkomst.begin):%d-%m-%Y}. Alleen een aantal.",
            actie="Vul in",
        )
        for les in open_
    ]


def sluit_aan() -> None:
    register.registreer(Zoekbron("lesprogramma", "Lesprogramma’s", _documenten, gewicht=0.7))
    register.registreer(Aanbeveler("lesprogramma", "Lesprogramma’s", _bij_thema, _bij_onderdeel))
    register.registreer(
        Sprong(
            "lesprogrammas",
            "Alle lesprogramma’s",
            "dilemmas:lesprogrammas",
            "Lessen van begin tot eind, met draaiboek, dia’s en huiswerk.",
            ("lesprogramma’s", "lesprogrammas", "lesprogramma", "lessen", "lesmateriaal", "training"),
        )
    )
    register.registreer(
        Draaiboek(
            SLEUTEL,
            "Les uit een lesprogramma",
            "Kies een lesprogramma en plan het daar.",
            list,
            lambda: Boekbestand(MAP, "dilemmasessie").stopregels,
            links=_stukken,
            kiesbaar=False,
            vooraf=_vooraf,
        )
    )
    register.registreer(
        Stapsoort(
            evaluatie.SOORT, "Hoe was de les?", "dilemmas/scherm/evaluatie.html", "dilemmas/regie/evaluatie.html",
            context=evaluatie.context, ronde=evaluatie.ronde, los=True, links=_evaluatie,
            uitleg="Drie vaste vragen aan het eind. De uitslag is alleen voor wie leidt.",
        )
    )  # fmt: skip
    register.registreer(Wachtbron("lesgroepen", "mijn", _mijn))
    register.registreer(Wachtbron("lesgroepen-wacht", "wacht", _wacht))
    gepubliceerd.connect(_ververs, dispatch_uid="dilemmas-lesprogrammas")
