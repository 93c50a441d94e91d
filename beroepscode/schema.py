"""What a themablad and a loket consist of. The loader, the editor and the pages share these models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kernwaarde = Literal["integer", "betrouwbaar", "moedig", "verbindend"]
Zin = Annotated[str, Field(min_length=1, max_length=600)]
Woord = Annotated[str, Field(min_length=1, max_length=80)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=80)]


class Deel(BaseModel):
    """Base of all content parts: unknown fields are a mistake, surrounding blanks are not content."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Wet(Deel):
    """A rule of law; ``artikel`` is empty where only the law as a whole is certain."""

    regeling: Zin
    artikel: str = ""
    bwb: Annotated[str, Field(pattern=r"^(BWBR\d{7})?$")] = ""
    zin: Zin

    @property
    def url(self) -> str:
        """The law at wetten.overheid.nl, or empty when its BWB id is not known."""
        return f"https://wetten.overheid.nl/{self.bwb}/" if self.bwb else ""

    @property
    def kop(self) -> str:
        return f"{self.regeling}, artikel {self.artikel}" if self.artikel else self.regeling


class Uitspraak(Deel):
    ecli: Annotated[str, Field(pattern=r"^ECLI:NL:[A-Z]+:\d{4}:\d+$")]
    zin: Zin

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

    sleutel: Slug
    label: Zin
    hulp: Zin


class Uitkomst(Deel):
    uitkomst: Literal["ja", "nee", "overleg"]
    tekst: Zin
    bij: list[Slug] = []


class Meldvraag(Deel):
    """A question of "moet ik dit melden?"; ``ja`` and ``nee`` lead to a later question or an outcome."""

    sleutel: Slug
    vraag: Zin
    ja: Uitkomst | Slug
    nee: Uitkomst | Slug


class Gespreksstap(Deel):
    minuten: Annotated[int, Field(ge=1, le=30)]
    doel: Zin
    zeg: Zin
    let_op: Zin


class Kennisvraag(Deel):
    vraag: Zin
    antwoorden: Annotated[list[Zin], Field(min_length=2, max_length=4)]
    goed: Annotated[int, Field(ge=0)]
    waarom: Zin

    @model_validator(mode="after")
    def _goed_bestaat(self) -> Kennisvraag:
        if self.goed >= len(self.antwoorden):
            raise ValueError("het goede antwoord bestaat niet")
        return self


class ThemabladInhoud(Deel):
    """The content of a themablad. ``waarom`` and ``beleid`` are the rich-text subset."""

    titel: Annotated[str, Field(min_length=3, max_length=120)]
    norm: Annotated[str, Field(min_length=10, max_length=260)]
    kort: Annotated[str, Field(min_length=10, max_length=200)]
    kernwaarden: Annotated[list[Kernwaarde], Field(min_length=1, max_length=2)]
    richtlijnen: list[Slug] = []
    trefwoorden: list[Woord] = []
    waarom: Annotated[str, Field(min_length=20)]
    beleid: Annotated[str, Field(min_length=20)]
    wet: list[Wet] = []
    uitspraken: Annotated[list[Uitspraak], Field(max_length=3)] = []
    voorbeelden: Annotated[list[Voorbeeld], Field(min_length=3)]
    invullen: list[Invulveld] = []
    melden: Annotated[list[Meldvraag], Field(min_length=1, max_length=4)]
    vragen: Annotated[list[Zin], Field(min_length=1)]
    gesprek: list[Gespreksstap] = []
    kennisvragen: list[Kennisvraag] = []
    loketten: Annotated[list[Slug], Field(min_length=1)]
    verwant: list[Slug] = []

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
    kort: Annotated[str, Field(min_length=10, max_length=200)]
    volgorde: int = 100
    vertrouwelijk: Literal["ja", "nee", "deels"]
    vertrouwelijk_uitleg: Zin
    voor: Annotated[list[Zin], Field(min_length=1)]
    niet_voor: list[Zin] = []
    bereiken: Annotated[list[Zin], Field(min_length=1)]
    trefwoorden: list[Woord] = []
    eigen_toevoeging: bool = False
    tekst: Annotated[str, Field(min_length=20)]
