"""A dilemma with a room: two votes, what may be said of them, cards, and what the group takes along."""

from __future__ import annotations

import io
import random
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from pptx import Presentation
from pypdf import PdfReader

from dilemmas import sessie
from dilemmas.groepsgesprek import PLEKKEN, andere_kant, beweging, nummer_van, stemvraag
from dilemmas.models import Dilemma
from dilemmas.stapforms import bevroren
from dilemmas.stappen import dilemma_van, zonder_team
from tests.wereld import inhoud_van, maak_wereld
from vik_portal.berichten.models import Bericht
from vik_portal.meedoen import deelname, services, stembus
from vik_portal.meedoen import regie as regieacties
from vik_portal.meedoen.banden import MINIMUM, Vraagsoort, band, publiceer
from vik_portal.meedoen.draaiboek import wijzig_stap
from vik_portal.meedoen.forms import StellingForm
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Ronde, Rondestoel, Stap
from vik_portal.meedoen.papier import kaartvraag, tel_kaarten
from vik_portal.redactie import services as redactie
from vik_portal.register import Draaiboek, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stembus_dir(settings: Any, tmp_path: Any) -> None:
    settings.STEMBUS_DIR = tmp_path / "stembus"


@pytest.fixture
def wereld(cast: Any) -> Any:
    wereld = maak_wereld(cast)
    inhoud = inhoud_van("dilemmas/inhoud", "bingo", "verhaal")
    redactie.laad(stuk=Dilemma(slug="bingo"), inhoud=inhoud, toelichting="test")
    return wereld


@pytest.fixture
def middag(cast: Any, wereld: Any) -> Bijeenkomst:
    """A dilemma session of anouk, as the portal proposes it."""
    stuk = Bijeenkomst(titel="Gesprek", team=cast.team, begin=timezone.now())
    return services.plan(bijeenkomst=stuk, draaiboek=register.een(Draaiboek, "dilemmasessie"), begeleider=cast.anouk)


@pytest.fixture
def anouk(cast: Any) -> Any:
    return cast.client(cast.anouk)


def stap_van(middag: Bijeenkomst, soort: str) -> Stap:
    return middag.stappen.filter(soort=soort).first()


def ga(middag: Bijeenkomst, stap: Stap, plek: str | int = 1) -> None:
    nummer = plek if isinstance(plek, int) else nummer_van(plek)
    services.ga_naar(bijeenkomst=middag, stap=stap, plek=nummer)
    middag.refresh_from_db()


def scherm(anouk: Any, middag: Bijeenkomst) -> str:
    return anouk.get(reverse("bijeenkomsten:scherm", args=[middag.pk])).content.decode()


def regie(anouk: Any, middag: Bijeenkomst) -> str:
    html = anouk.get(reverse("bijeenkomsten:regie", args=[middag.pk])).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def druk(anouk: Any, middag: Bijeenkomst, actie: str, **velden: Any) -> Any:
    if actie == "kaarten" and "merk" not in velden:
        gevonden = re.search(r'name="merk" value="(\w*)"', regie(anouk, middag))
        velden["merk"] = gevonden[1] if gevonden else ""
    antwoord = anouk.post(reverse("bijeenkomsten:regie", args=[middag.pk]), {"actie": actie, **velden})
    middag.refresh_from_db()
    return antwoord


def stem_op_telefoons(middag: Bijeenkomst, antwoorden: list[int]) -> Ronde:
    """Every seat sends one sealed answer in the open round."""
    ronde = middag.rondes.get(status="open")
    slot = stembus.slot(ronde.pk)
    stoelen = [bytes(stoel) for stoel in Rondestoel.objects.filter(ronde_id=ronde.pk).values_list("stoel", flat=True)]
    for stoel, gekozen in zip(stoelen, antwoorden, strict=True):
        inhoud = stembus.verzegel(slot.publiek, ronde.pk, bytes([gekozen]))
        Envelop.objects.create(ronde=ronde, stoel=stoel, inhoud=inhoud, merk=slot.merk("envelop", stoel, inhoud))
    return ronde


