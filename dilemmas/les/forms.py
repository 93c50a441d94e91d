from __future__ import annotations

from datetime import time
from typing import Any

from django import forms

from dilemmas.models import Les, Lesgroep, Lesprogramma
from vik_portal.meedoen.forms import PlanForm
from vik_portal.meedoen.toegang import BEGELEIDERS
from vik_portal.namen import ZonderNamen
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.organisatie.toegang import eenheden_met_rol

BEGIN = time(9)
#: Larger groups than this do not fit a room; a longer number is a slip of the keys.
MEESTE = 500


def _aantal(label: str, minst: int, hulp: str = "") -> forms.IntegerField:
    zin = f"Vul een heel getal in, van {minst} tot en met {MEESTE}."
    return forms.IntegerField(
        label=label,
        min_value=minst,
        max_value=MEESTE,
        help_text=hulp,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), zin),
    )


class BeginForm(forms.Form):
    """When a lesson begins, for the clock of its draaiboek."""

    begin_om = forms.TimeField(
        label="Hoe laat begin je?",
        initial=BEGIN,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "input"}, format="%H:%M"),
        error_messages={"invalid": "Vul een tijd in, bijvoorbeeld 09:00."},
    )

    def begin(self) -> time:
        """What was asked, or nine o'clock."""
        return (self.is_valid() and self.cleaned_data["begin_om"]) or BEGIN


class LesPlanForm(PlanForm):
    """A meeting with the steps of one programme."""

    def __init__(self, begeleider: Gebruiker, programma: Lesprogramma, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"titel": programma.titel} | kwargs.get("initial", {})
        super().__init__(begeleider, *args, **kwargs)
        del self.fields["draaiboek"]
        self.fields["groep"] = forms.ModelChoiceField(
            label="Lesgroep",
            required=False,
            queryset=Lesgroep.objects.visible_to(begeleider),
            empty_label="Geen lesgroep",
            help_text="Voor een groep die meer lessen volgt. Je houdt daar bij hoeveel mensen je bereikte.",
        )
        self.order_fields(("titel", "team", "groep", "begin", "plaats", "met_kaartjes", "oefening"))

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("oefening") and gegevens.get("groep"):
            self.add_error("groep", "Een oefening telt niet mee voor een groep. Kies ‘Geen lesgroep’.")
        return gegevens


class LesgroepForm(ZonderNamen, forms.ModelForm):
    """A group: what it is called, where, how many. A name that looks like somebody's is asked about."""

    omvang = _aantal("Hoeveel mensen zitten erin?", 1)

    class Meta:
        model = Lesgroep
        fields = ("naam", "eenheid", "programma", "omvang")
        labels = {"naam": "Naam van de groep", "eenheid": "Eenheid", "programma": "Lesprogramma"}
        help_texts = {
            "naam": "Zoals: instroom najaar 2026, groep 3. Geen namen van mensen.",
            "programma": "Hoort het bij een reeks, dan staat de hele reeks klaar.",
        }
        error_messages = {
            "naam": {"required": "Geef de groep een naam, bijvoorbeeld ‘instroom najaar 2026, groep 3’."},
            "eenheid": {"required": "Kies een eenheid."},
            "programma": {"required": "Kies een lesprogramma."},
        }

    def __init__(self, bezoeker: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eenheden = eenheden_met_rol(bezoeker, *BEGELEIDERS).filter(actief=True).exclude(soort=Eenheid.Soort.TEAM)
        veld: Any = self.fields["eenheid"]
        veld.queryset, veld.empty_label = eenheden.order_by("pad"), None
        veld = self.fields["programma"]
        veld.queryset, veld.empty_label = Lesprogramma.objects.published().op_reeks(), "Kies een lesprogramma"

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        dubbel = Lesgroep.objects.filter(naam=gegevens.get("naam"), eenheid=gegevens.get("eenheid"))
        if dubbel.exclude(pk=self.instance.pk).exists():
            self.add_error("naam", "In deze eenheid is er al een groep met deze naam. Kies een andere naam.")
        return gegevens


class BereiktForm(forms.ModelForm):
    """How many people were at one lesson."""

    bereikt = _aantal("Hoeveel mensen waren er?", 0)

    class Meta:
        model = Les
        fields = ("bereikt",)
