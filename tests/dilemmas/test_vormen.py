"""One source, many forms: the card, the briefing item, what shows a change and what stays as it was frozen."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from dilemmas.kaart import MEER, Kaart, kaart_pdf, kaart_van, kaarten_pdf
from dilemmas.models import Dilemma
from dilemmas.schema import DilemmaInhoud
from tests.dilemmas.doordenken import maak_dilemma
from tests.wereld import inhoud_van
from vik_portal.meedoen import services as meedoen
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.redactie import services as redactie

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
