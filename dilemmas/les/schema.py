"""What a lesprogramma consists of. The loader, the editor and the pages share these models.

A step is one flat model for all kinds, because the editor shows one form per row: which fields a kind needs stands in
:data:`NODIG`, and what belongs to another kind is refused rather than kept unseen.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from beroepscode.schema import Deel, EenKernwaarde, EenLoket, EenThema, Slug, Zin
from vik_portal.redactie.velden import Bij, Keuzes, RijkeTekst, titels_van

Soort = Literal[
    "opening", "dilemma", "stelling", "kennisvraag", "dialoogvraag", "woorden", "waar-sta-jij", "film", "themablad",
    "gesprek", "opdracht", "eigen-dias", "pauze", "opbrengst", "evaluatie", "slot",
]  # fmt: skip
Publiek = Literal["zij-instromer", "aspirant", "team", "allen"]
Werkvorm = Literal["alleen", "tweetallen", "drietallen", "viertallen", "plenair"]

#: Kind of step → what a reader calls it.
SOORTNAMEN: dict[str, str] = {
    "opening": "Opening",
    "dilemma": "Dilemma",
    "stelling": "Stelling",
    "kennisvraag": "Kennisvraag",
    "dialoogvraag": "Gespreksvraag",
    "woorden": "Kies een woord",
    "waar-sta-jij": "Waar sta jij?",
    "film": "Film",
    "themablad": "Themablad",
    "gesprek": "Gesprek",
    "opdracht": "Opdracht",
    "eigen-dias": "Eigen dia’s",
    "pauze": "Pauze",
    "opbrengst": "Wat nemen we mee?",
    "evaluatie": "Hoe was de les?",
    "slot": "Slot",
}
#: Who a programme is for, as a reader reads it.
PUBLIEK: dict[str, str] = {
    "zij-instromer": "zij-instromers",
    "aspirant": "aspiranten",
    "team": "teams",
    "allen": "iedereen",
}
WERKVORMEN: dict[str, str] = {
    "alleen": "Alleen",
    "tweetallen": "In tweetallen",
    "drietallen": "In drietallen",
    "viertallen": "In viertallen",
    "plenair": "Met z’n allen",
}
#: Series of programmes, by slug.
REEKSEN: dict[str, str] = {
    "zij-instromers": "Drie ochtenden voor zij-instromers",
    "aspiranten": "Twee dagdelen voor aspiranten",
}
#: Kind of step → the fields that it needs; all other fields of its own stay empty. ``vorm`` may be left out.
NODIG: dict[str, tuple[str, ...]] = {
    "dilemma": ("dilemma",),
    "stelling": ("stelling",),
    "kennisvraag": ("vraag", "antwoorden", "waarom"),
    "dialoogvraag": ("dialoogvraag",),
    "woorden": ("vraag", "woorden"),
    "waar-sta-jij": ("stelling", "links", "rechts"),
    "film": ("kijkvraag", "film"),
    "themablad": ("themablad", "opdracht"),
    "gesprek": ("opdracht",),
    "opdracht": ("opdracht",),
    "eigen-dias": ("wat",),
}
#: Fields that only some kinds have.
_EIGEN = tuple(dict.fromkeys(veld for velden in NODIG.values() for veld in velden))
#: Steps in which the room answers on its phones.
MET_RONDE = frozenset({"dilemma", "stelling", "kennisvraag", "woorden", "evaluatie"})


def _dialoogvragen() -> dict[str, str]:
    from beroepscode.models import Onderdeel  # the models import this module

    return {deel.naam: deel.titel for deel in Onderdeel.objects.dialoogkaarten()}


def _leesbaar() -> dict[str, str]:
    """Themabladen and dilemmas: what somebody can read at home."""
    return titels_van("beroepscode.Themablad").geef() | titels_van("dilemmas.Dilemma").geef()


def _alleen(veld: str) -> Bij:
    """In the editor: only with the kinds of step that need this field."""
    return Bij("soort", tuple(soort for soort, velden in NODIG.items() if veld in velden))


#: A slug, or empty for steps of another kind.
MisschienSlug = Annotated[str, Field(pattern=r"^([a-z0-9-]+)?$", max_length=80)]
EenLeesstuk = Annotated[Slug, Keuzes(_leesbaar), Field(title="Themablad of dilemma")]
LetOp = Annotated[str, Field(min_length=1, max_length=300)]
Antwoord = Annotated[str, Field(min_length=1, max_length=120)]
Woord = Annotated[str, Field(min_length=1, max_length=40)]
Doel = Annotated[str, Field(min_length=1, max_length=200)]


class Lesstap(Deel):
    """One step. Lengths are those of the screen and of the step kinds that it becomes in a meeting."""

    soort: Annotated[Soort, Field(title="Soort stap", description="Vul daarna in wat bij deze soort hoort.")]
    minuten: Annotated[int, Field(ge=1, le=240)]
    titel: Annotated[str, Field(min_length=2, max_length=120)]
    zeg: Annotated[
        str, Field(max_length=2000, title="Wat je zegt", description="Letterlijk, zoals je het uitspreekt.")
    ] = ""
    let_op: Annotated[list[LetOp], Field(max_length=3, title="Waar je op let", description="Hoogstens drie.")] = []
    scherm: Annotated[
        str, Field(max_length=160, title="Wat er op het scherm staat", description="Een of twee zinnen.")
    ] = ""
    dilemma: Annotated[
        MisschienSlug, titels_van("dilemmas.Dilemma"), _alleen("dilemma"), Field(title="Welk dilemma?")
    ] = ""
    dialoogvraag: Annotated[
        MisschienSlug, Keuzes(_dialoogvragen), _alleen("dialoogvraag"), Field(title="Welke gespreksvraag?")
    ] = ""
    themablad: Annotated[
        MisschienSlug, titels_van("beroepscode.Themablad"), _alleen("themablad"), Field(title="Welk themablad?")
    ] = ""
    stelling: Annotated[str, _alleen("stelling"), Field(max_length=160)] = ""
    vraag: Annotated[str, _alleen("vraag"), Field(max_length=200)] = ""
    antwoorden: Annotated[list[Antwoord], _alleen("antwoorden"), Field(max_length=6, description="Twee tot zes.")] = []
    goed: Annotated[
        int,
        _alleen("antwoorden"),
        Field(ge=0, le=5, title="Het goede antwoord", description="Het eerste is 0, het tweede is 1."),
    ] = 0
    waarom: Annotated[str, _alleen("waarom"), Field(max_length=300, title="Waarom is dat goed?")] = ""
    woorden: Annotated[list[Woord], _alleen("woorden"), Field(max_length=8, description="Twee tot acht.")] = []
    links: Annotated[str, _alleen("links"), Field(max_length=60, title="Het ene eind")] = ""
    rechts: Annotated[str, _alleen("rechts"), Field(max_length=60, title="Het andere eind")] = ""
    kijkvraag: Annotated[str, _alleen("kijkvraag"), Field(max_length=200)] = ""
    film: Annotated[
        str,
        _alleen("film"),
        Field(
            max_length=400,
            title="Wat voor film?",
            description="Eigen of met rechten. Noem geen titel van een ander.",
        ),
    ] = ""
    opdracht: Annotated[str, _alleen("opdracht"), Field(max_length=600)] = ""
    vorm: Annotated[Werkvorm | None, _alleen("opdracht"), Field(title="Hoe werken ze?")] = None
    wat: Annotated[
        str,
        _alleen("wat"),
        Field(max_length=600, title="Wat staat er op de dia’s?", description="Wat de begeleider er zelf zet."),
    ] = ""

    @model_validator(mode="after")
    def _past_bij_soort(self) -> Lesstap:
        nodig = NODIG.get(self.soort, ())
        for veld in nodig:
            if not getattr(self, veld):
                raise ValueError(f"vul bij deze stap ‘{self._label(veld)}’ in")
        for veld in _EIGEN:
            if veld not in nodig and getattr(self, veld):
                raise ValueError(
                    f"‘{self._label(veld)}’ hoort niet bij een stap ‘{SOORTNAMEN[self.soort]}’; maak het leeg"
                )
        self._genoeg()
        return self

    @classmethod
    def _label(cls, veld: str) -> str:
        """As the editor calls a field."""
        return cls.model_fields[veld].title or veld.capitalize()

    def _genoeg(self) -> None:
        if self.soort == "kennisvraag":
            if not _verschillend(self.antwoorden):
                raise ValueError("een kennisvraag heeft minstens twee verschillende antwoorden, zonder ‘weet niet’")
            if self.goed >= len(self.antwoorden):
                raise ValueError("het goede antwoord bestaat niet: het eerste is 0, het tweede is 1")
        if self.soort == "woorden":
            if not _verschillend(self.woorden):
                raise ValueError("geef minstens twee verschillende woorden, zonder ‘weet niet’")
            if len(self.vraag) > 160:
                raise ValueError("houd de vraag bij de woorden op 160 tekens")
        if self.soort == "stelling" and len(self.stelling) < 8:
            raise ValueError("deze stelling is te kort om over te stemmen; maak er een zin van")

    @property
    def soortnaam(self) -> str:
        return SOORTNAMEN[self.soort]

    @property
    def werkvorm(self) -> str:
        """``In tweetallen``, or empty."""
        return WERKVORMEN.get(self.vorm or "", "")


def _verschillend(keuzes: list[str]) -> bool:
    """Two or more, none twice, and not the one that phones always add."""
    return len({keuze.casefold() for keuze in keuzes} - {"weet niet"}) == len(keuzes) >= 2


class Huiswerk(Deel):
    titel: Annotated[str, Field(min_length=2, max_length=120)]
    tekst: Zin
    tijd: Annotated[int, Field(ge=1, le=240, title="Hoeveel minuten")]


class LesprogrammaInhoud(Deel):
    """The content of a lesprogramma. ``leiding`` is the rich-text subset; times are minutes and add up."""

    titel: Annotated[str, Field(min_length=3, max_length=120)]
    kort: Annotated[
        str,
        Field(min_length=10, max_length=160, title="In het kort", description="Staat in lijsten en zoekresultaten."),
    ]
    voor: Annotated[Publiek, Field(title="Voor wie")]
    reeks: Annotated[
        str,
        Keuzes(REEKSEN.copy),
        Field(pattern=r"^([a-z0-9-]+)?$", max_length=80, description="Leeg als het los staat."),
    ] = ""
    nummer: Annotated[int, Field(ge=1, le=20, description="De hoeveelste van de reeks.")] = 1
    groep: Annotated[str, Field(min_length=2, max_length=80, title="Hoe groot is de groep?")]
    doel: Annotated[list[Doel], Field(min_length=2, max_length=4, description="Wat je daarna kunt. Twee tot vier.")]
    klaarzetten: Annotated[list[Doel], Field(min_length=2, max_length=6, description="Twee tot zes.")]
    kernwaarden: Annotated[list[EenKernwaarde], Field(max_length=2)] = []
    themas: Annotated[list[EenThema], Field(min_length=1, max_length=4, title="Themabladen")]
    loketten: Annotated[list[EenLoket], Field(min_length=1, max_length=4)]
    leiding: Annotated[RijkeTekst, Field(min_length=100, title="Voor wie dit leidt")]
    duur: Annotated[int, Field(ge=5, le=480, title="Duur", description="In minuten. De stappen samen duren zo lang.")]
    stappen: Annotated[list[Lesstap], Field(min_length=2, max_length=40)]
    huiswerk: Annotated[list[Huiswerk], Field(max_length=5)] = []
    thuis_lezen: Annotated[list[EenLeesstuk], Field(max_length=6, title="Thuis te lezen")] = []

    @field_validator("stappen")
    @classmethod
    def _tijden_kloppen(cls, stappen: list[Lesstap], info: ValidationInfo) -> list[Lesstap]:
        duur, samen = info.data.get("duur"), sum(stap.minuten for stap in stappen)
        if duur is not None and samen != duur:
            raise ValueError(f"de stappen duren samen {samen} minuten en het programma {duur}; maak die twee gelijk")
        if sum(stap.soort == "evaluatie" for stap in stappen) > 1:
            raise ValueError("er is één evaluatie; haal de andere weg")
        return stappen

    @property
    def duur_in_woorden(self) -> str:
        """``20 minuten``, ``3 uur``, ``2,5 uur`` or ``3 uur en 20 minuten``."""
        uren, rest = divmod(self.duur, 60)
        if not uren:
            return f"{rest} minuten"
        if rest == 30:
            return f"{uren},5 uur"
        return f"{uren} uur" + (f" en {rest} minuten" if rest else "")

    @property
    def publiek(self) -> str:
        return PUBLIEK[self.voor]

    @property
    def reeksnaam(self) -> str:
        """What the series is called; empty without one."""
        return REEKSEN.get(self.reeks, self.reeks.replace("-", " ").capitalize())

    def dilemmas(self) -> list[str]:
        """Slugs, in the order of the steps."""
        return [stap.dilemma for stap in self.stappen if stap.dilemma]
