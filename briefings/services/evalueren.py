"""Counting the weeks of a campaign, and the answers to its three questions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.core import signing
from django.db import connection, transaction
from django.utils import timezone

from briefings.models import Bespreking, Briefingtijd, Campagne, Terugblikantwoord, Vertoning, Vertoond, Weektotaal
from briefings.ritme import maandag_van
from briefings.rooster import STANDAARD
from briefings.services.campagnes import TERUGKIJKEN_NA
from briefings.terugblikvragen import VRAGEN
from briefings.weektotalen import Teamweek, cellen
from vik_portal.organisatie.models import Eenheid

#: Days after its Monday on which a week is counted: over for a week, so that a screen without a network could tell,
#: and long before the marks of teams go.
RIJP = timedelta(days=14)
#: Seconds that a QR opens the three questions.
DUUR = 15 * 60
_ONDERTEKENAAR = signing.TimestampSigner(salt="briefings.terugblik")


#: With the campaign, the eenheid, the questions and their answers.
_TEL_OP = f"""
WITH open AS (
  SELECT id FROM {Campagne._meta.db_table} WHERE id = %s AND vragen_dicht_op IS NULL AND status = 'loopt' FOR SHARE
)
INSERT INTO {Terugblikantwoord._meta.db_table} AS t (campagne_id, eenheid_id, vraag, antwoord, aantal)
SELECT open.id, %s, gegeven.vraag, gegeven.antwoord, 1
FROM open CROSS JOIN unnest(%s::text[], %s::text[]) AS gegeven (vraag, antwoord)
ON CONFLICT (campagne_id, eenheid_id, vraag, antwoord) DO UPDATE SET aantal = t.aantal + 1
"""  # noqa: S608 - fixed names


class TerugblikFout(Exception):
    """The message is one sentence that says what to do."""


# --- weeks ----------------------------------------------------------------------------------------------


def tel_weken(*, vandaag: date) -> int:
    """Counts each week that is ripe and was not counted; how many rows that gave. Counting twice changes nothing."""
    gestart = Campagne.objects.exclude(status=Campagne.Status.CONCEPT).filter(van__lte=vandaag - RIJP + timedelta(6))
    return sum(_tel(campagne, vandaag) for campagne in gestart)


@transaction.atomic
def _tel(campagne: Campagne, vandaag: date) -> int:
    Campagne.objects.select_for_update(of=("self",)).get(pk=campagne.pk)
    geteld = set(campagne.weektotalen.values_list("week", flat=True))
    per_week: dict[date, list[Vertoning]] = defaultdict(list)
    for vertoning in campagne.vertoningen.filter(vervallen=False).select_related("team"):
        week = maandag_van(vertoning.dag)
        if week not in geteld and week + RIJP <= vandaag:
            per_week[week].append(vertoning)
    nieuw = [
        Weektotaal(
            campagne=campagne, plek_id=cel.plek, week=week, teams=cel.teams, gepland=cel.gepland,
            vertoond=cel.vertoond, besproken=cel.besproken, niet_toegekomen=cel.niet,
        )
        for week, vertoningen in per_week.items()
        for cel in cellen(_teamweken(vertoningen))
    ]  # fmt: skip
    return len(Weektotaal.objects.bulk_create(nieuw))


def _teamweken(vertoningen: list[Vertoning]) -> list[Teamweek]:
    """What each team did with these showings, in briefings. Three queries, however many teams."""
    teams = {vertoning.team_id: vertoning.team for vertoning in vertoningen}
    momenten = Counter(Briefingtijd.objects.filter(team__in=teams).order_by().values_list("team_id", flat=True))
    gepland: Counter[int] = Counter()
    for vertoning in vertoningen:
        gepland[vertoning.team_id] += momenten[vertoning.team_id] or len(STANDAARD)
    # A room with two screens is one briefing.
    getoond = Vertoond.objects.filter(vertoning__in=vertoningen).order_by()
    vertoond = Counter(
        rij[0] for rij in getoond.values_list("vertoning__team_id", "vertoning_id", "dag", "moment").distinct()
    )
    gedaan = Counter(
        Bespreking.objects.filter(vertoning__in=vertoningen).order_by().values_list("vertoning__team_id", "uitkomst")
    )
    return [
        Teamweek(
            team=team.pk, district=team.ouder_id or 0, eenheid=int(team.pad.split("/")[2]), gepland=gepland[pk],
            vertoond=vertoond[pk], besproken=gedaan[pk, Bespreking.Uitkomst.BESPROKEN],
            niet=gedaan[pk, Bespreking.Uitkomst.NIET],
        )
        for pk, team in teams.items()
    ]  # fmt: skip


# --- the three questions --------------------------------------------------------------------------------


def vragen_tot(campagne: Campagne) -> date | None:
    """The last day on which the questions are open; ``None`` for a draft."""
    return campagne.tot + timedelta(days=TERUGKIJKEN_NA - 1) if campagne.tot and not campagne.is_concept else None


def vragen_open(campagne: Campagne) -> bool:
    """From the last day of showing until the day before looking back, while the campaign runs; never after closing."""
    if not campagne.loopt or campagne.vragen_dicht_op:
        return False
    tot = vragen_tot(campagne)
    return bool(campagne.tot and tot and campagne.tot <= timezone.localdate() <= tot)


def sluit_vragen(*, vandaag: date) -> int:
    """Closes the questions of which the days are over, for good; of how many campaigns.

    Days of a campaign can move after this. Its questions do not open again.
    """
    over = Campagne.objects.lopend().filter(tot__lt=vandaag - timedelta(days=TERUGKIJKEN_NA - 1))
    return over.filter(vragen_dicht_op=None).update(vragen_dicht_op=vandaag)


def antwoorden_te_zien(campagne: Campagne) -> bool:
    """Once nothing can be added: who looks twice cannot see what one person answered in between.

    Not by the calendar, which somebody can move, but by what was written down: :func:`beantwoord` asks the same row,
    in the statement that counts.
    """
    return campagne.vragen_dicht_op is not None


def beantwoord(*, campagne: Campagne, eenheid: Eenheid, antwoorden: Mapping[str, str]) -> None:
    """Raises three counters in one statement. Nothing else is written: not by whom, not when.

    The statement holds the row of the campaign and counts nothing when the questions were closed meanwhile: closing
    waits for an answer that is being counted, and an answer that comes after it changes nothing.
    """
    dicht = TerugblikFout("De vragen over deze campagne zijn dicht. Je antwoord telt niet meer mee.")
    if not vragen_open(campagne):
        raise dicht
    if any(antwoorden.get(vraag.sleutel) not in vraag.antwoorden for vraag in VRAGEN):
        raise TerugblikFout("Kies bij elke vraag een antwoord.")
    gegeven = [(vraag.sleutel, antwoorden[vraag.sleutel]) for vraag in VRAGEN]
    with connection.cursor() as cursor:
        cursor.execute(_TEL_OP, [campagne.pk, eenheid.pk, *map(list, zip(*gegeven, strict=True))])
        if not cursor.rowcount:
            raise dicht


def tellingen(campagne: Campagne, eenheid: Eenheid) -> dict[str, dict[str, int]]:
    """Question → answer → how often."""
    uit: dict[str, dict[str, int]] = {vraag.sleutel: {} for vraag in VRAGEN}
    for rij in campagne.terugblikantwoorden.filter(eenheid=eenheid):
        uit.setdefault(rij.vraag, {})[rij.antwoord] = rij.aantal
    return uit


def geef_token(campagne: Campagne, eenheid: Eenheid) -> str:
    """Opens the questions for a quarter of an hour, for who has no account. Says which eenheid, not which team."""
    return _ONDERTEKENAAR.sign(f"{campagne.pk}.{eenheid.pk}")


def lees_token(token: str) -> tuple[int, int]:
    """(campagne, eenheid). Raises ``SignatureExpired`` when it is too old, ``BadSignature`` for what is not ours."""
    campagne, eenheid = _ONDERTEKENAAR.unsign(token, max_age=DUUR).split(".")
    return int(campagne), int(eenheid)
