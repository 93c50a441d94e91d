"""The editor's form, derived from a content model.

A content model becomes a tree of fields (:func:`groep_van`). Each field can read itself from what was posted,
show itself for the template and write itself as plain lines for differences. The names in the form are the paths
in the content (``melden.0.ja.bij.1``). Only pydantic judges what was filled in, so that the editor, the loader
and the desk can never disagree; an unfinished text can be kept and is judged again when it is handed in.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, ClassVar, Literal, Union, get_args, get_origin

from django.http import QueryDict
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from vik_portal.redactie.opmaak import platte_tekst, schoon
from vik_portal.redactie.velden import Keuzes, Opmaak

#: Nothing was filled in: the key is left out, so that the model's own default counts.
LEEG: Any = object()
#: From this many characters on, a text gets more than one line.
LANG = 120
#: More rows than any text needs; keeps a forged count from building an endless list.
MAX_RIJEN = 100


def _woord(waarde: Any) -> str:
    """A value of a fixed choice as a user reads it: ``mag-niet`` → ``Mag niet``."""
    tekst = str(waarde).replace("-", " ").replace("_", " ")
    return tekst[:1].upper() + tekst[1:]


@dataclass(frozen=True)
class Veld:
    """One field: ``sleutel`` in its group, what the writer reads, whether it may stay empty."""

    sleutel: str
    label: str
    hulp: str
    verplicht: bool
    soort: ClassVar[str]
    nieuw: ClassVar[Any] = ""

    def lees(self, post: QueryDict, naam: str) -> Any:
        """The content of this field as it was posted, or :data:`LEEG`."""
        raise NotImplementedError

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        """What the template needs to show this field with its value and its errors."""
        return {
            "soort": self.soort,
            "naam": naam,
            "label": self.label,
            "hulp": self.hulp,
            "verplicht": self.verplicht,
            "waarde": "" if waarde is None or waarde is LEEG else waarde,
            "fouten": vorm.fouten_bij(naam),
            "focus": vorm.focus == naam,
        }

    def regels(self, waarde: Any) -> list[str]:
        """The value as plain lines, for differences."""
        return [str(waarde)] if waarde not in (None, "") else []

    def kind(self, sleutel: str) -> Veld:
        """The field one step further on a path; ``KeyError`` when there is none."""
        raise KeyError(sleutel)

    def plek(self, loc: tuple[Any, ...], waarde: Any, naam: str) -> str | None:
        """The form name for pydantic's place of an error; ``None`` for a branch that the writer did not choose."""
        return naam


@dataclass(frozen=True)
class Tekst(Veld):
    """A string, a number or a day; ``invoer`` is the kind of control: regel, lang, rijk, number or date."""

    invoer: str = "regel"
    optioneel: bool = False
    soort: ClassVar[str] = "tekst"

    def lees(self, post: QueryDict, naam: str) -> Any:
        tekst = post.get(naam, "").replace("\r\n", "\n").strip()
        if self.invoer == "rijk":
            return schoon(tekst)
        if not tekst and (self.optioneel or self.invoer in {"number", "date"}):
            return None if self.optioneel else LEEG
        if self.invoer == "number":
            # What is no number stays as typed: pydantic says so, and the writer sees it again.
            return int(tekst) if tekst.lstrip("-").isdecimal() else tekst
        return tekst

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        return super().toon(waarde, naam, vorm) | {"invoer": self.invoer}

    def regels(self, waarde: Any) -> list[str]:
        if self.invoer == "rijk":
            return platte_tekst(str(waarde or "")).splitlines()
        return str(waarde).splitlines() if waarde not in (None, "") else []


@dataclass(frozen=True)
class Vink(Veld):
    soort: ClassVar[str] = "vink"

    def lees(self, post: QueryDict, naam: str) -> bool:
        return naam in post

    def regels(self, waarde: Any) -> list[str]:
        return ["ja" if waarde else "nee"]


