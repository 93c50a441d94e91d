"""What landelijk edits of the instrument: the models behind the editor's form, and the way there and back.

They hold the limits of the method as it is now. The models of a version (:mod:`risicoanalyse.schema`) do not: versions
made under other limits stay readable.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, ClassVar

from django.utils.text import slugify
from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from beroepscode.schema import Deel
from risicoanalyse import keuring, vragen
from risicoanalyse.keuring import Opmerking, Uitspraak
from risicoanalyse.models import Instrumentversie, Vragenlijst, werkprocessen
from risicoanalyse.schema import Item as AItem
from risicoanalyse.schema import Mechanisme, Schalen, Versterker, VragenlijstInhoud, Weerbaarheid, WerkprocesInhoud
from vik_portal.redactie.velden import RijkeTekst, Verborgen

#: Field of the editor → (theme of the items, first letter of the keys of new ones).
THEMAS = {
    "integriteit": ("integriteit", "i"),
    "sociale_veiligheid": ("sociale-veiligheid", "s"),
    "inclusie": ("inclusie", "n"),
}
#: A question list with four work processes is no longer than this; beyond it people stop reading.
MEESTE_VRAGEN = 48
VIER_PROCESSEN = 8
OMGEKEERD = "Deel C. Vink ‘omgekeerd’ aan als ‘eens’ betekent dat er minder houvast is."
#: Shown in a preview where nothing was written yet.
NOG_LEEG = "Deze vraag is nog leeg"


def _een_regel(tekst: Any) -> Any:
    return " ".join(tekst.split()) if isinstance(tekst, str) else tekst


Tekst = Annotated[
    str,
    # The empty description: no hint below each of thirty fields.
    Field(min_length=10, max_length=keuring.LANGSTE, description="", title="Uitspraak"),
    BeforeValidator(_een_regel),
    AfterValidator(keuring.zonder_ontkenning),
]
Antwoord = Annotated[str, Field(min_length=1, max_length=40), BeforeValidator(_een_regel)]
Sleutel = Annotated[str, Verborgen()]


class Omstandigheid(Deel):
    tekst: Tekst
    naam: Annotated[str, Field(min_length=3, max_length=40, title="Kort, voor het verslag")]
    sleutel: Sleutel = ""


class OmstandigheidMetKant(Omstandigheid):
    """In a deep instrument each one is about gelegenheid or about druk: the report over teams is ordered by it."""

    mechanisme: Annotated[Mechanisme, Field(title="Gaat over")]


class Vraag(Deel):
    tekst: Tekst
    omgekeerd: bool = False
    sleutel: Sleutel = ""


class Antwoorden(Deel):
    a: Annotated[list[Antwoord], Field(title="Bij een werkproces", description="Vier, van laag naar hoog.")]
    b: Annotated[list[Antwoord], Field(title="Bij wat het zwaarder maakt", description="Vier, van laag naar hoog.")]
    c: Annotated[list[Antwoord], Field(title="Bij houvast", description="Vijf, van oneens naar eens.")]

    @field_validator("a", "b", "c")
    @classmethod
    def _vast_aantal(cls, antwoorden: list[str], info: ValidationInfo) -> list[str]:
        nodig = 5 if info.field_name == "c" else 4
        if len(antwoorden) != nodig:
            raise ValueError(f"Hier horen {nodig} antwoorden, elk op een eigen regel; het zijn er {len(antwoorden)}.")
        if len({antwoord.lower() for antwoord in antwoorden}) < nodig:
            raise ValueError("Twee antwoorden zijn gelijk: geef ze verschillende woorden.")
        return antwoorden


class VragenlijstConcept(Deel):
    """What can be edited of an instrument. ``omvang``: field → (fewest, most questions)."""

    omvang: ClassVar[dict[str, tuple[int, int]]]

    inleiding: Annotated[
        str,
        Field(
            min_length=10,
            max_length=300,
            title="Boven vraag 1",
            description="Een of twee zinnen die iedereen leest voordat het begint.",
        ),
    ]
    b: Annotated[
        list[Omstandigheid],
        Field(title="Wat het zwaarder maakt", description="Deel B. Hoe meer dit klopt, hoe groter de druk."),
    ]
    integriteit: Annotated[list[Vraag], Field(title="Houvast: integriteit", description=OMGEKEERD)]
    sociale_veiligheid: Annotated[list[Vraag], Field(title="Houvast: sociale veiligheid", description=OMGEKEERD)]
    inclusie: Annotated[list[Vraag], Field(title="Houvast: inclusie", description=OMGEKEERD)]
    schalen: Annotated[
        Antwoorden,
        Field(title="Antwoorden", description="‘Weet ik niet, of zeg ik liever niet’ staat er altijd al onder."),
    ]
    toelichting: Annotated[
        RijkeTekst,
        Field(title="Uitleg voor begeleiders", description="Staat naast de vragenlijst, niet op de telefoon."),
    ] = ""

    @field_validator("b", *THEMAS)
    @classmethod
    def _binnen_omvang(cls, rijen: list[Any], info: ValidationInfo) -> list[Any]:
        minst, meest = cls.omvang[str(info.field_name)]
        if not minst <= len(rijen) <= meest:
            hoeveel = str(minst) if minst == meest else f"{minst} tot {meest}"
            raise ValueError(f"Hier horen {hoeveel} vragen; het zijn er {len(rijen)}.")
        return rijen

    @model_validator(mode="after")
    def _samen(self) -> VragenlijstConcept:
        teksten = [uitspraak.tekst.lower() for uitspraak in uitspraken(self.model_dump())]
        dubbel = next((tekst for tekst in teksten if teksten.count(tekst) > 1), None)
        if dubbel:
            raise ValueError(f"Een vraag staat er twee keer in: “{dubbel[:1].upper()}{dubbel[1:]}”")
        samen = len(teksten) + VIER_PROCESSEN
        if samen > MEESTE_VRAGEN:
            raise ValueError(f"Met vier werkprocessen worden het {samen} vragen. Houd het bij {MEESTE_VRAGEN}.")
        return self


class BeknopteVragenlijst(VragenlijstConcept):
    """About 28 questions with four work processes."""

    omvang = {"b": (4, 6), "integriteit": (6, 6), "sociale_veiligheid": (5, 5), "inclusie": (4, 4)}


class DiepgaandeVragenlijst(VragenlijstConcept):
    b: Annotated[  # type: ignore[assignment]
        list[OmstandigheidMetKant],
        Field(
            title="Wat het zwaarder maakt",
            description="Deel B. Gelegenheid maakt het makkelijk voor een ander. Druk maakt een collega kwetsbaar.",
        ),
    ]
    omvang = {"b": (8, 20), "integriteit": (6, 10), "sociale_veiligheid": (5, 8), "inclusie": (4, 8)}


class WerkprocesConcept(Deel):
    titel: Annotated[str, Field(min_length=3, max_length=80, description="Staat boven de twee vragen, en op de kaart.")]
    kort: Annotated[str, Field(min_length=10, max_length=120, title="In één zin", description="")]
    blootstelling: Annotated[Tekst, Field(title="Eerste vraag: hoe vaak komt het voor?")]
    verleiding: Annotated[Tekst, Field(title="Tweede vraag: hoeveel verleiding of druk is er?")]
    toelichting: Annotated[RijkeTekst, Field(title="Uitleg voor begeleiders")] = ""


def model_van(versie: Instrumentversie) -> type[Deel]:
    """The model behind the editor of this part of the instrument."""
    if not isinstance(versie, Vragenlijst):
        return WerkprocesConcept
    return BeknopteVragenlijst if versie.inhoud["soort"] == "beknopt" else DiepgaandeVragenlijst


def uit(versie: Instrumentversie) -> dict[str, Any]:
    """A version in the form of the editor."""
    inhoud = versie.inhoud
    if not isinstance(versie, Vragenlijst):
        eerste, tweede = (item["tekst"] for item in inhoud["a"])
        over = {veld: inhoud[veld] for veld in ("titel", "kort", "toelichting")}
        return over | {"blootstelling": eerste, "verleiding": tweede}
    kant = ("mechanisme",) if inhoud["soort"] == "diepgaand" else ()
    return {
        **{veld: inhoud[veld] for veld in ("inleiding", "schalen", "toelichting")},
        # Versions from before the two sides were told apart say nothing here: who publishes the next one chooses.
        "b": [{veld: item.get(veld, "") for veld in ("tekst", "naam", "sleutel", *kant)} for item in inhoud["b"]],
        **{
            veld: [
                {deel: item[deel] for deel in ("tekst", "omgekeerd", "sleutel")}
                for item in inhoud["c"]
                if item["thema"] == thema
            ]
            for veld, (thema, _) in THEMAS.items()
        },
    }


def terug(versie: Instrumentversie, concept: dict[str, Any], bezet: Collection[str] = ()) -> dict[str, Any]:
    """A draft as the content of a version. What the editor does not show stays as in ``versie``.

    ``bezet`` are keys that other questions ever had: a new question gets another one, so that frequencies of two
    questions are never added up. A draft that is not complete gives content that is not valid either.
    """
    if not isinstance(versie, Vragenlijst):
        over = {veld: concept.get(veld, "") for veld in ("titel", "kort", "toelichting")}
        teksten = [concept.get("blootstelling", ""), concept.get("verleiding", "")]
        a = [oud | {"tekst": tekst} for oud, tekst in zip(versie.inhoud["a"], teksten, strict=True)]
        return versie.inhoud | over | {"a": a}
    sleutels = _Sleutels({*bezet, *(rij.get("sleutel", "") for *_, rij in _rijen(concept))})
    b = [{**rij, "sleutel": sleutels.van(rij, slugify(rij.get("naam", "")) or "b")} for rij in concept.get("b", [])]
    c = [
        {**rij, "thema": thema, "sleutel": sleutels.van(rij, letter, genummerd=True)}
        for veld, (thema, letter) in THEMAS.items()
        for rij in concept.get(veld, [])
    ]
    over = {veld: concept.get(veld, "") for veld in ("inleiding", "schalen", "toelichting")}
    return versie.inhoud | over | {"b": b, "c": c}


class _Sleutels:
    """Gives each new question a key that none ever had."""

    def __init__(self, bezet: set[str]) -> None:
        self.bezet = bezet

    def van(self, rij: dict[str, Any], basis: str, *, genummerd: bool = False) -> str:
        if rij.get("sleutel"):
            return str(rij["sleutel"])
        nummer = 1
        sleutel = f"{basis}1" if genummerd else basis
        while sleutel in self.bezet:
            nummer += 1
            sleutel = f"{basis}{nummer}" if genummerd else f"{basis}-{nummer}"
        self.bezet.add(sleutel)
        return sleutel


def sleutels(inhoud: dict[str, Any]) -> set[str]:
    """The keys of all questions of a version."""
    return {item["sleutel"] for deel in ("a", "b", "c") for item in inhoud.get(deel, [])}


def _rijen(concept: dict[str, Any]) -> list[tuple[str, int, dict[str, Any]]]:
    """(field, place in it from 0, row) of every question that stands in a list."""
    return [(veld, i, rij) for veld in ("b", *THEMAS) for i, rij in enumerate(concept.get(veld) or [])]


def uitspraken(concept: dict[str, Any]) -> list[Uitspraak]:
    """Every question of a draft with the field it stands in."""
    losse = [
        Uitspraak(veld, nummer, concept[veld])
        for veld, nummer in (("blootstelling", "Eerste vraag"), ("verleiding", "Tweede vraag"))
        if veld in concept
    ]
    kop = {"b": "Wat het zwaarder maakt", **{veld: veld.replace("_", " ").capitalize() for veld in THEMAS}}
    in_rijen = [
        Uitspraak(f"{veld}.{i}.tekst", f"{kop[veld]}, vraag {i + 1}", rij.get("tekst", ""))
        for veld, i, rij in _rijen(concept)
    ]
    return losse + in_rijen


def opmerkingen(concept: dict[str, Any], eerder: dict[str, Any]) -> list[Opmerking]:
    """What a person should look at before this becomes a version; ``eerder`` is the version in use, as a draft."""
    bekend = {uitspraak.tekst for uitspraak in uitspraken(eerder)}
    uit = keuring.opmerkingen(uitspraken(concept), bekend)
    for veld in THEMAS:
        rijen = concept.get(veld)
        if rijen and not any(rij.get("omgekeerd") for rij in rijen):
            thema = veld.replace("_", " ")
            zin = "Geen van deze vragen is omgekeerd: draai er één om, dan blijven mensen lezen wat er staat."
            uit.append(Opmerking(veld, f"Houvast: {thema}", "", zin))
    return uit


def voorbeeld(versie: Instrumentversie, concept: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions of a draft as a phone would show them, also while it is not complete."""
    inhoud = terug(versie, concept)
    if not isinstance(versie, Vragenlijst):
        lijst = Vragenlijst.actuele()
        return vragen.van_proces(_los(WerkprocesInhoud, inhoud, a=AItem), lijst.gelezen.schalen) if lijst else []
    los = _los(VragenlijstInhoud, inhoud, b=Versterker, c=Weerbaarheid)
    los.schalen = Schalen.model_construct(**inhoud["schalen"])
    return vragen.van(los, werkprocessen(los.standaard_processen))


def _los(model: type[Any], inhoud: dict[str, Any], **rijen: type[Any]) -> Any:
    """Content as its model without judging it; an empty question says that it is empty."""
    delen = {
        deel: [soort.model_construct(**rij | {"tekst": rij.get("tekst") or NOG_LEEG}) for rij in inhoud[deel]]
        for deel, soort in rijen.items()
    }
    return model.model_construct(**inhoud | delen)
