"""The pulse: planned by itself, vanishing again, and who is reminded of it."""

from __future__ import annotations

import io
import re
from calendar import monthrange
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db.models.signals import post_save
from django.utils import timezone
from pypdf import PdfReader

from risicoanalyse.exports import afspraken_pdf
from risicoanalyse.laden import laad
from risicoanalyse.models import Pulse
from risicoanalyse.pulse import demo
from risicoanalyse.pulse.gehouden import beeld_van
from risicoanalyse.pulse.plannen import herinner, moment
from risicoanalyse.rapport import rapport_van
from risicoanalyse.services import bewaar_maatregel, wis_risico
from tests.risicoanalyse import zaal
from vik_portal.berichten.agenda import afspraken_van
from vik_portal.berichten.models import Bericht
from vik_portal.meedoen import services, uitnodigen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import verzetten
from vik_portal.mijn import secties_voor
from vik_portal.register import Draaiboek, register

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Status = Bijeenkomst.Status


def plat(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def net_geweest(cast: Any, **velden: Any) -> Bijeenkomst:
    """An analysis of yesterday afternoon at two, without a round."""
    begin = (timezone.localtime() - timedelta(days=1)).replace(hour=14, minute=0, second=0, microsecond=0)
    return zaal.plan(cast, **({"begin": begin, "plaats": "Zaal 2"} | velden))


def punten(wie: Any, soort: str) -> list[Any]:
    return [punt for sectie in secties_voor(wie) if sectie.soort == soort for punt in sectie.punten]


def zet_dag(pulse: Pulse, begin: datetime) -> None:
    Bijeenkomst.objects.filter(pk=pulse.bijeenkomst_id).update(begin=begin)
    pulse.bijeenkomst.refresh_from_db()


# --- planned by itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "maanden", "dag"),
    [
        ("2026-11-02", 3, "2027-02-01"),  # a Monday
        ("2026-11-02", 6, "2027-05-03"),
        ("2026-01-31", 3, "2026-04-25"),  # April has no 31st: the last Saturday of that month
        ("2026-08-31", 6, "2027-02-22"),  # 28 February is a Sunday: the last Monday before it
        ("2026-12-01", 3, "2027-03-02"),
    ],
)
def test_the_same_weekday_in_the_month_that_was_promised(begin: str, maanden: int, dag: str) -> None:
    van = datetime.fromisoformat(f"{begin}T14:00").replace(tzinfo=AMSTERDAM)
    naar = moment(van, maanden).astimezone(AMSTERDAM)
    assert naar.date().isoformat() == dag
    assert naar.weekday() == van.weekday()
    # Two o'clock stays two o'clock, in winter and in summer.
    assert (naar.hour, naar.minute) == (14, 0)


def test_every_day_of_two_years_keeps_weekday_time_and_month() -> None:
    for dagen in range(731):
        van = datetime(2026, 1, 1, 9, 30, tzinfo=AMSTERDAM) + timedelta(days=dagen)
        for maanden in (3, 6):
            naar = moment(van, maanden).astimezone(AMSTERDAM)
            assert (naar.weekday(), naar.hour, naar.minute) == (van.weekday(), 9, 30)
            assert (naar.year * 12 + naar.month) - (van.year * 12 + van.month) == maanden
            assert abs(naar.day - min(van.day, monthrange(naar.year, naar.month)[1])) <= 6


def test_with_the_first_agreement_two_are_planned_and_with_the_next_none(cast: Any) -> None:
    analyse = net_geweest(cast)
    analyse.begeleiders.add(cast.lotte)
    zaal.zet_afspraak(analyse)
    zaal.zet_afspraak(analyse)
    pulsen = list(analyse.pulsen.all())
    assert [pulse.maand for pulse in pulsen] == [3, 6]
    for pulse in pulsen:
        stuk = pulse.bijeenkomst
        assert (stuk.team, stuk.plaats, stuk.soort, stuk.oefening) == (cast.team, "Zaal 2", "pulse", False)
        assert stuk.begin == moment(analyse.begin, pulse.maand)
        assert set(stuk.begeleiders.all()) == {cast.anouk, cast.lotte}
        assert sum(stuk.stappen.values_list("minuten", flat=True)) == 10