@dataclass(frozen=True)
class Keuze(Veld):
    """One of a fixed set, or of what ``bron`` gives now."""

    vast: tuple[Any, ...] = ()
    bron: Keuzes | None = None
    optioneel: bool = False
    soort: ClassVar[str] = "keuze"

    def lees(self, post: QueryDict, naam: str) -> Any:
        tekst = post.get(naam, "")
        if not tekst:
            return None if self.optioneel else LEEG
        return next((waarde for waarde in self.vast if str(waarde) == tekst), tekst)

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        opties = vorm.opties(self.bron) if self.bron else {str(w): _woord(w) for w in self.vast}
        if waarde not in (None, "", LEEG) and str(waarde) not in opties:
            opties = {**opties, str(waarde): f"{_woord(waarde)} (bestaat nog niet)"}
        return super().toon(waarde, naam, vorm) | {"opties": opties.items(), "gekozen": str(waarde)}

    def regels(self, waarde: Any) -> list[str]:
        return [_woord(waarde)] if waarde not in (None, "") else []


@dataclass(frozen=True)
class Regels(Veld):
    """A list of words or sentences, one on a line."""

    soort: ClassVar[str] = "regels"

    def lees(self, post: QueryDict, naam: str) -> list[str]:
        return [regel.strip() for regel in post.get(naam, "").splitlines() if regel.strip()]

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        regels = [" ".join(str(regel).split()) for regel in waarde or []] if waarde is not LEEG else []
        return super().toon(waarde, naam, vorm) | {"waarde": "\n".join(regels)}

    def regels(self, waarde: Any) -> list[str]:
        return [str(regel) for regel in waarde or []]


@dataclass(frozen=True)
class Groep(Veld):
    """A content model, or fixed keys with a text each (``dict[Literal[…], str]``)."""

    velden: tuple[Veld, ...] = ()
    laat_leeg_weg: bool = False
    soort: ClassVar[str] = "groep"

    @property
    def nieuw(self) -> dict[str, Any]:  # type: ignore[override]
        return {}

    def lees(self, post: QueryDict, naam: str) -> dict[str, Any]:
        gelezen = {veld.sleutel: veld.lees(post, _pad(naam, veld.sleutel)) for veld in self.velden}
        return {
            sleutel: waarde
            for sleutel, waarde in gelezen.items()
            if waarde is not LEEG and not (self.laat_leeg_weg and waarde == "")
        }

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        waarde = waarde if isinstance(waarde, dict) else {}
        delen = [veld.toon(waarde.get(veld.sleutel, LEEG), _pad(naam, veld.sleutel), vorm) for veld in self.velden]
        return super().toon("", naam, vorm) | {"delen": delen}

    def regels(self, waarde: Any) -> list[str]:
        waarde = waarde if isinstance(waarde, dict) else {}
        uit = []
        for veld in self.velden:
            regels = veld.regels(waarde.get(veld.sleutel))
            uit += [f"{veld.label}: {regels[0]}", *regels[1:]] if len(regels) == 1 else regels
        return uit

    def kind(self, sleutel: str) -> Veld:
        for veld in self.velden:
            if veld.sleutel == sleutel:
                return veld
        raise KeyError(sleutel)

    def plek(self, loc: tuple[Any, ...], waarde: Any, naam: str) -> str | None:
        if not loc:
            return naam
        try:
            veld = self.kind(str(loc[0]))
        except KeyError:
            return naam
        return veld.plek(loc[1:], waarde.get(veld.sleutel), _pad(naam, veld.sleutel))


@dataclass(frozen=True)
class Rijen(Veld):
    """A list of groups or choices as rows that can be added, removed and moved."""

    rij: Veld = field(default=None)  # type: ignore[assignment]
    soort: ClassVar[str] = "rijen"

    def lees(self, post: QueryDict, naam: str) -> list[Any]:
        aantal = post.get(f"{naam}.aantal", "")
        namen = (_pad(naam, i) for i in range(min(int(aantal), MAX_RIJEN) if aantal.isdecimal() else 0))
        gelezen = (self.rij.lees(post, rijnaam) for rijnaam in namen)
        return [self.rij.nieuw if waarde is LEEG else waarde for waarde in gelezen]

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        waarden = waarde if isinstance(waarde, list) else []
        rijen = [
            {
                **self.rij.toon(deel, _pad(naam, i), vorm),
                "kop": f"{self.rij.label} {i + 1}",
                "eerste": i == 0,
                "laatste": i == len(waarden) - 1,
            }
            for i, deel in enumerate(waarden)
        ]
        kaal = super().toon("", naam, vorm)
        return kaal | {"rijen": rijen, "aantal": len(rijen), "rijlabel": self.rij.label.lower()}

    def regels(self, waarde: Any) -> list[str]:
        return [regel for deel in waarde or [] for regel in self.rij.regels(deel)]

    def kind(self, sleutel: str) -> Veld:
        return self.rij

    def plek(self, loc: tuple[Any, ...], waarde: Any, naam: str) -> str | None:
        if not loc or not isinstance(loc[0], int):
            return naam
        return self.rij.plek(loc[1:], waarde[loc[0]], _pad(naam, loc[0]))


