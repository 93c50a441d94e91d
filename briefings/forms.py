from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from briefings.beelden import ALT_ONTBREEKT
from briefings.models import Briefingsitem
from vik_portal.media import webvtt
from vik_portal.media.beeld import LEEG, MediaFout
from vik_portal.media.film import TE_ZWAAR
from vik_portal.media.opslag import VOL
from vik_portal.media.upload import schijf_vol, te_groot


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


class BeeldForm(forms.Form):
    """An image or a film for an item, with what those need who do not see or hear it."""

    bestand = forms.FileField(
        label="Afbeelding of film",
        help_text=(
            "Een JPEG, PNG of WebP van hooguit 10 MB, of een mp4, mov, webm of mkv van hooguit 200 MB en 90 seconden. "
            "Gebruik alleen eigen beeld, zonder herkenbare mensen."
        ),
        error_messages={"required": "Kies een afbeelding of een film.", "empty": LEEG, "invalid": LEEG},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,video/*,.mkv"}),
    )
    alt = forms.CharField(
        label="Wat is er te zien?",
        help_text="Eén of twee zinnen voor wie het beeld niet ziet.",
        max_length=250,
        error_messages={
            "required": ALT_ONTBREEKT,
            "max_length": "Maak de beschrijving korter: hooguit 250 tekens.",
        },
    )
    ondertiteling = forms.FileField(
        label="Ondertiteling",
        required=False,
        help_text="Een .vtt-bestand (WebVTT). Bij een film met geluid heb je dit nodig, of de tekst hieronder.",
        error_messages={"empty": LEEG, "invalid": LEEG},
        widget=forms.FileInput(attrs={"accept": "text/vtt,.vtt"}),
    )
    uitgeschreven = forms.CharField(
        label="Wat er gezegd wordt, uitgeschreven",
        required=False,
        max_length=6000,
        help_text="Alleen bij een film met geluid zonder ondertiteling.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs["class"] = "input"

    def clean_ondertiteling(self) -> str:
        bestand = self.cleaned_data["ondertiteling"]
        try:
            return webvtt.lees(bestand.read(webvtt.MAX_BYTES + 1)) if bestand else ""
        except MediaFout as fout:
            raise forms.ValidationError(str(fout)) from None

    def clean(self) -> dict[str, Any] | None:
        """A file that was too large, or did not fit on the disk, has not come in: that is what is said of it."""
        gegevens = super().clean()
        zinnen = {"bestand": TE_ZWAAR, "ondertiteling": webvtt.TE_ZWAAR}
        for naam, zin in zinnen.items():
            reden = zin if naam in te_groot(self.request) else VOL if naam in schijf_vol(self.request) else ""
            if reden:
                self._errors[naam] = self.error_class([reden])  # type: ignore[index]
        return gegevens