def test_a_practice_plans_nothing_and_neither_does_what_is_long_past(cast: Any) -> None:
    zaal.zet_afspraak(net_geweest(cast, oefening=True))
    assert not Pulse.objects.exists()
    oud = net_geweest(cast, begin=timezone.now() - timedelta(days=130))
    zaal.zet_afspraak(oud)
    assert [pulse.maand for pulse in oud.pulsen.all()] == [6]
    ouder = net_geweest(cast, begin=timezone.now() - timedelta(days=400))
    zaal.zet_afspraak(ouder)
    assert not ouder.pulsen.exists()


def test_what_would_come_after_the_analysis_is_gone_is_not_planned(cast: Any, settings: Any) -> None:
    settings.RESULTATEN_DAGEN = 120
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    assert [pulse.maand for pulse in analyse.pulsen.all()] == [3]


def test_changing_an_agreement_plans_nothing_anew(cast: Any) -> None:
    analyse = net_geweest(cast)
    risico, _ = zaal.zet_afspraak(analyse)
    eerste, tweede = analyse.pulsen.all()
    verzetten.zeg_af(bijeenkomst=eerste.bijeenkomst, door=cast.anouk)
    bewaar_maatregel(risico=risico, velden={"tekst": "Iets anders"})
    zaal.zet_afspraak(analyse)
    assert list(analyse.pulsen.all()) == [eerste, tweede]


def test_when_the_last_agreement_goes_what_was_not_held_vanishes(cast: Any) -> None:
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    zaal.zet_afspraak(analyse)
    eerste = analyse.pulsen.get(maand=3).bijeenkomst
    services.rond_af(bijeenkomst=eerste)
    wis_risico(bijeenkomst=analyse, volgorde=1)
    assert analyse.pulsen.count() == 2
    wis_risico(bijeenkomst=analyse, volgorde=1)
    assert [pulse.bijeenkomst for pulse in analyse.pulsen.all()] == [eerste]
    assert not Bijeenkomst.objects.filter(soort="pulse", status=Status.GEPLAND).exists()


@pytest.mark.parametrize("hoe", ["herinnerd", "verstuurd", "verzet"])
def test_what_somebody_was_told_of_is_cancelled_and_says_so(cast: Any, hoe: str) -> None:
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    eerste = analyse.pulsen.get(maand=3)
    if hoe == "herinnerd":
        zet_dag(eerste, over(20))
        assert herinner(vandaag=timezone.localdate()) == 1
    elif hoe == "verstuurd":
        Bijeenkomst.objects.filter(pk=eerste.bijeenkomst_id).update(verstuurd={"teamchef-vooraf": "2026-11-01"})
    else:
        verzetten.verzet(bijeenkomst=eerste.bijeenkomst, begin=over(30), plaats="Zaal 9", door=cast.anouk)
    Bericht.objects.all().delete()
    wis_risico(bijeenkomst=analyse, volgorde=1)
    # The other one, of which nobody heard, is gone.
    assert [pulse.bijeenkomst.status for pulse in analyse.pulsen.all()] == [Status.AFGEZEGD]
    assert {bericht.ontvanger for bericht in Bericht.objects.all()} == (
        {cast.anouk, cast.bram} if hoe == "verstuurd" else {cast.anouk}
    )
    assert all("gaat niet door. De afspraak" in bericht.tekst for bericht in Bericht.objects.all())
    assert [afspraak.geannuleerd for afspraak in afspraken_van(cast.anouk) if afspraak.begin > timezone.now()] == [True]


# --- who leads it ----------------------------------------------------------------------------------------


def leiders(pulse: Pulse) -> set[Any]:
    return set(pulse.bijeenkomst.begeleiders.all())


