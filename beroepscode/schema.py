"""What a themablad and a loket consist of. The loader, the editor and the pages share these models.

``title`` and ``description`` are what a writer reads beside the field in the editor.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.apps import apps
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from vik_portal.redactie.velden import Keuzes, RijkeTekst, titels_van

Kernwaarde = Literal["integer", "betrouwbaar", "moedig", "verbindend"]
Zin = Annotated[str, Field(min_length=1, max_length=600)]
Woord = Annotated[str, Field(min_length=1, max_length=80)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=80)]


def _richtlijnen() -> dict[str, str]:
    from beroepscode.models import Onderdeel  # the models import this module

    return {deel.naam: deel.titel for deel in Onderdeel.objects.actief().filter(soort=Onderdeel.Soort.RICHTLIJN)}


#: What the editor offers as a choice: a value, or a slug of something else.
EenKernwaarde = Annotated[Kernwaarde, Field(title="Kernwaarde")]
EenLoket = Annotated[Slug, titels_van("beroepscode.Loket"), Field(title="Loket")]
EenThema = Annotated[Slug, titels_van("beroepscode.Themablad"), Field(title="Themablad")]
EenRichtlijn = Annotated[Slug, Keuzes(_richtlijnen), Field(title="Richtlijn")]


class Deel(BaseModel):
    """Base of all content parts: unknown fields are a mistake, surrounding blanks are not content."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Wet(Deel):
    """A rule of law; ``artikel`` is empty where only the law as a whole is certain."""

    regeling: Zin
    artikel: Annotated[str, Field(description="Leeg als alleen de wet zeker is. Bijvoorbeeld: 7 lid 1.")] = ""
    bwb: Annotated[
        str,
        Field(
            pattern=r"^(BWBR\d{7})?$",
            title="BWB-nummer",
            description="Van wetten.overheid.nl, bijvoorbeeld BWBR0022463.",
        ),
    ] = ""
    zin: Annotated[Zin, Field(title="Wat er staat, in je eigen woorden")]

    @property
    def url(self) -> str:
        """The law at wetten.overheid.nl, or empty when its BWB id is not known."""
        return f"https://wetten.overheid.nl/{self.bwb}/" if self.bwb else ""

    @property
    def kop(self) -> str:
        return f"{self.regeling}, artikel {self.artikel}" if self.artikel else self.regeling


class Uitspraak(Deel):
    ecli: Annotated[
        str,
        Field(
            pattern=r"^ECLI:NL:[A-Z]+:\d{4}:\d+$",
            title="ECLI-nummer",
            description="Van rechtspraak.nl, bijvoorbeeld ECLI:NL:CRVB:2020:123.",
        ),
    ]
    zin: Annotated[Zin, Field(title="Wat de rechter zei, in je eigen woorden")]

    @property
    def url(self) -> str:
        return f"https://uitspraken.rechtspraak.nl/details?id={self.ecli}"


class Voorbeeld(Deel):
    soort: Literal["mag", "mag-niet", "bespreek"]
    waar: Literal[
        "basisteam", "recherche", "meldkamer", "arrestantenzorg", "intake",
        "verkeer", "staf", "leidinggevende", "opleiding", "prive",
    ]  # fmt: skip
    tekst: Zin


class Invulveld(Deel):
    """A place where a unit fills in its own rule, because the portal does not invent internal rules."""

    sleutel: Annotated[Slug, Field(description="Korte naam zonder spaties, bijvoorbeeld eigen-regel.")]
    label: Annotated[Zin, Field(title="Kop")]
    hulp: Annotated[Zin, Field(title="Wat de eenheid hier invult")]


class Uitkomst(Deel):
    uitkomst: Annotated[Literal["ja", "nee", "overleg"], Field(title="Melden?")]
    tekst: Annotated[Zin, Field(title="Wat doe je dan?")]
    bij: Annotated[list[EenLoket], Field(title="Bij wie")] = []


Vervolg = Annotated[Slug, Field(title="Naar vraag", description="De sleutel van een vraag die hierna komt.")]


