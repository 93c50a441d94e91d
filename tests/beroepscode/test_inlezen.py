"""Reading in a booklet: a made-up one in the shape of the real thing, with all its oddities."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from beroepscode import inlezen
from beroepscode.laden import lees_boekje_in
from beroepscode.models import Editie, Onderdeel
from tests.wereld import maak_wereld

BOEKJE = Path(__file__).with_name("boekje.txt")
TEKST = BOEKJE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lezing():
    return inlezen.lees(TEKST)


def deel(lezing, sleutel):
    return next(d for d in lezing.delen if d.sleutel == sleutel)


def test_every_line_is_placed_or_listed(lezing):
    """None vanishes: all words of the source stand in a part or among the lines without a place."""
    geplaatst = " ".join(
        [*(f"{d.titel} {' '.join(d.alineas)}" for d in lezing.delen), *(regel for _, regel in lezing.niet_geplaatst)]
    )
    kwijt = [
        woord
        for regel in TEKST.splitlines()
        for woord in inlezen._schoon(regel).replace("*", "").split()
        if woord.lower() not in geplaatst.lower() and not inlezen.LIJSTTEKENS.match(f"{woord} x")
    ]
    assert kwijt == []


def test_stable_keys(lezing):
    sleutels = [d.sleutel for d in lezing.delen]
    assert sleutels.count("eed/uitvoering") == sleutels.count("eed/ondersteuning") == 1
    assert [s for s in sleutels if s.startswith("kernwaarde/")] == [
        "kernwaarde/integer",
        "kernwaarde/betrouwbaar",
        "kernwaarde/moedig",
        "kernwaarde/verbindend",
    ]
    assert [s.partition("/")[2] for s in sleutels if s.startswith("richtlijn/")] == [
        "dilemmas-bespreken",
        "niet-corrupt",
        "vakmanschap",
        "veilige-werkomgeving",
        "omgang",
        "voorbeeld",
        "bevoegdheden-middelen",
        "verslaving",
        "informatie",
    ]
    assert {"loket/vertrouwenspersoon", "loket/loket-24-7", "colofon/colofon"} <= set(sleutels)


def test_paragraphs(lezing):
    voorwoord = deel(lezing, "voorwoord/voorwoord")
    assert voorwoord.alineas[1].startswith("Dit boekje bestaat alleen om te proeven of")  # soft hyphen gone
    assert voorwoord.alineas[2].endswith("hoort weer bij elkaar te komen als hij verder gaat met een kleine letter.")
    assert deel(lezing, "citaat/1").titel == "Wat zou jij hier doen?"
    assert deel(lezing, "tekst/een-kop-die-niemand-kent").alineas == ["Daaronder staat gewoon tekst."]
    missie = deel(lezing, "missie/missie").als_html()
    assert missie.endswith("<ul><li>het eerste doel</li><li>het tweede doel</li><li>het derde doel</li></ul>")
    assert [d.titel for d in lezing.delen if d.soort == "dialoogvraag"] == [
        "Waar denk jij aan?",
        "Wat verwacht je van een ander?",
    ]


def test_the_cover_is_listed_and_not_taken_for_the_values(lezing):
    assert ("INTEGER" in dict(map(reversed, lezing.niet_geplaatst))) is True
    assert lezing.naam == "negende druk, 2031"


def test_markup_in_the_source_stays_text():
    html = inlezen.lees(TEKST.replace("Proeftekst over moedig.", "1 < 2 & <script>alert(1)</script>")).delen
    moedig = next(d for d in html if d.sleutel == "kernwaarde/moedig").als_html()
    assert moedig == "<p>1 &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>"


@pytest.mark.django_db
def test_reading_in_makes_it_the_edition_that_readers_see(cast, client):
    blad = maak_wereld(cast).blad
    verslag = lees_boekje_in(TEKST)
    assert verslag.nieuw
    pagina = client.get("/beroepscode/").content.decode()
    assert "Proeftekst over integer." in pagina
    assert "Eigen bewoording" not in pagina
    hub = client.get("/beroepscode/kernwaarde/integer/").content.decode()
    assert "Uit de beroepscode, negende druk, 2031." in hub
    blad.refresh_from_db()
    assert "Je bent niet corrupt in de proef" in blad.weergave  # pages that quote the code follow
    assert "Proeftekst" in client.get("/zoeken/?q=verbindend").content.decode()


@pytest.mark.django_db
def test_the_same_file_twice_is_one_edition_and_a_lost_key_is_reported(cast):
    maak_wereld(cast)
    lees_boekje_in(TEKST)
    assert not lees_boekje_in(TEKST).nieuw
    assert Editie.objects.filter(officieel=True).count() == 1
    nieuwer = lees_boekje_in(TEKST.replace("Je... voorkomt verslaving.\n", "").replace("2031", "2032"))
    assert nieuwer.verdwenen == ["richtlijn/verslaving"]
    assert Editie.objects.get(actief=True).naam == "negende druk, 2032"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("leeg.txt", b"  \n", "Dit bestand is leeg"),
        ("brief.txt", b"Beste buurman, tot zaterdag.", "Hier staat de beroepscode niet in"),
        ("oud.txt", "Één caf\xe9".encode("latin-1"), "De tekens in dit bestand kloppen niet"),
        ("boek.epub", b"x", "Dit soort bestand kan ik niet lezen"),
        ("groot.txt", b"x" * (5 * 1024 * 1024 + 1), "groter dan 5 MB"),
    ],
)
def test_a_wrong_file_gets_one_sentence_and_changes_nothing(tmp_path, naam, inhoud, zin):
    bestand = tmp_path / naam
    bestand.write_bytes(inhoud)
    with pytest.raises(CommandError, match=zin):
        call_command("importeer_beroepscode", str(bestand))
    assert not Editie.objects.exists()
    assert not Onderdeel.objects.exists()


@pytest.mark.django_db
def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match=r"kan .* niet openen"):
        call_command("importeer_beroepscode", str(tmp_path / "weg.txt"))
