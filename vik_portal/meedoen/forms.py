from __future__ import annotations

from typing import Any

from django import forms

from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.toegang import plan_teams
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Draaiboek, register


class PlanForm(forms.ModelForm):
    """A new meeting: what, with whom, when and where. The draaiboek decides its steps."""

    draaiboek = forms.ChoiceField(label="Draaiboek", widget=forms.RadioSelect)

    class Meta:
        model = Bijeenkomst
        fields = ("titel", "team", "begin", "plaats", "met_kaartjes", "oefening")
        labels = {
            "titel": "Naam van de bijeenkomst",
            "team": "Team",
            "begin": "Wanneer begint het?",
            "plaats": "Waar?",
            "met_kaartjes": "Stoelen met kaartjes uit een zak (voor een gevoelig onderwerp)",
            "oefening": "Dit is een oefening met nagebootste telefoons",
        }
        widgets = {"begin": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        error_messages = {
            "titel": {"required": "Geef de bijeenkomst een naam, bijvoorbeeld ‘Risicoanalyse voorjaar’."},
            "team": {"required": "Kies een team."},
            "begin": {"required": "Kies een dag en een tijd.", "invalid": "Kies een dag en een tijd."},
        }

    def __init__(self, begeleider: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = plan_teams(begeleider)  # type: ignore[attr-defined]
        draaiboeken = register.alle(Draaiboek)
        self.fields["draaiboek"].choices = [(d.sleutel, d.label) for d in draaiboeken]  # type: ignore[attr-defined]
        self.fields["draaiboek"].initial = draaiboeken[-1].sleutel if draaiboeken else ""
        self.fields["draaiboek"].error_messages["required"] = "Kies een draaiboek."


class StellingForm(forms.Form):
    """A statement typed on the spot."""

    stelling = forms.CharField(
        label="Nieuwe stelling",
        max_length=160,
        min_length=8,
        error_messages={
            "required": "Typ eerst een stelling.",
            "min_length": "Deze stelling is te kort om over te stemmen. Maak er een zin van.",
            "max_length": "Deze stelling is te lang voor het scherm. Houd het bij 160 tekens.",
        },
    )


class KaartjesForm(forms.Form):
    """How many tickets to print; the service knows the limits and their sentence."""

    aantal = forms.IntegerField(error_messages=dict.fromkeys(("required", "invalid"), "Vul in hoeveel je er wilt."))