@dataclass(frozen=True)
class Of(Veld):
    """Either a group or a short text (``Model | str``); the writer chooses which."""

    groep: Groep = field(default=None)  # type: ignore[assignment]
    tekst: Tekst = field(default=None)  # type: ignore[assignment]
    modelnaam: str = ""
    soort: ClassVar[str] = "of"

    def lees(self, post: QueryDict, naam: str) -> Any:
        if post.get(f"{naam}.vorm") == "tekst":
            return self.tekst.lees(post, f"{naam}.tekst_zelf")
        return self.groep.lees(post, naam)

    def toon(self, waarde: Any, naam: str, vorm: Vorm) -> dict[str, Any]:
        is_tekst = isinstance(waarde, str)
        return super().toon("", naam, vorm) | {
            "vorm": "tekst" if is_tekst else "groep",
            "groep": self.groep.toon({} if is_tekst else waarde, naam, vorm) | {"fouten": []},
            "tekst": self.tekst.toon(waarde if is_tekst else "", f"{naam}.tekst_zelf", vorm),
        }

    def regels(self, waarde: Any) -> list[str]:
        if isinstance(waarde, str):
            return [f"{self.label}: {self.tekst.label.lower()} {waarde}"]
        return [f"{self.label}:", *self.groep.regels(waarde)]

    def kind(self, sleutel: str) -> Veld:
        return self.groep.kind(sleutel)

    def plek(self, loc: tuple[Any, ...], waarde: Any, naam: str) -> str | None:
        # Pydantic reports both branches of a union, each under its own name.
        if not loc:
            return naam
        if isinstance(waarde, str):
            return None if loc[0] == self.modelnaam else f"{naam}.tekst_zelf"
        return self.groep.plek(loc[1:], waarde or {}, naam) if loc[0] == self.modelnaam else None


def _pad(naam: str, sleutel: str | int) -> str:
    return f"{naam}.{sleutel}" if naam else str(sleutel)


def _grens(info: FieldInfo, naam: str) -> Any:
    return next((getattr(m, naam) for m in info.metadata if getattr(m, naam, None) is not None), None)


def _hulp(info: FieldInfo) -> str:
    lengte = _grens(info, "max_length")
    hoogstens = f"Hoogstens {lengte} tekens." if lengte and info.annotation is str and 80 < lengte < 600 else ""
    return " ".join(deel for deel in (info.description or "", hoogstens) if deel)


def _veld(sleutel: str, info: FieldInfo) -> Veld:
    """The one mapping: type of a content field → field of the form. An unknown type is a ``TypeError``."""
    soort = info.annotation
    optioneel = type(None) in get_args(soort)
    if optioneel:
        over = [deel for deel in get_args(soort) if deel is not type(None)]
        soort = over[0] if len(over) == 1 else Union[tuple(over)]  # noqa: UP007
    if soort is not info.annotation or get_origin(soort) is not None:
        binnen = FieldInfo.from_annotation(soort)
        soort, info = binnen.annotation, FieldInfo.merge_field_infos(binnen, info, annotation=binnen.annotation)
    label = info.title or _woord(sleutel)
    basis: dict[str, Any] = {
        "sleutel": sleutel,
        "label": label,
        "hulp": _hulp(info),
        "verplicht": info.is_required() or bool(_grens(info, "min_length")),
    }
    keuzes = next((m for m in info.metadata if isinstance(m, Keuzes)), None)
    if get_origin(soort) is Literal:
        return Keuze(**basis, vast=get_args(soort), optioneel=optioneel)
    if keuzes:
        return Keuze(**basis, bron=keuzes, optioneel=optioneel)
    if soort is bool:
        return Vink(**basis)
    if soort in (int, date, str):
        return Tekst(**basis, invoer=_invoer(soort, info), optioneel=optioneel)
    if get_origin(soort) is list:
        return _lijst(basis, FieldInfo.from_annotation(get_args(soort)[0]))
    if get_origin(soort) is dict:
        sleutels, waarde = get_args(soort)
        velden = tuple(_veld(str(s), FieldInfo.from_annotation(waarde)) for s in get_args(sleutels))
        return Groep(**basis, velden=velden, laat_leeg_weg=True)
    if get_origin(soort) in (Union, types.UnionType):
        model, tekst = get_args(soort)
        return Of(
            **basis,
            groep=_groep(sleutel, model, label),
            tekst=_veld("tekst_zelf", FieldInfo.from_annotation(tekst)),  # type: ignore[arg-type]
            modelnaam=model.__name__,
        )
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        groep = _groep(sleutel, soort, label)
        return Groep(**basis, velden=groep.velden)
    raise TypeError(f"De redactie kent geen formulierveld voor {sleutel}: {soort!r}.")


