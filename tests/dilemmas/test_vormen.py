"""One source, many forms: the card, the briefing item, what shows a change and what stays as it was frozen."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation
from pypdf import PdfReader

from beroepscode.models import Themablad
from briefings.exports import item_pdf, item_pptx
from briefings.services import goedkeuren
from briefings.services.overnemen import maak_item
from dilemmas import sessie
from dilemmas.kaart import MEER, Kaart, kaart_pdf, kaart_van, kaarten_pdf
from dilemmas.models import Dilemma
from dilemmas.schema import DilemmaInhoud
from tests.dilemmas.doordenken import ORIGIN, maak_dilemma
from tests.wereld import inhoud_van, maak_wereld
from vik_portal.meedoen import services as meedoen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.papier import kaartvraag, tel_kaarten
from vik_portal.redactie import services as redactie
from vik_portal.zoeken.models import Vindplaats

pytestmark = pytest.mark.django_db


def bladen(inhoud: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(blad.extract_text().split()) for blad in PdfReader(io.BytesIO(inhoud)).pages]


def herschrijf(stuk: Dilemma, cast: Any, **velden: Any) -> Dilemma:
    """A next version, written by Esra and published by Finn."""
    stuk.refresh_from_db()
    inhoud = {**stuk.concept, **velden}
    stuk = redactie.bewaar_concept(stuk=stuk, inhoud=inhoud, door=cast.esra, conceptnummer=stuk.conceptnummer)
    return redactie.publiceer(stuk=redactie.dien_in(stuk=stuk, door=cast.esra), door=cast.finn)


# --- the card -------------------------------------------------------------------------------------------


def test_a_card_has_a_front_and_a_back_and_is_accessible(client):
    stuk = maak_dilemma()
    antwoord = client.get(reverse("dilemmas:kaart", args=[stuk.slug]))
    lezer = PdfReader(io.BytesIO(antwoord.content))
    wortel = lezer.trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part>1<" in wortel["/Metadata"].get_data().replace(b" ", b"")
    assert [round(float(maat) / 72 * 25.4) for maat in lezer.pages[0].mediabox[2:]] == [148, 210]
    voor, achter = bladen(antwoord.content)
    inhoud = stuk.gelezen
    assert stuk.titel in voor
    assert inhoud.vraag in voor
    for optie in inhoud.opties:
        assert optie.tekst not in voor
        assert {optie.tekst in achter, optie.voor in achter, optie.tegen in achter} == {True}
    assert "De norm beslist hier." in achter
    assert f"/dilemmas/{stuk.slug}/" in achter
    pagina = client.get(stuk.get_absolute_url()).text
    assert reverse("dilemmas:kaart", args=[stuk.slug]) in pagina
    assert reverse("dilemmas:kaart_a4", args=[stuk.slug]) in pagina


def test_two_on_a4_turn_over_the_short_side():
    stuk = maak_dilemma()
    inhoud = inhoud_van("dilemmas/inhoud", "bingo", "verhaal")
    ander = redactie.laad(stuk=Dilemma(slug="bingo"), inhoud=inhoud, toelichting="geleverd")
    bestand = kaarten_pdf([kaart_van(stuk), kaart_van(ander)], "Kaarten").inhoud
    lezer = PdfReader(io.BytesIO(bestand))
    assert [round(float(maat) / 72 * 25.4) for maat in lezer.pages[0].mediabox[2:]] == [297, 210]
    voor, achter = bladen(bestand)
    assert voor.index(stuk.titel) < voor.index(ander.titel)
    assert achter.index(ander.gelezen.opties[0].voor) < achter.index(stuk.gelezen.opties[0].voor)
    alleen = bladen(kaarten_pdf([kaart_van(stuk)], "Kaart").inhoud)
    assert [blad.count(stuk.gelezen.opties[0].voor) for blad in alleen] == [0, 2]
    assert len(bladen(kaarten_pdf([kaart_van(stuk)] * 3, "Drie").inhoud)) == 4


ZIN = "Je weet niet wat je hier het beste kunt doen, en niemand zegt het je. "


def test_the_longest_texts_stay_on_their_card_and_no_sentence_is_cut():
    inhoud = maak_dilemma().inhoud
    lang = (ZIN * 9)[:600].rsplit(". ", 1)[0] + "."
    opties = [
        {"tekst": f"{n}. {lang}"[:590] + ".", "voor": f"{n} {lang}"[:600], "kost": lang, "tegen": f"{n} {lang}"[:600]}
        for n in range(4)
    ]
    velden = {"verhaal": f"<p>{ZIN * 60}</p>", "vraag": lang, "opties": opties, "titel": "Een lange titel " * 5}
    velden["titel"] = velden["titel"][:80].strip()
    norm = inhoud["norm"] | {"tekst": lang}
    kaart = Kaart("x", 1, timezone.localdate(), DilemmaInhoud.model_validate(inhoud | velden | {"norm": norm}))
    voor, achter = bladen(kaart_pdf(kaart).inhoud)
    for blad, kant in ((voor, "Voorkant"), (achter, "Achterkant")):
        assert MEER in blad
        assert blad.endswith(kant)  # the footer is still the last thing on the page
    verhaal = voor.split("De vraag")[0].split(MEER)[0]
    assert verhaal.count("Je weet niet") == verhaal.count("niemand zegt het je.") > 5
    assert achter.count("Ervoor:") == achter.count("Ertegen:") == 4
    assert "/dilemmas/x/" in achter


def test_every_card_of_the_library_fits_without_leaving_anything_out():
    """By length alone: setting sixty cards would cost a minute. The longest of each part is set above."""
    from dilemmas import kaart
    from dilemmas.laden import MAP
    from vik_portal.redactie import opmaak
    from vik_portal.redactie.inhoud import lees_map

    for bestand in lees_map(MAP):
        inhoud = DilemmaInhoud.model_validate({**bestand.velden, "verhaal": bestand.html()})
        assert len(opmaak.platte_tekst(inhoud.verhaal)) <= kaart.VERHAAL
        assert len(inhoud.vraag) <= kaart.VRAAG
        for optie in inhoud.opties:
            assert len(optie.tekst) <= kaart.OPTIE
            assert max(len(optie.voor), len(optie.tegen)) <= kaart.ARGUMENT


def test_a_meeting_prints_the_text_that_it_froze(cast):
    stuk = maak_dilemma()
    middag = Bijeenkomst.objects.create(titel="Gesprek", team=cast.team, begin=timezone.now())
    middag.begeleiders.add(cast.anouk)
    anouk, pad = cast.client(cast.anouk), reverse("dilemmas:sessie_kaarten", args=[middag.pk])
    assert anouk.get(pad).status_code == 404
    bevroren = {"dilemma": stuk.slug, "versie": stuk.versienummer, "vast": stuk.inhoud}
    stap = middag.stappen.create(volgorde=1, soort="dilemma", titel=stuk.titel, inhoud=bevroren)
    herschrijf(stuk, cast, vraag="Wat zeg je morgen tegen haar?")
    assert pad in anouk.get(reverse("bijeenkomsten:bijeenkomst", args=[middag.pk])).text
    voor, _ = bladen(anouk.get(pad).content)
    assert stap.inhoud["vast"]["vraag"] in voor
    assert "morgen tegen haar" not in voor
    assert cast.client(cast.bram).get(pad).status_code == 404
    meedoen.rond_af(bijeenkomst=middag)
    assert anouk.get(pad).status_code == 200


# --- withdrawn ----------------------------------------------------------------------------------------------


@pytest.fixture
def bingo(db) -> Dilemma:
    inhoud = inhoud_van("dilemmas/inhoud", "bingo", "verhaal")
    return redactie.laad(stuk=Dilemma(slug="bingo"), inhoud=inhoud, toelichting="geleverd")


def test_a_withdrawn_dilemma_says_so_at_its_old_address_and_offers_its_theme(cast, client, settings):
    wereld = maak_wereld(cast)
    stuk = wereld.dilemma
    blad = wereld.blad
    redactie.laad(
        stuk=Dilemma(slug="een-vijftigje"),
        inhoud=inhoud_van("dilemmas/inhoud", "een-vijftigje", "verhaal") | {"themas": stuk.inhoud["themas"]},
        toelichting="geleverd",
    )
    blad_inhoud = blad.inhoud
    redactie.laad(stuk=Themablad(slug=stuk.inhoud["themas"][0]), inhoud=blad_inhoud, toelichting="geleverd")
    pad, vraag = stuk.get_absolute_url(), stuk.inhoud["vraag"]
    assert client.get(pad).status_code == 200
    redactie.trek_in(stuk=stuk, door=cast.esra, reden="Te herkenbaar voor een buurvrouw")
    antwoord = client.get(pad)
    assert antwoord.status_code == 410
    assert "Hier stond een dilemma." in antwoord.text
    assert "/dilemmas/een-vijftigje/" in antwoord.text
    assert f"/beroepscode/themabladen/{stuk.inhoud['themas'][0]}/" in antwoord.text
    for woorden in (vraag, stuk.titel, "Te herkenbaar"):
        assert woorden not in antwoord.text
    for rest in ("kaart.pdf", "kaart-a4.pdf", "sterren/"):
        assert client.get(pad + rest).status_code == 410
    assert client.post(pad, {"eerste": "x"}, headers=ORIGIN).status_code == 410
    assert client.get("/dilemmas/nooit-bestaan/").status_code == 404
    # Taken up again at the desk, it is still gone for readers.
    herstel = stuk.versies.first().inhoud
    stuk.refresh_from_db()
    redactie.bewaar_concept(stuk=stuk, inhoud=herstel | {"kort": "Nog eens."}, door=cast.esra, conceptnummer=0)
    assert client.get(pad).status_code == 410
    settings.LEZEN_VEREIST_INLOGGEN = True
    assert client.get(pad).status_code == 302


def test_a_text_that_was_never_online_does_not_exist(cast, client):
    redactie.begin(model=Dilemma, titel="Alleen een concept", door=cast.esra)
    assert client.get("/dilemmas/alleen-een-concept/").status_code == 404


def test_other_kinds_say_it_too(cast, client):
    wereld = maak_wereld(cast)
    for stuk in (wereld.blad, wereld.loket):
        redactie.trek_in(stuk=stuk, door=cast.esra, reden="Oud")
        assert client.get(stuk.get_absolute_url()).status_code == 410
    redactie.trek_in(stuk=wereld.item, door=cast.esra, reden="Oud")
    pad = wereld.item.get_absolute_url()
    assert cast.client(cast.bram).get(pad).status_code == 410
    assert client.get(pad).status_code == 302  # who may not read items does not learn that there was one


def test_what_cited_a_withdrawn_dilemma_goes_on(cast, client, bingo):
    """Search, home, library, themablad, a meeting that froze it, and the sender of a submission."""
    from dilemmas.models import Inzending, Weekdilemma, maandag_van

    wereld = maak_wereld(cast)
    stuk, anouk = wereld.dilemma, cast.client(cast.anouk)
    Weekdilemma.objects.create(maandag=maandag_van(timezone.localdate()), dilemma=stuk)
    bevroren = {"dilemma": stuk.slug, "versie": stuk.versienummer, "vast": stuk.inhoud}
    middag = Bijeenkomst.objects.create(titel="Gesprek", team=cast.team, begin=timezone.now())
    middag.begeleiders.add(cast.anouk)
    stap = middag.stappen.create(volgorde=1, soort="dilemma", titel=stuk.titel, inhoud=bevroren)
    Inzending.objects.update(status="gepubliceerd", klaar_week=maandag_van(timezone.localdate()), gebeurd="")
    Inzending.objects.update(dilemma=stuk)
    gezocht = lambda: client.get("/zoeken/", {"q": stuk.titel}).text  # noqa: E731
    assert stuk.get_absolute_url() in gezocht()
    assert stuk.get_absolute_url() in client.get("/").text
    redactie.trek_in(stuk=stuk, door=cast.esra, reden="Te herkenbaar")
    for pad in ("/", "/dilemmas/", "/zoeken/?q=nummer+14", wereld.blad.get_absolute_url()):
        antwoord = client.get(pad)
        assert antwoord.status_code == 200
        assert f'"{stuk.get_absolute_url()}"' not in antwoord.text
    assert not Vindplaats.objects.filter(document__url=stuk.get_absolute_url()).exists()
    meedoen.ga_naar(bijeenkomst=middag, stap=stap)
    for naam in ("bijeenkomst", "regie", "scherm", "draaiboek"):
        assert anouk.get(reverse(f"bijeenkomsten:{naam}", args=[middag.pk])).status_code == 200
    assert "staat niet meer" in anouk.get(reverse("bijeenkomsten:stap", args=[middag.pk, stap.pk])).text
    for pad in (
        reverse("dilemmas:sessie_kaarten", args=[middag.pk]),
        reverse("dilemmas:sessie_als", args=[middag.pk, "pdf"]),
    ):
        assert anouk.get(pad).status_code == 200
    assert cast.client(cast.esra).get(f"/dilemmas/inzendingen/{Inzending.objects.get().pk}/").status_code == 200


# --- one source -----------------------------------------------------------------------------------------------


def test_a_change_shows_everywhere_and_nowhere_that_was_frozen(cast, client):
    """A new version: on page, card, slide and new step; not in what was approved, nor in a meeting that has it."""
    stuk = maak_dilemma()
    oud, nieuw = stuk.inhoud["vraag"], "Wat zeg je morgen tegen haar?"
    anouk = cast.client(cast.anouk)

    def bijeenkomst(titel: str) -> tuple[Bijeenkomst, Any]:
        middag = Bijeenkomst.objects.create(titel=titel, team=cast.team, begin=timezone.now())
        middag.begeleiders.add(cast.anouk)
        pad = reverse("bijeenkomsten:stap_nieuw", args=[middag.pk, "dilemma"])
        gegevens = {"titel": "", "minuten": "15", "na": "0", "gesprek": "3", "dilemma": stuk.slug}
        assert anouk.post(pad, gegevens).status_code == 302
        [stap] = middag.stappen.all()
        meedoen.ga_naar(bijeenkomst=middag, stap=stap)
        middag.refresh_from_db()
        return middag, stap

    def beeld(middag: Bijeenkomst) -> str:
        """Screen, card and slide of a meeting in which was voted with cards."""
        stap = middag.stappen.get()
        stap.bijeenkomst = middag
        meedoen.zet(bijeenkomst=middag, plek=2)
        middag.refresh_from_db()
        if not stap.rondes.exists():
            kaarten = ["3", "3", *[""] * (len(stuk.inhoud["opties"]) - 1)]
            tel_kaarten(bijeenkomst=middag, stap=stap, aantallen=kaarten, merk=kaartvraag(stap)[1])
        dias = Presentation(io.BytesIO(sessie.sessie_pptx(middag).inhoud)).slides
        return " ".join(
            [
                anouk.get(reverse("bijeenkomsten:scherm", args=[middag.pk])).text,
                *bladen(anouk.get(reverse("dilemmas:sessie_kaarten", args=[middag.pk])).content),
                *(vorm.text_frame.text for dia in dias for vorm in dia.shapes if vorm.has_text_frame),
            ]
        )

    eerder, _ = bijeenkomst("Eerder")
    item = maak_item(soort="dilemma", slug=stuk.slug, door=cast.esra)
    velden = {
        "aanleiding": "trend", "aanleiding_tekst": "Het speelt nu.", "kort_titel": "Wat zeg je", "leerpunt": "Een zin.",
    }  # fmt: skip
    inhoud = {**item.concept, **velden}
    item = redactie.bewaar_concept(stuk=item, inhoud=inhoud, door=cast.esra, conceptnummer=item.conceptnummer)
    item = redactie.publiceer(stuk=redactie.dien_in(stuk=item, door=cast.esra), door=cast.finn)
    gegeven = goedkeuren.vraag(item=item, eenheden=[cast.eenheid], door=cast.anouk, uiterlijk=morgen()).nieuw[0]
    goedkeuren.beslis(goedkeuring=gegeven, door=cast.hanna, akkoord=True)
    assert oud in client.get(stuk.get_absolute_url()).text
    voor_item = [item_pptx(item).inhoud, item_pdf(item, item.gelezen).inhoud]

    herschrijf(stuk, cast, vraag=nieuw)

    stuk.refresh_from_db()
    pagina = client.get(stuk.get_absolute_url()).text
    assert nieuw in pagina
    assert oud not in pagina
    assert nieuw in bladen(client.get(reverse("dilemmas:kaart", args=[stuk.slug])).content)[0]
    assert nieuw in bladen(client.get(reverse("dilemmas:kaart_a4", args=[stuk.slug])).content)[0]
    later, _ = bijeenkomst("Later")
    assert nieuw in beeld(later)
    assert nieuw not in beeld(eerder)
    assert oud in beeld(eerder)
    item.refresh_from_db()
    gegeven.refresh_from_db()
    assert gegeven.status == "goedgekeurd"
    assert gegeven.ongeschonden
    assert nieuw not in str([gegeven.versie.inhoud, item.inhoud, item.concept])
    assert [item_pptx(item).inhoud, item_pdf(item, item.gelezen).inhoud] == voor_item


def morgen() -> Any:
    return timezone.localdate() + timedelta(days=1)
