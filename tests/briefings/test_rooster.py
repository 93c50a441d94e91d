"""What hangs when: every minute of 2026–2028, with both changes of the clock, weeks 53 and the leap day.

Nothing here touches the database.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.feestdagen import feestdag, feestdagen, koningsdag, pasen
from briefings.ritme import maanden_later, standaardritme
from briefings.rooster import (
    AANLOOP,
    DUUR,
    STANDAARD,
    ZONE,
    Moment,
    briefings_op,
    geldt_tot,
    hangt,
    tijdlijn,
    tijdvak,
    volgende,
)

MINUUT, DAG = timedelta(minutes=1), timedelta(days=1)
BEGIN, EIND = datetime(2026, 1, 1, tzinfo=ZONE).astimezone(UTC), datetime(2029, 1, 1, tzinfo=ZONE).astimezone(UTC)
MINUTEN = (EIND - BEGIN) // MINUUT


def momenten(*tijden: str) -> tuple[Moment, ...]:
    return tuple(Moment(time.fromisoformat(tijd), f"om {tijd}") for tijd in tijden)


#: The default; moments in the hours that the clock skips or repeats; across midnight; one; many and close together.
ROOSTERS = [
    STANDAARD,
    momenten("02:30", "03:30"),
    momenten("00:00", "23:45"),
    momenten("00:05", "12:00"),
    momenten("02:00"),
    momenten("06:45", "07:00", "07:15", "14:30", "22:59"),
]


def omslagen() -> list[tuple[int, int]]:
    """(minute since BEGIN, offset of the clock from then on in minutes), from the law and not from the tz database."""

    def laatste_zondag(jaar: int, maand: int) -> datetime:
        dag = datetime(jaar, maand, 31, 1, tzinfo=UTC)
        return dag - timedelta(days=(dag.weekday() + 1) % 7)

    gevonden = [(0, 60)]
    for jaar in (2026, 2027, 2028):
        gevonden.append(((laatste_zondag(jaar, 3) - BEGIN) // MINUUT, 120))
        gevonden.append(((laatste_zondag(jaar, 10) - BEGIN) // MINUUT, 60))
    return gevonden


def klok() -> list[int]:
    """For each minute since BEGIN: what the clock on the wall says, in minutes since the wall clock of BEGIN."""
    wand: list[int] = []
    stappen = [*omslagen(), (MINUTEN, 0)]
    for (van, verschil), (tot, _) in pairwise(stappen):
        wand.extend(range(van + verschil - 60, tot + verschil - 60))
    return wand


WAND = klok()


@pytest.mark.parametrize("rooster", ROOSTERS, ids=lambda rooster: ",".join(f"{m.begint:%H:%M}" for m in rooster))
def test_every_minute_has_one_answer_and_nothing_expired_hangs(rooster):
    """No gap, no overlap, and what hangs is of the day on which that briefing began, in all 1.6 million minutes."""
    # The day of which the items hang, per minute: -1 nobody said anything, 0 rest, else 1 + the day's number.
    wat = [-1] * MINUTEN
    for stuk in tijdlijn(rooster, BEGIN, EIND):
        van, tot = max(0, (stuk.van - BEGIN) // MINUUT), min(MINUTEN, (stuk.tot - BEGIN) // MINUUT)
        assert van < tot
        assert wat[van] == -1  # not said before; the tail is checked by the count below
        assert wat[tot - 1] == -1
        dag = stuk.briefing.dag if stuk.briefing else None
        wat[van:tot] = [(dag - date(2025, 12, 31)).days if dag else 0] * (tot - van)
        if dag:
            assert stuk.tot <= geldt_tot(rooster, dag)
            assert stuk.van <= stuk.briefing.begint < stuk.tot
    assert wat.count(-1) == 0
    # What a wall clock and a list of moments say, worked out apart from the module.
    verwacht = [0] * MINUTEN
    aanloop, duur = AANLOOP // MINUUT, DUUR // MINUUT
    minuut_van_dag = {m.begint.hour * 60 + m.begint.minute for m in rooster}
    begonnen: set[int] = set()
    for nummer, wand in enumerate(WAND):
        if wand % 1440 in minuut_van_dag and wand not in begonnen:
            begonnen.add(wand)
            dag = wand // 1440 + 1
            van, tot = max(0, nummer - aanloop), min(MINUTEN, nummer + duur)
            verwacht[van:tot] = [dag] * (tot - van)
    # A moment that the clock skipped begins an hour later, so the hours around a change are left to the tests below.
    for minuut, _ in omslagen()[1:]:
        wat[minuut - 120 : minuut + 240] = verwacht[minuut - 120 : minuut + 240] = [0] * 360
    # What begins just after the last minute comes on before it.
    assert wat[: MINUTEN - aanloop] == verwacht[: MINUTEN - aanloop]


BIJZONDER = [
    "2026-03-29",
    "2026-10-25",
    "2026-12-31",
    "2027-03-28",
    "2027-10-31",
    "2028-02-29",
    "2028-03-26",
    "2028-10-29",
]


@pytest.mark.parametrize("dag", [date.fromisoformat(dag) for dag in BIJZONDER])
@pytest.mark.parametrize("rooster", ROOSTERS)
def test_the_minutes_of_a_special_day_one_by_one(rooster, dag):
    """Asking at each minute gives the same as the line of pieces, and what hangs belongs to a briefing around it."""
    nu = datetime.combine(dag, time(), ZONE).astimezone(UTC)
    eind = datetime.combine(dag + DAG, time(), ZONE).astimezone(UTC)
    while nu < eind:
        stuk = tijdvak(rooster, nu)
        assert stuk.van <= nu < stuk.tot
        assert hangt(rooster, nu) == (stuk.briefing.dag if stuk.briefing else None)
        if stuk.briefing:
            assert nu < geldt_tot(rooster, stuk.briefing.dag)
            assert stuk.briefing.begint - AANLOOP <= nu < stuk.briefing.begint + DUUR
        nu += MINUUT


def test_a_day_of_which_the_clock_changes_has_all_its_briefings():
    nacht = momenten("02:30", "07:00")
    lente = [b.begint.astimezone(ZONE).strftime("%H:%M") for b in briefings_op(nacht, date(2026, 3, 29))]
    assert lente == ["03:30", "07:00"]
    [eerste, tweede] = briefings_op(nacht, date(2026, 10, 25))
    assert eerste.begint == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert tweede.begint - eerste.begint == timedelta(hours=5, minutes=30)
    # 02:30 and 03:30 fall together in spring: one of them remains, none is shown twice.
    samen = momenten("02:30", "03:30")
    assert len([b for b in tijdlijn(samen, *dag_grenzen(date(2026, 3, 29))) if b.briefing]) == 1


def dag_grenzen(dag: date) -> tuple[datetime, datetime]:
    return datetime.combine(dag, time(), ZONE), datetime.combine(dag + DAG, time(), ZONE)


def test_the_night_keeps_the_item_of_its_own_day_past_midnight():
    nacht = momenten("07:00", "23:45")
    dag = date(2026, 12, 31)
    na_middernacht = datetime(2027, 1, 1, 0, 10, tzinfo=ZONE)
    assert hangt(nacht, na_middernacht) == dag
    assert hangt(nacht, datetime(2027, 1, 1, 0, 15, tzinfo=ZONE)) is None
    assert geldt_tot(nacht, dag) == datetime(2027, 1, 1, 0, 15, tzinfo=ZONE)
    assert volgende(nacht, na_middernacht).begint == datetime(2027, 1, 1, 7, tzinfo=ZONE)


momentlijst = st.lists(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)), min_size=1, max_size=6, unique=True
)


@given(momentlijst, st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 30), timezones=st.just(UTC)))
def test_any_rooster_at_any_instant(tijden, nu):
    rooster = tuple(Moment(tijd, str(tijd)) for tijd in tijden)
    stuk = tijdvak(rooster, nu)
    assert stuk.van <= nu < stuk.tot
    assert tijdvak(rooster, stuk.tot).van == stuk.tot
    assert tijdvak(rooster, stuk.tot - timedelta(microseconds=1)) == stuk
    if stuk.briefing:
        assert nu < geldt_tot(rooster, stuk.briefing.dag)
    komt = volgende(rooster, nu)
    assert nu < komt.begint <= nu + timedelta(hours=25)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 12))
def test_the_rhythm_is_tuesday_thursday_saturday_every_two_months(begin, aantal):
    reeksen = standaardritme(begin, aantal)
    assert len(reeksen) == aantal
    assert reeksen[0][0] - begin < timedelta(days=7)
    for reeks in reeksen:
        assert [dag.weekday() for dag in reeks] == [1, 3, 5]
        assert len({dag.isocalendar()[:2] for dag in reeks}) == 1
        assert all(dag >= begin for dag in reeks)
    for eerder, later in pairwise(reeksen):
        assert 52 <= (later[0] - eerder[0]).days <= 68


def test_the_rhythm_passes_week_53_and_the_leap_day():
    [eerste, tweede] = standaardritme(date(2026, 12, 28), 2)
    assert eerste == [date(2026, 12, 29), date(2026, 12, 31), date(2027, 1, 2)]
    assert {dag.isocalendar()[:2] for dag in eerste} == {(2026, 53)}
    assert tweede == [date(2027, 2, 23), date(2027, 2, 25), date(2027, 2, 27)]
    assert maanden_later(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert maanden_later(date(2028, 3, 31), -1) == date(2028, 2, 29)
    assert maanden_later(date(2027, 1, 15), -3) == date(2026, 10, 15)


@pytest.mark.parametrize(
    ("jaar", "verwacht"),
    [(2024, "2024-03-31"), (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2028, "2028-04-16")],
)
def test_easter(jaar, verwacht):
    assert pasen(jaar).isoformat() == verwacht


def test_holidays():
    assert koningsdag(2025) == date(2025, 4, 26)
    assert koningsdag(2027) == date(2027, 4, 27)
    assert feestdag(date(2026, 5, 14)) == "Hemelvaartsdag"
    assert feestdag(date(2026, 5, 25)) == "Tweede Pinksterdag"
    assert feestdag(date(2026, 5, 26)) == ""
    assert len(feestdagen(2026)) == 11
    # Ascension Day on the fifth of May: the day keeps one name.
    assert feestdag(date(2016, 5, 5)) == "Hemelvaartsdag"
