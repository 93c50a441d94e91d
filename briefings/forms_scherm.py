"""What people fill in about screens, and what a briefer says of a briefing."""

from __future__ import annotations

from typing import Any

from django import forms

from briefings.models import Bespreking
from vik_portal.meedoen.codes import GEEN_CODE, lees_code
from vik_portal.namen import ZonderNamen
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet


class KoppelForm(forms.Form):
    """A code from a screen, and what that screen is called from now on."""

    code = forms.CharField(
        label="Code van het scherm",
        max_length=20,
        error_messages={"required": "Vul de code in die op het scherm staat."},
    )
    team = forms.ModelChoiceField(
        Eenheid.objects.none(),
        label="Team",
        empty_label=None,
        error_messages={"required": "Kies een team.", "invalid_choice": "Kies een team uit de lijst."},
    )
    naam = forms.CharField(
        label="Naam van het scherm",
        max_length=40,
        error_messages={"required": "Geef het scherm een naam.", "max_length": "Houd de naam bij 40 tekens."},
    )
    ruimte = forms.CharField(
        label="Ruimte",
        max_length=60,
        required=False,
        error_messages={"max_length": "Houd de ruimte bij 60 tekens."},
    )

    def __init__(self, teams: EenheidQuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        code = lees_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(GEEN_CODE)
        return code


class BesprekingForm(ZonderNamen):
    """What the briefing did with an item, roughly how many were there, and one line to VIK without names."""

    uitkomst = forms.ChoiceField(
        choices=Bespreking.Uitkomst.choices,
        error_messages={"required": "Kies wat er gebeurde.", "invalid_choice": "Kies wat er gebeurde."},
    )
    band = forms.ChoiceField(choices=[("", ""), *Bespreking.Band.choices], required=False)
    regel = forms.CharField(max_length=280, required=False, error_messages={"max_length": "Houd het bij 280 tekens."})
