from __future__ import annotations

from typing import Any, get_args

from django import forms

from beroepscode.models import Themablad
from dilemmas.models import Dilemma, DilemmaQuerySet
from dilemmas.schema import DilemmaInhoud, Doelgroep


class KeuzeForm(forms.Form):
    """What somebody would do, once or twice. Nothing of it is stored; ``twijfel`` means: I cannot choose."""

    eerste = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    tweede = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    twijfel = forms.BooleanField(required=False)

    def __init__(self, inhoud: DilemmaInhoud, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(nummer, optie.tekst) for nummer, optie in enumerate(inhoud.opties)]
        for naam in ("eerste", "tweede"):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]

    @property
    def stap(self) -> int:
        """1 choose, 2 the other side and choose again, 3 look back."""
        if not self.is_bound or not self.is_valid():
            return 1
        if self.cleaned_data["twijfel"] or self.cleaned_data["tweede"] is not None:
            return 3
        return 2 if self.cleaned_data["eerste"] is not None else 1


class KiesForm(forms.Form):
    """Which dilemmas somebody looks for. What is not in the lists is left aside: an old link still shows dilemmas."""

    thema = forms.ChoiceField(label="Thema", required=False)
    voor = forms.ChoiceField(label="Voor wie", required=False)
    minuten = forms.ChoiceField(label="Hoeveel tijd", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themas = Themablad.objects.published().op_titel().values_list("slug", "titel")
        keuzes = {
            "thema": [("", "Alle thema’s"), *themas],
            "voor": [("", "Iedereen"), *((groep, groep.capitalize()) for groep in get_args(Doelgroep))],
            "minuten": [("", "Maakt niet uit"), ("2", "2 minuten"), ("10", "10 minuten"), ("30", "30 minuten")],
        }
        for naam, lijst in keuzes.items():
            self.fields[naam].choices = lijst  # type: ignore[attr-defined]
            self.fields[naam].widget.attrs["class"] = "input"

    def dilemmas(self) -> DilemmaQuerySet:
        """What was asked for, by title, with ``kort`` and ``minuten`` as columns."""
        gevonden = Dilemma.objects.published().op_titel().voor_lijst()
        self.is_valid()
        keuze = self.cleaned_data if self.is_bound else {}
        if thema := keuze.get("thema"):
            gevonden = gevonden.bij_thema(thema)
        if groep := keuze.get("voor"):
            gevonden = gevonden.voor_doelgroep(groep)
        if minuten := keuze.get("minuten"):
            gevonden = gevonden.van_minuten(int(minuten))
        return gevonden
