"""A year of one team, and on: analysis, agreements, a briefing item on the gap, two pulses, the picture of the quarter,
and the night in which it all goes. The clock of the portal moves; mail, database, worker and two screens are real."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from beroepscode.models import Themablad
from briefings.models import Briefingsitem, Scherm, Vertoning
from risicoanalyse import taken
from risicoanalyse.laden import laad as laad_instrument
from risicoanalyse.models import Beeld, Maatregel, Meegeteld, Pulse, Risico, Voortgang
from tests.berichten.conftest import mailserver, werker
from tests.briefings.conftest import wand
from tests.briefings.wand import Wand, bij_een_briefing
from tests.cast import Cast, maak_cast
from tests.e2e import jaar
from tests.e2e.jaar import Klok, bestanden, plat
from tests.meedoen import eigen
from tests.meedoen import zaal as kamer
from tests.paginas.conftest import koekje
from tests.risicoanalyse import rondes, zaal
from tests.wereld import inhoud_van, laad_item
from vik_portal import taken as nachttaken
from vik_portal.berichten.taken import dagoverzicht
from vik_portal.bewaren import NACHT
from vik_portal.management.demobeeld import Analyse, vul
from vik_portal.meedoen import services
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Envelop, Ronde, Stoel
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie.services import laad as laad_tekst

__all__ = ["mailserver", "wand", "werker"]
pytestmark = pytest.mark.django_db(transaction=True)

#: A Tuesday in the second week of January.
DAG = date(2027, 1, 12)
THEMA = "gebruik-geweld"
BRON = rondes.toeval(2027)
#: What the team agreed, with the theme of its risk.
AFSPRAKEN = {
    THEMA: "Na elk gebruik van geweld praten we een kwartier na",
    "veilig-werkklimaat": "Elke briefing begint met wat er goed ging",
    "": "De opco schrijft op wat we uit een klacht leren",
}


@dataclass
class Team:
    """The story so far, and who plays in it."""

    cast: Cast
    klok: Klok
    post: Any
    werker: Callable[[], None]
    analyse: Bijeenkomst

    @property
    def verslag(self) -> str:
        return f"/risicoanalyse/bijeenkomst/{self.analyse.pk}/"

    def leest(self, wie: str, pad: str) -> str:
        antwoord = self.cast.client(getattr(self.cast, wie)).get(pad)
        assert antwoord.status_code == 200, (wie, pad, antwoord.status_code)
        return plat(antwoord)

    def krijgt(self, pad: str, **status: int) -> None:
        """Which answer everybody gets."""
        for wie, code in status.items():
            assert self.cast.client(getattr(self.cast, wie)).get(pad).status_code == code, (wie, pad)

    def doet(self, wie: str, pad: str, **data: Any) -> None:
        """Presses a button that is not refused."""
        assert self.cast.client(getattr(self.cast, wie)).post(pad, data).status_code == 302, (wie, pad)

    def nacht(self, dag: date) -> None:
        """The jobs of this night, in the order of their cron lines."""
        self.klok.naar(dag, 3, 27)
        taken.vries_elke_nacht(timestamp=0)
        self.klok.naar(dag, NACHT.hour)
        nachttaken.ruim_op_elke_nacht(timestamp=0)

    def ochtend(self, dag: date) -> dict[str, str]:
        """Reminders and the digests of seven o'clock, in real mail: who → what stood in it."""
        self.klok.naar(dag, 6, 20)
        taken.herinner_aan_terugkijken(timestamp=0)
        dagoverzicht(timestamp=int(self.klok.naar(dag, 7, 1).timestamp()))
        self.werker()
        gekregen = {str(mail["To"]).split("@")[0]: mail.get_content() for mail in self.post.binnen}
        self.post.binnen.clear()
        return gekregen


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> Klok:
    klok = Klok(timezone.make_aware(datetime(2027, 1, 5, 9)))
    monkeypatch.setattr(timezone, "now", lambda: klok.nu)
    return klok


