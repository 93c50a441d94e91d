"""What a briefing item consists of. The loader, the editor, the wall screen and the exports share this model.

``title`` and ``description`` are what a writer reads beside the field in the editor.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.apps import apps
from pydantic import (
    AfterValidator,
    Field,
    SerializerFunctionWrapHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)

from beroepscode.schema import Deel, EenRichtlijn, EenThema, Zin
from vik_portal.media import webvtt
from vik_portal.media.beeld import MediaFout
from vik_portal.redactie.opmaak import platte_tekst
from vik_portal.redactie.velden import Keuzes, RijkeTekst, Verborgen

#: What a briefer says in three minutes.
MEESTE_WOORDEN = 360


def _afbeeldingen() -> dict[str, str]:
    model = apps.get_model("media.Afbeelding")
    return {"": "Geen afbeelding"} | dict(model._default_manager.values_list("vingerafdruk", "alt"))


def _films() -> dict[str, str]:
    klaar = apps.get_model("media.Video")._default_manager.filter(stand="klaar")
    return {"": "Geen film"} | {video.vingerafdruk: f"{video} ({video.lengte})" for video in klaar}


def _ondertiteling(tekst: str) -> str:
    """WebVTT as we write it ourselves; what cannot be read is a ``ValueError`` with the sentence."""
    try:
        return webvtt.netjes(tekst).strip() if tekst else ""
    except MediaFout as fout:
        raise ValueError(str(fout)) from None


Vingerafdruk = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]


class Punt(Deel):
    """One of at most four points: a word or two, and one short sentence. Read from six metres away."""

    kop: Annotated[str, Field(min_length=2, max_length=24)]
    tekst: Annotated[str, Field(min_length=3, max_length=90)]
    kant: Annotated[
        Literal["niet", "wel"] | None,
        Field(title="Zo niet of zo wel", description="Alleen als je de twee naast elkaar zet. Kies het dan overal."),
    ] = None


class Media(Deel):
    """The image and the film of an item, by the SHA-256 of their files, with everything to follow them without.

    The words stand here and not beside the file: a version keeps the captions that were approved with it.
    """

    afbeelding: Annotated[Vingerafdruk, Keuzes(_afbeeldingen)] = ""
    film: Annotated[Vingerafdruk, Keuzes(_films)] = ""
    alt: Annotated[
        str, Field(max_length=250, title="Wat is er te zien?", description="Voor wie het beeld niet ziet.")
    ] = ""
    ondertiteling: Annotated[
        str,
        Field(max_length=20_000, description="In WebVTT: een tijd en daaronder wat er gezegd wordt."),
        AfterValidator(_ondertiteling),
    ] = ""
    uitgeschreven: Annotated[
        str,
        Field(max_length=6000, title="Wat er gezegd wordt, uitgeschreven", description="In plaats van ondertiteling."),
    ] = ""

    @model_validator(mode="after")
    def _te_volgen(self, info: ValidationInfo) -> Media:
        if (self.afbeelding or self.film) and not self.alt:
            raise ValueError("beschrijf wat er te zien is, voor wie het beeld niet ziet")
        if info.context and info.context.get("streng"):
            self._bestaat()
        return self

    def _bestaat(self) -> None:
        """What is referred to is there, and a film with sound can be read."""
        if self.afbeelding and not _heeft("media.Afbeelding", vingerafdruk=self.afbeelding):
            raise ValueError("deze afbeelding staat niet meer in het portaal, kies een andere")
        if not self.film:
            return
        film = apps.get_model("media.Video")._default_manager.filter(vingerafdruk=self.film, stand="klaar").first()
        if film is None:
            raise ValueError("deze film staat niet meer in het portaal, kies een andere")
        if film.geluid and not (self.ondertiteling or self.uitgeschreven):
            raise ValueError("in deze film zit geluid: geef ondertiteling, of schrijf uit wat er gezegd wordt")

    @property
    def leeg(self) -> bool:
        return not (self.afbeelding or self.film)


def _heeft(model: str, **zoek: str) -> bool:
    return bool(apps.get_model(model)._default_manager.filter(**zoek).exists())


class BriefingsitemInhoud(Deel):
    """The content of an item. ``notities`` (what the briefer says) is the rich-text subset."""

    titel: Annotated[str, Field(min_length=5, max_length=70)]
    kort_titel: Annotated[str, Field(min_length=3, max_length=18, title="Korte titel", description="Voor de planner.")]
    soort: Literal["verbeterpunt", "dilemma", "vraag", "stelling"]
    aanleiding: Literal["onderzoek", "klacht", "trend", "wet", "beleid"]
    aanleiding_tekst: Annotated[
        Zin, Field(title="De aanleiding in één zin", description="Zonder iets van een zaak of een persoon.")
    ]
    leerpunt: Annotated[Zin, Field(description="Eén zin, zonder iets van een zaak of een persoon.")]
    boodschap: Annotated[str, Field(min_length=5, max_length=110, description="De ene zin die blijft hangen.")]
    punten: Annotated[list[Punt], Field(max_length=4, description="Hoogstens vier.")] = []
    vraag: Annotated[str, Field(min_length=5, max_length=140, title="Vraag aan de ploeg")]
    minuten: Annotated[int, Field(ge=1, le=3, description="Hoogstens 3.")] = 3
    themas: Annotated[list[EenThema], Field(min_length=1, title="Themabladen")]
    richtlijnen: list[EenRichtlijn] = []
    media: Annotated[Media, Field(title="Beeld en film")] = Field(default_factory=Media)
    #: What it was made of: kind, slug, version and fingerprint (briefings.bron). Every version keeps its own.
    bron: Annotated[str, Field(pattern=r"^([a-z-]+:[a-z0-9-]+:[0-9]+:[0-9a-f]{12})?$"), Verborgen()] = ""
    notities: Annotated[
        RijkeTekst,
        Field(min_length=20, title="Wat de briefer zegt", description="Hoogstens 360 woorden: drie minuten hardop."),
    ]

    @model_validator(mode="after")
    def _past_in_een_briefing(self, info: ValidationInfo) -> BriefingsitemInhoud:
        kanten = {punt.kant for punt in self.punten}
        if kanten - {None} and kanten != {"niet", "wel"}:
            raise ValueError("zet bij elk punt ‘niet’ of ‘wel’, en van elk minstens één")
        if info.context and info.context.get("streng") and self.woorden > MEESTE_WOORDEN:
            raise ValueError(
                f"de briefer zegt nu {self.woorden} woorden, en in drie minuten passen er {MEESTE_WOORDEN}"
            )
        return self

    @model_serializer(mode="wrap")
    def _zonder_lege_bron(self, geef: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """An item that was made of nothing is the same as before there were sources."""
        uit: dict[str, Any] = geef(self)
        if not self.bron:
            del uit["bron"]
        return uit

    @property
    def woorden(self) -> int:
        """How many words the briefer speaks."""
        return len(platte_tekst(self.notities).split())

    @property
    def naast_elkaar(self) -> bool:
        """The points are a wrong and a right way, beside each other."""
        return any(punt.kant for punt in self.punten)

    @property
    def niet(self) -> list[Punt]:
        return [punt for punt in self.punten if punt.kant == "niet"]

    @property
    def wel(self) -> list[Punt]:
        return [punt for punt in self.punten if punt.kant == "wel"]
