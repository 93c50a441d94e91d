"""Telling sectorhoofden and briefers: whom, what goes along, how far the mail got, and days that move."""

from __future__ import annotations

import pytest
from icalendar import Calendar

from briefings.models import Kennisgeving, Vertoning
from briefings.services import campagnes, haal_weg, verplaats
from briefings.services.vertellen import VertelFout, meld_wijzigingen, ontvangers_van, vertel, voorzet
from tests.briefings.akkoord import over
from vik_portal.berichten.models import Bericht
from vik_portal.organisatie.models import Gebruiker, Rol

pytestmark = pytest.mark.django_db


@pytest.fixture
def briefers(campagne):
    """The milestone of Guus: tell the briefers of the first item."""
    return campagne.mijlpalen.filter(soort="briefers").order_by("datum").first()


@pytest.fixture
def hoofden(campagne):
    return campagne.mijlpalen.filter(soort="sectorhoofd").order_by("datum").first()


def dagen(ics: str):
    return sorted(gebeurtenis["dtstart"].dt for gebeurtenis in Calendar.from_ical(ics).walk("VEVENT"))


def test_whom_a_milestone_is_told(cast, campagne, briefers, hoofden):
    aan, zonder = ontvangers_van(hoofden)
    assert [(rij.gebruiker, set(rij.teams)) for rij in aan] == [(cast.guus, {cast.team, cast.buurteam})]
    assert zonder == []
    aan, zonder = ontvangers_van(briefers)
    assert [(rij.gebruiker, rij.teams) for rij in aan] == [(cast.dirk, [cast.team])]
    assert zonder == [cast.buurteam]
    cast.dirk.rollen.all().delete()
    aan, _ = ontvangers_van(briefers)  # without a briefer the teamchef hears it
    assert [rij.gebruiker for rij in aan] == [cast.bram]


def test_the_sectorhoofd_tells_the_own_briefers_in_own_words(cast, campagne, briefers, items, mailserver, bezorg):
    client, url = cast.client(cast.guus), f"/briefings/mijlpaal/{briefers.pk}/vertel/"
    pagina = client.get(url).content.decode()
    assert "Groet, Guus" in pagina
    assert "Basisteam Oude Rijn. Vertel het daar zelf." in pagina
    assert client.post(url, {"tekst": "Kijk op https://elders.example"}).status_code == 422
    gedaan = client.post(url, {"tekst": "Lees het\r\nvoor je dienst."}, follow=True).content.decode()
    assert "1 bericht gaat nu de deur uit." in gedaan
    briefers.refresh_from_db()
    assert briefers.gereed
    bezorg()
    [mail] = mailserver.binnen
    assert mail["To"] == "dirk@politie.example"
    tekst, ics = mail.iter_parts()
    assert "Lees het\nvoor je dienst." in tekst.get_content().replace("\r\n", "\n")
    assert tekst.get_content().count("https://") == 1
    assert ics.get_content_type() == "text/calendar"
    assert ics.get_param("method") == "PUBLISH"
    assert ics.get_filename() == "agenda.ics"
    verwacht = campagne.vertoningen.filter(team=cast.team, item=items[0])
    assert dagen(ics.get_content()) == sorted(verwacht.values_list("dag", flat=True))
    uids = {str(g["uid"]) for g in Calendar.from_ical(ics.get_content()).walk("VEVENT")}
    assert uids == {f"{uid}@vik-portaal" for uid in verwacht.values_list("uid", flat=True)}
    assert items[0].titel not in ics.get_content()


def test_a_sectorhoofd_gets_every_day_once(cast, campagne, hoofden, items):
    vertel(mijlpaal=hoofden, tekst="Dit komt eraan.", door=cast.anouk)
    [bericht] = Bericht.objects.filter(ontvanger=cast.guus, soort="briefing-aankondiging")
    assert len(dagen(bericht.agenda)) == campagne.vertoningen.filter(team=cast.team, item=items[0]).count()
    with pytest.raises(VertelFout, match="net verstuurd"):
        vertel(mijlpaal=hoofden, tekst="Dit komt eraan.", door=cast.anouk)