@pytest.fixture
def team(transactional_db: None, klok: Klok, mailserver: Any, werker: Any, settings: Any, tmp_path: Any) -> Team:
    """Anouk plans a meeting with the team of Bram, a week ahead."""
    settings.STEMBUS_DIR, settings.MEDIA_ROOT = tmp_path / "stembus", tmp_path / "media"
    cast = maak_cast()
    laad_instrument()
    for slug in filter(None, AFSPRAKEN):
        inhoud = inhoud_van("beroepscode/inhoud/themabladen", slug)
        laad_tekst(stuk=Themablad(slug=slug), inhoud=inhoud, toelichting="geleverd")
    laad_item("geweld-en-pv")
    velden = {"titel": "Risicoanalyse van januari", "team": cast.team.pk, "plaats": "Bureau Vlietzoom"}
    velden |= {"begin": f"{DAG}T14:00", "draaiboek": "risicoanalyse"}
    assert cast.client(cast.anouk).post("/bijeenkomsten/nieuw/", velden).status_code == 302
    return Team(cast, klok, mailserver, werker, Bijeenkomst.objects.get())


def test_a_year_of_one_team(team: Team, wand: Wand, venster: BrowserContext, live_server: Any) -> None:
    houd_de_analyse(team)
    bespreek(team)
    zet_het_item_neer(team, wand)
    drie, zes = plan_vanzelf(team)
    vierde = herinner_en_verzet(team, drie)
    toen = bevries(team)
    herinner_nog_eens(team, vierde)
    kijk_terug(team, drie, venster, live_server.url)
    met_te_weinig(team, zes)
    kijk_na_een_half_jaar(team)
    alles_gaat_op_zijn_dag(team, toen)


# --- January: the analysis, and the agreements ------------------------------------------------------------


def houd_de_analyse(team: Team) -> None:
    """A slide of the team's own, nine phones, three risks with their measures, two votes."""
    stuk, cast = team.analyse, team.cast
    data = {
        "titel": "Ons jaar",
        "minuten": 3,
        "na": stuk.stappen.first().pk,
        "bestand": eigen.bestand("jaar.pdf", eigen.pdf(1)),
    }
    team.doet("anouk", eigen.adres("stap_nieuw", stuk, "dias"), **data)
    team.klok.naar(DAG, 14)
    zaal.neem_plaats(stuk, 9)
    geteld = [jaar.antwoorden(item) for item in jaar.ITEMS]
    zaal.vul_in(stuk.stappen.get(soort="vragenlijst"), rondes.enveloppen(rondes.SOORTEN, geteld, BRON))
    for thema, tekst in AFSPRAKEN.items():
        zaal.zet_afspraak(stuk, thema=thema, tekst=tekst)
    stemvragen = rondes.matrix.stemvragen(3)
    for keer, telling in ((1, jaar.HOOG), (2, jaar.LAAG)):
        stemmen = rondes.enveloppen(stemvragen, [telling] * len(stemvragen), BRON)
        zaal.vul_in(stuk.stappen.get(soort="kansgevolg", inhoud__keer=keer), stemmen)
    team.doet("anouk", f"/bijeenkomsten/{stuk.pk}/regie/", actie="afronden")
    assert not Stoel.objects.exists()
    assert not Envelop.objects.exists()
    team.krijgt(team.verslag, anouk=200, bram=404, hanna=404, ilias=404, guus=404)
    verslag = team.leest("anouk", team.verslag)
    assert "Terugkijken april en juli 2027" in verslag
    assert all(tekst in verslag for tekst in AFSPRAKEN.values())
    assert cast.team.naam in verslag


def bespreek(team: Team) -> None:
    team.klok.naar(date(2027, 1, 20))
    team.doet("anouk", f"{team.verslag}besproken/")
    team.krijgt(team.verslag, anouk=200, bram=200, hanna=404, ilias=404, guus=404)