def pdf_tekst(inhoud: bytes) -> str:
    return " ".join(" ".join(blad.extract_text().split()) for blad in PdfReader(io.BytesIO(inhoud)).pages)


def neem_plaats(middag: Bijeenkomst, aantal: int) -> None:
    code = services.open_deur(bijeenkomst=middag).code
    for _ in range(aantal):
        services.neem_stoel(code=code)
    services.sluit_deur(bijeenkomst=middag)


# --- the whole step -------------------------------------------------------------------------------------


def test_vote_talk_hear_the_other_side_vote_again(anouk, middag):
    """Twelve phones go through all eight places with nothing but the buttons of regie."""
    stap = stap_van(middag, "dilemma")
    inhoud = Dilemma.objects.get(slug=stap.inhoud["dilemma"]).gelezen
    neem_plaats(middag, 12)
    ga(middag, stap)
    assert inhoud.vraag in scherm(anouk, middag)

    druk(anouk, middag, "volgende")
    druk(anouk, middag, "ronde")
    stem_op_telefoons(middag, [0] * 8 + [1] * 4)
    druk(anouk, middag, "tel")
    assert "de meesten" not in scherm(anouk, middag)  # released by the begeleider, not by counting
    druk(anouk, middag, "toon")
    assert "de meesten" in scherm(anouk, middag)

    druk(anouk, middag, "volgende")
    assert 'role="timer"' not in scherm(anouk, middag)
    druk(anouk, middag, "gesprek")
    assert 'role="timer"' in scherm(anouk, middag)

    druk(anouk, middag, "volgende")
    assert "Wat er voor B spreekt" in scherm(anouk, middag)
    assert inhoud.opties[1].voor in scherm(anouk, middag)

    druk(anouk, middag, "volgende")
    assert "de meesten" not in scherm(anouk, middag)  # the first vote does not lead the second
    druk(anouk, middag, "ronde")
    stem_op_telefoons(middag, [0] * 4 + [1] * 8)
    druk(anouk, middag, "tel")
    druk(anouk, middag, "volgende")
    assert "een groter deel koos B, en een kleiner deel koos A" in scherm(anouk, middag)

    druk(anouk, middag, "volgende")
    assert inhoud.norm.melden in scherm(anouk, middag)
    druk(anouk, middag, "volgende")
    assert inhoud.nabespreking[0] in scherm(anouk, middag)
    assert [ronde.keer for ronde in stap.rondes.order_by("volgnummer")] == [1, 2]


def test_voting_is_only_where_it_belongs(anouk, middag):
    neem_plaats(middag, 5)
    ga(middag, stap_van(middag, "dilemma"), "gesprek")
    assert druk(anouk, middag, "ronde").status_code == 422
    assert not middag.rondes.exists()


def test_every_place_has_something_to_say(anouk, middag):
    stap = stap_van(middag, "dilemma")
    for nummer, plek in enumerate(PLEKKEN, 1):
        ga(middag, stap, nummer)
        assert plek.zeg.split("\n")[0][:40] in regie(anouk, middag)


# --- what may be said of the votes -------------------------------------------------------------------------


def _publiceer(inhoud: Any, telling: list[int], weet_niet: int = 0, keer: int = 1) -> Any:
    vraag = Vraagsoort(tuple(stemvraag(inhoud, keer)["opties"]))
    enveloppen = [bytes([nummer]) for nummer, aantal in enumerate(telling) for _ in range(aantal)]
    return publiceer("banden", [vraag], enveloppen + [bytes([255])] * weet_niet, 0)


def test_the_other_side_needs_ten_and_never_points_at_one_person(wereld):
    inhoud = Dilemma.objects.get(slug="bingo").gelezen
    assert andere_kant(inhoud, None).stemmen
    assert andere_kant(inhoud, _publiceer(inhoud, [6, 3, 0, 0])).stemmen
    assert andere_kant(inhoud, _publiceer(inhoud, [7, 3, 0, 0])).tekst == inhoud.opties[1].voor
    # One person is no minority: the argument is against what nearly everybody chose, which says nothing about them.
    alleen = andere_kant(inhoud, _publiceer(inhoud, [11, 1, 0, 0]))
    assert alleen == andere_kant(inhoud, _publiceer(inhoud, [12, 0, 0, 0]))
    assert alleen.tekst == inhoud.opties[0].tegen
    assert andere_kant(inhoud, _publiceer(inhoud, [3, 3, 3, 3])).stemmen


