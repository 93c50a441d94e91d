"""What was found of a booklet, what was changed by hand, and what differs from another edition. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beroepscode.inlezen.bewerk import alle_regels
from beroepscode.inlezen.herken import titels_van
from beroepscode.inlezen.indeling import Boekdeel, Boekregel, Indeling
from beroepscode.inlezen.woorden import EDEN, VERWACHT, kop_van
from beroepscode.inlezen.zetten import aaneen, platte_alineas
from vik_portal.redactie.verschil import Veldverschil, regels


@dataclass(frozen=True)
class Telling:
    """How much of one kind was found: ``mist`` are names that a booklet has and this one not; ``nieuw`` the others."""

    label: str
    aantal: int
    verwacht: int
    mist: list[str]
    nieuw: list[str]

    @property
    def bekend(self) -> int:
        """How many of those that a booklet has."""
        return self.verwacht - len(self.mist)


def tellingen(indeling: Indeling) -> list[Telling]:
    """What a whole booklet has, and what was found of it."""
    uit = []
    for label, (soort, namen) in VERWACHT.items():
        gevonden = [deel.naam for deel in indeling.delen if deel.soort == soort]
        mist = [naam for naam in namen if naam not in gevonden]
        nieuw = [naam for naam in gevonden if naam not in namen]
        uit.append(Telling(label, len(gevonden), len(namen), mist, nieuw))
    return uit


def met_de_hand(bron: Sequence[Mapping[str, Any]], indeling: Indeling) -> list[tuple[Boekregel, str]]:
    """The lines whose words an editor changed, with what the file says."""
    gelezen = {regel["n"]: regel["tekst"] for regel in bron}
    return [
        (regel, gelezen[regel.n]) for regel in alle_regels(indeling) if gelezen.get(regel.n, regel.tekst) != regel.tekst
    ]


def andere_titels(indeling: Indeling) -> list[tuple[Boekdeel, str]]:
    """The parts whose title does not say what their heading says, with the words of that; empty without one."""
    return [
        (deel, titels[0] if titels else "")
        for deel in indeling.delen
        if deel.titel not in (titels := titels_van(deel)) and not _gemaakt(deel, titels)
    ]


def _gemaakt(deel: Boekdeel, titels: Sequence[str]) -> bool:
    """The two oaths have the same heading, so their titles are ours."""
    kop = kop_van(titels[0]) if titels else None
    return kop == ("eed", "") and deel.titel in [titel for _, _, titel in EDEN]


def per_deel(indeling: Indeling) -> dict[str, list[str]]:
    """Key → title and paragraphs, as plain lines."""
    return {deel.sleutel: platte_alineas(deel) for deel in indeling.delen}


def tussen(oud: Mapping[str, list[str]], nieuw: Mapping[str, list[str]]) -> list[Veldverschil]:
    """What changed in each part, new and changed parts first; both are as :func:`per_deel` gives them."""
    uit = [
        Veldverschil(tekst[0], regels(oud.get(sleutel, []), tekst))
        for sleutel, tekst in nieuw.items()
        if oud.get(sleutel) != tekst
    ]
    return uit + [Veldverschil(tekst[0], regels(tekst, [])) for sleutel, tekst in oud.items() if sleutel not in nieuw]


def verschillen(oud: dict[str, Any] | None, nieuw: dict[str, Any] | None) -> list[Veldverschil]:
    """The same for two states of a booklet in the making; the name and what counts as furniture are compared too."""
    was, werd = (Indeling.model_validate(inhoud or {"titel": "", "delen": []}) for inhoud in (oud, nieuw))
    naam = [Veldverschil("Naam", regels([was.titel], [werd.titel]))] if was.titel != werd.titel else []
    rand, randen = ([regel.tekst for regel in indeling.vulling] for indeling in (was, werd))
    bij = [Veldverschil("Bladvulling", regels(rand, randen))] if rand != randen else []
    return [*naam, *tussen(per_deel(was), per_deel(werd)), *bij]


def eerste_woorden(deel: Boekdeel, tekens: int = 90) -> str:
    """The begin of a part, to know it by."""
    tekst = aaneen([regel for regel in deel.regels if regel.vorm != "kop"])
    return tekst if len(tekst) <= tekens else tekst[:tekens].rpartition(" ")[0] + " …"