def test_who_may_tell(cast, briefers, hoofden):
    voor_hoofden, voor_briefers = (f"/briefings/mijlpaal/{mijlpaal.pk}/vertel/" for mijlpaal in (hoofden, briefers))
    assert cast.client(cast.guus).get(voor_hoofden).status_code == 404
    for wie in (cast.bram, cast.dirk, cast.lotte, cast.hanna):
        assert cast.client(wie).post(voor_briefers, {"tekst": "x"}).status_code == 404
    assert cast.client(cast.anouk).get(voor_briefers).status_code == 200
    gereed = briefers.campagne.mijlpalen.filter(soort="evalueren").get()
    assert cast.client(cast.anouk).get(f"/briefings/mijlpaal/{gereed.pk}/vertel/").status_code == 404


def test_nobody_to_tell_and_a_campaign_that_stopped_are_said(cast, campagne, briefers):
    Gebruiker.objects.filter(pk__in=[cast.dirk.pk, cast.bram.pk]).update(is_active=False)
    with pytest.raises(VertelFout, match=r"Niemand van .* heeft een account\."):
        vertel(mijlpaal=briefers, tekst="x", door=cast.anouk)
    campagnes.annuleer(campagne=campagne)
    with pytest.raises(VertelFout, match="loopt niet"):
        vertel(mijlpaal=briefers, tekst="x", door=cast.anouk)


def test_a_mail_server_that_is_down_is_seen_on_the_campaign_without_addresses(
    cast, campagne, briefers, mailserver, bezorg, werker
):
    mailserver.uit()
    vertel(mijlpaal=briefers, tekst=voorzet(briefers, cast.guus), door=cast.guus)
    werker()
    pagina = cast.client(cast.guus).get(f"/briefings/campagnes/{campagne.pk}/").content.decode()
    assert "1 van 1 nog niet verzonden" in pagina
    assert "niet bereikbaar" in pagina
    assert "dirk@" not in pagina
    mailserver.aan()
    bezorg()
    stand = Kennisgeving.objects.met_stand().get()
    assert (stand.aantal, stand.verzonden, stand.niet_verzonden) == (1, 1, 0)
    assert len(mailserver.binnen) == 1


def test_who_switched_it_off_reads_it_in_the_portal(cast, briefers, mailserver, bezorg):
    cast.dirk.voorkeuren.create(soort="briefing-aankondiging")
    vertel(mijlpaal=briefers, tekst="Lees het.", door=cast.guus)
    bezorg()
    assert mailserver.binnen == []
    assert "Lees het." in cast.client(cast.dirk).get("/berichten/").content.decode()


def test_a_day_of_shuffling_becomes_one_line_in_the_digest(cast, campagne, items, settings):
    settings.MAIL_VERSTUREN = True
    een, twee = campagne.vertoningen.filter(team=cast.team, item=items[0]).order_by("dag")
    assert meld_wijzigingen(vandaag=over(0)) == 0  # nobody knew of them before
    was = een.dag
    for plus in (3, 4, 5):
        een.refresh_from_db()
        verplaats(vertoning=een, naar=was + (over(plus) - over(0)))
    haal_weg(vertoning=twee)
    los = Vertoning.objects.create(item=items[2], team=cast.team, dag=over(4))
    haal_weg(vertoning=los)  # put there and taken off again within a day
    assert meld_wijzigingen(vandaag=over(0)) == 1
    assert meld_wijzigingen(vandaag=over(0)) == 0
    [bericht] = Bericht.objects.filter(soort="briefing-wijziging")
    assert bericht.ontvanger == cast.dirk
    assert bericht.overzicht
    verplaatst, weg = bericht.tekst.splitlines()
    assert "is nu op" in verplaatst
    assert "gaat niet door" in weg
    een.refresh_from_db()
    verplaats(vertoning=een, naar=was)
    verplaats(vertoning=een, naar=een.gemeld_dag)  # there and back: nothing to tell
    assert meld_wijzigingen(vandaag=over(0)) == 0
    assert Rol.objects.filter(gebruiker=cast.dirk).exists()
