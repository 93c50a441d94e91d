"""What an editor may do to a booklet in the making. Each function gives a new :class:`Indeling` with the same lines.

A line is never dropped: it stands in a part, among the furniture, or among those without a place. What cannot be done
raises ``ValueError`` with one Dutch sentence, and leaves the old one as it was.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, get_args

from beroepscode.inlezen.herken import titels_van, volgorde
from beroepscode.inlezen.indeling import Boekdeel, Boekregel, Indeling, Onderdeelsoort, Regelvorm
from beroepscode.inlezen.woorden import kop_van, naam_uit
from beroepscode.inlezen.zetten import aaneen
from beroepscode.schema import Kernwaarde

LOS, VULLING = "los", "vulling"
NIETS_GEKOZEN = "Vink eerst de regels aan die je bedoelt."
ONDERDEEL_WEG = "Dit onderdeel bestaat niet meer. Laad de pagina opnieuw."
REGEL_WEG = "Deze regel staat hier niet meer. Laad de pagina opnieuw."


def alle_regels(indeling: Indeling) -> list[Boekregel]:
    """Every line, in the order of the source."""
    regels = [*indeling.los, *indeling.vulling, *(regel for deel in indeling.delen for regel in deel.regels)]
    return sorted(regels, key=volgorde)


def deel_van(indeling: Indeling, sleutel: str) -> Boekdeel:
    for deel in indeling.delen:
        if deel.sleutel == sleutel:
            return deel
    raise ValueError(ONDERDEEL_WEG)


def noem(indeling: Indeling, titel: str) -> Indeling:
    """Gives the edition another name."""
    return indeling.model_copy(update={"titel": " ".join(titel.split())[:120]})


def zet_deel(indeling: Indeling, sleutel: str, *, soort: str, naam: str, titel: str) -> Indeling:
    """Another kind, name or title for a part."""
    nieuw = indeling.model_copy(deep=True)
    deel = deel_van(nieuw, sleutel)
    titel, naam = " ".join(titel.split()), naam.strip()
    if not titel:
        raise ValueError("Vul een titel in.")
    if len(titel) > 300:
        raise ValueError("Deze titel is langer dan 300 tekens. Maak hem korter.")
    if soort not in get_args(Onderdeelsoort):
        raise ValueError("Kies een soort uit de lijst.")
    if not re.fullmatch(r"[a-z0-9-]{1,60}", naam):
        raise ValueError("Gebruik in de naam alleen kleine letters, cijfers en streepjes, hoogstens 60.")
    if soort == "kernwaarde" and naam not in get_args(Kernwaarde):
        raise ValueError("Een kernwaarde heet integer, betrouwbaar, moedig of verbindend. Kies zo’n naam.")
    if any(ander is not deel and ander.sleutel == f"{soort}/{naam}" for ander in nieuw.delen):
        raise ValueError(f"Er is al een onderdeel ‘{soort}/{naam}’. Kies een andere naam, of voeg ze samen.")
    deel.soort, deel.naam, deel.titel = soort, naam, titel  # type: ignore[assignment]
    return nieuw


def verplaats(indeling: Indeling, nummers: Collection[str], naar: str) -> Indeling:
    """Moves lines to a part (its key), to the furniture (``vulling``) or to those without a place (``los``)."""
    nieuw, regels = _neem(indeling, nummers)
    doel = {LOS: nieuw.los, VULLING: nieuw.vulling}.get(naar)
    if doel is None:
        doel = deel_van(nieuw, naar).regels
    doel += [_zonder_kop(regel) for regel in regels]
    doel.sort(key=volgorde)
    return _zonder_lege_delen(nieuw)


def nieuw_deel(indeling: Indeling, nummers: Collection[str]) -> tuple[Indeling, str]:
    """Makes a part of these lines: the first is its heading. Gives its key too."""
    nieuw, regels = _neem(indeling, nummers)
    deel = _maak_deel(nieuw, regels)
    plek = next((i for i, ander in enumerate(nieuw.delen) if _begin(ander) > _begin(deel)), len(nieuw.delen))
    nieuw.delen.insert(plek, deel)
    return _zonder_lege_delen(nieuw), deel.sleutel


def voeg_samen(indeling: Indeling, sleutel: str) -> tuple[Indeling, str]:
    """Puts the lines of a part behind those of the part before it. Gives the key of that one too."""
    nieuw = indeling.model_copy(deep=True)
    deel = deel_van(nieuw, sleutel)
    plek = nieuw.delen.index(deel)
    if not plek:
        raise ValueError("Dit is het eerste onderdeel: er staat niets voor.")
    vorige = nieuw.delen[plek - 1]
    vorige.regels += [_zonder_kop(regel) for regel in deel.regels]
    del nieuw.delen[plek]
    return nieuw, vorige.sleutel


def splits(indeling: Indeling, sleutel: str, nummer: str) -> tuple[Indeling, str]:
    """Makes a part of this line, as its heading, and of all that comes after it in its part. Gives its key too."""
    nieuw = indeling.model_copy(deep=True)
    deel = deel_van(nieuw, sleutel)
    plek = next((i for i, regel in enumerate(deel.regels) if regel.n == nummer), None)
    if plek is None:
        raise ValueError(REGEL_WEG)
    if not plek:
        raise ValueError("Dit is de eerste regel: daarvoor valt niets te splitsen.")
    deel.regels, rest = deel.regels[:plek], deel.regels[plek:]
    achter = _maak_deel(nieuw, rest)
    nieuw.delen.insert(nieuw.delen.index(deel) + 1, achter)
    return nieuw, achter.sleutel


def zet_vorm(indeling: Indeling, nummers: Collection[str], vorm: str) -> Indeling:
    """Makes these lines a heading, the begin of a paragraph or an item, or the going on of what stands above."""
    if vorm not in get_args(Regelvorm):
        raise ValueError("Kies uit de lijst wat deze regels zijn.")
    nieuw = indeling.model_copy(deep=True)
    for regel in _zoek(nieuw, nummers):
        regel.vorm = vorm  # type: ignore[assignment]
    return _titels_mee(indeling, nieuw)


def zet_tekst(indeling: Indeling, nummer: str, tekst: str) -> Indeling:
    """Other words for one line; what stands in the source stays beside it."""
    tekst = " ".join(tekst.split())
    if not tekst:
        raise ValueError("Een regel kan niet leeg zijn. Hoort hij nergens bij, zet hem dan bij de bladvulling.")
    if len(tekst) > 5000:
        raise ValueError("Deze regel is langer dan 5000 tekens. Maak hem korter.")
    nieuw = indeling.model_copy(deep=True)
    (regel,) = _zoek(nieuw, [nummer])
    regel.tekst = tekst
    return _titels_mee(indeling, nieuw)


def _titels_mee(was: Indeling, nieuw: Indeling) -> Indeling:
    """A title that said what its heading said goes on doing so; readers see no heading but the title."""
    for oud, deel in zip(was.delen, nieuw.delen, strict=True):
        eerst, dan = titels_van(oud), titels_van(deel)
        if len(eerst) == len(dan):
            deel.titel = next(
                (na[:300] for voor, na in zip(eerst, dan, strict=True) if voor[:300] == oud.titel and na), oud.titel
            )
    return nieuw


def _begin(deel: Boekdeel) -> tuple[int, ...]:
    return min((volgorde(regel) for regel in deel.regels), default=(0,))


def _zonder_kop(regel: Boekregel) -> Boekregel:
    """A heading that comes into another part is text there."""
    return regel.model_copy(update={"vorm": "alinea"}) if regel.vorm == "kop" else regel


def _zoek(indeling: Indeling, nummers: Collection[str]) -> list[Boekregel]:
    gezocht = set(nummers)
    if not gezocht:
        raise ValueError(NIETS_GEKOZEN)
    regels = [regel for regel in alle_regels(indeling) if regel.n in gezocht]
    if len(regels) != len(gezocht):
        raise ValueError(REGEL_WEG)
    return regels


def _neem(indeling: Indeling, nummers: Collection[str]) -> tuple[Indeling, list[Boekregel]]:
    """A copy without these lines, and the lines."""
    nieuw = indeling.model_copy(deep=True)
    regels = _zoek(nieuw, nummers)
    weg = {regel.n for regel in regels}
    for lijst in (nieuw.los, nieuw.vulling, *(deel.regels for deel in nieuw.delen)):
        lijst[:] = [regel for regel in lijst if regel.n not in weg]
    return nieuw, regels


def _maak_deel(indeling: Indeling, regels: list[Boekregel]) -> Boekdeel:
    """A part with a key that is free; its first line is its heading."""
    eerste = regels[0].model_copy(update={"vorm": "kop"})
    titel = aaneen([eerste])[:300]
    bezet = {deel.sleutel for deel in indeling.delen}
    soort, naam = kop_van(titel) or ("tekst", "")
    if not naam or f"{soort}/{naam}" in bezet:
        soort, naam = "tekst", naam_uit(titel)
    vrij, nummer = naam, 2
    while f"{soort}/{vrij}" in bezet:
        vrij, nummer = f"{naam[:56]}-{nummer}", nummer + 1
    velden: dict[str, Any] = {"soort": soort, "naam": vrij, "titel": titel}
    return Boekdeel(**velden, regels=[eerste, *regels[1:]])


def _zonder_lege_delen(indeling: Indeling) -> Indeling:
    """A part from which the last line went is no part any more."""
    indeling.delen = [deel for deel in indeling.delen if deel.regels]
    return indeling
