from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone

from risicoanalyse.models import Fenomeenbevinding, Fenomeenmaatregel
from vik_portal.namen import ZonderNamen


class BevindingForm(ZonderNamen):
    """One finding under one side of the phenomenon. Names of persons are asked about before it is kept."""

    kant = forms.ChoiceField(
        label="Waar gaat het over",
        choices=Fenomeenbevinding.Kant.choices,
        error_messages={"required": "Kies waar het over gaat.", "invalid_choice": "Kies waar het over gaat."},
    )
    tekst = forms.CharField(
        label="Wat viel op",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Schrijf in een of twee zinnen wat opviel.",
            "max_length": "Houd het bij 300 tekens.",
        },
    )


class MaatregelForm(ZonderNamen):
    """A measure at the level that can take it."""

    niveau = forms.ChoiceField(
        label="Op welk niveau",
        choices=Fenomeenmaatregel.Niveau.choices,
        error_messages={"required": "Kies een niveau.", "invalid_choice": "Kies een niveau."},
    )
    tekst = forms.CharField(
        label="Wat gebeurt er",
        max_length=240,
        error_messages={"required": "Vul in wat er gaat gebeuren.", "max_length": "Houd het bij 240 tekens."},
    )
    rol = forms.CharField(
        label="Wie trekt dit",
        max_length=80,
        error_messages={"required": "Vul de rol in van wie dit trekt.", "max_length": "Houd het bij 80 tekens."},
    )
    datum = forms.DateField(
        label="Wanneer klaar",
        required=False,
        widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": "Kies een dag, of laat het leeg."},
    )

    def clean_datum(self) -> date | None:
        datum: date | None = self.cleaned_data["datum"]
        if datum and datum < timezone.localdate():
            raise forms.ValidationError("Die dag is voorbij. Kies een dag vanaf vandaag, of laat het leeg.")
        return datum