def _invoer(soort: Any, info: FieldInfo) -> str:
    if soort is not str:
        return "number" if soort is int else "date"
    if any(isinstance(m, Opmaak) for m in info.metadata):
        return "rijk"
    return "lang" if (_grens(info, "max_length") or 0) > LANG else "regel"


def _lijst(basis: dict[str, Any], deel: FieldInfo) -> Veld:
    if isinstance(deel.annotation, type) and issubclass(deel.annotation, BaseModel):
        return Rijen(**basis, rij=_groep("", deel.annotation, deel.annotation.__name__))
    rij = _veld(basis["sleutel"], deel)
    if isinstance(rij, Keuze):
        return Rijen(**basis, rij=rij)
    return Regels(**basis | {"hulp": " ".join(filter(None, [basis["hulp"], "Eén per regel."]))})


def _groep(sleutel: str, model: type[BaseModel], label: str) -> Groep:
    met_alias = model.model_config.get("serialize_by_alias")
    velden = tuple(
        _veld((info.alias or naam) if met_alias else naam, _met_titel(info, naam))
        for naam, info in model.model_fields.items()
    )
    return Groep(sleutel, label, "", True, velden)


def _met_titel(info: FieldInfo, naam: str) -> FieldInfo:
    return FieldInfo.merge_field_infos(info, title=info.title or _woord(naam))


@cache
def groep_van(model: type[BaseModel]) -> Groep:
    """The whole form of a content model."""
    return _groep("", model, model.__name__)


FOUTEN = {
    "missing": "Vul dit in.",
    "too_long": "Het zijn er te veel. Er passen er {max_length}.",
    "literal_error": "Kies een van de mogelijkheden.",
    "int_parsing": "Vul een getal in.",
    "int_type": "Vul een getal in.",
    "greater_than_equal": "Vul een getal in vanaf {ge}.",
    "less_than_equal": "Vul een getal in tot en met {le}.",
    "extra_forbidden": "Hier staat iets wat dit soort tekst niet meer kent. Bewaar opnieuw.",
}
PATRONEN = {"^[a-z0-9-]+$": "Gebruik alleen kleine letters, cijfers en streepjes."}


def _zin(fout: Any) -> str:
    """A pydantic error as one Dutch sentence that says what to do."""
    soort, ctx, invoer = fout["type"], fout.get("ctx", {}), fout["input"]
    if soort == "string_too_short":
        return f"Schrijf minstens {ctx['min_length']} tekens." if invoer and ctx["min_length"] > 1 else "Vul dit in."
    if soort == "string_too_long":
        return f"Dit zijn {len(invoer)} tekens. Er passen er {ctx['max_length']}."
    if soort == "too_short":
        return f"Vul er minstens {'één' if ctx['min_length'] == 1 else ctx['min_length']} in."
    if soort == "string_pattern_mismatch":
        anders = "De vorm klopt niet. Kijk naar de uitleg bij dit veld." if invoer else "Vul dit in."
        return PATRONEN.get(ctx["pattern"], anders) if invoer else "Vul dit in."
    if soort == "value_error":
        zin = str(ctx["error"])
        return f"{zin[:1].upper()}{zin[1:].rstrip('.')}."
    return FOUTEN.get(soort, "Dit is nog niet goed ingevuld.").format(**ctx)