def zet_het_item_neer(team: Team, wand: Wand) -> None:
    """From the measure to the wall: recommended by its theme, put on a day with two clicks, and there it hangs."""
    team.klok.naar(date(2027, 1, 21))
    cast, item = team.cast, Briefingsitem.objects.get()
    maatregel = Maatregel.objects.get(risico__thema=THEMA)
    bij = team.leest("bram", f"/risicoanalyse/afspraken/{maatregel.pk}/")
    assert f"Voor de briefing {item.titel}" in bij
    dag = date(2027, 1, 26)
    een = f"/briefings/team/{cast.team.pk}/{dag}/"
    bram = cast.client(cast.bram)
    assert f'href="{een}"' in bram.get(f"/briefings/?week={dag}").text
    assert f'name="item" value="{item.slug}"' in bram.get(een).text
    assert "in alle briefings van die dag" in plat(bram.post(een, {"item": item.slug}, follow=True))
    assert Vertoning.objects.get().dag == dag

    team.klok.naar(dag, 7, 10)
    bij_een_briefing(cast.team)
    wand.start(op=team.klok.nu)
    code = wand.pagina.locator("[data-code]:visible").inner_text()
    velden = {"code": code, "team": cast.team.pk, "naam": "Wand", "ruimte": ""}
    assert cast.client(cast.bram).post("/briefings/schermen/", velden).status_code == 302
    wand.verder(seconds=4)
    wand.ziet(item.titel)
    assert Scherm.objects.get().team == cast.team
    wand.pagina.goto("about:blank")


# --- April: the first pulse -------------------------------------------------------------------------------


def plan_vanzelf(team: Team) -> tuple[Pulse, Pulse]:
    """Both were planned when the first measure was set: the same weekday, time, place and begeleider."""
    drie, zes = team.analyse.pulsen.select_related("bijeenkomst")
    assert [timezone.localtime(p.bijeenkomst.begin).isoformat()[:16] for p in (drie, zes)] == [
        "2027-04-13T14:00",
        "2027-07-13T14:00",
    ]
    assert {p.bijeenkomst.plaats for p in (drie, zes)} == {"Bureau Vlietzoom"}
    assert len(drie.items) == 3
    return drie, zes


def herinner_en_verzet(team: Team, pulse: Pulse) -> date:
    """Four weeks before, begeleider and teamchef read of it; the begeleider moves it by a day."""
    assert "Terugkijken" not in str(team.ochtend(date(2027, 3, 15)))
    post = team.ochtend(date(2027, 3, 16))
    kop = "Terugkijken met Basisteam Vlietzoom op dinsdag 13 april"
    for wie in ("anouk", "bram"):
        assert kop in post[wie]
        assert "Tien minuten, dinsdag 13 april om 14:00, Bureau Vlietzoom." in post[wie]
    assert all(kop not in tekst for wie, tekst in post.items() if wie not in ("anouk", "bram"))
    # The teamchef reads when and where, never what it is about.
    assert not any(tekst in post["bram"].split(kop)[1].split("\n\n")[0] for tekst in AFSPRAKEN.values())
    team.klok.naar(date(2027, 3, 16))
    pad = f"/bijeenkomsten/{pulse.bijeenkomst_id}/verzet/"
    team.doet("anouk", pad, begin="2027-04-14T14:00", plaats="Bureau Vlietzoom")
    return date(2027, 4, 14)


def herinner_nog_eens(team: Team, dag: date) -> None:
    """A week before, of the day that it has now."""
    post = team.ochtend(dag - timedelta(days=5))
    for wie in ("anouk", "bram"):
        assert "Terugkijken met Basisteam Vlietzoom op woensdag 14 april" in post[wie]
        assert "13 april" not in post[wie]


