from __future__ import annotations

from typing import Any

from django import forms

from dilemmas.schema import DilemmaInhoud


class KeuzeForm(forms.Form):
    """What somebody would do, once or twice. Nothing of it is stored; ``twijfel`` means: I cannot choose."""

    eerste = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    tweede = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    twijfel = forms.BooleanField(required=False)

    def __init__(self, inhoud: DilemmaInhoud, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(nummer, optie.tekst) for nummer, optie in enumerate(inhoud.opties)]
        for naam in ("eerste", "tweede"):
            self.fields[naam].choices = keuzes  # type: ignore[attr-defined]

    @property
    def stap(self) -> int:
        """1 choose, 2 the other side and choose again, 3 look back."""
        if not self.is_bound or not self.is_valid():
            return 1
        if self.cleaned_data["twijfel"] or self.cleaned_data["tweede"] is not None:
            return 3
        return 2 if self.cleaned_data["eerste"] is not None else 1
