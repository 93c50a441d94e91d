"""What somebody wants by mail."""

from __future__ import annotations

from typing import Any

from django import forms

from vik_portal.berichten import soorten
from vik_portal.berichten.services import kies_voorkeuren
from vik_portal.organisatie.models import Gebruiker


class VoorkeurenForm(forms.Form):
    """A box per kind that may be switched off; ticked means: by mail."""

    aan = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, gebruiker: Gebruiker, *args: Any, **kwargs: Any) -> None:
        self.gebruiker = gebruiker
        uit = set(gebruiker.voorkeuren.values_list("soort", flat=True))
        keuzes = [(soort.sleutel, soort.label) for soort in soorten.alle() if soort.uit_te_zetten]
        kwargs.setdefault("initial", {"aan": [sleutel for sleutel, _ in keuzes if sleutel not in uit]})
        super().__init__(*args, **kwargs)
        self.fields["aan"].choices = keuzes  # type: ignore[attr-defined]

    def save(self) -> None:
        kies_voorkeuren(gebruiker=self.gebruiker, aan=self.cleaned_data["aan"])
