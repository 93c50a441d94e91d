"""Uploading an image."""

from __future__ import annotations

from typing import Any

from django import forms

from vik_portal.media.beeld import LEEG, MediaFout
from vik_portal.media.models import Afbeelding
from vik_portal.media.services import BESCHRIJVING_ONTBREEKT, bewaar_afbeelding
from vik_portal.organisatie.models import Gebruiker


class AfbeeldingForm(forms.ModelForm):
    """File, description for who cannot see it, caption. Not an ImageField: that trusts names and every decoder."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="JPEG, PNG of WebP, hooguit 10 MB. Liefst 1600 beeldpunten breed.",
        error_messages={"required": "Kies een afbeelding.", "empty": LEEG, "invalid": "Kies een afbeelding."},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Afbeelding
        fields = ["bestand", "alt", "bijschrift"]
        labels = {"alt": "Wat staat erop?", "bijschrift": "Bijschrift"}
        help_texts = {
            "alt": (
                "Eén zin voor wie de afbeelding niet ziet. "
                "Bijvoorbeeld: twee agenten praten met een bewoner aan de deur."
            ),
            "bijschrift": "Mag leeg blijven. Dit staat voor iedereen onder de afbeelding.",
        }
        error_messages = {
            "alt": {
                "required": BESCHRIJVING_ONTBREEKT,
                "max_length": "Maak de beschrijving korter: hooguit 250 tekens.",
            },
            "bijschrift": {"max_length": "Maak het bijschrift korter: hooguit 250 tekens."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs["class"] = "input"

    def bewaar(self, door: Gebruiker) -> Afbeelding | None:
        """The kept image; ``None`` when it cannot be kept, with the reason at the field."""
        try:
            return bewaar_afbeelding(
                bestand=self.cleaned_data["bestand"],
                alt=self.cleaned_data["alt"],
                bijschrift=self.cleaned_data["bijschrift"],
                door=door,
            )
        except MediaFout as fout:
            self.add_error("bestand", str(fout))
            return None