def kijk_terug(team: Team, pulse: Pulse, venster: BrowserContext, url: str) -> None:
    """Eight phones, in regie as the begeleider does it, and the screen as the team sees it."""
    team.klok.naar(date(2027, 4, 14), 14)
    stuk, regie = pulse.bijeenkomst, f"/bijeenkomsten/{pulse.bijeenkomst_id}/regie/"
    stuk.refresh_from_db()
    venster.add_cookies(koekje(team.cast, "anouk", url))
    scherm = venster.new_page()
    scherm.set_viewport_size({"width": 1024, "height": 768})

    ronde, stoelen = open_de_ronde(team, pulse, 8)
    vragen = [jaar.ITEMS[nummer - 1] for nummer in pulse.items]
    # What was asked about force has turned; of the rest they say what they said.
    geteld = [jaar.met_acht(jaar.antwoorden(vraag), gedraaid=vraag.groep == "geweld-gebruiken") for vraag in vragen]
    for stoel, envelop in zip(stoelen, rondes.enveloppen([v.soort for v in vragen], geteld, BRON), strict=True):
        assert kamer.post(ronde, stoel, kamer.verzegel(ronde, envelop)) == 200
    for knop in ("tel", "volgende", "toon"):
        team.doet("anouk", regie, actie=knop)
    pulse.refresh_from_db()
    beeld = jaar.beeld_van(pulse)
    assert [vraag.verschil for vraag in beeld.vragen].count("lager") == 1
    assert beeld.conclusie.startswith("Bij één van de drie vragen")
    assert "vijf tot negen enveloppen" in beeld.duiding
    scherm.goto(f"{url}/bijeenkomsten/{stuk.pk}/scherm/")
    for zin in (beeld.conclusie, beeld.duiding, beeld.bedenk):
        expect(scherm.locator("main")).to_contain_text(zin)

    loop_de_afspraken_langs(team, pulse, "loopt", "We doen het nu na elke melding")
    team.doet("anouk", regie, actie="afronden")
    eigen_pagina = f"/risicoanalyse/bijeenkomst/{stuk.pk}/toen-en-nu/"
    team.krijgt(eigen_pagina, anouk=200, bram=200, hanna=404, ilias=404, guus=404)
    papier = jaar.pdf_tekst(jaar.als_bytes(team.cast.client(team.cast.bram).get(f"{team.verslag}verslag.pdf")))
    for waar in (team.leest("bram", eigen_pagina), team.leest("bram", team.verslag), papier):
        for zin in (beeld.conclusie, beeld.duiding, "We doen het nu na elke melding"):
            assert zin in waar


def open_de_ronde(team: Team, pulse: Pulse, stoelen: int) -> tuple[Ronde, list[str]]:
    regie = f"/bijeenkomsten/{pulse.bijeenkomst_id}/regie/"
    for knop in ("volgende", "volgende", "deur_open"):
        team.doet("anouk", regie, actie=knop)
    pulse.bijeenkomst.refresh_from_db()
    tokens = [services.neem_stoel(code=pulse.bijeenkomst.code) for _ in range(stoelen)]
    for knop in ("deur_dicht", "volgende", "ronde"):
        team.doet("anouk", regie, actie=knop)
    return pulse.bijeenkomst.rondes.get(), tokens


def loop_de_afspraken_langs(team: Team, pulse: Pulse, status: str, regel: str) -> None:
    """One after the other, each with its place on the screen."""
    regie = f"/bijeenkomsten/{pulse.bijeenkomst_id}/regie/"
    team.doet("anouk", regie, actie="verberg")
    for maatregel in Maatregel.objects.filter(risico__bijeenkomst=team.analyse).order_by("risico__volgorde"):
        team.doet("anouk", regie, actie="volgende")
        assert maatregel.tekst in team.leest("anouk", f"/bijeenkomsten/{pulse.bijeenkomst_id}/scherm/")
        team.doet("anouk", regie, actie="stand", maatregel=maatregel.pk, status=status, toelichting=regel)


# --- April: the quarter -----------------------------------------------------------------------------------

BEELD = "/risicoanalyse/landelijk/2027-k1"