def test_the_movement_compares_words_and_not_sizes(wereld):
    inhoud = Dilemma.objects.get(slug="bingo").gelezen
    een, twee = _publiceer(inhoud, [8, 4, 0, 0]), _publiceer(inhoud, [4, 8, 0, 0], keer=2)
    assert beweging(inhoud, een, None) is None
    assert beweging(inhoud, een, twee).zin == "Na het gesprek: een groter deel koos B, en een kleiner deel koos A."
    assert beweging(inhoud, een, een).zin == "In deze woorden is er niets verschoven."
    kleiner = beweging(inhoud, een, _publiceer(inhoud, [2, 7, 0, 0], keer=2))
    assert "vergelijken we niet" in kleiner.zin
    assert {rij.richting for rij in kleiner.rijen} == {""}


def _anders(telling: list[int], rng: random.Random) -> list[int]:
    """Other counts of as many people with the same bands; the last count is "weet niet"."""
    totaal = sum(telling)
    for _ in range(5000):
        ander = list(telling)
        van, naar = rng.sample(range(len(ander)), 2)
        stap = rng.randint(1, 3)
        if ander[van] < stap:
            continue
        ander[van] -= stap
        ander[naar] += stap
        if [band(n, totaal) for n in ander] == [band(n, totaal) for n in telling]:
            return ander
    raise AssertionError("geen andere telling met dezelfde banden")


@pytest.mark.parametrize("telling", [[4, 2, 0, 0, 2], [6, 5, 1, 0, 1], [30, 14, 0, 1, 5]])
def test_other_counts_with_equal_bands_give_the_same_bytes(cast, anouk, middag, telling):
    """Screens, regie, PDF and PPTX are functions of the published form; the counts went in through the cards."""
    rng = random.Random(sum(telling))  # noqa: S311
    ander = _anders(telling, rng)
    assert ander != telling
    stap = stap_van(middag, "dilemma")

    def alles(eerste: list[int], tweede: list[int]) -> list[bytes]:
        Ronde.objects.all().delete()
        beelden = []
        for keer, geteld in ((1, eerste), (2, tweede)):
            ga(middag, stap, PLEKKEN[nummer_van("eerste" if keer == 1 else "tweede") - 1].sleutel)
            stap.bijeenkomst = middag
            getallen = [str(n) for n in geteld]
            tel_kaarten(bijeenkomst=middag, stap=stap, aantallen=getallen, merk=kaartvraag(stap)[1])
        for nummer in range(1, len(PLEKKEN) + 1):
            ga(middag, stap, nummer)
            services.zet(bijeenkomst=middag, uitslag_op_scherm=True)
            Bijeenkomst.objects.filter(pk=middag.pk).update(stap_sinds=middag.begin)
            html = scherm(anouk, middag) + regie(anouk, middag)
            beelden.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).encode())
        return [*beelden, sessie.sessie_pdf(middag).inhoud, sessie.sessie_pptx(middag).inhoud]

    eerst = alles(telling, ander)
    assert alles(ander, telling) == eerst
    # The control: another published form does show, on paper, on slides and in the room.
    anders = alles([0, sum(telling), 0, 0, 0], telling)
    assert sum(een != twee for een, twee in zip(eerst, anders, strict=True)) >= 4


# --- which text ------------------------------------------------------------------------------------------


def test_the_text_is_frozen_and_a_newer_one_can_be_taken(anouk, middag):
    stap = stap_van(middag, "dilemma")
    dilemma = Dilemma.objects.get(slug=stap.inhoud["dilemma"])
    dilemma.inhoud = dilemma.inhoud | {"vraag": "Wat doe je nu, in het nieuw?"}
    dilemma.versienummer += 1
    dilemma.save()
    ga(middag, stap, "eerste")
    assert "in het nieuw" not in scherm(anouk, middag)
    assert "Er is een nieuwere versie" in regie(anouk, middag)
    druk(anouk, middag, "nieuwe_versie")
    assert "in het nieuw" in scherm(anouk, middag)
    assert "Er is een nieuwere versie" not in regie(anouk, middag)


