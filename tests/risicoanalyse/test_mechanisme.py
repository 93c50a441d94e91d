"""Which question says something about which side of a phenomenon, also after landelijk edited the instrument."""

from __future__ import annotations

from typing import Any

import pytest

from risicoanalyse import concept as vorm
from risicoanalyse import mechanisme, scoring, versies
from risicoanalyse.laden import laad
from risicoanalyse.models import Vragenlijst, werkprocessen
from risicoanalyse.schema import VragenlijstInhoud
from vik_portal.redactie.vorm import Vorm

pytestmark = pytest.mark.django_db
SLUG = "diepgaand-ondermijning"


@pytest.fixture
def lijst(db: Any) -> Vragenlijst:
    laad()
    gevonden = Vragenlijst.actuele(SLUG)
    assert gevonden is not None
    return gevonden


def test_every_question_of_the_delivered_instrument_has_a_side(lijst: Vragenlijst) -> None:
    inhoud = lijst.gelezen
    processen = werkprocessen(inhoud.standaard_processen)
    merken = mechanisme.merken(inhoud, processen)
    vragen = scoring.items(inhoud, processen)
    assert len(merken) == len(vragen) == len({merk.sleutel for merk in merken})
    per_kant = {kant: sum(merk.kant == kant for merk in merken) for kant in mechanisme.KANTEN}
    assert per_kant == {"gelegenheid": 12, "druk": 12, "beheersing": 20}
    assert all(inhoud.kanten[kant] == mechanisme.uitleg(inhoud, kant) for kant in mechanisme.KANTEN)


def test_an_edited_version_keeps_its_sides_and_a_new_question_must_choose_one(cast: Any, lijst: Vragenlijst) -> None:
    concept = versies.begin(versie=lijst, door=cast.ilias)
    concept.inhoud["b"][0]["tekst"] = "In mijn team staan gegevens klaar waar criminelen veel aan hebben."
    concept.inhoud["b"].append({"tekst": "In mijn team liggen sleutels los.", "naam": "Sleutels", "sleutel": ""})
    assert not Vorm(vorm.model_van(lijst), concept.inhoud).controleer()
    concept.inhoud["b"][-1]["mechanisme"] = "gelegenheid"
    assert Vorm(vorm.model_van(lijst), concept.inhoud).controleer()
    nieuw = VragenlijstInhoud.model_validate(vorm.terug(lijst, concept.inhoud))
    assert [item.mechanisme for item in nieuw.b] == ["gelegenheid"] * 8 + ["druk"] * 8 + ["gelegenheid"]
    assert nieuw.kanten == lijst.gelezen.kanten


def test_an_older_version_without_sides_stays_readable_and_claims_nothing(lijst: Vragenlijst) -> None:
    b = [{sleutel: waarde for sleutel, waarde in item.items() if sleutel != "mechanisme"} for item in lijst.inhoud["b"]]
    oud = VragenlijstInhoud.model_validate({k: v for k, v in lijst.inhoud.items() if k != "kanten"} | {"b": b})
    assert {merk.kant for merk in mechanisme.merken(oud, {})} == {"", "beheersing"}
    assert mechanisme.uitleg(oud, "druk") == mechanisme.UITLEG["druk"]
    lijst.inhoud = oud.model_dump(mode="json")
    concept = vorm.uit(lijst)
    assert [rij["mechanisme"] for rij in concept["b"]] == [""] * 16
    assert not Vorm(vorm.model_van(lijst), concept).controleer()


def test_the_short_instrument_has_no_sides_to_choose(db: Any) -> None:
    laad()
    beknopt = Vragenlijst.actuele()
    assert beknopt is not None
    assert all("mechanisme" not in rij for rij in vorm.uit(beknopt)["b"])
    assert Vorm(vorm.model_van(beknopt), vorm.uit(beknopt)).controleer()
