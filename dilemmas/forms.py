from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from django import forms

from beroepscode.models import Themablad
from beroepscode.schema import Kernwaarde
from dilemmas.models import Dilemma, DilemmaQuerySet
from dilemmas.schema import Doelgroep


@dataclass(frozen=True)
class Keuze:
    """What somebody would do, once or twice, as keys of options; ``twijfel`` means: I cannot choose."""

    eerste: str = ""
    tweede: str = ""
    twijfel: bool = False

    @classmethod
    def lees(cls, gestuurd: Mapping[str, Any], sleutels: Collection[str]) -> Keuze:
        """What is no option of this dilemma (any more) is no choice."""
        if gestuurd.get("twijfel"):
            return cls(twijfel=True)
        eerste, tweede = (gestuurd.get(naam, "") for naam in ("eerste", "tweede"))
        if eerste not in sleutels:
            return cls()
        return cls(eerste, tweede if tweede in sleutels else "")

    @property
    def stap(self) -> int:
        """1 choose, 2 the other side and choose again, 3 look back."""
        if self.twijfel or self.tweede:
            return 3
        return 2 if self.eerste else 1


class KiesForm(forms.Form):
    """Which dilemmas somebody looks for. What is not in the lists is left aside: an old link still shows dilemmas."""

    thema = forms.ChoiceField(label="Thema", required=False)
    waarde = forms.ChoiceField(label="Kernwaarde", required=False)
    voor = forms.ChoiceField(label="Voor wie", required=False)
    minuten = forms.ChoiceField(label="Hoeveel tijd", required=False)
    niveau = forms.ChoiceField(label="Niveau", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themas = Themablad.objects.published().op_titel().values_list("slug", "titel")
        keuzes = {
            "thema": [("", "Alle thema’s"), *themas],
            "waarde": [("", "Alle vier"), *((naam, naam.capitalize()) for naam in get_args(Kernwaarde))],
            "voor": [("", "Iedereen"), *((groep, groep.capitalize()) for groep in get_args(Doelgroep))],
            "minuten": [("", "Maakt niet uit"), ("2", "2 minuten"), ("10", "10 minuten"), ("30", "30 minuten")],
            "niveau": [("", "Maakt niet uit"), ("instap", "Instap"), ("verdieping", "Verdieping")],
        }
        for naam, lijst in keuzes.items():
            self.fields[naam].choices = lijst  # type: ignore[attr-defined]
            self.fields[naam].widget.attrs["class"] = "input"

    def dilemmas(self) -> DilemmaQuerySet:
        """What was asked for, as ``voor_lijst`` gives it."""
        gevonden = Dilemma.objects.published().voor_lijst()
        self.is_valid()
        keuze = self.cleaned_data if self.is_bound else {}
        if thema := keuze.get("thema"):
            gevonden = gevonden.bij_thema(thema)
        if waarde := keuze.get("waarde"):
            gevonden = gevonden.van_waarde(waarde)
        if groep := keuze.get("voor"):
            gevonden = gevonden.voor_doelgroep(groep)
        if minuten := keuze.get("minuten"):
            gevonden = gevonden.van_minuten(int(minuten))
        if niveau := keuze.get("niveau"):
            gevonden = gevonden.van_niveau(niveau)
        return gevonden


class SterrenForm(forms.Form):
    sterren = forms.TypedChoiceField(coerce=int, choices=[(n, str(n)) for n in range(1, 6)])