def test_after_a_vote_the_text_stays(anouk, middag):
    stap = stap_van(middag, "dilemma")
    ga(middag, stap, "eerste")
    druk(anouk, middag, "kaarten", kaart=["3", "2", *[""] * (len(stap.inhoud["vast"]["opties"]) - 1)])
    assert middag.rondes.count() == 1
    Dilemma.objects.filter(slug=stap.inhoud["dilemma"]).update(versienummer=99)
    assert druk(anouk, middag, "nieuwe_versie").status_code == 422
    assert druk(anouk, middag, "kies", dilemma="bingo").status_code == 422
    assert Stap.objects.get(pk=stap.pk).inhoud["versie"] == stap.inhoud["versie"]


def test_a_stopped_extra_round_leaves_the_counted_result_everywhere(anouk, middag):
    """ "Nog een ronde", then "Stop": screen, regie, movement and report go on with what was counted."""
    stap = stap_van(middag, "dilemma")
    neem_plaats(middag, 12)
    ga(middag, stap, "eerste")
    druk(anouk, middag, "ronde")
    stem_op_telefoons(middag, [0] * 8 + [1] * 4)
    druk(anouk, middag, "tel")
    druk(anouk, middag, "ronde")
    assert "De ronde loopt" in regie(anouk, middag)
    druk(anouk, middag, "stop")
    assert "Deze uitslag blijft staan" in regie(anouk, middag)
    druk(anouk, middag, "toon")
    assert "de meesten" in scherm(anouk, middag)
    ga(middag, stap, "kant")
    assert "Wat er voor B spreekt" in scherm(anouk, middag)
    assert "de meesten" in pdf_tekst(sessie.sessie_pdf(middag).inhoud)


def test_what_is_said_of_who_sees_a_choice_is_true_of_cards(anouk, middag):
    """Nobody sees a phone; everybody sees a card. What is read aloud and what the report says keep them apart."""
    alles = " ".join(stap.zeg for stap in middag.stappen.all()) + " ".join(plek.zeg for plek in PLEKKEN)
    assert "Steek je een kaart of je hand op, dan ziet iedereen hier het." in alles
    for zin in re.findall(r"[^.]*niemand[^.]*\.", alles, re.IGNORECASE):
        assert "telefoon" in zin
    stap = stap_van(middag, "dilemma")
    ga(middag, stap, "eerste")
    druk(anouk, middag, "kaarten", kaart=["3", "2", *[""] * (len(stap.inhoud["vast"]["opties"]) - 1)])
    openen = Presentation(io.BytesIO(sessie.sessie_pptx(middag).inhoud)).slides[0].notes_slide.notes_text_frame.text
    assert "zag wat een ander koos" in openen
    assert "weet niemand" not in openen


@pytest.mark.parametrize("oefening", [True, False])
def test_slides_of_a_practice_say_so_and_no_others(middag, oefening):
    Bijeenkomst.objects.filter(pk=middag.pk).update(oefening=oefening)
    middag.refresh_from_db()
    dias = Presentation(io.BytesIO(sessie.sessie_pptx(middag).inhoud)).slides
    eerste = " ".join(vorm.text_frame.text for vorm in dias[0].shapes if vorm.has_text_frame)
    noot = dias[0].notes_slide.notes_text_frame.text
    assert ("Oefening: " in eerste, "Verzonnen antwoorden" in eerste, "verzonnen" in noot) == (oefening,) * 3
    assert ("jullie samen kozen" in noot) is not oefening


# --- the text is replaced in the very moment in which a round opens --------------------------------------------


def _wacht_op_slot(proces: Any) -> None:
    """Until somebody waits for a lock of this database, or was not held up at all."""
    for _ in range(3000):
        with connection.cursor() as cursor:
            # Within a transaction PostgreSQL keeps showing what it showed first.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
            if cursor.fetchone()[0]:
                return
        if proces.done():
            return
        time.sleep(0.01)
    raise AssertionError("nobody waits")


