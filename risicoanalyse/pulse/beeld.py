"""What may be said of toen and nu: pure functions of two published forms.

Of each question only the interval of positions that fits its bands is known. A difference is said only when the two
intervals do not touch; and beside it stands how few envelopes could have made it, which follows from the same bands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from risicoanalyse import scoring
from risicoanalyse.beeld import zinnen
from risicoanalyse.beeld.uitslag import _deelname, _thema
from risicoanalyse.beeld.vorm import Tabel
from risicoanalyse.pulse.kiezen import AANTAL
from risicoanalyse.scoring import CATEGORIEEN, NIET_TE_ZEGGEN, Item, Meting, _ruimte, positie, verschil
from vik_portal.meedoen.banden import NAMEN, Uitslag

Banden = tuple[int, int, int, int]
Verschil = Literal["hoger", "lager", ""]

GROEP = {
    "klein": "vijf tot negen enveloppen",
    "midden": "tien tot negentien enveloppen",
    "groot": "twintig of meer enveloppen",
}
WOORD: dict[Verschil, str] = {
    "hoger": "Hoger dan toen",
    "lager": "Lager dan toen",
    "": "Geen verschil dat we kunnen zien",
}
#: How often three questions show a difference when nothing changed and everybody in the room is somebody else. From
#: invented groups of five to nine, ten to nineteen and twenty to thirty people; a test counts it again. With the same
#: people it is rarer: of twelve of whom half are others about one time in six.
TOEVAL = {
    "klein": "ongeveer één op de zes keer",
    "midden": "ongeveer één op de drie keer",
    "groot": "ongeveer de helft van de keren",
}
BALK = (
    "Een balk loopt van de laagste tot de hoogste plek die bij de antwoorden past. Overlappen ze, dan zeggen we niets."
)


#: The drawing of one question: width and height of its viewBox; the bars begin right of their names.
TEKENING = (640, 92)
_LINKS, _BOVEN, _HOOG, _TUSSEN, _PER = 92, 10, 30, 12, 5.48


@dataclass(frozen=True)
class Balk:
    """A rectangle in the units of :data:`TEKENING`."""

    naam: str
    x: int
    y: int
    breed: int
    hoog: int

    @property
    def letters_y(self) -> int:
        """The baseline of its name."""
        return self.y + self.hoog - 7


@dataclass(frozen=True)
class Vergelijking:
    """One question, toen and nu. Positions run from 0 (first answer) to 100 (last); reversed items are not turned.

    ``kenmerken`` are (icon, words) that come before the difference: a position hides the smaller group.
    """

    thema: str
    tekst: str
    verschil: Verschil
    zin: str
    kenmerken: tuple[tuple[str, str], ...]
    toen: Meting
    nu: Meting
    #: The first and the last answer of the scale.
    einden: tuple[str, str]
    omgekeerd: bool
    tabel: Tabel

    @property
    def woord(self) -> str:
        return WOORD[self.verschil]

    @property
    def alt(self) -> str:
        """The two bars in words."""
        waar = {
            "hoger": "De balk van nu ligt helemaal rechts van die van toen",
            "lager": "De balk van nu ligt helemaal links van die van toen",
            "": "De balken van toen en nu overlappen",
        }[self.verschil]
        return f"{waar}, op een lijn van “{zinnen.klein(self.einden[0])}” naar “{zinnen.klein(self.einden[1])}”."

    @property
    def balken(self) -> tuple[Balk, ...]:
        """The intervals as bars, never too short to be seen."""
        balken = []
        for regel, (naam, meting) in enumerate((("Toen", self.toen), ("Nu", self.nu))):
            begin = min(round(meting.laag), 98)
            lengte = max(2, round(meting.hoog) - begin)
            y = _BOVEN + regel * (_HOOG + _TUSSEN)
            balken.append(Balk(naam, round(_LINKS + _PER * begin), y, round(_PER * lengte), _HOOG))
        return tuple(balken)

    @property
    def lijn(self) -> Balk:
        """From the first to the last answer, behind the bars."""
        return Balk("", _LINKS, 0, round(_PER * 100), TEKENING[1])


@dataclass(frozen=True)
class PulseBeeld:
    """Everything that is shown of a pulse beside its analysis, on whatever carrier."""

    conclusie: str
    vragen: tuple[Vergelijking, ...]
    #: The honest sentence: what a difference of this size can mean in a group of this size.
    duiding: str
    ongeldig: str
    #: What chance alone does, and what nobody should look for.
    bedenk: str
    uitleg: str = BALK


def maak(vragen: Sequence[tuple[int, Item]], toen: Uitslag, nu: Uitslag) -> PulseBeeld:
    """``vragen`` are (number in the analysis from 1, item) in the order in which they were asked again.

    Raises ``ValueError`` for exact counts, and for a round of another number of questions.
    """
    if {toen.vorm, nu.vorm} != {"banden"} or len(nu.waarden) != len(vragen):
        raise ValueError("deze uitslag hoort niet bij deze vragen")
    gezien, bewegingen = [], []
    for plek, (nummer, item) in enumerate(vragen):
        voor, na = toen.waarden[nummer - 1], nu.waarden[plek]
        vergelijking = vergelijk(item, toen.trap, voor, nu.trap, na)
        gezien.append(vergelijking)
        if vergelijking.verschil and toen.trap == nu.trap:
            bewegingen.append(minstens_anders(nu.trap, _banden(voor), _banden(na)))
    aantal = sum(bool(vergelijking.verschil) for vergelijking in gezien)
    return PulseBeeld(
        conclusie=conclusie(aantal, len(gezien)),
        vragen=tuple(gezien),
        duiding=duiding(toen.trap, nu.trap, bewegingen),
        ongeldig=_deelname(nu).ongeldig,
        bedenk=bedenk(toen.trap, nu.trap, len(gezien)),
    )


def _banden(waarden: Mapping[str, int]) -> Banden:
    laag, midden, hoog, weet = (waarden[categorie] for categorie in CATEGORIEEN)
    return laag, midden, hoog, weet


# --- one question ------------------------------------------------------------------------------


def vergelijk(item: Item, trap_toen: str, toen: Mapping[str, int], trap_nu: str, nu: Mapping[str, int]) -> Vergelijking:
    voor, na = positie(trap_toen, _banden(toen)), positie(trap_nu, _banden(nu))
    gezien = verschil(voor, na)
    anders: Verschil = "" if gezien == NIET_TE_ZEGGEN else gezien
    return Vergelijking(
        thema=_thema(item),
        tekst=item.tekst,
        verschil=anders,
        zin=_zin(item, anders),
        kenmerken=(*_kenmerken("Toen", trap_toen, toen), *_kenmerken("Nu", trap_nu, nu)),
        toen=voor,
        nu=na,
        einden=(item.schaal[0], item.schaal[-1]),
        omgekeerd=item.omgekeerd,
        tabel=Tabel(
            f"{_thema(item)}: {item.tekst}",
            ("Antwoord", "Toen", "Nu"),
            tuple(
                (label, NAMEN[trap_toen][toen[categorie]], NAMEN[trap_nu][nu[categorie]])
                for categorie, label in zinnen.antwoorden(item)
            ),
        ),
    )


def _kenmerken(wanneer: str, trap: str, banden: Mapping[str, int]) -> list[tuple[str, str]]:
    gevonden = [("verdeeld", f"{wanneer} verdeeld")] if scoring.verdeeld(trap, banden) else []
    return gevonden + ([("blind", f"{wanneer} een blinde vlek")] if scoring.blind(trap, banden) else [])


def _zin(item: Item, anders: Verschil) -> str:
    """What the difference means in the method's own words: druk for A and B, houvast for C."""
    if not anders:
        return f"{WOORD['']}."
    meer = (anders == "hoger") != item.omgekeerd
    wat = f"{'meer' if meer else 'minder'} {'houvast' if item.deel == 'c' else 'druk'}"
    bij = "Bij deze vraag is dat" if item.omgekeerd else "Dat is"
    return f"Jullie antwoorden liggen {anders} dan toen. {bij} {wat}."


