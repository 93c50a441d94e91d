"""How long things stay: one of everything, a clock that moves night by night, and what is gone on which day."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db.models import CASCADE, Model
from django.db.models.deletion import ProtectedError
from django.db.models.signals import pre_delete
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.timezone import make_aware
from pghistory.models import Context

from aanvragen.models import Aanvraag
from briefings.models import (
    Bespreking,
    Campagne,
    Campagneitem,
    Goedkeuring,
    Kennisgeving,
    Koppelcode,
    Mijlpaal,
    Pakket,
    Regel,
    Scherm,
    Teamgesprek,
    Terugblikantwoord,
    Vertoning,
    Vertoond,
    Weektotaal,
)
from dilemmas.models import Inzending, Les, Lesgroep, Lesprogramma
from risicoanalyse.models import (
    Kwartaalstand,
    Maatregel,
    Meegeteld,
    Onleesbaar,
    Pulse,
    Risico,
    Telbeurt,
    Terugkoppeling,
    Voortgang,
)
from tests.cast import Cast
from tests.wereld import Wereld, maak_wereld
from vik_portal import bewaren
from vik_portal.berichten.models import Bericht
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Film, Kaartje, Ronde, Stap
from vik_portal.organisatie.models import Poging, Rol
from vik_portal.register import Bewaard, Bewaartermijn, register

#: A Wednesday; the Monday of its week.
DAG, MAANDAG = date(2027, 2, 10), date(2027, 2, 8)
TOEN = make_aware(datetime.combine(DAG, time(10)))
#: What is never let go by the clock.
NOOIT = date.max
Verwacht = list[tuple[Model, date, list[str]]]


def nacht(dag: date) -> datetime:
    return make_aware(datetime.combine(dag, bewaren.NACHT))


# --- every model has a line -----------------------------------------------------------------------------


def test_every_model_has_a_line_and_every_line_a_model() -> None:
    """A new model? ``register.registreer(Bewaard("app.Model", ("uitslag",)))`` in its app's ``bewaren.py``."""
    regels = {regel.sleutel for regel in register.alle(Bewaard)}
    modellen = {model._meta.label for model in apps.get_models()}
    assert modellen - regels == set(), "zonder bewaartermijn"
    assert regels - modellen == set(), "een regel zonder model"


def test_every_line_names_terms_that_are_there() -> None:
    termijnen = {termijn.sleutel for termijn in register.alle(Bewaartermijn)}
    for regel in register.alle(Bewaard):
        assert regel.bij, regel.sleutel
        assert set(regel.bij) <= termijnen, regel.sleutel


def _gaan_mee(wortels: set[type[Model]]) -> set[type[Model]]:
    """These models and all of which the rows go with them."""
    alle = set(wortels)
    rand = set(wortels)
    while rand:
        rand = {
            relatie.related_model
            for model in rand
            for relatie in model._meta.related_objects
            if relatie.on_delete is CASCADE  # type: ignore[attr-defined]
        } - alle
        alle |= rand
    return alle


@pytest.mark.django_db
def test_what_a_term_promises_to_take_it_does_take() -> None:
    """Of every model under a term that goes by night, the rows go by themselves or with what they hang on."""
    geraakt = {
        termijn.sleutel: {model._meta.label for model in _gaan_mee({r.model for r in termijn.verlopen(TOEN)})}
        for termijn in register.alle(Bewaartermijn)
        if termijn.verlopen
    }
    # Aggregates of pghistory have no table of their own.
    zonder_tabel = {"pghistory.Events", "pghistory.MiddlewareEvents"}
    for regel in register.alle(Bewaard):
        for sleutel in regel.bij:
            if sleutel in geraakt and regel.sleutel not in zonder_tabel:
                assert regel.sleutel in geraakt[sleutel], f"{regel.sleutel} bij {sleutel}"


# --- one of everything, and a clock that moves ----------------------------------------------------------