def _tegelijk(middag: Bijeenkomst, eerst: Any, daarna: Any) -> Any:
    """``daarna`` begins while ``eerst`` has the meeting, and goes on when that is done; what it raised or returned."""

    def doe() -> Any:
        try:
            return daarna()
        except services.MeedoenFout as fout:
            return fout
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Bijeenkomst.objects.select_for_update().get(pk=middag.pk)
            bezig = pool.submit(doe)
            _wacht_op_slot(bezig)
            eerst()
        return bezig.result(30)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("hoe", "eerst"), [("telefoons", "ronde"), ("telefoons", "tekst"), ("kaarten", "tekst")])
def test_a_round_is_about_the_text_that_stays(cast, middag, hoe, eerst):
    stap = stap_van(middag, "dilemma")
    ga(middag, stap, "eerste")
    neem_plaats(middag, 12)
    middag.refresh_from_db()
    dilemma = Dilemma.objects.get(slug=stap.inhoud["dilemma"])
    opties = [optie | {"tekst": f"Nieuw {n}"} for n, optie in enumerate(dilemma.inhoud["opties"])]
    Dilemma.objects.filter(pk=dilemma.pk).update(inhoud=dilemma.inhoud | {"opties": opties}, versienummer=7)
    kaart = ["7", "5", *[""] * (len(opties) - 1)]
    merk = kaartvraag(Stap.objects.get(pk=stap.pk))[1]

    def knop(actie: str) -> Any:
        stuk = Bijeenkomst.objects.get(pk=middag.pk)
        data = QueryDict(mutable=True)
        data.setlist("kaart", kaart)
        data["merk"] = merk
        return lambda: regieacties.doe(bijeenkomst=stuk, actie=actie, data=data, stelling=StellingForm())

    ronde, tekst = knop("ronde" if hoe == "telefoons" else "kaarten"), knop("nieuwe_versie")
    uit = _tegelijk(middag, *((ronde, tekst) if eerst == "ronde" else (tekst, ronde)))
    stap.refresh_from_db()
    if eerst == "ronde":
        assert "staat nu vast" in str(uit)
        assert stap.inhoud["versie"] != 7
    elif hoe == "kaarten":
        # Counted with the old text in sight.
        assert "intussen veranderd" in str(uit)
    if gehouden := stap.rondes.first():
        stap.bijeenkomst = Bijeenkomst.objects.get(pk=middag.pk)
        assert gehouden.vragen == [stemvraag(dilemma_van(stap), 1)]
    services.zet(bijeenkomst=middag, plek=nummer_van("beweging"))
    assert cast.client(cast.anouk).get(reverse("bijeenkomsten:scherm", args=[middag.pk])).status_code == 200


def test_the_form_of_a_step_that_stood_open_cannot_change_what_was_asked(middag):
    stap = stap_van(middag, "dilemma")
    ga(middag, stap, "eerste")
    stap.bijeenkomst = middag
    aantallen = ["3", "2", *[""] * (len(stap.inhoud["vast"]["opties"]) - 1)]
    tel_kaarten(bijeenkomst=middag, stap=stap, aantallen=aantallen, merk=kaartvraag(stap)[1])
    with pytest.raises(services.MeedoenFout, match="staat nu vast"):
        wijzig_stap(stap=stap, inhoud=bevroren(Dilemma.objects.get(slug="bingo")), titel="Bingo")
    wijzig_stap(stap=stap, inhoud={}, titel="Anders")


def test_the_proposed_session_takes_two_dilemmas_and_forty_five_minutes(middag):
    gekozen = [stap.inhoud["dilemma"] for stap in middag.stappen.filter(soort="dilemma")]
    assert len(set(gekozen)) == 2
    assert sum(stap.minuten for stap in middag.stappen.all()) == 45


