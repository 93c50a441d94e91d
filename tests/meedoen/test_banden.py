"""The publication gate: what leaves it is a function of the bands alone."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.meedoen import zaal
from vik_portal.meedoen import banden, services
from vik_portal.meedoen.banden import Vraagsoort, band, publiceer, trap
from vik_portal.meedoen.models import Ronde, Stap

SCHAAL = Vraagsoort(tuple("abcde"), "1-5")
KEUZE = Vraagsoort(("niets", "melden", "vragen"))


def volgens_het_ontwerp(aantal: int, n: int) -> str:
    """The table of docs/anonimiteit.md in words, written from the page and not from the code."""
    deel = Fraction(aantal, n)
    if aantal in (0, 1):
        return "niemand of één"
    if aantal in (n - 1, n):
        return "(bijna) iedereen"
    if n <= 9:
        return "een deel"
    if n <= 19:
        if deel < Fraction(40, 100):
            return "enkelen"
        return "de meesten" if deel > Fraction(60, 100) else "ongeveer de helft"
    tiende = min(range(1, 10), key=lambda t: (abs(deel - Fraction(t, 10)), -t))
    return f"ongeveer {tiende} van de tien"


@pytest.mark.parametrize("n", range(5, 61))
def test_every_count_gets_the_band_of_the_table(n: int) -> None:
    namen = banden.NAMEN[trap(n)]
    assert [namen[band(aantal, n)] for aantal in range(n + 1)] == [volgens_het_ontwerp(k, n) for k in range(n + 1)]


@pytest.mark.parametrize("n", range(5, 61))
def test_one_colleague_more_or_less_never_shows_at_the_ends(n: int) -> None:
    assert band(0, n) == band(1, n)
    assert band(n - 1, n) == band(n, n)
    oplopend = [band(aantal, n) for aantal in range(n + 1)]
    assert oplopend == sorted(oplopend)


@pytest.mark.parametrize("n", range(5))
def test_below_five_nothing(n: int) -> None:
    assert publiceer("banden", [KEUZE], [b"\0"] * n, 0) is None
    assert publiceer("aantallen", [KEUZE], [b"\0"] * n, 0) is None
    with pytest.raises(ValueError, match="te weinig"):
        trap(n)


ANTWOORD = st.sampled_from([1, 2, 3, 4, 5, 255])
ANTWOORDEN = st.lists(ANTWOORD, min_size=5, max_size=40)


def banden_van(antwoorden: list[int]) -> dict[str, int]:
    telling = Counter(SCHAAL.categorie(antwoord) for antwoord in antwoorden)
    return {categorie: band(telling[categorie], len(antwoorden)) for categorie in SCHAAL.categorieen()}


@settings(deadline=None, max_examples=150)
@given(ANTWOORDEN, st.lists(st.tuples(st.integers(0, 39), ANTWOORD), max_size=3))
def test_equal_bands_give_one_and_the_same_uitslag(een: list[int], anders: list[tuple[int, int]]) -> None:
    """Of two rooms that differ in a few answers."""
    ander = list(een)
    for plek, antwoord in anders:
        ander[plek % len(ander)] = antwoord
    uit_een, uit_ander = (
        json.dumps(asdict(publiceer("banden", [SCHAAL], [bytes([a]) for a in kant], 0))) for kant in (een, ander)
    )
    assert (uit_een == uit_ander) == (banden_van(een) == banden_van(ander))


@settings(deadline=None, max_examples=50)
@given(ANTWOORDEN, st.randoms(use_true_random=False))
def test_order_and_collapsed_answers_leave_no_trace(antwoorden: list[int], dobbel: random.Random) -> None:
    een = [bytes([a]) for a in antwoorden]
    # 1 and 2 are both "laag", 4 and 5 both "hoog": which of them it was is not published.
    anders = [bytes([{1: 2, 2: 1, 4: 5, 5: 4}.get(a[0], a[0])]) for a in een]
    dobbel.shuffle(anders)
    assert publiceer("banden", [SCHAAL], een, 0) == publiceer("banden", [SCHAAL], anders, 0)


@pytest.mark.parametrize("antwoord", range(256))
def test_only_answers_are_answers(antwoord: int) -> None:
    assert banden.geldig([SCHAAL], bytes([antwoord])) == (antwoord in (1, 2, 3, 4, 5, 255))
    assert banden.geldig([KEUZE], bytes([antwoord])) == (antwoord in (0, 1, 2, 255))
    assert not banden.geldig([KEUZE], bytes([antwoord, 0]))
    assert not banden.geldig([KEUZE], b"")


# --- the pages -----------------------------------------------------------------------------------

#: Two rooms each with different counts and, by the table, the same published form: answers on one 1-5 question.
PAREN = {
    "5-9": ([1] * 2 + [3] * 5, [2] * 3 + [3] * 3 + [255]),
    "10-19": ([1] * 2 + [3] * 7 + [5] * 3, [1] * 3 + [3] * 6 + [4] * 2 + [255]),
    "20": ([1] * 5 + [3] * 11 + [5] * 3 + [255], [2] * 6 + [3] * 11 + [4] * 3),
}


def pagina(client: object, adres: str) -> bytes:
    antwoord = client.get(adres)  # type: ignore[attr-defined]
    assert antwoord.status_code == 200
    # Django masks the same token differently in every page.
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]+', rb"\1", antwoord.content)


@pytest.mark.django_db
@pytest.mark.parametrize("paar", PAREN.values(), ids=PAREN)
def test_regie_and_screen_are_byte_for_byte_the_same(cast: object, paar: tuple[list[int], list[int]]) -> None:
    anouk = cast.anouk  # type: ignore[attr-defined]
    bijeenkomst = zaal.maak_bijeenkomst(team=cast.team)  # type: ignore[attr-defined]
    bijeenkomst.begeleiders.add(anouk)
    stap = Stap.objects.create(
        bijeenkomst=bijeenkomst, volgorde=1, soort="stelling", titel="Stelling", inhoud={"stelling": "Ik zeg het."}
    )
    services.ga_naar(bijeenkomst=bijeenkomst, stap=stap)
    services.zet(bijeenkomst=bijeenkomst, uitslag_op_scherm=True)
    vragen = [{"deel": "Stelling", "tekst": "Ik zeg het.", "opties": list("abcde"), "schaal": "1-5"}]
    ronde = Ronde.objects.create(
        id="0" * 32, bijeenkomst=bijeenkomst, stap=stap, soort="stelling", vorm="banden", vragen=vragen,
        status="geteld", stoelen=max(map(len, paar)), merk=b"", volgnummer=1,
    )  # fmt: skip
    client = cast.client(anouk)  # type: ignore[attr-defined]
    adres = f"/bijeenkomsten/{bijeenkomst.pk}/"

    def beelden(antwoorden: list[int]) -> list[bytes]:
        uitslag = publiceer("banden", services.vraagsoorten(vragen), [bytes([a]) for a in antwoorden], 0)
        assert uitslag is not None
        Ronde.objects.filter(pk=ronde.pk).update(uitslag=asdict(uitslag))
        return [pagina(client, adres + naam) for naam in ("regie/", "scherm/", "stand/")]

    een, ander = paar
    assert Counter(map(SCHAAL.categorie, een)) != Counter(map(SCHAAL.categorie, ander))
    assert beelden(een) == beelden(ander)
    # And the comparison sees a difference when there is one to publish.
    anders = beelden([5] * len(een))
    assert anders[1] != beelden(een)[1]


@pytest.mark.django_db
def test_a_counted_round_keeps_no_exact_count() -> None:
    """The same two rooms through seats, envelopes and counting: what is stored is the same bytes."""
    opgeslagen = []
    for antwoorden in ([1] * 2 + [3] * 5, [2] * 3 + [3] * 3 + [255]):
        bijeenkomst = zaal.maak_bijeenkomst()
        tokens = zaal.neem_plaats(bijeenkomst, len(antwoorden))
        ronde = zaal.open_ronde(bijeenkomst, [zaal.VRAGEN[0]])
        for token, antwoord in zip(tokens, antwoorden, strict=True):
            assert zaal.post(ronde, token, zaal.verzegel(ronde, bytes([antwoord]))) == 200
        services.sluit_ronde(ronde=ronde)
        ronde.refresh_from_db()
        assert ronde.uitslag == {
            "vorm": "banden",
            "trap": "klein",
            "waarden": [{"laag": 1, "midden": 1, "hoog": 0, "weet niet": 0}],
            "ongeldig": 0,
        }
        opgeslagen.append(json.dumps(ronde.uitslag))
    assert opgeslagen[0] == opgeslagen[1]