@pytest.fixture
def opslag(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def wereld(cast: Cast, opslag: Path) -> Wereld:
    return maak_wereld(cast)


def _schrijf(*namen: str) -> list[str]:
    for naam in namen:
        default_storage.save(naam, ContentFile(b"x"))
    return list(namen)


def _bijeenkomst(cast: Cast, **velden: Any) -> Bijeenkomst:
    stuk = Bijeenkomst.objects.create(titel="Middag", team=cast.team, begin=TOEN, **velden)
    stuk.begeleiders.add(cast.anouk)
    return stuk


def _gehouden(cast: Cast) -> Verwacht:
    stuk = _bijeenkomst(cast, status="afgerond")
    stap = Stap.objects.create(bijeenkomst=stuk, volgorde=1, soort="tekst", titel="Begin")
    ronde = Ronde.objects.create(
        id="a" * 32, bijeenkomst=stuk, stap=stap, soort="vragenlijst", vorm="banden", vragen=[], status="geteld",
        stoelen=8, merk=b"", uitslag={"vorm": "banden"}, volgnummer=1,
    )  # fmt: skip
    risico = Risico.objects.create(bijeenkomst=stuk, volgorde=1, oorzaak="a", gebeurtenis="b", gevolg="c")
    maatregel = Maatregel.objects.create(risico=risico, tekst="doen", datum=DAG, merkbaar="ja")
    voortgang = Voortgang.objects.create(maatregel=maatregel, status="loopt")
    geteld = Meegeteld.objects.create(bijeenkomst=stuk)
    stuk_uitslag = Onleesbaar.objects.create(bijeenkomst=stuk, kwartaal=DAG, fout="KeyError")
    terug = Terugkoppeling.objects.create(bijeenkomst=stuk, geteld=True)
    programma = Lesprogramma.objects.create(slug="les", titel="Les")
    velden: dict[str, Any] = {"eenheid": cast.eenheid, "programma": programma, "omvang": 16, "gemaakt_op": DAG}
    groep, leeg = (Lesgroep.objects.create(naam=naam, **velden) for naam in ("groep 1", "groep 2"))
    les = Les.objects.create(bijeenkomst=stuk, programma=programma, versie=1, groep=groep)
    # Looking back three months later goes with what it looks back at.
    later = _bijeenkomst(cast, status="afgerond", soort="pulse")
    Bijeenkomst.objects.filter(pk=later.pk).update(begin=TOEN + timedelta(days=90))
    pulse = Pulse.objects.create(bijeenkomst=later, van=stuk, maand=3)
    dias = Diaset.objects.create(bijeenkomst=stuk, naam="d", map="bijeenkomsten/d", paginas=[{"tekst": ""}])
    film = Film.objects.create(
        bijeenkomst=stuk, naam="f", map="bijeenkomsten/f", soort="mp4", seconden=3, breedte=9, hoogte=9
    )
    # That its team counted stays five quarters, also when a picture of that year is later still.
    Kwartaalstand.objects.create(kwartaal=date(2027, 10, 1), inhoud={})
    telbeurt = Telbeurt.objects.create(team=cast.team, kwartaal=date(2027, 1, 1))
    nog_nodig = Telbeurt.objects.create(team=cast.buurteam, kwartaal=date(2027, 4, 1))
    weg = DAG + timedelta(days=731)
    los: list[Model] = [stuk, stap, ronde, risico, maatregel, voortgang, geteld, stuk_uitslag, terug, les, groep, pulse]
    met = [(dias, weg, _schrijf(*dias.bestanden)), (film, weg, _schrijf(film.bestand))]
    anders = [(later, weg, []), (leeg, DAG + timedelta(days=366), []), (programma, NOOIT, [])]
    anders += [(telbeurt, date(2028, 4, 1), []), (nog_nodig, NOOIT, [])]
    return [*((rij, weg, []) for rij in los), *met, *anders]


def _plannen(cast: Cast) -> Verwacht:
    dias = Diaset.objects.create(
        bijeenkomst=(plan := _bijeenkomst(cast)), naam="p", map="bijeenkomsten/p", paginas=[{"tekst": ""}]
    )
    kaartje = Kaartje.objects.create(token=b"k" * 32, bijeenkomst=plan)
    weg = DAG + timedelta(days=366)
    # Counted without being ended: the result counts.
    geteld = _bijeenkomst(cast)
    Ronde.objects.create(
        id="b" * 32, bijeenkomst=geteld, soort="stelling", vorm="banden", vragen=[], status="geteld", stoelen=8,
        merk=b"", uitslag={"vorm": "banden"}, volgnummer=1,
    )  # fmt: skip
    oefening = _bijeenkomst(cast, status="afgerond", oefening=True)
    lang = DAG + timedelta(days=731)
    return [
        (plan, weg, []),
        (kaartje, weg, []),
        (dias, weg, _schrijf(*dias.bestanden)),
        (geteld, lang, []),
        (oefening, lang, []),
    ]


def _pakket(cast: Cast, wereld: Wereld, naam: str, campagne: Campagne | None, op: datetime) -> tuple[Pakket, list[str]]:
    pakket = Pakket.objects.create(
        item=wereld.item, versie=wereld.item.versies.get(nummer=wereld.item.versienummer), campagne=campagne,
        eenheid=cast.eenheid, afdruk=naam * 64, map=f"pakketten/{naam}", stand="klaar", bestandsafdruk="0" * 64,
        gemaakt_op=op,
    )  # fmt: skip
    return pakket, _schrijf(pakket.bestand)


def _campagnes(cast: Cast, wereld: Wereld) -> Verwacht:
    stuk = Campagne.objects.create(
        naam="Reeks", eenheid=cast.eenheid, van=DAG - timedelta(days=9), tot=DAG, status="afgesloten", gemaakt_op=TOEN
    )
    deel = Campagneitem.objects.create(campagne=stuk, item=wereld.item, volgorde=1, dagen=[DAG])
    mijlpaal = Mijlpaal.objects.create(
        campagne=stuk, item=deel, soort="briefers", datum=DAG, eigenaar_rol="sectorhoofd", eenheid=cast.eenheid
    )
    nu, oud = (
        _pakket(cast, wereld, "n", stuk, TOEN + timedelta(days=2)),
        _pakket(cast, wereld, "o", stuk, TOEN),
    )
    weg = DAG + timedelta(days=5 * 365 + 1)
    rijen: list[Model] = [
        stuk,
        deel,
        mijlpaal,
        Kennisgeving.objects.create(mijlpaal=mijlpaal, tekst="t", ontvangers=3),
        Teamgesprek.objects.create(campagne=stuk, team=cast.team),
        Weektotaal.objects.create(campagne=stuk, plek=cast.eenheid, week=MAANDAG, teams=2, gepland=3),
        Terugblikantwoord.objects.create(campagne=stuk, eenheid=cast.eenheid, vraag="v", antwoord="a"),
        Vertoning.objects.create(item=wereld.item, team=cast.team, dag=DAG, campagne=stuk),
    ]
    concept = Campagne.objects.create(naam="Concept", eenheid=cast.eenheid, gemaakt_op=TOEN)
    eigen = _pakket(cast, wereld, "e", None, TOEN)
    twee_jaar, maand = DAG + timedelta(days=731), DAG + timedelta(days=31)
    return [
        *((rij, weg, []) for rij in rijen),
        (nu[0], weg, nu[1]),
        (oud[0], maand, oud[1]),
        (concept, twee_jaar, []),
        # Also replaced: the package of the campaign has the same content and is newer.
        (eigen[0], twee_jaar, eigen[1]),
    ]


def _briefings(cast: Cast, wereld: Wereld) -> Verwacht:
    hangt = Scherm.objects.create(naam="Hangt", team=cast.team, token_hash="a" * 64)
    weggehaald = Scherm.objects.create(naam="Weg", team=cast.team, token_hash="b" * 64, ingetrokken_op=TOEN)
    eigen = Vertoning.objects.create(item=wereld.item, team=cast.buurteam, dag=DAG)
    maand, twee_jaar = DAG + timedelta(days=31), DAG + timedelta(days=731)
    waar: dict[str, Any] = {"vertoning": eigen, "dag": DAG, "moment": time(7)}
    return [
        (hangt, NOOIT, []),
        (weggehaald, maand, []),
        (Koppelcode.objects.create(code="ABCDEFGH", token_hash="c" * 64, geldig_tot=TOEN), DAG + timedelta(days=1), []),
        (eigen, twee_jaar, []),
        (Vertoond.objects.create(scherm=hangt, **waar), maand, []),
        (Bespreking.objects.create(uitkomst="besproken", **waar), maand, []),
        (
            Regel.objects.create(eenheid=cast.eenheid, thema="x", tekst="t", week=MAANDAG),
            MAANDAG + timedelta(days=366),
            [],
        ),
    ]


def _goedkeuringen(cast: Cast, wereld: Wereld) -> Verwacht:
    versie = wereld.item.versies.get(nummer=wereld.item.versienummer)
    velden: dict[str, Any] = {"item": wereld.item, "versie": versie, "uiterlijk": DAG, "gevraagd_op": TOEN}

    def maak(eenheid: Any, status: str, op: datetime | None, reden: str = "") -> Goedkeuring:
        return Goedkeuring.objects.create(**velden, eenheid=eenheid, status=status, besluit_op=op, reden=reden)

    twee_jaar = DAG + timedelta(days=731)
    return [
        (maak(cast.eenheid, "teruggegeven", TOEN, "nee"), twee_jaar, []),
        (maak(cast.eenheid, "goedgekeurd", TOEN), twee_jaar, []),
        (maak(cast.eenheid, "goedgekeurd", TOEN + timedelta(days=1)), NOOIT, []),
        (maak(cast.eenheid, "vervallen", None), twee_jaar, []),
        (maak(cast.eenheid, "open", None), twee_jaar, []),
        (maak(cast.andere_eenheid, "goedgekeurd", TOEN), NOOIT, []),
    ]


def _mensen(cast: Cast, wereld: Wereld) -> Verwacht:
    velden: dict[str, Any] = {"aanbod": wereld.aanvraag.aanbod, "team": cast.team, "gevraagd_op": TOEN}
    klaar = Aanvraag.objects.create(**velden, toelichting="x", status="gehouden")
    loopt = Aanvraag.objects.create(**velden, toelichting="y", status="in_gesprek")
    twee_jaar = DAG + timedelta(days=731)
    rol = Rol.objects.create(gebruiker=cast.kees, eenheid=cast.team, soort="briefer")
    spoor = apps.get_model("organisatie.RolSpoor").objects.filter(pgh_obj_id=rol.pk)
    spoor.update(pgh_created_at=TOEN)
    context = Context.objects.create(metadata={})
    Context.objects.filter(pk=context.pk).update(updated_at=TOEN)
    log = LogEntry.objects.create(user=cast.jetske, action_flag=1, action_time=TOEN, object_repr="x")
    return [
        (klaar, twee_jaar, []),
        (klaar.verloop.create(status="gehouden"), twee_jaar, []),
        (loopt, NOOIT, []),
        (rol, NOOIT, []),
        (spoor.get(), twee_jaar, []),
        (context, twee_jaar, []),
        (log, twee_jaar, []),
        (
            Bericht.objects.create(ontvanger=cast.bram, soort="x", onderwerp="o", tekst="t", gemaakt_op=TOEN),
            DAG + timedelta(days=181),
            [],
        ),
        (
            Session.objects.create(session_key="x" * 32, session_data="", expire_date=TOEN),
            DAG + timedelta(days=1),
            [],
        ),
        (Poging.objects.create(sleutel="x" * 64, waarde=[1.0], vervalt=TOEN), DAG + timedelta(days=1), []),
        (
            Inzending.objects.create(afdruk="1" * 64, week=MAANDAG, klaar_week=MAANDAG, status="bedankt"),
            MAANDAG + timedelta(weeks=27),
            [],
        ),
        (
            Inzending.objects.create(afdruk="2" * 64, week=MAANDAG, gebeurd="Iets."),
            MAANDAG + timedelta(weeks=53),
            [],
        ),
    ]


def van_alles_een(cast: Cast, wereld: Wereld) -> Verwacht:
    """One of everything that goes: (row, the day of the night in which it goes, its files)."""
    return [
        *_gehouden(cast),
        *_plannen(cast),
        *_campagnes(cast, wereld),
        *_briefings(cast, wereld),
        *_goedkeuringen(cast, wereld),
        *_mensen(cast, wereld),
    ]


def is_er(rij: Model) -> bool:
    return type(rij)._default_manager.filter(pk=rij.pk).exists()


def test_everything_goes_on_its_day_and_not_before(
    cast: Cast, wereld: Wereld, django_capture_on_commit_callbacks: Any
) -> None:
    alles = van_alles_een(cast, wereld)
    # Whatever can go by the night is in it, so that nothing goes unseen.
    gaat = {
        regel.sleutel
        for regel in register.alle(Bewaard)
        if any(register.een(Bewaartermijn, sleutel).verlopen for sleutel in regel.bij)
    }
    sporen = {label for label in gaat if label.startswith("pghistory.") or label.endswith("Spoor")}
    assert gaat - sporen <= {type(rij)._meta.label for rij, _, _ in alles}

    def kijk(dag: date) -> None:
        for rij, weg, bestanden in alles:
            assert is_er(rij) is (dag < weg), f"{rij._meta.label}, gaat op {weg}, het is {dag}"
            for bestand in bestanden:
                assert default_storage.exists(bestand) is (dag < weg), bestand

    for weg in sorted({weg for _, weg, _ in alles} - {NOOIT}):
        for dag in (weg - timedelta(days=1), weg):
            with django_capture_on_commit_callbacks(execute=True):
                bewaren.ruim_op(moment=nacht(dag))
            kijk(dag)
    assert bewaren.ruim_op(moment=nacht(weg)).total() == 0


def test_the_dry_run_says_what_the_night_does_and_deletes_nothing(cast: Cast, wereld: Wereld) -> None:
    alles = van_alles_een(cast, wereld)
    for dag in (DAG + timedelta(days=31), DAG + timedelta(days=731), DAG + timedelta(days=1900)):
        vooraf: dict[str, int] = {}
        for _, telling in bewaren.proef(nacht(dag)):
            for label, aantal in telling.items():
                vooraf[label] = vooraf.get(label, 0) + aantal
        voor = [is_er(rij) for rij, _, _ in alles]
        uit = StringIO()
        call_command("bewaren", "--proef", f"--dag={dag}", stdout=uit)
        assert [is_er(rij) for rij, _, _ in alles] == voor
        assert vooraf == {label: aantal for label, aantal in bewaren.ruim_op(moment=nacht(dag)).items() if aantal}
        for geheim in (cast.team.naam, "Middag", "Reeks", cast.bram.naam):
            assert geheim not in uit.getvalue()
    assert "Een campagne" in uit.getvalue()
    assert "Een regel aan VIK" not in uit.getvalue()  # went in an earlier night
    with pytest.raises(CommandError, match="alleen met --proef"):
        call_command("bewaren", "--dag=2030-01-01")


def test_a_pulse_goes_with_its_analysis_and_no_page_misses_it(cast: Cast) -> None:
    stuk = _bijeenkomst(cast, status="afgerond")
    later, komt = (_bijeenkomst(cast, status=status, soort="pulse") for status in ("afgerond", "gepland"))
    # The second one was moved to a day on which there is nothing any more to look back on.
    for maand, dagen, pulse in ((3, 90, later), (6, 760, komt)):
        Pulse.objects.create(bijeenkomst=pulse, van=stuk, maand=maand)
        Bijeenkomst.objects.filter(pk=pulse.pk).update(begin=TOEN + timedelta(days=dagen), nabesproken_op=DAG)
    # A round without anything to look back on, of whatever day, and another meeting of those days.
    wees = _bijeenkomst(cast, status="afgerond", soort="pulse")
    Bijeenkomst.objects.filter(pk=wees.pk).update(begin=TOEN + timedelta(days=700))
    ander = _bijeenkomst(cast, status="afgerond")
    Bijeenkomst.objects.filter(pk=ander.pk).update(begin=TOEN + timedelta(days=90))
    bewaren.ruim_op(moment=nacht(DAG + timedelta(days=729)))
    assert [is_er(rij) for rij in (stuk, later, komt, wees, ander)] == [True, True, True, False, True]
    bewaren.ruim_op(moment=nacht(DAG + timedelta(days=731)))
    assert [is_er(rij) for rij in (stuk, later, komt, wees, ander)] == [False, False, False, False, True]
    for wie in (cast.anouk, cast.bram):
        for adres in ("/bijeenkomsten/", "/mijn/", "/risicoanalyse/afspraken/"):
            assert cast.client(wie).get(adres).status_code == 200, (wie, adres)
        assert cast.client(wie).get(f"/risicoanalyse/bijeenkomst/{later.pk}/toen-en-nu/").status_code == 404


# --- a night that goes wrong ----------------------------------------------------------------------------


@contextmanager
def niet_te_wissen(rij: Model) -> Iterator[None]:
    def weiger(sender: type[Model], instance: Model, **_: Any) -> None:
        if instance.pk == rij.pk:
            raise ProtectedError("vast", {instance})

    pre_delete.connect(weiger, sender=type(rij))
    try:
        yield
    finally:
        pre_delete.disconnect(weiger, sender=type(rij))


def test_a_row_that_will_not_go_keeps_no_other_and_is_told_of(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    stukken = [_bijeenkomst(cast, status="afgerond") for _ in range(3)]
    with niet_te_wissen(stukken[1]), pytest.raises(bewaren.BewaarFout, match="uitslag 1"):
        bewaren.ruim_op(moment=nacht(DAG + timedelta(days=731)))
    assert [is_er(stuk) for stuk in stukken] == [False, True, False]
    assert "ProtectedError" in caplog.text
    assert "Middag" not in caplog.text
    bewaren.ruim_op(moment=nacht(DAG + timedelta(days=732)))
    assert not is_er(stukken[1])


def test_a_term_that_breaks_off_keeps_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stuk = _bijeenkomst(cast, status="afgerond")
    alle = register.alle(Bewaartermijn)

    def stuk_gaan(moment: Any) -> None:
        raise ValueError("Basisteam Zuid")

    eerst = Bewaartermijn("eerst", "teksten", "Iets", "kort", "Omdat.", vooraf=stuk_gaan)
    monkeypatch.setattr(bewaren.register, "alle", lambda soort: [eerst, *alle])
    with pytest.raises(bewaren.BewaarFout, match="eerst 1"):
        bewaren.ruim_op(moment=nacht(DAG + timedelta(days=731)))
    assert not is_er(stuk)
    assert "ValueError" in caplog.text
    assert "Basisteam Zuid" not in caplog.text


def test_more_than_one_batch(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bewaren, "PER_KEER", 2)
    for _ in range(5):
        _bijeenkomst(cast)
    assert bewaren.ruim_op(moment=nacht(DAG + timedelta(days=366)))["meedoen.Bijeenkomst"] == 5


def test_files_that_a_crash_left_go_in_a_later_night(cast: Cast, opslag: Path) -> None:
    """Here nothing after a commit runs, as when the worker is killed right there."""
    _gehouden(cast)
    bewaren.ruim_op(moment=nacht(DAG + timedelta(days=731)))
    gebleven = [pad for pad in opslag.rglob("*") if pad.is_file()]
    assert len(gebleven) == 3
    assert not Diaset.objects.exists()
    lang_geleden = (timezone.now() - timedelta(hours=20)).timestamp()
    for pad in gebleven:
        os.utime(pad, (lang_geleden, lang_geleden))
    assert bewaren.ruim_op(moment=nacht(DAG + timedelta(days=732)))["resten van uitslag"] == 2
    assert [pad for pad in opslag.rglob("*") if pad.is_file()] == []


# --- the setting ----------------------------------------------------------------------------------------


def test_results_may_go_sooner(cast: Cast, settings: Any, client: Any) -> None:
    assert "2 jaar na de bijeenkomst" in client.get("/bewaren/").content.decode()
    settings.RESULTATEN_DAGEN = 200
    stuk = _bijeenkomst(cast, status="afgerond")
    assert "200 dagen na de bijeenkomst" in client.get("/bewaren/").content.decode()
    bewaren.ruim_op(moment=nacht(DAG + timedelta(days=200)))
    assert is_er(stuk)
    bewaren.ruim_op(moment=nacht(DAG + timedelta(days=201)))
    assert not is_er(stuk)


@pytest.mark.parametrize(("dagen", "mag"), [("1", True), ("730", True), ("731", False), ("0", False), ("-5", False)])
def test_results_never_stay_longer(dagen: str, mag: bool) -> None:
    opdracht = [sys.executable, "-c", "from vik_portal import settings; print(settings.RESULTATEN_DAGEN)"]
    klaar = subprocess.run(opdracht, env=os.environ | {"RESULTATEN_DAGEN": dagen}, capture_output=True, text=True)
    assert (klaar.returncode == 0) is mag, klaar.stderr
    assert (
        klaar.stdout.strip() == dagen if mag else "RESULTATEN_DAGEN is een getal van 1 tot en met 730" in klaar.stderr
    )


# --- pages ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_public_page_says_every_term_in_words(client: Any) -> None:
    pagina = " ".join(client.get("/bewaren/").content.decode().split())
    for termijn in register.alle(Bewaartermijn):
        assert f"<td>{capfirst(termijn.in_woorden)}</td>" in pagina, termijn.sleutel
        assert termijn.wat in pagina
        assert termijn.groep in bewaren.GROEPEN


def test_the_beheerder_sees_numbers_and_no_names(cast: Cast) -> None:
    jetske = cast.client(cast.jetske)
    rustig = jetske.get("/bewaren/straks/").content.decode()
    assert "al weg had gemoeten. Kijk of de takenwerker draait" not in rustig
    # By the night to come and not by now: between the two an hour can make the difference.
    for dagen in (735, 730, 726, 705):
        begin = bewaren.komende_nacht(timezone.now()) - timedelta(days=dagen, hours=1)
        Bijeenkomst.objects.filter(pk=_bijeenkomst(cast, status="afgerond").pk).update(begin=begin)
    [rij] = [rij for rij in bewaren.vooruit(timezone.now()) if rij.termijn.sleutel == "uitslag"]
    assert (rij.nu, rij.week, rij.maand) == (1, 3, 4)
    pagina = jetske.get("/bewaren/straks/").content.decode()
    assert "Kijk of de takenwerker draait" in pagina
    for geheim in (cast.team.naam, "Middag"):
        assert geheim not in pagina


def test_what_goes_soonest_stands_on_top_and_what_does_not_go_is_one_line(cast: Cast) -> None:
    nu = timezone.now()
    # A plan that goes in three weeks, and a session that should have gone.
    plan = _bijeenkomst(cast)
    Bijeenkomst.objects.filter(pk=plan.pk).update(begin=nu - timedelta(days=345))
    Session.objects.create(session_key="x" * 32, session_data="", expire_date=nu - timedelta(days=2))
    pagina = " ".join(cast.client(cast.jetske).get("/bewaren/straks/").content.decode().split())
    gaat, blijft = bewaren.wat_gaat(bewaren.vooruit(nu))
    assert [rij.termijn.sleutel for rij in gaat] == ["sessie", "plan"]
    assert len(gaat) + len(blijft) == len(bewaren.vooruit(nu))
    assert not any(rij.maand for rij in blijft)
    tabel, rest = pagina.split("</table>")
    assert [rij.count('scope="row"') for rij in (tabel, rest)] == [2, 0]
    kort, vouw = rest.split("<details", 1)
    for rij in blijft:
        assert rij.termijn.wat in vouw
        assert rij.termijn.wat not in tabel + kort
