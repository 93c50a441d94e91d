"""Calendars: what a client computes from the file, over both clock changes of 2027."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from icalendar import Calendar

from vik_portal.exports.ics import Afspraak, agenda


def gebeurtenissen(*afspraken: Afspraak):
    return Calendar.from_ical(agenda("Agenda", afspraken).inhoud).walk("VEVENT")


@pytest.mark.parametrize(
    ("dag", "utc_uur"),
    [(date(2027, 3, 27), 6), (date(2027, 3, 28), 5), (date(2027, 10, 30), 5), (date(2027, 10, 31), 6)],
)
def test_seven_oclock_stays_seven_oclock(dag: date, utc_uur: int) -> None:
    begin = datetime(dag.year, dag.month, dag.day, 7)
    [item] = gebeurtenissen(Afspraak("a@vik", "Briefing", begin, begin + timedelta(minutes=15)))
    assert item.start.replace(tzinfo=None) == begin
    assert item.start.astimezone(UTC) == datetime(dag.year, dag.month, dag.day, utc_uur, tzinfo=UTC)
    assert item["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert item.end - item.start == timedelta(minutes=15)


def test_the_files_own_timezone_rules_agree() -> None:
    """Read with the VTIMEZONE alone, as a client does that knows no Europe/Amsterdam."""
    kalender = Calendar.from_ical(agenda("A", [Afspraak("a", "A", datetime(2027, 1, 1, 7), None)]).inhoud)
    [zone] = kalender.walk("VTIMEZONE")
    tz = zone.to_tz(lookup_tzid=False)
    verschil = {
        moment: moment.replace(tzinfo=tz).utcoffset()
        for moment in (
            datetime(2027, 3, 28, 1, 30),
            datetime(2027, 3, 28, 3, 30),
            datetime(2027, 10, 31, 1, 30),
            datetime(2027, 10, 31, 3, 30),
        )
    }
    assert [v.total_seconds() / 3600 for v in verschil.values() if v] == [1, 2, 2, 1]


def test_times_that_a_clock_change_skips_or_doubles() -> None:
    [overgeslagen] = gebeurtenissen(Afspraak("a", "A", datetime(2027, 3, 28, 2, 30), None))
    assert overgeslagen.start.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    for uur in (0, 1):
        [dubbel] = gebeurtenissen(Afspraak("a", "A", datetime(2027, 10, 31, uur, 30, tzinfo=UTC), None))
        assert dubbel.start.astimezone(UTC) == datetime(2027, 10, 31, uur, 30, tzinfo=UTC)


def test_other_zones_become_dutch_time() -> None:
    [item] = gebeurtenissen(Afspraak("a", "A", datetime(2027, 7, 1, 7, tzinfo=timezone(timedelta(hours=5))), None))
    assert item.start.replace(tzinfo=None) == datetime(2027, 7, 1, 4)


def test_whole_days_end_after_the_last_one() -> None:
    [week] = gebeurtenissen(Afspraak("a", "Week", date(2027, 3, 23), date(2027, 3, 27)))
    assert (week.start, week.end) == (date(2027, 3, 23), date(2027, 3, 28))
    assert week["TRANSP"] == "TRANSPARENT"
    [dag] = gebeurtenissen(Afspraak("b", "Dag", date(2027, 3, 23), None))
    assert dag.end == date(2027, 3, 24)


def test_change_and_cancellation() -> None:
    eerst = Afspraak("a@vik", "A", date(2027, 3, 23), None)
    [oud] = gebeurtenissen(eerst)
    [nieuw] = gebeurtenissen(Afspraak("a@vik", "A", date(2027, 3, 24), None, volgnummer=2, geannuleerd=True))
    assert oud["UID"] == nieuw["UID"]
    assert (oud["SEQUENCE"], oud["STATUS"]) == (0, "CONFIRMED")
    assert (nieuw["SEQUENCE"], nieuw["STATUS"]) == (2, "CANCELLED")
    assert oud["DTSTAMP"].dt < nieuw["DTSTAMP"].dt


def test_special_characters_and_long_lines_survive(settings) -> None:
    settings.SITE_URL = "https://vik.example"
    titel = "BEGIN:VEVENT; a, b \\ c “é” " + "lang " * 60
    [item] = gebeurtenissen(Afspraak("a", titel.strip(), date(2027, 1, 1), None, "een\r\ntwee\x00", "/mijn/"))
    assert item["SUMMARY"] == titel.strip()
    assert item["DESCRIPTION"] == "een\ntwee"
    assert item["URL"] == "https://vik.example/mijn/"
    regels = agenda("A", [Afspraak("a", titel, date(2027, 1, 1), None)]).inhoud.split(b"\r\n")
    assert max(len(regel) for regel in regels) <= 75


def test_order_does_not_matter_and_bytes_are_stable() -> None:
    a = Afspraak("a", "A", datetime(2027, 1, 2, 9), None)
    b = Afspraak("b", "B", date(2027, 1, 1), None)
    bestand = agenda("Agenda van Anouk", [a, b])
    assert bestand.inhoud == agenda("Agenda van Anouk", [b, a]).inhoud
    assert (bestand.naam, bestand.soort) == ("agenda-van-anouk.ics", "text/calendar; charset=utf-8")


@pytest.mark.parametrize(
    ("begin", "einde"),
    [
        (date(2027, 1, 2), date(2027, 1, 1)),
        (datetime(2027, 1, 1, 9), datetime(2027, 1, 1, 8)),
        (date(2027, 1, 1), datetime(2027, 1, 2)),
    ],
)
def test_an_impossible_end_is_refused(begin: date, einde: date) -> None:
    with pytest.raises(ValueError, match="Afspraak x"):
        Afspraak("x", "X", begin, einde)