def test_handing_over_an_analysis_hands_over_what_is_planned_after_it(cast: Any) -> None:
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    eerste, tweede = analyse.pulsen.all()
    services.voeg_begeleider_toe(bijeenkomst=analyse, email=cast.lotte.email)
    assert leiders(eerste) == leiders(tweede) == {cast.anouk, cast.lotte}
    # What was held stays of who held it.
    services.rond_af(bijeenkomst=eerste.bijeenkomst)
    services.stop_als_begeleider(bijeenkomst=analyse, wie=cast.anouk)
    assert leiders(eerste) == {cast.anouk, cast.lotte}
    assert leiders(tweede) == {cast.lotte}


def test_a_pulse_is_never_left_without_anybody(cast: Any) -> None:
    """Lotte left this one before; when Anouk hands over the analysis somebody must lead it."""
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    eerste = analyse.pulsen.get(maand=3)
    services.voeg_begeleider_toe(bijeenkomst=analyse, email=cast.lotte.email)
    services.stop_als_begeleider(bijeenkomst=eerste.bijeenkomst, wie=cast.lotte)
    assert leiders(eerste) == {cast.anouk}
    services.stop_als_begeleider(bijeenkomst=analyse, wie=cast.anouk)
    assert leiders(eerste) == {cast.lotte}


def test_nobody_plans_one_by_hand(cast: Any) -> None:
    pagina = cast.client(cast.anouk).get("/bijeenkomsten/nieuw/").content.decode()
    assert 'value="risicoanalyse"' in pagina
    assert 'value="pulse"' not in pagina
    assert not register.een(Draaiboek, "pulse").kiesbaar


# --- who is reminded -------------------------------------------------------------------------------------


@pytest.fixture
def gepland(cast: Any) -> Pulse:
    """A pulse of a team whose analysis was discussed, planned far away."""
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    Bijeenkomst.objects.filter(pk=analyse.pk).update(nabesproken_op=timezone.localdate())
    return analyse.pulsen.get(maand=3)


def over(dagen: int) -> datetime:
    return (timezone.localtime() + timedelta(days=dagen)).replace(hour=14, minute=0, second=0, microsecond=0)


def test_four_weeks_and_one_week_before_once_each(cast: Any, gepland: Pulse) -> None:
    dag = timezone.localdate(gepland.bijeenkomst.begin)
    verstuurd = []
    for dagen in range(35, -1, -1):
        for _ in range(2):
            herinner(vandaag=dag - timedelta(days=dagen))
        verstuurd.append((dagen, Bericht.objects.filter(ontvanger=cast.bram).count()))
        assert Bericht.objects.filter(ontvanger=cast.anouk).count() == verstuurd[-1][1]
    assert [
        dagen for (dagen, aantal), (_, eerder) in zip(verstuurd[1:], verstuurd, strict=False) if aantal > eerder
    ] == [
        28,
        7,
    ]
    # In the digest, not as a mail of its own.
    assert all(bericht.overzicht for bericht in Bericht.objects.all())


def test_the_teamchef_reads_day_place_and_ten_minutes_and_no_more(cast: Any, gepland: Pulse) -> None:
    zet_dag(gepland, over(20))
    herinner(vandaag=timezone.localdate())
    bericht = Bericht.objects.get(ontvanger=cast.bram)
    assert bericht.tekst == f"Tien minuten, {verzetten.wanneer(gepland.bijeenkomst)}."
    assert "Zaal 2" in bericht.tekst
    # This one, and further away the second.
    punt, _ = [punt for punt in punten(cast.bram, "komt") if punt.titel.startswith("Terugkijken")]
    assert punt.toelichting == "Tien minuten, Zaal 2, 14:00"
    assert punt.wanneer == timezone.localdate(over(20))
    assert cast.client(cast.bram).get(punt.url).status_code == 200
    assert {bericht.ontvanger for bericht in Bericht.objects.all()} == {cast.anouk, cast.bram}
    # The meeting itself stays closed to them until it was held.
    assert cast.client(cast.bram).get(f"/bijeenkomsten/{gepland.bijeenkomst_id}/").status_code == 404