def test_an_empty_library_leaves_the_choice_to_the_begeleider(cast, anouk, wereld):
    alle = list(Dilemma.objects.values_list("pk", "status"))
    Dilemma.objects.update(status="ingetrokken")
    stuk = Bijeenkomst(titel="Leeg", team=cast.team, begin=timezone.now())
    stuk = services.plan(bijeenkomst=stuk, draaiboek=register.een(Draaiboek, "dilemmasessie"), begeleider=cast.anouk)
    stap = stap_van(stuk, "dilemma")
    ga(stuk, stap)
    assert "De begeleider kiest zo een dilemma" in scherm(anouk, stuk)
    for pk, status in alle:
        Dilemma.objects.filter(pk=pk).update(status=status)
    druk(anouk, stuk, "kies", dilemma="bingo")
    assert "Bingo" in scherm(anouk, stuk)


def test_any_draaiboek_takes_these_steps(cast, anouk, wereld):
    stuk = Bijeenkomst(titel="Vrij", team=cast.team, begin=timezone.now())
    stuk = services.plan(bijeenkomst=stuk, draaiboek=register.een(Draaiboek, "vrij"), begeleider=cast.anouk)

    def zet(soort: str, **velden: Any) -> Any:
        pad = reverse("bijeenkomsten:stap_nieuw", args=[stuk.pk, soort])
        assert anouk.get(pad).status_code == 200
        return anouk.post(pad, {"titel": "Stap", "minuten": "5", "na": "0", **velden})

    assert zet("dilemma", dilemma="bingo", gesprek="3", titel="").status_code == 302
    assert zet("dilemma", dilemma="", gesprek="3").status_code == 422
    assert zet("woorden", vraag="Wat past bij ons?", woorden="Rust\nHumor\nHaast").status_code == 302
    assert zet("woorden", vraag="Wat past?", woorden="\n".join("abcdefghi")).status_code == 422
    assert zet("woorden", vraag="Wat past?", woorden="Rust\nrust").status_code == 422
    assert zet("waar-sta-jij", vraag="Meld je dit?", links="Altijd", rechts="Nooit").status_code == 302
    kennis = {"vraag": "Hoeveel?", "antwoorden": "Een\nTwee", "reden": "Omdat het er twee zijn."}
    assert zet("kennisvraag", goed="3", **kennis).status_code == 422
    assert zet("kennisvraag", goed="2", **kennis).status_code == 302
    assert zet("opbrengst").status_code == 302
    dilemma = stap_van(stuk, "dilemma")
    assert dilemma.titel == "Bingo"
    assert dilemma.inhoud["versie"] == Dilemma.objects.get(slug="bingo").versienummer
    # Changing the talk leaves the frozen text alone; each of the other kinds opens with its own words.
    Dilemma.objects.filter(slug="bingo").update(versienummer=9)
    pad = reverse("bijeenkomsten:stap", args=[stuk.pk, dilemma.pk])
    assert "Neem de nieuwe tekst over" in anouk.get(pad).content.decode()
    anouk.post(pad, {"dilemma": "bingo", "titel": "Anders", "minuten": "9", "gesprek": "7"})
    dilemma.refresh_from_db()
    assert (dilemma.inhoud["gesprek"], dilemma.inhoud["versie"]) == (7, 1)
    anouk.post(pad, {"dilemma": "bingo", "titel": "Anders", "minuten": "9", "gesprek": "7", "vernieuw": "on"})
    dilemma.refresh_from_db()
    assert dilemma.inhoud["versie"] == 9
    woorden = reverse("bijeenkomsten:stap", args=[stuk.pk, stap_van(stuk, "woorden").pk])
    assert "Rust\nHumor\nHaast" in anouk.get(woorden).content.decode()
    for stap in stuk.stappen.all():
        ga(stuk, stap)
        assert scherm(anouk, stuk)
        assert regie(anouk, stuk)
    ga(stuk, stap_van(stuk, "waar-sta-jij"))
    assert "Altijd" in scherm(anouk, stuk)
    assert druk(anouk, stuk, "ronde").status_code == 422


# --- a question of knowledge --------------------------------------------------------------------------------


