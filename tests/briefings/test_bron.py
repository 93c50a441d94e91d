"""An item of a dilemma: made through the registry, frozen where it was approved, told when its source changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from briefings.bron import BOODSCHAP, PUNT, VRAAG, begin_van, ingekort_van, stand_van
from briefings.exports import item_pptx
from briefings.models import Briefingsitem, Vertoning
from briefings.services import toonbare_versie
from dilemmas.models import Dilemma
from tests.briefings.akkoord import akkoord, vers
from tests.dilemmas.doordenken import maak_dilemma
from tests.dilemmas.test_vormen import herschrijf
from vik_portal.redactie import services as redactie
from vik_portal.redactie.opmaak import platte_tekst
from vik_portal.register import Bronstuk, Itembron, register
from vik_portal.zinnen import zinnen

pytestmark = pytest.mark.django_db
NIEUW = "/briefings/items/nieuw/"


@pytest.fixture
def dilemma(db) -> Dilemma:
    return maak_dilemma()


@pytest.fixture
def esra(cast: Any) -> Any:
    return cast.client(cast.esra)


def maak(esra: Any, dilemma: Dilemma) -> Briefingsitem:
    """Esra presses the button on the page that says what goes over."""
    antwoord = esra.post(NIEUW, {"bron": f"dilemma/{dilemma.slug}"})
    item = Briefingsitem.objects.get()
    assert antwoord["Location"] == f"/redactie/briefingsitem/{item.slug}/"
    return item


def zet_online(item: Briefingsitem, cast: Any, **velden: Any) -> Briefingsitem:
    item.refresh_from_db()
    inhoud = {**item.concept, **velden}
    item = redactie.bewaar_concept(stuk=item, inhoud=inhoud, door=cast.esra, conceptnummer=item.conceptnummer)
    return redactie.publiceer(stuk=redactie.dien_in(stuk=item, door=cast.esra), door=cast.finn)


ZELF = {
    "aanleiding": "trend",
    "aanleiding_tekst": "Collega’s vragen wat ze tegen buren kunnen zeggen.",
    "kort_titel": "Wat zeg je",
    "leerpunt": "Wat je in dienst hoort, blijft in dienst.",
}


def test_who_may_make_items_finds_the_way_on_the_dilemma_and_in_the_list(cast, esra, dilemma, client):
    pad = dilemma.get_absolute_url()
    knop = "Maak er een briefingsitem van"
    link = f"{NIEUW}?bron=dilemma%2F{dilemma.slug}"
    assert knop in esra.get(pad).text
    assert link in esra.get(pad).text
    assert NIEUW in esra.get("/briefings/items/").text
    for ander in (client, cast.client(cast.bram), cast.client(cast.kees)):
        assert knop not in ander.get(pad).text
    assert NIEUW not in cast.client(cast.bram).get("/briefings/items/").text
    pagina = esra.get(link).text
    assert "Zo begint het item" in pagina
    assert "<optgroup" in pagina
    assert not Briefingsitem.objects.exists()
    assert esra.post(NIEUW, {"bron": "dilemma/bestaat-niet"}).status_code == 422
    assert esra.post(NIEUW, {"bron": "anders/nummer-14"}).status_code == 422


def test_what_goes_over_is_whole_sentences_and_what_does_not_fit_is_said(cast, esra, dilemma):
    item = maak(esra, dilemma)
    bron, inhoud = dilemma.gelezen, item.concept
    assert inhoud["soort"] == "dilemma"
    assert inhoud["themas"] == bron.themas
    assert inhoud["bron"].startswith(f"dilemma:{dilemma.slug}:1:")
    alles = " ".join([bron.kort, platte_tekst(bron.verhaal)])
    assert zinnen(inhoud["boodschap"])
    assert all(zin in alles for zin in zinnen(inhoud["boodschap"]))
    assert len(inhoud["boodschap"]) <= BOODSCHAP
    assert len(inhoud["vraag"]) <= VRAAG
    assert all(len(punt["tekst"]) <= PUNT for punt in inhoud["punten"])
    assert platte_tekst(bron.verhaal).split("\n")[0] in platte_tekst(inhoud["notities"])
    editor = esra.get(f"/redactie/briefingsitem/{item.slug}/").text
    assert f"versie {dilemma.versienummer}." in editor
    for zin in begin_van("dilemma", register.een(Itembron, "dilemma").een(dilemma.slug)).ingekort:
        assert zin in editor.replace("&#x27;", "'")
    # What only a person can say is asked for before anybody publishes it.
    with pytest.raises(redactie.RedactieFout):
        redactie.dien_in(stuk=item, door=cast.esra)


def test_texts_three_times_too_long_leave_nothing_half():
    zin = "Je weet niet wat je hier het beste kunt doen, en niemand zegt het je. "
    stuk = Bronstuk(
        slug="lang", titel="Een titel die veel te lang is voor een korte titel", url="/", versie=3, kort=zin * 4,
        verhaal=f"<p>{zin * 20}</p>", vraag=zin * 4, keuzes=tuple(f"{n} {zin * 3}".strip() for n in range(4)),
        norm=zin * 8, melden=zin * 8, themas=("a",),
    )  # fmt: skip
    begin = begin_van("dilemma", stuk)
    for tekst in (begin.velden["boodschap"], begin.velden["vraag"], *(p["tekst"] for p in begin.velden["punten"])):
        assert tekst.endswith("zegt het je.")
    assert len(begin.velden["punten"]) == 4
    assert len(platte_tekst(begin.velden["notities"]).split()) <= 360
    assert len(begin.ingekort) >= 4
    een_woord = begin_van("dilemma", Bronstuk(**{**stuk.__dict__, "keuzes": ("x" * 100,), "kort": "y" * 200}))
    assert een_woord.velden["punten"] == []
    assert "De keuzes passen niet op het scherm." in " ".join(een_woord.ingekort)


def test_the_whole_way_from_dilemma_to_screen_and_back(cast, esra, dilemma):
    item = zet_online(maak(esra, dilemma), cast, **ZELF)
    pad, bram = item.get_absolute_url(), cast.client(cast.bram)
    eerste = akkoord(cast, item).versie
    dag = timezone.localdate() + timedelta(days=3)
    hangt = Vertoning.objects.create(item=item, team=cast.team, dag=dag, gezet_door=cast.bram)
    assert "Gemaakt van het dilemma" in bram.get(pad).text
    dia = item_pptx(item).inhoud

    # Only what does not go over changed: nothing to tell.
    herschrijf(dilemma, cast, kijk="Kijk er eens anders naar.")
    assert "is veranderd sinds" not in esra.get(pad).text

    herschrijf(dilemma, cast, vraag="Wat zeg je morgen tegen haar?")
    zin = "is veranderd sinds dit item ervan is gemaakt."
    assert zin in bram.get(pad).text
    assert "Neem de nieuwe tekst over" not in bram.get(pad).text
    assert "Neem de nieuwe tekst over" in esra.get(pad).text
    assert zin in esra.get(f"/redactie/briefingsitem/{item.slug}/").text
    assert zin in esra.get(f"/redactie/briefingsitem/{item.slug}/bekijk/").text
    assert f"Briefingsitem ‘{item.titel}’" in esra.get("/mijn/").text
    assert f"Briefingsitem ‘{item.titel}’" not in bram.get("/mijn/").text

    overnemen = reverse("briefings:item_nieuwe_tekst", args=[item.slug])
    assert bram.post(overnemen).status_code == 404
    assert esra.post(overnemen)["Location"] == f"/redactie/briefingsitem/{item.slug}/"
    item.refresh_from_db()
    assert item.concept["vraag"] == "Wat zeg je morgen tegen haar?"
    assert {naam: item.concept[naam] for naam in ZELF} == ZELF  # what was written for the item stays
    assert item.concept["bron"].startswith(f"dilemma:{dilemma.slug}:3:")
    # Nothing of it shows anywhere yet.
    assert (item.versienummer, item.inhoud["vraag"]) == (1, eerste.inhoud["vraag"])
    assert item_pptx(item).inhoud == dia
    assert "staat al een nieuwe tekst klaar" in esra.get(pad).text
    assert f"Briefingsitem ‘{item.titel}’" not in esra.get("/mijn/").text

    item = redactie.publiceer(stuk=redactie.dien_in(stuk=item, door=cast.esra), door=cast.finn)
    assert "is veranderd sinds" not in esra.get(pad).text
    assert item.inhoud["vraag"] == "Wat zeg je morgen tegen haar?"
    # Published is not approved: a campaign keeps showing what leadership saw.
    hangt.campagne = _campagne(cast, item)
    hangt.save()
    assert toonbare_versie(vers(hangt)) == eerste
    tweede = akkoord(cast, item).versie
    assert toonbare_versie(vers(hangt)) == tweede
    assert eerste.inhoud["bron"] != tweede.inhoud["bron"]


def _campagne(cast: Any, item: Briefingsitem) -> Any:
    from tests.wereld import maak_campagnes

    return maak_campagnes(cast, item)[0]


def test_a_withdrawn_source_is_said_without_its_title(cast, esra, dilemma):
    item = zet_online(maak(esra, dilemma), cast, **ZELF)
    redactie.trek_in(stuk=dilemma, door=cast.esra, reden="Te herkenbaar")
    tekst = esra.get(item.get_absolute_url()).text
    assert "Het dilemma waar dit item van is gemaakt, is ingetrokken." in tekst
    assert dilemma.get_absolute_url() not in tekst
    assert "ingetrokken" in esra.get("/mijn/").text
    overnemen = reverse("briefings:item_nieuwe_tekst", args=[item.slug])
    assert "staat niet meer online" in esra.post(overnemen, follow=True).text
    assert esra.post(NIEUW, {"bron": f"dilemma/{dilemma.slug}"}).status_code == 422
    item.refresh_from_db()
    assert item.online


@pytest.mark.parametrize("bron", ["x", "a:b", "dilemma:een:twee:drie", "dilemma:een:" + "9" * 30 + ":" + "a" * 12])
def test_a_source_that_is_none_is_no_source(bron):
    assert stand_van({"bron": bron}) is None
    assert ingekort_van({"bron": bron}) == []


def test_an_item_without_a_source_is_as_it_was(cast, esra, items):
    assert all("bron" not in item.inhoud for item in items)
    assert "Gemaakt van het" not in esra.get(items[0].get_absolute_url()).text
    antwoord = esra.post(reverse("briefings:item_nieuwe_tekst", args=[items[0].slug]), follow=True)
    assert "staat niet meer online" in antwoord.text