class Meldvraag(Deel):
    """A question of "moet ik dit melden?"; ``ja`` and ``nee`` lead to a later question or an outcome."""

    sleutel: Annotated[Slug, Field(description="Korte naam, bijvoorbeeld v1. Een eerdere vraag kan ernaar verwijzen.")]
    vraag: Zin
    ja: Annotated[Uitkomst | Vervolg, Field(title="Is het ja")]
    nee: Annotated[Uitkomst | Vervolg, Field(title="Is het nee")]


class Gespreksstap(Deel):
    minuten: Annotated[int, Field(ge=1, le=30)]
    doel: Zin
    zeg: Annotated[Zin, Field(title="Wat je zegt")]
    let_op: Annotated[Zin, Field(title="Waar je op let")]


class Kennisvraag(Deel):
    vraag: Zin
    antwoorden: Annotated[list[Zin], Field(min_length=2, max_length=4, description="Twee, drie of vier.")]
    goed: Annotated[int, Field(ge=0, title="Het goede antwoord", description="Het eerste is 0, het tweede is 1.")]
    waarom: Annotated[Zin, Field(title="Waarom is dat goed?")]

    @model_validator(mode="after")
    def _goed_bestaat(self) -> Kennisvraag:
        if self.goed >= len(self.antwoorden):
            raise ValueError("het goede antwoord bestaat niet")
        return self


def _afbeeldingen() -> dict[str, str]:
    """The images in the portal: fingerprint → description. Asked when the form is shown."""
    model = apps.get_model("media.Afbeelding")
    return {"": "Geen afbeelding"} | dict(
        model._default_manager.filter(besloten=False).values_list("vingerafdruk", "alt")
    )


class ThemabladInhoud(Deel):
    """The content of a themablad. ``waarom`` and ``beleid`` are the rich-text subset."""

    titel: Annotated[str, Field(min_length=3, max_length=120)]
    norm: Annotated[
        str, Field(min_length=10, max_length=260, title="De norm", description="Eén zin die met je begint.")
    ]
    kort: Annotated[
        str,
        Field(min_length=10, max_length=200, title="In het kort", description="Staat in lijsten en zoekresultaten."),
    ]
    kernwaarden: Annotated[list[EenKernwaarde], Field(min_length=1, max_length=2, description="Eén of twee.")]
    richtlijnen: Annotated[list[EenRichtlijn], Field(description="Uit de beroepscode.")] = []
    trefwoorden: Annotated[list[Woord], Field(description="Woorden waar iemand op zoekt.")] = []
    waarom: Annotated[RijkeTekst, Field(min_length=20, title="Waarom dit telt")]
    beleid: Annotated[RijkeTekst, Field(min_length=20, description="Hoofdlijn, harde grens en grijs gebied.")]
    wet: Annotated[list[Wet], Field(title="Wetten")] = []
    uitspraken: Annotated[list[Uitspraak], Field(max_length=3, description="Hoogstens drie.")] = []
    voorbeelden: Annotated[list[Voorbeeld], Field(min_length=3, description="Minstens drie.")]
    invullen: Annotated[
        list[Invulveld], Field(title="Vult de eenheid in", description="Voor interne regels: die verzinnen we niet.")
    ] = []
    melden: Annotated[
        list[Meldvraag],
        Field(min_length=1, max_length=4, title="Moet ik dit melden?", description="Eén tot vier vragen, op volgorde."),
    ]
    vragen: Annotated[list[Zin], Field(min_length=1, title="Vragen voor je team")]
    gesprek: Annotated[
        list[Gespreksstap], Field(title="Gesprek van tien minuten", description="Voor wie het gesprek leidt.")
    ] = []
    kennisvragen: list[Kennisvraag] = []
    loketten: Annotated[list[EenLoket], Field(min_length=1, description="Wie het eerst past, staat bovenaan.")]
    afbeelding: Annotated[
        str,
        Keuzes(_afbeeldingen),
        Field(pattern=r"^([0-9a-f]{64})?$", description="Zet een nieuwe afbeelding eerst bij Afbeeldingen."),
    ] = ""
    verwant: Annotated[list[EenThema], Field(title="Bladen die hierop lijken")] = []

    @field_validator("invullen", "melden")
    @classmethod
    def _elk_een_eigen_sleutel(cls, delen: list[Any], info: ValidationInfo) -> list[Any]:
        """Rules, links and answers find their place by it. Judged on writing: what stands online stays readable."""
        sleutels = [deel.sleutel for deel in delen]
        dubbel = next((sleutel for sleutel in sleutels if sleutels.count(sleutel) > 1), None)
        if dubbel and info.context and info.context.get("streng"):
            raise ValueError(f"de sleutel {dubbel} staat er twee keer, geef elk een eigen sleutel")
        return delen

    @model_validator(mode="after")
    def _meldvragen_lopen_door(self) -> ThemabladInhoud:
        """Every answer leads to a later question or an outcome: no loops, no dead ends."""
        sleutels = [vraag.sleutel for vraag in self.melden]
        for i, vraag in enumerate(self.melden):
            for doel in (vraag.ja, vraag.nee):
                if isinstance(doel, str) and doel not in sleutels[i + 1 :]:
                    raise ValueError(f"vraag {vraag.sleutel} verwijst naar {doel}, en die komt daarna niet")
        return self

    def voorbeelden_van(self, soort: str) -> list[Voorbeeld]:
        return [voorbeeld for voorbeeld in self.voorbeelden if voorbeeld.soort == soort]


