from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from beroepscode.models import Themablad
from risicoanalyse.keuring import Opmerking
from risicoanalyse.models import Maatregel
from vik_portal.namen import ZonderNamen


def _regel(label: str, vraag: str, lengte: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=lengte,
        error_messages={"required": vraag, "max_length": f"Houd ‘{label}’ bij {lengte} tekens."},
    )


def gepubliceerd_thema(slug: str) -> str:
    """The slug when a published themablad has it, else nothing: only those lead somewhere."""
    return slug if slug and Themablad.objects.published().filter(slug=slug).exists() else ""


class RisicoForm(ZonderNamen):
    oorzaak = _regel("Oorzaak", "Vul in waardoor het kan gebeuren.")
    gebeurtenis = _regel("Gebeurtenis", "Vul in wat er dan kan gebeuren.")
    gevolg = _regel("Gevolg", "Vul in wat dat voor wie betekent.")
    thema = forms.SlugField(required=False)

    def clean_thema(self) -> str:
        return gepubliceerd_thema(self.cleaned_data["thema"])


class MaatregelForm(ZonderNamen):
    MET_NAAM = ("trekker",)
    soort = forms.ChoiceField(
        choices=Maatregel.Soort.choices, error_messages={"required": "Kies wat voor afspraak het is."}
    )
    tekst = _regel("Wat doen we", "Vul in wat jullie gaan doen.", 240)
    rol = _regel("Wie trekt dit", "Vul de rol in van wie dit trekt, bijvoorbeeld ‘operationeel expert’.", 80)
    trekker = forms.CharField(required=False, max_length=80)
    datum = forms.DateField(
        error_messages={"required": "Kies een dag waarop het klaar is.", "invalid": "Kies een dag."}
    )
    merkbaar = _regel("Waaraan merken we het", "Vul in waaraan jullie merken dat het werkt.", 240)

    def clean_datum(self) -> Any:
        datum = self.cleaned_data["datum"]
        if datum < timezone.localdate():
            raise forms.ValidationError("Die dag is voorbij. Kies een dag vanaf vandaag.")
        return datum


class StatusForm(ZonderNamen):
    """How a measure is going, with one line about it."""

    status = forms.ChoiceField(
        choices=Maatregel.Status.choices,
        error_messages={"required": "Kies hoe het staat.", "invalid_choice": "Kies hoe het staat."},
    )
    toelichting = _regel("Wat is er gebeurd", "Schrijf in één zin wat er gebeurd is.", 240)


class ThemaForm(forms.Form):
    thema = forms.SlugField(required=False)

    def clean_thema(self) -> str:
        return gepubliceerd_thema(self.cleaned_data["thema"])


class PubliceerForm(forms.Form):
    """What goes with a new version of the instrument: why, and a tick at each remark."""

    toelichting = forms.CharField(
        label="Wat heb je veranderd, en waarom?",
        help_text="Eén of twee zinnen. Ze blijven bij deze versie staan.",
        max_length=300,
        widget=forms.Textarea({"class": "input", "rows": 3}),
        error_messages={
            "required": "Schrijf in één zin op wat je hebt veranderd.",
            "max_length": "Houd het bij 300 tekens.",
        },
    )

    def __init__(self, opmerkingen: list[Opmerking], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opmerkingen = opmerkingen
        for opmerking in opmerkingen:
            self.fields[opmerking.sleutel] = forms.BooleanField(
                label="Ik heb gekeken: zo is het goed",
                error_messages={"required": "Zet een vinkje, of pas de vraag aan."},
            )

    def per_opmerking(self) -> list[tuple[Opmerking, forms.BoundField]]:
        """Each remark with its tick."""
        return [(opmerking, self[opmerking.sleutel]) for opmerking in self.opmerkingen]

    def gezien(self) -> set[str]:
        """The keys of the remarks that were ticked."""
        return {opmerking.sleutel for opmerking in self.opmerkingen if self.cleaned_data.get(opmerking.sleutel)}