# --- all questions together --------------------------------------------------------------------


def conclusie(anders: int, totaal: int) -> str:
    """The heading above the comparison: in how many of its questions a difference is to be seen."""
    if totaal == 1:
        return f"Bij de vraag van toen zien we {'een' if anders else 'geen'} verschil"
    if anders == totaal:
        return f"Bij {'allebei' if totaal == 2 else f'alle {zinnen.telwoord(totaal)}'} de vragen zien we een verschil"
    return f"Bij {zinnen.telwoord(anders)} van de {zinnen.telwoord(totaal)} vragen zien we een verschil"


def duiding(trap_toen: str, trap_nu: str, bewegingen: Sequence[int]) -> str:
    """The honest sentence. ``bewegingen`` says per visible difference how many envelopes it takes at least."""
    if trap_toen != trap_nu:
        return (
            f"Toen telden we {GROEP[trap_toen]} en nu {GROEP[trap_nu]}. "
            "Alleen daardoor al kan een verschil ontstaan of verdwijnen."
        )
    groep = GROEP[trap_nu]
    if not bewegingen and trap_nu == "groot":
        # Here two envelopes of twenty can be enough.
        return f"Met {groep} zien we ook een kleine verschuiving. Een heel kleine kan er toch zijn."
    if not bewegingen:
        return f"Met {groep} zien we alleen een duidelijke verschuiving. Een kleinere kan er toch zijn."
    een, minst = len(bewegingen) == 1, min(bewegingen)
    welke = "dit verschil" if een else "elk van deze verschillen"
    if trap_nu == "groot":
        wat = "is minstens één" if minst == 1 else f"zijn minstens {zinnen.telwoord(minst)}"
        return f"Voor {welke} {wat} van elke twintig enveloppen anders ingevuld, erbij gekomen of weggevallen."
    if minst == 1:
        welke = "dit hele verschil" if een else "een van deze verschillen"
        return f"Met {groep} kan één envelop {welke} maken: anders ingevuld, erbij gekomen of weggevallen."
    return (
        f"Voor {welke} zijn minstens {zinnen.telwoord(minst)} van de {groep} anders ingevuld, erbij gekomen of "
        "weggevallen."
    )


