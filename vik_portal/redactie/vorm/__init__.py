"""The editor's form, derived from a content model.

Only pydantic judges what was filled in, so that the editor, the loader and the desk can never disagree; an
unfinished text can be kept and is judged again when it is handed in.

The public surface: :class:`Vorm` (a content with its form) and :func:`groep_van` (the fields of a content model).
"""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from pydantic import BaseModel, ValidationError

from vik_portal.redactie.velden import STRENG, Keuzes
from vik_portal.redactie.vorm.afleiding import groep_van
from vik_portal.redactie.vorm.fouten import zin_bij
from vik_portal.redactie.vorm.velden import Groep, Rijen, Veld, pad

__all__ = ["Vorm", "groep_van"]


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
            self.inhoud = self.model.model_validate(self.inhoud, context=STRENG).model_dump(mode="json")
        except ValidationError as fout:
            plekken = ((self.groep.plek(e["loc"], self.inhoud, ""), zin_bij(e)) for e in fout.errors())
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
        actie, _, plek = doe.partition(":")
        try:
            if actie == "erbij":
                lijst, rijen = self._lijst(plek)
                lijst.append(rijen.rij.nieuw)
                self.focus = _eerste_naam(rijen.rij, f"{plek}.{len(lijst) - 1}")
                return
            plek, _, nummer = plek.rpartition(".")
            lijst, rijen = self._lijst(plek)
            deel = lijst.pop(int(nummer))
        except (KeyError, IndexError, ValueError, TypeError, AttributeError):
            return  # a row that is not there: the form is shown as it is
        if actie != "weg":
            naar = max(0, int(nummer) + (-1 if actie == "omhoog" else 1))
            lijst.insert(naar, deel)
            self.focus = _eerste_naam(rijen.rij, f"{plek}.{min(naar, len(lijst) - 1)}")

    def _lijst(self, plek: str) -> tuple[list[Any], Rijen]:
        """The list at a path, made when it is not there yet, and its field."""
        veld: Veld = self.groep
        waarde: Any = self.inhoud
        for stap in plek.split("."):
            veld = veld.kind(stap)
            leeg: Any = [] if isinstance(veld, Rijen) else {}
            waarde = waarde[int(stap)] if isinstance(waarde, list) else waarde.setdefault(stap, leeg)
        if not isinstance(veld, Rijen) or not isinstance(waarde, list):
            raise KeyError(plek)
        return waarde, veld


def _eerste_naam(veld: Veld, naam: str) -> str:
    """The first control in a row: where the cursor goes when the row is new or was moved."""
    while isinstance(veld, Groep) and veld.velden:
        veld = veld.velden[0]
        naam = pad(naam, veld.sleutel)
    return naam