def test_the_answer_shows_nowhere_before_the_round_closes(client, anouk, middag):
    stap = stap_van(middag, "kennisvraag")
    reden = stap.inhoud["reden"]
    neem_plaats(middag, 6)
    ga(middag, stap, 2)
    assert reden not in scherm(anouk, middag) + regie(anouk, middag)
    ga(middag, stap)
    druk(anouk, middag, "ronde")
    ronde = stem_op_telefoons(middag, [1, 1, 1, 0, 2, 255])
    pad = f"/meedoen/{middag.code}/ronde/{ronde.pk}"
    client.cookies[deelname.COOKIE] = "x"
    op_telefoon = client.get(pad).content.decode()
    assert "Bij een vertrouwenspersoon" in op_telefoon
    assert reden not in op_telefoon
    assert '"goed"' not in op_telefoon
    assert reden not in scherm(anouk, middag) + regie(anouk, middag)
    assert druk(anouk, middag, "volgende").status_code == 422  # not while it is open
    druk(anouk, middag, "tel")
    druk(anouk, middag, "volgende")
    met_antwoord = scherm(anouk, middag)
    assert reden in met_antwoord
    assert '<dt>Bij een vertrouwenspersoon</dt><dd class="nums">3</dd>' in met_antwoord
    assert "Anderen kunnen verplicht zijn" in pdf_tekst(sessie.sessie_pdf(middag).inhoud)


# --- cards and hands ----------------------------------------------------------------------------------------


def test_cards_go_through_the_same_gate_and_say_so(anouk, middag):
    stap = stap_van(middag, "dilemma")
    opties = len(stap.inhoud["vast"]["opties"])
    ga(middag, stap, "eerste")
    assert "Tel met kaarten of handen" in regie(anouk, middag)
    leeg = [""] * (opties - 2)
    for fout in (["2", "2", *leeg, ""], ["x", "9", *leeg, ""], ["150", "60", *leeg, ""], ["-9", "9", *leeg, ""], ["9"]):
        antwoord = druk(anouk, middag, "kaarten", kaart=fout)
        assert antwoord.status_code == 422
    assert not middag.rondes.exists()
    # Of other questions than those that stand there now: another screen went on meanwhile.
    antwoord = druk(anouk, middag, "kaarten", kaart=["7", "4", *leeg, "1"], merk="0" * 64)
    assert "intussen veranderd" in antwoord.content.decode()
    assert not middag.rondes.exists()
    druk(anouk, middag, "kaarten", kaart=["7", "4", *leeg, "1"])
    ronde = middag.rondes.get()
    assert (ronde.kaarten, ronde.status, ronde.stoelen) == (True, "geteld", 12)
    assert "7" not in str(ronde.uitslag["waarden"])  # bands, no counts
    druk(anouk, middag, "toon")
    assert "geteld met kaarten" in scherm(anouk, middag)
    # Not mixed: this vote is done, the second may still be on phones.
    neem_plaats(middag, MINIMUM)
    assert druk(anouk, middag, "ronde").status_code == 422
    ga(middag, stap, "tweede")
    assert druk(anouk, middag, "ronde").status_code == 302
    assert middag.rondes.get(status="open").keer == 2


def test_the_cards_are_four_sheets_for_who_leads_meetings(cast, anouk, wereld):
    pad = reverse("dilemmas:kaarten")
    lezer = PdfReader(io.BytesIO(anouk.get(pad).content))
    assert [next(r for r in blad.extract_text().split() if len(r) == 1) for blad in lezer.pages] == list("ABCD")
    assert cast.client(cast.bram).get(pad).status_code == 403


# --- what the group takes along ------------------------------------------------------------------------------


