"""The content that comes with the project: it loads, it is complete, what it points to exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from beroepscode.models import Loket, Onderdeel, Themablad
from briefings.models import Briefingsitem
from dilemmas.les.schema import REEKSEN
from dilemmas.models import Dilemma, Lesprogramma
from risicoanalyse.models import Vragenlijst
from vik_portal.redactie.models import publicatiesoorten

pytestmark = pytest.mark.django_db


def test_everything_loads_once_and_points_to_what_exists(alle_inhoud, django_assert_max_num_queries, capsys):
    bladen = {blad.slug: blad.gelezen for blad in Themablad.objects.published()}
    loketten = set(Loket.objects.published().values_list("slug", flat=True))
    sleutels = set(Onderdeel.objects.actief().values_list("sleutel", flat=True))
    assert len(bladen) == 27
    assert len(loketten) == 14
    for slug, blad in bladen.items():
        assert set(blad.loketten) <= loketten, slug
        assert set(blad.verwant) <= bladen.keys(), slug
        assert {f"richtlijn/{r}" for r in blad.richtlijnen} <= sleutels, slug
        assert {
            wie for vraag in blad.melden for doel in (vraag.ja, vraag.nee) for wie in getattr(doel, "bij", [])
        } <= loketten
        assert sum(stap.minuten for stap in blad.gesprek) == 10, slug
        assert len(blad.kennisvragen) == 3, slug
    for dilemma in Dilemma.objects.published():
        assert set(dilemma.gelezen.themas) <= bladen.keys()
        assert set(dilemma.gelezen.loketten) <= loketten
    dilemmas = set(Dilemma.objects.published().values_list("slug", flat=True))
    vragen = {deel.naam for deel in Onderdeel.objects.dialoogkaarten()}
    lessen = Lesprogramma.objects.published()
    assert lessen.count() == 6
    for les in lessen:
        inhoud = les.gelezen
        assert {*inhoud.themas, *(stap.themablad for stap in inhoud.stappen)} - {""} <= bladen.keys(), les
        assert set(inhoud.loketten) <= loketten, les
        assert set(inhoud.dilemmas()) <= dilemmas, les
        assert {stap.dialoogvraag for stap in inhoud.stappen} - {""} <= vragen, les
        assert set(inhoud.thuis_lezen) <= dilemmas | bladen.keys(), les
        assert inhoud.reeks in ("", *REEKSEN), les
    for item in Briefingsitem.objects.published():
        assert set(item.gelezen.themas) <= bladen.keys()
    # A second time costs one look at the fingerprint.
    with django_assert_max_num_queries(4):
        call_command("laad_inhoud", verbosity=0)


def test_a_change_made_in_the_portal_is_not_overwritten(alle_inhoud, cast):
    from vik_portal.redactie.services import bewaar_concept

    blad = Themablad.objects.get(slug="piketauto")
    bewaar_concept(stuk=blad, inhoud=blad.concept | {"norm": "Een norm van onszelf."}, door=cast.esra, conceptnummer=0)
    call_command("laad_inhoud", "--opnieuw", verbosity=0)
    blad.refresh_from_db()
    assert blad.concept["norm"] == "Een norm van onszelf."


def test_the_instrument_asks_twenty_eight_questions(alle_inhoud):
    vragen = Vragenlijst.actuele().vragen()
    assert len(vragen) == 28
    assert all(vraag["tekst"].startswith("In mijn team") for vraag in vragen)


def test_texts_are_written_as_we_write():
    """No exclamation marks, no dashes as ornament, no straight quotes in what people read."""
    fout = []
    for pad in sorted(Path(settings.BASE_DIR).glob("*/inhoud/**/*.md")):
        tekst = pad.read_text(encoding="utf-8")
        fout += [f"{pad.name}: {teken}" for teken in ("! ", "!\n", " – ", " — ") if teken in tekst]
    assert fout == []


def test_every_kind_of_content_has_what_the_desk_needs():
    for model in publicatiesoorten():
        assert model.soortnaam
        assert model.sjabloon
        assert model.zoekbron