def test_before_the_analysis_was_discussed_the_teamchef_hears_nothing(cast: Any, gepland: Pulse) -> None:
    Bijeenkomst.objects.filter(pk=gepland.van_id).update(nabesproken_op=None)
    zet_dag(gepland, over(5))
    herinner(vandaag=timezone.localdate())
    assert [bericht.ontvanger for bericht in Bericht.objects.all()] == [cast.anouk]
    assert not [punt for punt in punten(cast.bram, "komt") if punt.titel.startswith("Terugkijken")]
    assert afspraken_van(cast.bram) == []
    stuk = Bijeenkomst.objects.get(pk=gepland.bijeenkomst_id)
    assert [bericht.sleutel for bericht in uitnodigen.klaar(stuk)] == ["uitnodiging-team"]


def test_another_day_is_reminded_of_anew_and_a_cancelled_one_not_at_all(cast: Any, gepland: Pulse) -> None:
    zet_dag(gepland, over(5))
    assert herinner(vandaag=timezone.localdate()) == 1
    verzetten.verzet(bijeenkomst=gepland.bijeenkomst, begin=over(6), plaats="Zaal 2", door=cast.anouk)
    assert herinner(vandaag=timezone.localdate()) == 1
    verzetten.zeg_af(bijeenkomst=gepland.bijeenkomst, door=cast.anouk)
    verzetten.zeg_af(bijeenkomst=gepland.van.pulsen.get(maand=6).bijeenkomst, door=cast.anouk)
    gepland.herinnerd = []
    gepland.save()
    assert herinner(vandaag=timezone.localdate()) == 0
    assert not [punt for punt in punten(cast.bram, "komt") if punt.titel.startswith("Terugkijken")]


def weg(stuk: Bijeenkomst) -> None:
    stuk.delete()


def ver(stuk: Bijeenkomst) -> None:
    Bijeenkomst.objects.filter(pk=stuk.pk).update(begin=over(200))


def af(stuk: Bijeenkomst) -> None:
    Bijeenkomst.objects.filter(pk=stuk.pk).update(status=Status.AFGEZEGD)


@pytest.mark.parametrize("intussen", [weg, ver, af])
def test_one_that_goes_while_others_are_reminded_stops_nobody(cast: Any, gepland: Pulse, intussen: Any) -> None:
    """Three within four weeks; with the first message the second one changes."""
    pulsen = [gepland, gepland.van.pulsen.get(maand=6)]
    analyse = net_geweest(cast)
    zaal.zet_afspraak(analyse)
    pulsen.append(analyse.pulsen.get(maand=3))
    for pulse in pulsen:
        zet_dag(pulse, over(20))

    def verander(instance: Bericht, **_: Any) -> None:
        post_save.disconnect(verander, sender=Bericht)
        eerste = next(pulse for pulse in pulsen if instance.url.endswith(f"/{pulse.bijeenkomst_id}/"))
        intussen(pulsen[1].bijeenkomst if eerste != pulsen[1] else pulsen[0].bijeenkomst)

    post_save.connect(verander, sender=Bericht)
    try:
        assert herinner(vandaag=timezone.localdate()) == 2
    finally:
        post_save.disconnect(verander, sender=Bericht)


def test_the_calendar_of_the_teamchef_follows_it_once(cast: Any, gepland: Pulse) -> None:
    komend = {afspraak.uid: afspraak for afspraak in afspraken_van(cast.bram)}
    assert len(komend) == len(afspraken_van(cast.bram)) == 2
    assert {afspraak.titel for afspraak in komend.values()} == {"VIK: gepland"}
    # Who is invited as well has it once, and both know the same appointment.
    Bijeenkomst.objects.filter(pk=gepland.bijeenkomst_id).update(verstuurd={"teamchef-vooraf": "2026-11-01"})
    verzetten.zeg_af(bijeenkomst=gepland.bijeenkomst, door=cast.anouk)
    daarna = afspraken_van(cast.bram)
    assert {afspraak.uid for afspraak in daarna} == set(komend)
    assert len(daarna) == 2
    assert sum(afspraak.geannuleerd for afspraak in daarna) == 1


