"""Calendar files. Times are Dutch times with their own VTIMEZONE, so that 07:00 stays 07:00 over both clock changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Component, Event

from vik_portal.exports import Bestand, bestandsnaam, huisstijl
from vik_portal.exports.huisstijl import schoon

ICS = "text/calendar; charset=utf-8"
_ZONE = "Europe/Amsterdam"
# The rule of the EU since 1996. Written out: what a library derives from tzdata changes with each tzdata.
_VTIMEZONE = f"""BEGIN:VTIMEZONE
TZID:{_ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
#: DTSTAMP must rise when something changes and be the same when nothing does: it counts from here by sequence number.
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Afspraak:
    """Something in a calendar.

    ``begin`` and ``einde`` are both a ``date`` (whole days, ``einde`` is the last day itself; ``None``: one day) or
    both a ``datetime`` (without a zone: Dutch time; ``None``: a moment). ``uid`` never changes, ``volgnummer`` rises
    with every change. Raises ``ValueError`` when the two do not fit.
    """

    uid: str
    titel: str
    begin: date | datetime
    einde: date | datetime | None
    toelichting: str = ""
    url: str = ""
    volgnummer: int = 0
    geannuleerd: bool = False

    def __post_init__(self) -> None:
        if self.einde is None:
            return
        if isinstance(self.begin, datetime) != isinstance(self.einde, datetime):
            raise ValueError(f"Afspraak {self.uid}: begin en einde zijn allebei een dag of allebei een tijdstip.")
        if _orde(self.einde) < _orde(self.begin):
            raise ValueError(f"Afspraak {self.uid} eindigt voor het begin.")


def agenda(naam: str, afspraken: Iterable[Afspraak]) -> Bestand:
    """A calendar named ``naam``, as a download or a feed. The same appointments give the same bytes."""
    kalender = Calendar()
    kalender.add("prodid", "-//VIK-portaal//Agenda//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", schoon(naam))
    kalender.add("x-wr-timezone", _ZONE)
    kalender.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    kalender.add_component(Component.from_ical(_VTIMEZONE))
    for afspraak in sorted(afspraken, key=lambda afspraak: (_orde(afspraak.begin), afspraak.uid)):
        kalender.add_component(_gebeurtenis(afspraak))
    return Bestand(bestandsnaam(naam, "ics"), ICS, kalender.to_ical(sorted=True))


def _orde(wanneer: date | datetime) -> datetime:
    if isinstance(wanneer, datetime):
        return _nederlands(wanneer).astimezone(UTC)
    return datetime.combine(wanneer, time(), huisstijl.TIJDZONE).astimezone(UTC)


def _nederlands(wanneer: datetime) -> datetime:
    """In Dutch time; a time that the clock skips in March becomes the one an hour later."""
    met_zone = wanneer if wanneer.tzinfo else wanneer.replace(tzinfo=huisstijl.TIJDZONE)
    return met_zone.astimezone(UTC).astimezone(huisstijl.TIJDZONE)


def _tijd(wanneer: date | datetime) -> date | datetime:
    if not isinstance(wanneer, datetime):
        return wanneer
    lokaal = _nederlands(wanneer)
    # The second 02:30 of the night in October has no name in Dutch time: only UTC can say it.
    return lokaal.astimezone(UTC) if lokaal.fold else lokaal


def _gebeurtenis(afspraak: Afspraak) -> Event:
    gebeurtenis = Event()
    gebeurtenis.add("uid", schoon(afspraak.uid))
    gebeurtenis.add("dtstamp", _BEGIN + timedelta(minutes=afspraak.volgnummer))
    gebeurtenis.add("sequence", afspraak.volgnummer)
    gebeurtenis.add("summary", schoon(afspraak.titel))
    gebeurtenis.add("dtstart", _tijd(afspraak.begin))
    if not isinstance(afspraak.begin, datetime):
        gebeurtenis.add(
            "dtend", (afspraak.einde or afspraak.begin) + timedelta(days=1)
        )  # the format's end is exclusive
        gebeurtenis.add("transp", "TRANSPARENT")  # a week of briefings does not make somebody busy all week
    elif afspraak.einde is not None:
        gebeurtenis.add("dtend", _tijd(afspraak.einde))
    gebeurtenis.add("status", "CANCELLED" if afspraak.geannuleerd else "CONFIRMED")
    if afspraak.toelichting:
        gebeurtenis.add("description", schoon(afspraak.toelichting))
    if afspraak.url:
        gebeurtenis.add("url", huisstijl.adres(schoon(afspraak.url)))
    return gebeurtenis