class LoketInhoud(Deel):
    """Where to turn to. ``eigen_toevoeging`` marks a loket that the booklet does not list by itself."""

    titel: Annotated[str, Field(min_length=3, max_length=120)]
    kort: Annotated[
        str,
        Field(min_length=10, max_length=200, title="In het kort", description="Wanneer ga je hierheen? Eén zin."),
    ]
    volgorde: Annotated[int, Field(description="Een laag getal staat hoger in de lijst.")] = 100
    vertrouwelijk: Literal["ja", "nee", "deels"]
    vertrouwelijk_uitleg: Annotated[Zin, Field(title="Wie hoort wat je zegt?")]
    voor: Annotated[list[Zin], Field(min_length=1, title="Hiervoor kun je er terecht")]
    niet_voor: Annotated[list[Zin], Field(title="Hiervoor beter ergens anders")] = []
    bereiken: Annotated[list[Zin], Field(min_length=1, title="Zo kom je er")]
    trefwoorden: Annotated[list[Woord], Field(description="Woorden waar iemand op zoekt.")] = []
    eigen_toevoeging: Annotated[bool, Field(title="Dit loket staat niet in het boekje")] = False
    tekst: Annotated[RijkeTekst, Field(min_length=20, title="Wat er gebeurt")]


class Handgreep(Deel):
    """A step of a handreiking: what to do, and where it helps the words to say it with."""

    kop: Annotated[Zin, Field(description="Begin met een werkwoord. Minuten mogen erachter: (5 minuten).")]
    tekst: Annotated[Zin, Field(title="Wat je doet")]
    zeg: Annotated[str, Field(max_length=600, title="Wat je zegt", description="Leeg als er niets te zeggen is.")] = ""


class Valkuil(Deel):
    tekst: Annotated[Zin, Field(title="Wat er misgaat")]
    ondervang: Annotated[Zin, Field(title="Wat ertegen helpt")]


class HandreikingInhoud(Deel):
    """How to do something that is hard: in steps, with what to check before and what goes wrong."""

    titel: Annotated[str, Field(min_length=3, max_length=120)]
    kort: Annotated[
        str,
        Field(min_length=10, max_length=200, title="In het kort", description="Staat in lijsten en zoekresultaten."),
    ]
    voor: Annotated[Literal["beiden", "medewerker", "leidinggevende"], Field(title="Voor wie")] = "beiden"
    minuten: Annotated[
        int, Field(ge=0, le=480, title="Hoeveel minuten het kost", description="0 als dat per keer verschilt.")
    ] = 0
    tekst: Annotated[RijkeTekst, Field(min_length=20, title="Waar het om gaat")]
    stappen: Annotated[list[Handgreep], Field(min_length=1)]
    checklist: Annotated[list[Zin], Field(title="Loop dit na", description="Waaraan je ziet dat het klopt.")] = []
    valkuilen: list[Valkuil] = []
    trefwoorden: Annotated[list[Woord], Field(description="Woorden waar iemand op zoekt.")] = []
    verwant: Annotated[
        list[EenThema], Field(title="Themabladen", description="Op die bladen staat een link naar deze handreiking.")
    ] = []
    loketten: Annotated[list[EenLoket], Field(description="Wie het eerst past, staat bovenaan.")] = []