def test_home_asks_to_prepare_until_that_is_done_and_again_when_the_day_passed(cast: Any, gepland: Pulse) -> None:
    def titels() -> list[str]:
        return [
            punt.titel
            for punt in punten(cast.anouk, "wacht")
            if "teruggekeken" in punt.titel or "terugkijken" in punt.titel
        ]

    assert titels() == []
    zet_dag(gepland, over(27))
    assert titels() == ["Bereid het terugkijken met Basisteam Vlietzoom voor"]
    for regel in register.een(Draaiboek, "pulse").voorbereiding():
        services.vink(bijeenkomst=gepland.bijeenkomst, regel=regel, gedaan=True)
    assert titels() == []
    zet_dag(gepland, over(-2))
    assert titels() == ["Is er teruggekeken met Basisteam Vlietzoom?"]


def test_the_texts_around_it_are_filled_in(cast: Any, gepland: Pulse) -> None:
    stuk = Bijeenkomst.objects.get(pk=gepland.bijeenkomst_id)
    berichten = uitnodigen.klaar(stuk)
    assert [bericht.sleutel for bericht in berichten] == ["teamchef-vooraf", "uitnodiging-team"]
    for bericht in berichten:
        assert not re.search(r"[{}*]|Beste", bericht.onderwerp + bericht.tekst)
        assert "tien minuten" in bericht.tekst
    uitnodigen.stuur_naar_teamchef(bijeenkomst=stuk, sleutel="teamchef-vooraf")
    assert cast.client(cast.bram).get(Bericht.objects.get().url).status_code == 200


def test_without_a_counted_questionnaire_only_the_agreements_are_left(cast: Any, gepland: Pulse) -> None:
    assert gepland.items == []
    stap = gepland.bijeenkomst.stappen.get(soort="pulse")
    services.ga_naar(bijeenkomst=gepland.bijeenkomst, stap=stap)
    antwoord = cast.client(cast.anouk).post(f"/bijeenkomsten/{gepland.bijeenkomst_id}/regie/", {"actie": "ronde"})
    assert antwoord.status_code == 422
    assert "Ga door naar jullie afspraken" in plat(antwoord.content.decode())
    assert "geen vragenlijst geteld" in plat(
        cast.client(cast.anouk).get(f"/risicoanalyse/bijeenkomst/{gepland.bijeenkomst_id}/toen-en-nu/").content.decode()
    )


def test_the_demo_world_has_a_team_that_looked_back_once_and_will_again(cast: Any) -> None:
    laad()
    demo.zet_klaar(team=cast.team, begeleider=cast.anouk)
    eerste, tweede = Pulse.objects.select_related("bijeenkomst", "van").order_by("maand")
    beeld = beeld_van(eerste)
    assert beeld is not None
    assert {vraag.verschil for vraag in beeld.vragen} == {"lager", ""}
    assert eerste.bijeenkomst.status == Bijeenkomst.Status.AFGEROND
    assert eerste.bijeenkomst.begin < timezone.now() < tweede.bijeenkomst.begin
    # The chef of the demo opens both, and the invented answers are counted like any pile of forms.
    bram = cast.client(cast.bram)
    assert bram.get(f"/risicoanalyse/bijeenkomst/{eerste.van_id}/").status_code == 200
    assert bram.get(f"/risicoanalyse/bijeenkomst/{eerste.bijeenkomst_id}/toen-en-nu/").status_code == 200


# --- who was reminded hears of it ------------------------------------------------------------------------


def afzeggen(pulse: Pulse, cast: Any) -> None:
    verzetten.zeg_af(bijeenkomst=pulse.bijeenkomst, door=cast.anouk)


def maanden_later(pulse: Pulse, cast: Any) -> None:
    verzetten.verzet(bijeenkomst=pulse.bijeenkomst, begin=over(150), plaats="Zaal 2", door=cast.anouk)


