"""Reading the code: each value and guideline as a place where everything comes together, cards, files, no network."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from beroepscode.drukwerk import code_pdf, kaarten_pdf
from beroepscode.kaarten import alle_kaarten
from beroepscode.models import Editie, Loket, Onderdeel, Themablad
from beroepscode.sessie import themablad_pptx
from tests.wereld import maak_wereld
from vik_portal.redactie.models import Weergave
from vik_portal.redactie.services import bewaar_concept, dien_in, laad, publiceer, trek_in, ververs_weergave

pytestmark = pytest.mark.django_db

CORRUPT = "/beroepscode/richtlijn/niet-corrupt/"
MIDDELEN = "/beroepscode/richtlijn/bevoegdheden-middelen/"


def tekst(antwoord) -> str:
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def plat(woorden: str) -> str:
    return "".join(woorden.split())


def gelezen(pdf: bytes) -> list[str]:
    """The words of every page, without blanks."""
    return [plat(pagina.extract_text()) for pagina in PdfReader(io.BytesIO(pdf)).pages]


# --- hubs ------------------------------------------------------------------------------------------------------


def test_a_hub_gathers_what_cites_it(cast, client):
    wereld = maak_wereld(cast)
    pagina = tekst(client.get(CORRUPT))
    deel = Onderdeel.objects.actief().get(sleutel="richtlijn/niet-corrupt")
    vragen = [vraag.titel for vraag in Onderdeel.objects.dialoogkaarten().bij("richtlijn/niet-corrupt")]
    for woorden in (deel.kort, *deel.in_het_kort, *vragen, wereld.blad.titel, wereld.loket.titel):
        assert woorden in pagina
    assert len(vragen) == 2
    assert "Eigen bewoording, niet de officiële tekst." in pagina
    assert re.search(r'href="/beroepscode/richtlijn/dilemmas-bespreken/" rel="prev"', pagina)
    assert re.search(r'href="/beroepscode/richtlijn/vakmanschap/" rel="next"', pagina)
    waarde = wereld.dilemma.gelezen.kernwaarden[0]
    assert wereld.dilemma.titel in tekst(client.get(f"/beroepscode/kernwaarde/{waarde}/"))


def test_items_for_the_briefing_only_for_who_may_open_them(cast, client):
    item = maak_wereld(cast).item
    for wie in (None, cast.kees, cast.ilias):
        assert item.titel not in tekst(cast.client(wie).get(MIDDELEN))
    for wie in (cast.bram, cast.dirk, cast.esra):
        pagina = tekst(cast.client(wie).get(MIDDELEN))
        assert item.get_absolute_url() in pagina
    # What they saw did not stay behind for others.
    assert item.titel not in tekst(client.get(MIDDELEN))


def test_a_hub_follows_what_is_published(cast, client):
    blad = maak_wereld(cast).blad
    eerst = client.get(CORRUPT)
    assert blad.titel in tekst(eerst)
    trek_in(stuk=blad, door=cast.esra, reden="proef")
    daarna = client.get(CORRUPT, headers={"If-None-Match": eerst["ETag"]})
    assert blad.titel not in tekst(daarna)


def opnieuw_online(stuk, cast):
    """What was withdrawn comes back, by two people."""
    stuk.refresh_from_db()
    inhoud = {**stuk.concept, "kort": "Anders dan het was."}
    stuk = bewaar_concept(stuk=stuk, inhoud=inhoud, door=cast.esra, conceptnummer=stuk.conceptnummer)
    return publiceer(stuk=dien_in(stuk=stuk, door=cast.esra), door=cast.finn)


def test_pages_follow_what_they_name_when_it_goes_and_when_it_is_back(cast, client):
    wereld = maak_wereld(cast)
    blad, item = wereld.blad, wereld.item
    eenzijdig = {**blad.inhoud, "titel": "Een ander blad", "verwant": [blad.slug], "loketten": ["vik"]}
    eenzijdig["melden"] = [
        {"sleutel": "v1", "vraag": "Is het zo?", "ja": {"uitkomst": "ja", "tekst": "Meld het.", "bij": ["kmp"]},
         "nee": {"uitkomst": "nee", "tekst": "Dan niet.", "bij": []}}
    ]  # fmt: skip
    ander = laad(stuk=Themablad(slug="een-ander"), inhoud=eenzijdig, toelichting="proef")
    loket = Loket.objects.get(slug="kmp")
    type(item).objects.filter(pk=item.pk).update(inhoud={**item.inhoud, "themas": [blad.slug]})
    item.refresh_from_db()
    laad_bij = {"blad": f'"{blad.get_absolute_url()}"', "loket": f'"{loket.get_absolute_url()}"'}
    ververs_weergave([ander, item])

    def staat(naam: str, stuk) -> bool:
        stuk.refresh_from_db()
        return laad_bij[naam] in stuk.weergave

    assert (staat("blad", ander), staat("blad", item), staat("loket", ander)) == (True, True, True)
    trek_in(stuk=blad, door=cast.esra, reden="proef")
    trek_in(stuk=loket, door=cast.esra, reden="proef")
    assert (staat("blad", ander), staat("blad", item), staat("loket", ander)) == (False, False, False)
    assert ">kmp<" not in ander.weergave
    opnieuw_online(blad, cast)
    opnieuw_online(loket, cast)
    assert (staat("blad", ander), staat("blad", item), staat("loket", ander)) == (True, True, True)


def test_an_unknown_part_leaves_nothing_behind(cast, client):
    maak_wereld(cast)
    for pad in ("/beroepscode/richtlijn/bestaat-niet/", f"/beroepscode/kernwaarde/{'x' * 200}/"):
        assert client.get(pad).status_code == 404
    assert client.get("/beroepscode/dialoogkaarten/bestaat-niet/").status_code == 404
    assert not Weergave.objects.exclude(naam="home").exists()


# --- cards -----------------------------------------------------------------------------------------------------


def test_a_card_by_chance_is_another_card(cast, client):
    maak_wereld(cast)
    namen = {kaart.deel.naam for kaart in alle_kaarten()}
    laatste, gezien = "klem", set()
    for _ in range(60):
        antwoord = client.get(f"/beroepscode/trek-een-kaart/?na={laatste}")
        assert (antwoord.status_code, antwoord["Cache-Control"]) == (302, "no-store")
        volgende = antwoord["Location"].split("/")[-2]
        assert volgende in namen - {laatste}
        laatste = volgende
        gezien.add(volgende)
    assert len(gezien) > 5
    Onderdeel.objects.filter(soort="dialoogvraag").exclude(sleutel="dialoogvraag/klem").delete()
    assert client.get("/beroepscode/trek-een-kaart/?na=klem")["Location"] == "/beroepscode/dialoogkaarten/"


def test_the_cards_of_the_booklet_come_first_and_ours_stay(cast, client):
    maak_wereld(cast)
    Editie.objects.update(actief=False)
    boekje = Editie.objects.create(naam="negende druk", actief=True, vingerafdruk="x")
    Onderdeel.objects.create(
        editie=boekje, sleutel="dialoogvraag/1", soort="dialoogvraag", titel="Waarom proef je dit?", volgorde=1
    )
    kaarten = alle_kaarten()
    assert kaarten[0].deel.titel == "Waarom proef je dit?"
    assert len(kaarten) > 24
    assert "Uit de beroepscode, negende druk." in tekst(client.get("/beroepscode/dialoogkaarten/1/"))
    assert "niet uit het officiële boekje" in tekst(client.get("/beroepscode/dialoogkaarten/klem/"))


def test_a_link_to_a_card_survives_a_new_edition(cast, client):
    maak_wereld(cast)
    eerder = Editie.objects.create(naam="achtste druk", slug="achtste-druk", officieel=True, vingerafdruk="y")
    vraag = {"editie": eerder, "soort": "dialoogvraag", "volgorde": 1}
    Onderdeel.objects.create(sleutel="dialoogvraag/wat-proef-je", titel="Wat proef je?", **vraag)
    naar = client.get("/beroepscode/dialoogkaarten/wat-proef-je/")
    assert (naar.status_code, naar["Location"]) == (302, "/beroepscode/edities/achtste-druk/#dialoogvraag-wat-proef-je")
    assert client.get("/beroepscode/dialoogkaarten/bestaat-niet/").status_code == 404


def test_cards_on_paper_are_eight_to_a_sheet_with_every_word(cast):
    maak_wereld(cast)
    kaarten = alle_kaarten()
    paginas = gelezen(kaarten_pdf(kaarten).inhoud)
    assert len(paginas) == -(-len(kaarten) // 8)
    for nummer, pagina in enumerate(paginas):
        for kaart in kaarten[8 * nummer : 8 * nummer + 8]:
            assert plat(kaart.deel.titel) in pagina
            assert plat(kaart.deel.kort) in pagina
        assert plat("niet uit het officiële boekje") in pagina


# --- files -----------------------------------------------------------------------------------------------------


def test_the_whole_code_on_paper_says_on_every_page_that_it_is_not_the_official_text(cast):
    maak_wereld(cast)
    editie = Editie.objects.get(actief=True)
    paginas = gelezen(code_pdf(editie).inhoud)
    assert all("eigenbewoording" in pagina.lower() for pagina in paginas)
    alles = "".join(paginas)
    for deel in editie.onderdelen.all():
        assert plat(deel.titel) in alles
        assert all(plat(zin) in alles for zin in deel.in_het_kort)
    editie.officieel, editie.naam = True, "negende druk, 2031"
    officieel = "".join(gelezen(code_pdf(editie).inhoud))
    assert "eigenbewoording,niet" not in officieel.lower()
    assert plat("Negende druk, 2031") in officieel


def test_the_same_blad_gives_the_same_session(cast):
    blad = maak_wereld(cast).blad
    assert themablad_pptx(blad).inhoud == themablad_pptx(blad).inhoud
