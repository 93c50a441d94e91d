from __future__ import annotations

from typing import Any

from django import forms

from risicoanalyse.ijking.terugkoppelen import Vraagkeuze
from risicoanalyse.models import Terugkoppeling

_KIES = "Kies een van de drie antwoorden."


class TerugkoppelForm(forms.Form):
    """Three questions about the instrument: choices only, so that nobody can be written about."""

    klopte = forms.ChoiceField(
        label="Klopte de uitslag met het gesprek in de zaal?",
        choices=Terugkoppeling.Klopte.choices,
        error_messages={"required": _KIES, "invalid_choice": _KIES},
    )
    tijd = forms.ChoiceField(
        label="Was er tijd genoeg?",
        choices=Terugkoppeling.Tijd.choices,
        error_messages={"required": _KIES, "invalid_choice": _KIES},
    )
    onbegrepen = forms.MultipleChoiceField(
        label="Welke vraag begreep de zaal niet?",
        required=False,
        error_messages={"invalid_choice": "Kies vragen uit de lijst."},
    )

    def __init__(self, delen: list[tuple[str, list[Vraagkeuze]]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delen = delen
        keuzes = [(vraag.sleutel, vraag.tekst) for _, vragen in delen for vraag in vragen]
        self.fields["onbegrepen"].choices = keuzes  # type: ignore[attr-defined]