@pytest.mark.parametrize(("wat", "zin"), [(afzeggen, "gaat niet door."), (maanden_later, "is nu op")])
@pytest.mark.parametrize("besproken", [True, False])
def test_a_teamchef_who_was_reminded_hears_that_it_moves_or_is_off(
    cast: Any, gepland: Pulse, wat: Any, zin: str, besproken: bool
) -> None:
    dag = timezone.localdate() if besproken else None
    Bijeenkomst.objects.filter(pk=gepland.van_id).update(nabesproken_op=dag)
    zet_dag(gepland, over(20))
    herinner(vandaag=timezone.localdate())
    assert Bericht.objects.filter(ontvanger=cast.bram).exists() == besproken
    Bericht.objects.all().delete()
    wat(gepland, cast)
    gekregen = Bericht.objects.filter(ontvanger=cast.bram)
    assert [zin in bericht.tekst for bericht in gekregen] == [True] * besproken
    if besproken:
        assert cast.client(cast.bram).get(gekregen.get().url).status_code == 200


def test_who_was_invited_hears_it_once(cast: Any, gepland: Pulse) -> None:
    Bijeenkomst.objects.filter(pk=gepland.van_id).update(nabesproken_op=timezone.localdate())
    Bijeenkomst.objects.filter(pk=gepland.bijeenkomst_id).update(verstuurd={"teamchef-vooraf": "2026-11-01"})
    zet_dag(gepland, over(20))
    herinner(vandaag=timezone.localdate())
    Bericht.objects.all().delete()
    afzeggen(gepland, cast)
    assert Bericht.objects.filter(ontvanger=cast.bram).count() == 1


# --- what the report says of it --------------------------------------------------------------------------


def test_the_report_names_the_months_that_are_planned_and_no_others(cast: Any) -> None:
    begin = datetime(2026, 11, 2, 14, tzinfo=AMSTERDAM)
    analyse = net_geweest(cast, begin=begin)
    assert rapport_van(analyse).terugkijken == ""
    assert "Terugkijken" not in dict(rapport_van(analyse).feiten)
    for maand, dag in ((3, begin + timedelta(days=91)), (6, begin + timedelta(days=182))):
        stuk = Bijeenkomst.objects.create(titel="Terugkijken", team=cast.team, begin=dag, soort="pulse")
        Pulse.objects.create(bijeenkomst=stuk, van=analyse, maand=maand)
    assert dict(rapport_van(analyse).feiten)["Terugkijken"] == "februari en mei 2027"
    eerste, tweede = (pulse.bijeenkomst for pulse in analyse.pulsen.order_by("maand"))
    Bijeenkomst.objects.filter(pk=eerste.pk).update(begin=begin + timedelta(days=45))
    assert rapport_van(analyse).terugkijken == "december 2026 en mei 2027"
    Bijeenkomst.objects.filter(pk=tweede.pk).update(status=Status.AFGEZEGD)
    assert rapport_van(analyse).terugkijken == "december 2026"


def test_the_sheet_for_the_wall_announces_only_what_is_still_to_come(cast: Any) -> None:
    begin = datetime(2026, 11, 2, 14, tzinfo=AMSTERDAM)
    analyse = net_geweest(cast, begin=begin)
    for maand in (3, 6):
        dag = begin + timedelta(days=91 * maand // 3)
        stuk = Bijeenkomst.objects.create(titel="Terugkijken", team=cast.team, begin=dag, soort="pulse")
        Pulse.objects.create(bijeenkomst=stuk, van=analyse, maand=maand)
    zinnen = []
    for maand in (None, 3, 6):
        Bijeenkomst.objects.filter(pulse__van=analyse, pulse__maand=maand).update(status=Status.AFGEROND)
        tekst = " ".join(PdfReader(io.BytesIO(afspraken_pdf(analyse).inhoud)).pages[0].extract_text().split())
        zinnen.append(re.findall(r"In ([^.]+) kijken we samen terug", tekst))
    assert zinnen == [["februari en mei 2027"], ["mei 2027"], []]
    # The report keeps telling when it was looked back.
    assert rapport_van(analyse).terugkijken == "februari en mei 2027"
