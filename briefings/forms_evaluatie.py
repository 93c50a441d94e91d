"""The three questions."""

from __future__ import annotations

from typing import Any

from django import forms

from briefings.terugblikvragen import VRAGEN


class TerugblikForm(forms.Form):
    """One answer to each."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for vraag in VRAGEN:
            fout = f"Kies een antwoord bij ‘{vraag.tekst}’"
            self.fields[vraag.sleutel] = forms.ChoiceField(
                label=vraag.tekst,
                choices=list(vraag.antwoorden.items()),
                error_messages={"required": fout, "invalid_choice": fout},
            )

    def vragen(self) -> list[tuple[forms.BoundField, list[tuple[str, str]]]]:
        return [(self[vraag.sleutel], list(vraag.antwoorden.items())) for vraag in VRAGEN]
