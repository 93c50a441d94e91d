"""By which numbers a question is judged: every band of every size, and that no sentence says more than its number."""

from __future__ import annotations

import re

import pytest

from risicoanalyse import ijkgrenzen
from risicoanalyse.ijking.regels import KOPPEN, NIETS, NIVEAUS, ONBEKEND, Deel, Vraagstand, oordeel

#: Every interval that a band over up to thirty teams can leave.
DELEN = [Deel(a, b, van) for van in range(5, 31) for a in range(van + 1) for b in range(a, van + 1)]


def soorten(**velden: object) -> list[str]:
    return [bevinding.soort for bevinding in oordeel(Vraagstand("c:i1", "Integriteit", "Tekst", **velden))]  # type: ignore[arg-type]


@pytest.mark.parametrize("niveau", NIVEAUS)
def test_a_question_does_not_discriminate_exactly_when_one_level_is_sure_nearly_everywhere(niveau: str) -> None:
    for deel in DELEN:
        verwacht = deel.van >= ijkgrenzen.MINSTE_TEAMS and deel.minst >= ijkgrenzen.OVERAL_GELIJK * deel.van
        assert ("gelijk" in soorten(niveaus={niveau: deel})) == verwacht, deel


def test_often_unknown_and_often_across_a_border_hold_for_what_is_sure_only() -> None:
    for deel in DELEN:
        genoeg = deel.van >= ijkgrenzen.MINSTE_TEAMS
        onbekend = genoeg and deel.minst >= ijkgrenzen.VAAK_ONBEKEND * deel.van
        assert soorten(blind=deel) == ["onbekend"] * onbekend, deel
        grens = genoeg and deel.minst >= ijkgrenzen.VAAK_OVER_DE_GRENS * deel.van
        assert soorten(niveaus={ONBEKEND: deel}) == ["grens"] * grens, deel
        onbegrepen = genoeg and deel.minst >= ijkgrenzen.VAAK_ONBEGREPEN * deel.van
        assert soorten(onbegrepen=deel) == ["onbegrepen"] * onbegrepen, deel


def test_nothing_known_says_nothing() -> None:
    assert soorten() == []
    assert NIETS.woorden() == ""
    assert NIETS.zeker == 0
    assert Vraagstand("x", "y", "z").teams == 0


def test_every_number_in_a_sentence_carries_what_it_is_out_of_and_is_the_sure_one() -> None:
    for deel in DELEN:
        stand = Vraagstand("c:i1", "I", "T", {"hoog": deel, ONBEKEND: deel}, blind=deel, onbegrepen=deel)
        for bevinding in oordeel(stand):
            assert bevinding.kop == KOPPEN[bevinding.soort]
            getallen = [int(getal) for getal in re.findall(r"\d+", bevinding.zin)]
            assert getallen[-1] == deel.van
            assert f"van de {deel.van} " in bevinding.zin
            assert getallen[:-1] in ([deel.minst], [deel.minst, deel.meest])


def test_words_of_a_band_never_say_all_or_none() -> None:
    for deel in DELEN:
        assert not re.search(r"\b(alle|geen)\b", deel.woorden())


def test_bands_of_several_pictures_add_up() -> None:
    samen = Deel(3, 6, 12) + Deel(7, 9, 9)
    assert (samen, samen.woorden()) == (Deel(10, 15, 21), "10 tot 15 van de 21 teams")
    assert Deel(0, 2, 5).woorden() == "hooguit 2 van de 5 teams"
    assert Deel(7, 9, 9).woorden("bijeenkomsten") == "minstens 7 van de 9 bijeenkomsten"


def test_the_page_prints_every_threshold_as_a_proposal() -> None:
    tekst = " ".join(regel for _, regel in ijkgrenzen.verantwoording())
    grenzen = [waarde for naam, waarde in vars(ijkgrenzen).items() if naam.isupper() and naam != "STATUS"]
    assert len(grenzen) == 5
    for grens in grenzen:
        assert (str(grens) if isinstance(grens, int) else f"{round(100 * grens)} procent") in tekst
    assert ijkgrenzen.STATUS == "Voorstel, te ijken in de pilot"


def test_a_level_of_fewer_teams_than_the_blind_spot_says_of_which() -> None:
    """Two references beside each other would otherwise look like a mistake."""
    hoog, blind = {"hoog": Deel(41, 49, 49)}, Deel(0, 20, 109)
    [gelijk] = oordeel(Vraagstand("x", "Inclusie", "Ik hoor erbij.", hoog, blind))
    assert "minstens 41 van de 49 teams op hoog (alleen beelden van negen teams of meer)." in gelijk.zin
    [gelijk] = oordeel(Vraagstand("x", "Inclusie", "Ik hoor erbij.", hoog, Deel(0, 2, 49)))
    assert "alleen beelden" not in gelijk.zin


def test_the_rules_of_a_deep_instrument_are_those_of_its_own_table() -> None:
    """Its table shows bands of every level, from five teams on; that of a short one only whether nearly all have it."""
    kort, diep = (
        " ".join(regel for _, regel in ijkgrenzen.verantwoording(diepgaand=diepgaand)) for diepgaand in (False, True)
    )
    assert "pas vanaf negen teams in dat beeld" in kort
    assert "pas vanaf negen teams in dat beeld" not in diep
    assert "vanaf vijf teams in een beeld" in diep
    assert "vanaf vijf teams in een beeld" not in kort
