"""How long briefings are kept: planning, marks, lines, approvals, packages, screens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_delete
from django.utils import timezone

from briefings.models import Bespreking, Campagne, Goedkeuring, Koppelcode, Pakket, Regel, Scherm, Vertoning, Vertoond
from briefings.models.schermen import BEWAREN as BESPREKING
from briefings.models.schermen import REGEL_BEWAREN as REGEL
from briefings.services import evalueren, pakketten
from vik_portal.bewaren import in_woorden
from vik_portal.register import Bewaard, Bewaartermijn, register

#: A campaign with all of its planning and weeks; what a team showed itself, drafts, and decisions that no longer hold.
CAMPAGNE, PLANNING = timedelta(days=5 * 365), timedelta(days=2 * 365)
#: A package that was replaced, and a screen that was taken away.
VERVANGEN = timedelta(days=30)


def _tel_eerst(moment: datetime) -> None:
    """What was not counted per week by now would be gone."""
    evalueren.tel_weken(vandaag=timezone.localdate(moment))


def _besprekingen(moment: datetime) -> list[Any]:
    grens = timezone.localdate(moment) - BESPREKING
    return [Vertoond.objects.filter(dag__lt=grens), Bespreking.objects.filter(dag__lt=grens)]


def _regels(moment: datetime) -> list[Any]:
    return [Regel.objects.filter(week__lt=timezone.localdate(moment) - REGEL)]


def _campagnes(moment: datetime) -> list[Any]:
    """Its showings go before it: a campaign with showings cannot be deleted by accident."""
    begonnen = Campagne.objects.exclude(status=Campagne.Status.CONCEPT)
    oud = begonnen.filter(tot__lt=timezone.localdate(moment) - CAMPAGNE)
    concepten = Campagne.objects.filter(status=Campagne.Status.CONCEPT, gemaakt_op__lt=moment - PLANNING)
    return [Vertoning.objects.filter(campagne__in=oud), oud, concepten]


def _vertoningen(moment: datetime) -> list[Any]:
    return [Vertoning.objects.filter(campagne__isnull=True, dag__lt=timezone.localdate(moment) - PLANNING)]


def _goedkeuringen(moment: datetime) -> list[Any]:
    """All but the approval by which something may be shown now; what nobody answered, from the day it was due."""
    grens = moment - PLANNING
    akkoord = Goedkeuring.Status.GOEDGEKEURD
    later = Goedkeuring.objects.filter(
        item=OuterRef("item"), eenheid=OuterRef("eenheid"), status=akkoord, besluit_op__gt=OuterRef("besluit_op")
    )
    besloten = Q(besluit_op__lt=grens) & (~Q(status=akkoord) | Q(Exists(later)))
    nooit = Q(besluit_op__isnull=True, status=Goedkeuring.Status.VERVALLEN, gevraagd_op__lt=grens)
    onbeantwoord = Q(status=Goedkeuring.Status.OPEN, uiterlijk__lt=timezone.localdate(grens))
    return [Goedkeuring.objects.filter(besloten | nooit | onbeantwoord)]


def _pakketten(moment: datetime) -> list[Any]:
    """Those that a newer one replaced; and of a team's own item, which no campaign takes along, the old ones."""
    eigen = Pakket.objects.filter(campagne__isnull=True, gemaakt_op__lt=moment - PLANNING)
    return [pakketten.vervangen().filter(gemaakt_op__lt=moment - VERVANGEN), eigen]


def _schermen(moment: datetime) -> list[Any]:
    codes = Koppelcode.objects.filter(geldig_tot__lt=moment)
    return [codes, Scherm.objects.filter(ingetrokken_op__lt=moment - VERVANGEN)]


def sluit_aan() -> None:
    post_delete.connect(pakketten.na_verwijderen, sender=Pakket, dispatch_uid="briefings.bewaren.Pakket")
    for termijn in (
        Bewaartermijn(
            "bespreking",
            "briefings",
            "Wat een briefing met een item deed, en wat een scherm liet zien",
            f"{BESPREKING.days} dagen",
            "Alleen het eigen team ziet het. Daarna zijn er alleen getallen per week, van minstens vijf teams samen.",
            verlopen=_besprekingen,
            vooraf=_tel_eerst,
        ),
        Bewaartermijn(
            "regel",
            "briefings",
            "Een regel aan VIK",
            f"{in_woorden(REGEL)} na de week",
            "VIK leert ervan voor een volgende campagne. Er staat geen naam of team bij.",
            verlopen=_regels,
        ),
        Bewaartermijn(
            "vertoning",
            "briefings",
            "Wat een team zelf in zijn briefing zette",
            f"{in_woorden(PLANNING)} na die dag",
            "Zo weet een team wat het al had. Een concept van een campagne blijft even lang.",
            verlopen=_vertoningen,
        ),
        Bewaartermijn(
            "campagne",
            "briefings",
            "Een campagne, met haar planning, weekcijfers en antwoorden op de drie vragen",
            f"{in_woorden(CAMPAGNE)} na de laatste dag",
            "VIK vergelijkt een campagne met eerdere. De cijfers zijn van minstens vijf teams samen.",
            verlopen=_campagnes,
        ),
        Bewaartermijn(
            "pakket",
            "briefings",
            "Een e-briefingpakket",
            f"zolang de campagne; een vervangen pakket {VERVANGEN.days} dagen, een pakket van een team "
            f"{in_woorden(PLANNING)}",
            "Wie het oude nog gebruikt, kan het vergelijken.",
            verlopen=_pakketten,
            resten=pakketten.ruim_mappen_op,
        ),
        Bewaartermijn(
            "goedkeuring",
            "briefings",
            "Een akkoord van de eenheidsleiding, met wie vroeg en besliste",
            f"zolang het geldt, en anders {in_woorden(PLANNING)} na het besluit, of na de dag waarop het er moest zijn",
            "Zonder akkoord hangt er niets. Daarna is na te gaan waarom iets wel of niet hing.",
            verlopen=_goedkeuringen,
        ),
        Bewaartermijn(
            "scherm",
            "briefings",
            "Een wandscherm dat is losgekoppeld, en een code om te koppelen",
            f"{VERVANGEN.days} dagen; een code werkt tien minuten en gaat de nacht daarna weg",
            "Wat er hing, hoort bij de dertig dagen van het team.",
            verlopen=_schermen,
        ),
        Bewaartermijn(
            "instelling",
            "briefings",
            "Briefingtijden, wandschermen en de agenda van een team",
            "zolang het team ze gebruikt",
            "Er staat niets in over een persoon.",
        ),
    ):
        register.registreer(termijn)
    for model, bij in (
        ("Bespreking", ("bespreking",)),
        ("Vertoond", ("bespreking",)),
        ("Regel", ("regel",)),
        ("Vertoning", ("vertoning", "campagne")),
        ("Campagne", ("campagne",)),
        ("Campagneitem", ("campagne",)),
        ("Mijlpaal", ("campagne",)),
        ("Teamgesprek", ("campagne",)),
        ("Kennisgeving", ("campagne",)),
        ("Weektotaal", ("campagne",)),
        ("Terugblikantwoord", ("campagne",)),
        ("Pakket", ("pakket", "campagne")),
        ("Goedkeuring", ("goedkeuring",)),
        ("Scherm", ("instelling", "scherm")),
        ("Koppelcode", ("scherm",)),
        ("Briefingtijd", ("instelling",)),
        ("Teamagenda", ("instelling",)),
        ("Briefingsitem", ("tekst",)),
    ):
        register.registreer(Bewaard(f"briefings.{model}", bij))