def bedenk(trap_toen: str, trap_nu: str, vragen: int) -> str:
    """Holds for every comparison, whatever came out: the share of chance, and that nothing here is about one person."""
    regels = ["Bedenk erbij: ook als het werk hetzelfde blijft, kunnen we een verschil zien."]
    if trap_toen == trap_nu and vragen == AANTAL:
        regels.append(f"Zitten er allemaal andere mensen dan toen, dan gebeurt dat bij drie vragen {TOEVAL[trap_nu]}.")
    else:
        regels.append("Zitten er andere mensen dan toen, dan gebeurt dat vaker.")
    regels.append("Vragen die toen opvielen, vallen een tweede keer ook vaak minder op.")
    return " ".join([*regels, "Zoek niet uit wie er anders koos."])


@cache
def minstens_anders(trap: str, toen: Banden, nu: Banden) -> int:
    """The fewest envelopes that were filled in otherwise, came or went between two forms of the same tier.

    From twenty envelopes on a form knows shares only: then it is how many of every twenty. Raises ``ValueError`` for
    bands that cannot occur together.
    """
    minst = [
        max(totaal_toen, totaal_nu) - _meeste_gelijk(totaal_toen, grenzen_toen, totaal_nu, grenzen_nu)
        for totaal_toen, grenzen_toen in _mogelijk(trap, toen)
        for totaal_nu, grenzen_nu in _mogelijk(trap, nu)
    ]
    if not minst:
        raise ValueError("deze banden kunnen niet samen voorkomen")
    return min(minst)


Grenzen = list[tuple[int, int]]


def _mogelijk(trap: str, banden: Banden) -> list[tuple[int, Grenzen]]:
    """(total, fewest and most per category) for every total that these bands allow."""
    ruimtes = [{totaal: (minst, meest) for totaal, minst, meest in _ruimte(trap, index)} for index in banden]
    mogelijk = []
    for totaal in ruimtes[0]:
        if all(totaal in ruimte for ruimte in ruimtes):
            grenzen = [ruimte[totaal] for ruimte in ruimtes]
            if sum(minst for minst, _ in grenzen) <= totaal <= sum(meest for _, meest in grenzen):
                mogelijk.append((totaal, grenzen))
    return mogelijk


def _meeste_gelijk(totaal_toen: int, toen: Grenzen, totaal_nu: int, nu: Grenzen) -> int:
    """The most envelopes that can be the same in both forms.

    What both forms must hold is free. A further equal envelope in a category takes room from the form that need not
    hold it, and of both when neither must: so those that cost one room first, then those that cost two.
    """
    vrij = alleen_toen = alleen_nu = beide = 0
    for (minst_toen, meest_toen), (minst_nu, meest_nu) in zip(toen, nu, strict=True):
        meest = min(meest_toen, meest_nu)
        gratis = min(minst_toen, minst_nu, meest)
        half = min(max(minst_toen, minst_nu), meest) - gratis
        vrij += gratis
        alleen_toen += half if minst_nu > minst_toen else 0
        alleen_nu += half if minst_toen > minst_nu else 0
        beide += meest - gratis - half
    over_toen = totaal_toen - sum(minst for minst, _ in toen)
    over_nu = totaal_nu - sum(minst for minst, _ in nu)
    uit_toen, uit_nu = min(alleen_toen, over_toen), min(alleen_nu, over_nu)
    return vrij + uit_toen + uit_nu + min(beide, over_toen - uit_toen, over_nu - uit_nu)
