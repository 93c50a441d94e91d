from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from briefings.goedkeurbeeld import Regel


class BesluitForm(forms.Form):
    """Yes, or back with a reason. Which of the two is the button that was pressed."""

    besluit = forms.ChoiceField(
        choices=[("akkoord", "Akkoord"), ("terug", "Terug, met reden")],
        error_messages={"required": "Kies ‘Akkoord’ of ‘Geef terug’.", "invalid_choice": "Kies een van de twee."},
    )
    reden = forms.CharField(
        label="Wat moet er anders?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Houd het bij hoogstens 400 tekens."},
    )

    def clean(self) -> dict[str, Any]:
        gegeven: dict[str, Any] = super().clean() or {}
        if gegeven.get("besluit") == "terug" and not gegeven.get("reden") and "reden" not in self.errors:
            self.add_error("reden", "Schrijf op wat er anders moet. Zonder reden kan VIK niet verder.")
        return gegeven

    @property
    def akkoord(self) -> bool:
        return bool(self.cleaned_data["besluit"] == "akkoord")


class Vakjes(forms.CheckboxSelectMultiple):
    """Boxes of which a summary of errors can point at the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class VraagForm(forms.Form):
    """For which items and eenheden approval is asked, and before which day; ``regels`` are what can be asked now."""

    voor = forms.MultipleChoiceField(
        label="Voor welke eenheid",
        widget=Vakjes,
        error_messages={
            "required": "Kies waarvoor je akkoord vraagt.",
            "invalid_choice": "Een van je keuzes is intussen al gevraagd. Kijk wat er nog openstaat.",
        },
    )
    uiterlijk = forms.DateField(
        label="Antwoord uiterlijk",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Kies een dag.", "invalid": "Kies een dag, bijvoorbeeld 12-03-2027."},
    )

    def __init__(self, regels: list[Regel], uiterlijk: date, *args: Any, **kwargs: Any) -> None:
        self.regels = {regel.sleutel: regel for regel in regels if regel.te_vragen}
        kwargs["initial"] = {"uiterlijk": uiterlijk, "voor": [s for s, regel in self.regels.items() if regel.gepland]}
        super().__init__(*args, **kwargs)
        self.fields["voor"].choices = [  # type: ignore[attr-defined]
            (sleutel, f"{regel.eenheid}: {regel.item}") for sleutel, regel in self.regels.items()
        ]

    def gekozen(self) -> list[Regel]:
        return [self.regels[sleutel] for sleutel in self.cleaned_data["voor"]]


class VertelForm(forms.Form):
    """The text of an announcement, as its sender wants it."""

    tekst = forms.CharField(
        label="Je bericht",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Schrijf wat je wilt vertellen.", "max_length": "Houd het bij 3000 tekens."},
    )

    def clean_tekst(self) -> str:
        tekst: str = self.cleaned_data["tekst"].replace("\r\n", "\n")
        if "http://" in tekst or "https://" in tekst:
            # A mail has one link, and it is ours: then people learn which one to trust.
            raise ValidationError("Zet geen link in je bericht. Er komt vanzelf een link naar het portaal onder.")
        return tekst
