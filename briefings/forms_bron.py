"""Of which text an item is made."""

from __future__ import annotations

from typing import Any

from django import forms

from briefings.bron import Begin, begin_van
from vik_portal.register import Itembron, register


class BronForm(forms.Form):
    bron = forms.ChoiceField(
        label="Van welke tekst?",
        help_text="Gepubliceerde teksten, per thema.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een tekst uit de lijst."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes: list[Any] = [("", "Kies een tekst")]
        for bron in register.alle(Itembron):
            for thema, stukken in bron.keuzes():
                paren = [(f"{bron.sleutel}/{slug}", f"{bron.label}: {titel}") for slug, titel in stukken]
                keuzes.append((thema, paren))
        self.fields["bron"].choices = keuzes  # type: ignore[attr-defined]

    def gekozen(self) -> dict[str, str]:
        """Kind and slug."""
        soort, _, slug = self.cleaned_data["bron"].partition("/")
        return {"soort": soort, "slug": slug}

    def begin(self) -> Begin | None:
        """What the item would begin with."""
        soort, slug = self.gekozen().values()
        stuk = register.een(Itembron, soort).een(slug)
        return begin_van(soort, stuk) if stuk else None