def test_what_strikes_the_group_goes_to_vik_without_the_name_of_the_team(cast, anouk, middag):
    ga(middag, stap_van(middag, "opbrengst"))
    assert druk(anouk, middag, "regel", soort="opvalt", tekst="We belden Petra niet").status_code == 422
    assert druk(anouk, middag, "regel", soort="anders", tekst="Iets").status_code == 422
    druk(anouk, middag, "regel", soort="afspraken", tekst="We vragen elke week hoe het liep")
    druk(anouk, middag, "regel", soort="opvalt", tekst="Bij Vlietzoom weet niemand het nummer", geen_naam="1")
    assert "Bij Vlietzoom weet niemand" in scherm(anouk, middag)
    druk(anouk, middag, "stuur")
    bericht = Bericht.objects.get(soort="opgevallen")
    assert bericht.ontvanger == cast.anouk  # the unit's own; not lotte's, not landelijk
    assert "nummer" not in bericht.tekst  # mail is forwarded and kept
    bij_vik = anouk.get(bericht.url).content.decode()
    assert "Bij het team weet niemand het nummer" in bij_vik
    assert "Vlietzoom" not in bij_vik + bericht.tekst + bericht.onderwerp
    assert "elke week" not in bij_vik  # only what strikes, not what was agreed
    assert "Wat groepen opviel" in anouk.get("/mijn/").content.decode()
    assert "nummer" not in cast.client(cast.lotte).get(bericht.url).content.decode()
    assert druk(anouk, middag, "stuur").status_code == 422  # once
    druk(anouk, middag, "regel", soort="opvalt", tekst="De overdracht schiet erbij in")
    druk(anouk, middag, "stuur", met_team="1")
    assert "Vlietzoom" in Bericht.objects.filter(soort="opgevallen").latest("pk").onderwerp
    assert anouk.get(bericht.url).content.decode().count("Vlietzoom") == 1
    assert "De overdracht schiet erbij in" in pdf_tekst(sessie.sessie_pdf(middag).inhoud)


def test_a_practice_sends_nothing(anouk, middag):
    Bijeenkomst.objects.filter(pk=middag.pk).update(oefening=True)
    ga(middag, stap_van(middag, "opbrengst"))
    druk(anouk, middag, "regel", soort="opvalt", tekst="Dit viel ons op")
    assert druk(anouk, middag, "stuur").status_code == 422
    assert not Bericht.objects.filter(soort="opgevallen").exists()


def test_the_name_of_a_team_goes_out_of_a_line():
    assert zonder_team("Op basisteam Vlietzoom is het stil", "Basisteam Vlietzoom") == "Op het team is het stil"
    assert zonder_team("In Vlietzoom-Noord", "Basisteam Oude Rijn") == "In Vlietzoom-Noord"


# --- the report ------------------------------------------------------------------------------------------


def test_the_report_is_for_who_led_it_and_holds_what_was_shown(cast, anouk, middag):
    stap = stap_van(middag, "dilemma")
    opties = len(stap.inhoud["vast"]["opties"])
    ga(middag, stap, "eerste")
    druk(anouk, middag, "kaarten", kaart=["7", "4", *[""] * (opties - 2), "1"])
    pad = reverse("dilemmas:sessie_als", args=[middag.pk, "pdf"])
    tekst = pdf_tekst(anouk.get(pad).content)
    for zin in ("ongeveer de helft", "Geteld met kaarten", "Tekst van versie", stap.inhoud["vast"]["titel"]):
        assert zin in tekst
    assert "Tweede stem" not in tekst  # it was not held
    assert anouk.get(reverse("dilemmas:sessie_als", args=[middag.pk, "pptx"])).content[:2] == b"PK"
    assert anouk.get(reverse("dilemmas:sessie_als", args=[middag.pk, "docx"])).status_code == 404
    for wie in (cast.bram, cast.lotte, cast.ilias):
        assert cast.client(wie).get(pad).status_code == 404
    assert pad in anouk.get(reverse("bijeenkomsten:bijeenkomst", args=[middag.pk])).content.decode()


def test_two_hundred_phones_are_one_room(anouk, middag):
    """Door, one round and its result with as many phones as an auditorium has."""
    services.open_deur(bijeenkomst=middag)
    code = Bijeenkomst.objects.get(pk=middag.pk).code
    for _ in range(200):
        services.neem_stoel(code=code)
    ga(middag, stap_van(middag, "deur"))
    assert "200 telefoons" in scherm(anouk, middag)
    services.sluit_deur(bijeenkomst=middag)
    ga(middag, stap_van(middag, "dilemma"), "eerste")
    druk(anouk, middag, "ronde")
    stem_op_telefoons(middag, [0] * 120 + [1] * 79 + [255])
    druk(anouk, middag, "tel")
    druk(anouk, middag, "toon")
    beeld = scherm(anouk, middag)
    assert "ongeveer 6 van de tien" in beeld
    assert "ongeveer 4 van de tien" in beeld
