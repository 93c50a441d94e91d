"""Choosing the file of a booklet."""

from __future__ import annotations

from typing import Any

from django import forms

from vik_portal.media.tekst import TE_ZWAAR


class BoekjeForm(forms.Form):
    """``te_groot``: the file was larger than the portal takes, and was not kept while it came in."""

    bestand = forms.FileField(
        label="Het boekje",
        help_text="Een .docx, een .pdf waarin je tekst kunt aanwijzen, of de tekst als .txt of .md. Hooguit 20 MB.",
        # An empty file gets its sentence from what reads it.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.pdf,.docx", "class": "input"}),
        error_messages={"required": "Kies een bestand.", "invalid": "Kies een bestand."},
    )

    def __init__(self, *args: Any, te_groot: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if te_groot:
            self.fields["bestand"].error_messages["required"] = TE_ZWAAR
