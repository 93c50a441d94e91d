"""The fields of the editor's form. Each reads itself from what was posted, shows itself for the template and writes
itself as plain lines for differences. The names in the form are the paths in the content (``melden.0.ja.bij.1``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from django.http import QueryDict

from vik_portal.redactie.opmaak import met_adressen, schoon
from vik_portal.redactie.velden import Bij, Keuzes

#: Nothing was filled in: the key is left out, so that the model's own default counts.
LEEG: Any = object()
#: More rows than any text needs; keeps a forged count from building an endless list.
MAX_RIJEN = 100


class Staat(Protocol):
    """What a field asks of the form that it is shown in."""

    focus: str

    def fouten_bij(self, naam: str) -> list[str]: ...

    def opties(self, bron: Keuzes) -> dict[str, str]: ...


def pad(naam: str, sleutel: str | int) -> str:
    """The name of a field inside another one."""
    return f"{naam}.{sleutel}" if naam else str(sleutel)


def woord(waarde: Any) -> str:
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
    bij: Bij | None = field(default=None, kw_only=True)
    soort: ClassVar[str]
    nieuw: ClassVar[Any] = ""

    def lees(self, post: QueryDict, naam: str) -> Any:
        """The content of this field as it was posted, or :data:`LEEG`."""
        raise NotImplementedError

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
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
            "bij": {"naam": pad(naam.rpartition(".")[0], self.bij.veld), "een": self.bij.waarden} if self.bij else None,
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
            return int(tekst) if tekst.removeprefix("-").isdecimal() else tekst
        return tekst

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
        return super().toon(waarde, naam, vorm) | {"invoer": self.invoer}

    def regels(self, waarde: Any) -> list[str]:
        if self.invoer == "rijk":
            return met_adressen(str(waarde or "")).splitlines()
        return str(waarde).splitlines() if waarde not in (None, "") else []


@dataclass(frozen=True)
class VerborgenTekst(Veld):
    """Goes along with its row, unseen."""

    soort: ClassVar[str] = "verborgen"

    def lees(self, post: QueryDict, naam: str) -> str:
        return post.get(naam, "")

    def regels(self, waarde: Any) -> list[str]:
        return []


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

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
        opties = vorm.opties(self.bron) if self.bron else {str(w): woord(w) for w in self.vast}
        if waarde not in (None, "", LEEG) and str(waarde) not in opties:
            opties = {**opties, str(waarde): f"{woord(waarde)} (bestaat nog niet)"}
        return super().toon(waarde, naam, vorm) | {"opties": opties.items(), "gekozen": str(waarde)}

    def regels(self, waarde: Any) -> list[str]:
        return [woord(waarde)] if waarde not in (None, "") else []


@dataclass(frozen=True)
class Regels(Veld):
    """A list of words or sentences, one on a line."""

    soort: ClassVar[str] = "regels"

    def lees(self, post: QueryDict, naam: str) -> list[str]:
        return [regel.strip() for regel in post.get(naam, "").splitlines() if regel.strip()]

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
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
        gelezen = {veld.sleutel: veld.lees(post, pad(naam, veld.sleutel)) for veld in self.velden}
        return {
            sleutel: waarde
            for sleutel, waarde in gelezen.items()
            if waarde is not LEEG and not (self.laat_leeg_weg and waarde == "")
        }

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
        waarde = waarde if isinstance(waarde, dict) else {}
        delen = [veld.toon(waarde.get(veld.sleutel, LEEG), pad(naam, veld.sleutel), vorm) for veld in self.velden]
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
        return veld.plek(loc[1:], waarde.get(veld.sleutel), pad(naam, veld.sleutel))


@dataclass(frozen=True)
class Rijen(Veld):
    """A list of groups or choices as rows that can be added, removed and moved."""

    rij: Veld = field(default=None)  # type: ignore[assignment]
    soort: ClassVar[str] = "rijen"

    def lees(self, post: QueryDict, naam: str) -> list[Any]:
        aantal = post.get(f"{naam}.aantal", "")
        namen = (pad(naam, i) for i in range(min(int(aantal), MAX_RIJEN) if aantal.isdecimal() else 0))
        gelezen = (self.rij.lees(post, rijnaam) for rijnaam in namen)
        return [self.rij.nieuw if waarde is LEEG else waarde for waarde in gelezen]

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
        waarden = waarde if isinstance(waarde, list) else []
        rijen = [
            {
                **self.rij.toon(deel, pad(naam, i), vorm),
                "kop": f"{self.rij.label} {i + 1}",
                "eerste": i == 0,
                "laatste": i == len(waarden) - 1,
            }
            for i, deel in enumerate(waarden)
        ]
        kaal = super().toon("", naam, vorm)
        eigen = self.rij.label.lower() if self.rij.label != self.label else ""
        return kaal | {"rijen": rijen, "aantal": len(rijen), "rijlabel": eigen}

    def regels(self, waarde: Any) -> list[str]:
        return [regel for deel in waarde or [] for regel in self.rij.regels(deel)]

    def kind(self, sleutel: str) -> Veld:
        return self.rij

    def plek(self, loc: tuple[Any, ...], waarde: Any, naam: str) -> str | None:
        if not loc or not isinstance(loc[0], int):
            return naam
        return self.rij.plek(loc[1:], waarde[loc[0]], pad(naam, loc[0]))


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

    def toon(self, waarde: Any, naam: str, vorm: Staat) -> dict[str, Any]:
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