class Vorm:
    """A content with its form: ``controleer`` judges it, ``toon`` is what the template walks through."""

    def __init__(self, model: type[BaseModel], inhoud: dict[str, Any], *, focus: str = "") -> None:
        self.model = model
        self.groep = groep_van(model)
        self.inhoud = inhoud
        self.focus = focus
        self.fouten: list[tuple[str, str, str]] = []
        self._opties: dict[Keuzes, dict[str, str]] = {}

    @classmethod
    def uit_post(cls, model: type[BaseModel], post: QueryDict) -> Vorm:
        return cls(model, groep_van(model).lees(post, ""))

    def controleer(self) -> bool:
        """True when the content is complete; it is then in its canonical form. Else ``fouten`` says what is not."""
        try:
            self.inhoud = self.model.model_validate(self.inhoud).model_dump(mode="json")
        except ValidationError as fout:
            plekken = ((self.groep.plek(e["loc"], self.inhoud, ""), _zin(e)) for e in fout.errors())
            self.fouten = [(plek, self._label(plek), zin) for plek, zin in plekken if plek is not None]
            return False
        return True

    def _label(self, naam: str) -> str:
        veld, delen = self.groep, []
        for stap in naam.split(".") if naam else []:
            if stap.isdecimal() and isinstance(veld, Rijen):
                delen[-1:] = [f"{veld.rij.label} {int(stap) + 1}"]
                veld = veld.rij  # type: ignore[assignment]
            elif stap != "tekst_zelf":
                veld = veld.kind(stap)  # type: ignore[assignment]
                delen.append(veld.label)
        return " › ".join(delen) or "Deze tekst"

    def fouten_bij(self, naam: str) -> list[str]:
        return [zin for plek, _, zin in self.fouten if plek == naam]

    def opties(self, bron: Keuzes) -> dict[str, str]:
        """What can be chosen, asked once however many rows show it."""
        if bron not in self._opties:
            self._opties[bron] = bron.geef()
        return self._opties[bron]

    def velden(self) -> list[dict[str, Any]]:
        return self.groep.toon(self.inhoud, "", self)["delen"]

    def schuif(self, doe: str) -> None:
        """Adds, removes or moves a row: ``erbij:pad``, ``weg:pad.2``, ``omhoog:pad.2``, ``omlaag:pad.2``."""
        actie, _, pad = doe.partition(":")
        try:
            if actie == "erbij":
                lijst, rijen = self._lijst(pad)
                lijst.append(rijen.rij.nieuw)
                self.focus = _eerste_naam(rijen.rij, f"{pad}.{len(lijst) - 1}")
                return
            pad, _, nummer = pad.rpartition(".")
            lijst, rijen = self._lijst(pad)
            i = int(nummer)
            deel = lijst.pop(i)
        except (KeyError, IndexError, ValueError, TypeError):
            return  # a row that is not there: the form is shown as it is
        if actie != "weg":
            i = max(0, i + (-1 if actie == "omhoog" else 1))
            lijst.insert(i, deel)
            self.focus = _eerste_naam(rijen.rij, f"{pad}.{min(i, len(lijst) - 1)}")

    def _lijst(self, pad: str) -> tuple[list[Any], Rijen]:
        """The list at a path, made when it is not there yet, and its field."""
        veld: Veld = self.groep
        waarde: Any = self.inhoud
        for stap in pad.split("."):
            veld = veld.kind(stap)
            waarde = waarde[int(stap)] if isinstance(waarde, list) else waarde.setdefault(stap, [])
        if not isinstance(veld, Rijen) or not isinstance(waarde, list):
            raise KeyError(pad)
        return waarde, veld


def _eerste_naam(veld: Veld, naam: str) -> str:
    """The first control in a row: where the cursor goes when the row is new or was moved."""
    while isinstance(veld, Groep) and veld.velden:
        veld = veld.velden[0]
        naam = _pad(naam, veld.sleutel)
    return naam


def koppen(model: type[BaseModel]) -> Iterator[Veld]:
    """The fields of a content model in order, for differences."""
    yield from groep_van(model).velden
