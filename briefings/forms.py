from __future__ import annotations

from typing import Any

from django import forms

from briefings.models import Briefingsitem


class NeerzetForm(forms.Form):
    """Which published item goes on the day."""

    item = forms.ModelChoiceField(
        Briefingsitem.objects.none(),
        to_field_name="slug",
        error_messages={"required": "Kies een item.", "invalid_choice": "Dit item bestaat niet meer. Kies een ander."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = Briefingsitem.objects.published()  # type: ignore[attr-defined]