def bevries(team: Team) -> dict[str, bytes]:
    """With five more teams here and six elsewhere the first quarter becomes one picture; who sees what of it."""
    cast = team.cast
    team.klok.naar(date(2027, 4, 7))
    anderen = [*jaar.maak_teams(cast.district, 5), *jaar.maak_teams(cast.ander_district, 6)]
    rng = random.Random(7)  # noqa: S311 - invented answers
    vul([Analyse(een, DAG + timedelta(days=20 + n), 11, rng.random()) for n, een in enumerate(anderen)], rng)
    team.klok.naar(date(2027, 4, 7), 23)
    taken.vries_elke_nacht(timestamp=0)
    assert not Beeld.objects.exists()
    team.nacht(date(2027, 4, 8))
    assert {(beeld.eenheid, beeld.inhoud["teams"]) for beeld in Beeld.objects.all()} == {
        (cast.eenheid, 6),
        (cast.andere_eenheid, 6),
    }
    assert Meegeteld.objects.get(bijeenkomst=team.analyse, reeks="beeld").beeld.eenheid == cast.eenheid

    hier, daar = (f"/risicoanalyse/eenheid/{e.pk}/2027-k1" for e in (cast.eenheid, cast.andere_eenheid))
    for eind in ("/", ".pdf", ".pptx", ".xlsx"):
        team.krijgt(f"{BEELD}{eind}", hanna=403, bram=403)
        team.krijgt(f"{daar}{eind}", hanna=404, bram=403)
        team.krijgt(f"{hier}{eind}", bram=403)
    pagina, stukken = team.leest("ilias", f"{BEELD}/"), bestanden(cast, BEELD)
    jaar.zeggen_hetzelfde(pagina, stukken)
    team.krijgt(f"{hier}.xlsx", hanna=200, guus=403, anouk=403)
    eigen_beeld = team.leest("hanna", f"{hier}/")
    assert "6 teams" in eigen_beeld
    assert str(cast.andere_eenheid) not in eigen_beeld
    overal = "\n".join(
        [pagina, eigen_beeld, jaar.pdf_tekst(stukken["pdf"]), *map(jaar.alles_in, (stukken["pptx"], stukken["xlsx"]))]
    )
    for een in Eenheid.objects.teams():
        assert een.naam not in overal
    return stukken


# --- July and October -------------------------------------------------------------------------------------


def met_te_weinig(team: Team, pulse: Pulse) -> None:
    """Six phones, four envelopes: destroyed unread, said so, and the agreements are reviewed all the same."""
    team.klok.naar(date(2027, 7, 13), 14)
    regie = f"/bijeenkomsten/{pulse.bijeenkomst_id}/regie/"
    ronde, stoelen = open_de_ronde(team, pulse, 6)
    for stoel in stoelen[:4]:
        assert kamer.post(ronde, stoel, kamer.verzegel(ronde, bytes(len(pulse.items)))) == 200
    team.doet("anouk", regie, actie="tel")
    ronde.refresh_from_db()
    assert (ronde.status, ronde.uitslag) == (Ronde.Status.TE_WEINIG, None)
    assert not Envelop.objects.exists()
    assert "Te weinig antwoorden. We hebben niets geopend." in team.leest(
        "anouk", f"/bijeenkomsten/{pulse.bijeenkomst_id}/scherm/"
    )
    team.doet("anouk", regie, actie="volgende")
    loop_de_afspraken_langs(team, pulse, "klaar", "Dit is gewoon geworden")
    team.doet("anouk", regie, actie="afronden")
    zin = "Er kwamen minder dan vijf enveloppen binnen. Ze zijn ongelezen vernietigd."
    bram = team.cast.client(team.cast.bram)
    papier = jaar.pdf_tekst(jaar.als_bytes(bram.get(f"{team.verslag}verslag.pdf")))
    for waar in (team.leest("bram", f"/risicoanalyse/bijeenkomst/{pulse.bijeenkomst_id}/toen-en-nu/"), papier):
        assert zin in waar
        assert "Dit is gewoon geworden" in waar
    assert set(Maatregel.objects.filter(risico__bijeenkomst=team.analyse).values_list("status", flat=True)) == {"klaar"}


