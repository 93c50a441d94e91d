"""Planning by itself, vanishing again, being discussed, and reminding: the verbs of the pulse."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from risicoanalyse.beeld import zinnen
from risicoanalyse.models import Maatregel, Pulse
from risicoanalyse.pulse.gehouden import kies_items
from vik_portal.berichten.services import stuur
from vik_portal.berichten.soorten import Berichtsoort
from vik_portal.meedoen.bewaren import resultaten
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import plan
from vik_portal.meedoen.services.verzetten import WIJZIGING, wanneer, zeg_af
from vik_portal.meedoen.uitnodigen import teamchefs
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Draaiboek, register

SLEUTEL = "pulse"
HERINNERING = Berichtsoort(
    "terugkijken",
    "Terugkijken na een risicoanalyse komt eraan",
    "VIK met je team terugkijkt op een risicoanalyse",
    wanneer="dagoverzicht",
)
#: What was not held: it goes with the agreements, and follows who leads the analysis.
NIET_BEGONNEN = (Bijeenkomst.Status.GEPLAND, Bijeenkomst.Status.AFGEZEGD)
#: So many weeks before the day a reminder goes out, the last one last.
WEKEN = (4, 1)


def moment(begin: datetime, maanden: int) -> datetime:
    """So many months later on the same weekday and at the same time on the clock, in the month that was promised.

    Of the days with that weekday in that month the one nearest to the same date; of two that are as near the first.
    """
    lokaal = timezone.localtime(begin)
    jaar, maand = divmod(lokaal.year * 12 + lokaal.month - 1 + maanden, 12)
    eerste = date(jaar, maand + 1, 1)
    eerste += timedelta(days=(lokaal.weekday() - eerste.weekday()) % 7)
    dagen = [dag for week in range(5) if (dag := eerste + timedelta(weeks=week)).month == maand + 1]
    dag = min(dagen, key=lambda dag: abs(dag.day - lokaal.day))
    return timezone.make_aware(datetime.combine(dag, lokaal.time()))


@transaction.atomic
def plan_pulsen(*, bijeenkomst: Bijeenkomst, nu: datetime | None = None) -> list[Pulse]:
    """Plans what is not planned yet after an analysis: same team, place and begeleiders. A practice gets none.

    A moment that has passed is left out: nobody can hold it any more. So is one at which the analysis is gone.
    """
    begeleiders = list(bijeenkomst.begeleiders.order_by("pk"))
    if bijeenkomst.oefening or not begeleiders:
        return []
    Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
    bekend = set(bijeenkomst.pulsen.values_list("maand", flat=True))
    gepland = []
    for maand in Pulse.MAANDEN:
        begin = moment(bijeenkomst.begin, maand)
        if maand in bekend or begin <= (nu or timezone.now()) or begin >= bijeenkomst.begin + resultaten():
            continue
        stuk = Bijeenkomst(
            titel=f"Terugkijken na {zinnen.telwoord(maand)} maanden",
            team=bijeenkomst.team,
            begin=begin,
            plaats=bijeenkomst.plaats,
        )
        plan(bijeenkomst=stuk, draaiboek=register.een(Draaiboek, SLEUTEL), begeleider=begeleiders[0])
        stuk.begeleiders.add(*begeleiders)
        gepland.append(
            Pulse.objects.create(bijeenkomst=stuk, van=bijeenkomst, maand=maand, items=kies_items(bijeenkomst))
        )
    return gepland


def laat_vervallen(*, bijeenkomst: Bijeenkomst) -> int:
    """Without any agreement there is nothing to look back on: what was not held goes; returns how many did.

    What nobody heard of vanishes. What somebody was told of is cancelled: that is how they hear that it does not take
    place.
    """
    if Maatregel.objects.filter(risico__bijeenkomst=bijeenkomst).exists():
        return 0
    weg = Bijeenkomst.objects.filter(pulse__van=bijeenkomst, status__in=NIET_BEGONNEN, rondes__isnull=True)
    verteld = weg.exclude(verstuurd={}, pulse__herinnerd=[], agendanummer=0)
    te_zeggen = list(verteld.exclude(status=Bijeenkomst.Status.AFGEZEGD))
    stil = weg.exclude(pk__in=list(verteld.values_list("pk", flat=True)))
    aantal = stil.count() + len(te_zeggen)
    stil.delete()
    for stuk in te_zeggen:
        zeg_af(bijeenkomst=stuk, door=None)
    return aantal


def vertel_teamchefs(*, bijeenkomst: Bijeenkomst, door: Gebruiker | None, verteld: set[int], **_: object) -> None:
    """A pulse moved or was cancelled: teamchefs who were reminded of it hear that too, unless they were invited."""
    pulse = Pulse.objects.select_related("van").filter(bijeenkomst=bijeenkomst).exclude(herinnerd=[]).first()
    if pulse is None or not pulse.van.nabesproken_op:
        return
    af = bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD
    zin = "gaat niet door" if af else f"is nu op {wanneer(bijeenkomst)}"
    for persoon in teamchefs(bijeenkomst.team):
        if persoon.pk in verteld or persoon == door:
            continue
        stuur(
            aan=persoon,
            soort=WIJZIGING.sleutel,
            onderwerp=f"Terugkijken met {bijeenkomst.team} {'afgezegd' if af else 'verzet'}",
            tekst=f"Het terugkijken op de risicoanalyse {zin}.",
            url=reverse("risicoanalyse:verslag", args=[pulse.van_id]),
        )


def volg_begeleiders(
    *, bijeenkomst: Bijeenkomst, erbij: Gebruiker | None = None, eraf: Gebruiker | None = None, **_: object
) -> None:
    """Who leads an analysis leads what is planned after it, and who hands it over leaves that too.

    A pulse that would be left alone goes to who leads the analysis now.
    """
    gepland = Bijeenkomst.objects.filter(pulse__van=bijeenkomst, status__in=NIET_BEGONNEN).order_by("pk")
    for stuk in gepland.select_for_update(of=("self",)):
        if erbij:
            stuk.begeleiders.add(erbij)
        if eraf:
            stuk.begeleiders.remove(eraf)
            if not stuk.begeleiders.exists():
                stuk.begeleiders.add(*bijeenkomst.begeleiders.all())


def na_afloop(bijeenkomst: Bijeenkomst) -> None:
    """Somebody ended a pulse: it was discussed where it was held.

    Its teamchef may read it when the analysis was discussed as well.
    """
    pulse = Pulse.objects.select_related("van").filter(bijeenkomst=bijeenkomst).first()
    if pulse and pulse.van.nabesproken_op and bijeenkomst.nabesproken_op is None:
        bijeenkomst.nabesproken_op = timezone.localdate()
        bijeenkomst.save(update_fields=["nabesproken_op"])


def bespreek_mee(*, van: Bijeenkomst) -> None:
    """The analysis was discussed only now: pulses that were held before may be read from now on.

    Not those that nobody ended: whether they were discussed with anybody is not known. Ending them after all does it.
    """
    gehouden = Bijeenkomst.objects.filter(pulse__van=van, status=Bijeenkomst.Status.AFGEROND, vanzelf_afgerond=False)
    gehouden.filter(nabesproken_op__isnull=True).update(nabesproken_op=timezone.localdate())


# --- reminders -------------------------------------------------------------------------------------------


def herinner(*, vandaag: date) -> int:
    """Puts what comes within four weeks, and again within one, into the digests; returns for how many pulses.

    Once per pulse, stretch and day: who runs it twice sends nothing twice, and a day without it is made up for.
    """
    tot = vandaag + timedelta(weeks=WEKEN[0])
    komend = Pulse.objects.gepland().filter(bijeenkomst__begin__date__range=(vandaag, tot))
    return sum(_herinner(pk, vandaag) for pk in komend.values_list("pk", flat=True))


@transaction.atomic
def _herinner(pk: int, vandaag: date) -> bool:
    # As it is now: while others were reminded it may have vanished, moved or been cancelled.
    gepland = Pulse.objects.gepland().select_for_update(of=("self",)).select_related("bijeenkomst__team", "van")
    pulse = gepland.filter(pk=pk).first()
    if pulse is None:
        return False
    stuk = pulse.bijeenkomst
    dag = timezone.localdate(stuk.begin)
    if not timedelta(0) <= dag - vandaag <= timedelta(weeks=WEKEN[0]):
        return False
    weken = min(week for week in WEKEN if dag - vandaag <= timedelta(weeks=week))
    merk = f"{weken}:{dag.isoformat()}"
    if merk in pulse.herinnerd:
        return False
    onderwerp = f"Terugkijken met {stuk.team} op {date_format(dag, 'l j F')}"
    zin = f"Tien minuten, {wanneer(stuk)}."
    leiders = set(stuk.begeleiders.filter(is_active=True))
    for persoon in sorted(leiders, key=lambda persoon: persoon.pk):
        url = reverse("bijeenkomsten:bijeenkomst", args=[stuk.pk])
        tekst = f"{zin} Past de dag niet? Kies een andere dag, of zeg het terugkijken af."
        stuur(aan=persoon, soort=HERINNERING.sleutel, onderwerp=onderwerp, tekst=tekst, url=url)
    if pulse.van.nabesproken_op:
        for persoon in teamchefs(stuk.team):
            if persoon not in leiders:
                url = reverse("risicoanalyse:verslag", args=[pulse.van_id])
                stuur(aan=persoon, soort=HERINNERING.sleutel, onderwerp=onderwerp, tekst=zin, url=url)
    pulse.herinnerd = [*pulse.herinnerd, merk]
    pulse.save(update_fields=["herinnerd"])
    return True