def kijk_na_een_half_jaar(team: Team) -> None:
    """The third quarter looks again at the measures of the teams of the first; its own picture is empty."""
    team.nacht(date(2027, 10, 8))
    beeld = Beeld.objects.get(soort=Beeld.Soort.KWARTAAL, eenheid=team.cast.eenheid)
    assert beeld.vervolg["teams"] == 6
    # Also when the quarter after it was frozen: landelijk gets there by a link, not by an address that one knows.
    team.nacht(date(2028, 1, 8))
    ilias = team.cast.client(team.cast.ilias)
    [naar] = re.findall(r'href="([^"]+2027-k3/)"', ilias.get("/risicoanalyse/landelijk/").text)
    assert "een half jaar" in team.leest("ilias", naar)


# --- two years later --------------------------------------------------------------------------------------


def alles_gaat_op_zijn_dag(team: Team, toen: dict[str, bytes]) -> None:
    analyse, pulsen = team.analyse.pk, list(Pulse.objects.order_by("maand"))
    [dias] = Diaset.objects.all()
    beelden = list(Beeld.objects.order_by("pk").values())
    weg = DAG + timedelta(days=731)

    def over(nummer: int) -> list[int]:
        """How many rows are left of a meeting, by kind."""
        return [
            Bijeenkomst.objects.filter(pk=nummer).count(),
            Ronde.objects.filter(bijeenkomst=nummer).count(),
            Risico.objects.filter(bijeenkomst=nummer).count(),
            Maatregel.objects.filter(risico__bijeenkomst=nummer).count(),
            Voortgang.objects.filter(maatregel__risico__bijeenkomst=nummer).count(),
            Pulse.objects.filter(van=nummer).count(),
            Diaset.objects.filter(bijeenkomst=nummer).count(),
            Meegeteld.objects.filter(bijeenkomst=nummer).count(),
        ]

    team.nacht(weg - timedelta(days=1))
    # It counted in the kwartaalbeeld and, with the same teams, in what is known of the questions.
    assert over(analyse) == [1, 3, 3, 3, 9, 2, 1, 2]
    assert all(map(default_storage.exists, dias.bestanden))
    bladzij = jaar.als_bytes(team.cast.client(team.cast.ilias).get(f"{BEELD}/"))
    team.klok.naar(weg - timedelta(days=1), 9)
    proef = StringIO()
    call_command("bewaren", "--proef", stdout=proef)
    woorden = " ".join(proef.getvalue().split())
    # The two pulses stand in a line of their own.
    for regel in (
        "1 bijeenkomsten",
        "2 bijeenkomsten",
        "3 rondes",
        "3 risico’s",
        "3 maatregelen",
        "2 pulsen",
        "1 diasets",
    ):
        assert regel in woorden, woorden
    assert str(team.cast.team) not in woorden
    # It counted in the kwartaalbeeld and, with the same teams, in what is known of the questions.
    assert over(analyse) == [1, 3, 3, 3, 9, 2, 1, 2]
    # Who looks after the portal sees it coming, without a name.
    straks = team.leest("jetske", "/bewaren/straks/")
    assert str(team.cast.team) not in straks

    team.nacht(weg)
    assert over(analyse) == [0] * 8
    assert not any(map(default_storage.exists, dias.bestanden))
    team.krijgt(team.verslag, anouk=404, bram=404)
    # Without the answers of then there is nothing to look back on: the same night takes both pulses.
    for pulse in pulsen:
        team.krijgt(f"/bijeenkomsten/{pulse.bijeenkomst_id}/", anouk=404, bram=404)
        assert not Ronde.objects.filter(bijeenkomst=pulse.bijeenkomst_id).exists()
    # What other teams held meanwhile has a day of its own.
    team.nacht(weg + timedelta(days=200))
    assert not Bijeenkomst.objects.exists()

    # The frozen picture needs none of it.
    assert list(Beeld.objects.order_by("pk").values())[: len(beelden)] == beelden
    assert bestanden(team.cast, BEELD) == toen
    na = jaar.als_bytes(team.cast.client(team.cast.ilias).get(f"{BEELD}/"))
    assert na == bladzij
    bewaren = plat(team.cast.client().get("/bewaren/"))
    assert "2 jaar na de bijeenkomst" in bewaren
    assert re.search(r"Een beeld over minstens vijf teams samen, per kwartaal Wie meedeed [^|]*? Blijft ", bewaren)
