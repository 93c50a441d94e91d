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


class LesgroepForm(ZonderNamen, forms.ModelForm):
    """A group: what it is called, where, how many. A name that looks like somebody's is asked about."""

    omvang = _aantal("Hoeveel mensen zitten erin?", 1)

    class Meta:
        model = Lesgroep
        fields = ("naam", "eenheid", "programma", "omvang")
        labels = {"naam": "Naam van de groep", "eenheid": "Eenheid", "programma": "Lesprogramma"}
        help_texts = {
            "naam": "Zoals: instroom najaar 2026, groep 3. Geen namen van mensen.",
            "eenheid": "Preventiecoördinatoren daarvan zien de groep, en wanneer ze les heeft.",
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


class LesPlanForm(PlanForm):
    """A meeting with the steps of one programme, for a group, for a team, or to practise alone.

    A group that is not there yet is made with the same form (``nieuw``). Only what belongs to the choice counts.
    """

    VOOR = (
        ("groep", "Een lesgroep"),
        ("team", "Een team"),
        ("oefening", "Nog niemand: ik oefen met nagebootste telefoons"),
    )
    wie = forms.ChoiceField(
        label="Voor wie is de les?",
        choices=VOOR,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie de les is."},
    )

    def __init__(self, begeleider: Gebruiker, programma: Lesprogramma, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "titel": programma.titel,
            "wie": "team" if programma.inhoud and programma.inhoud["voor"] == "team" else "groep",
        } | kwargs.get("initial", {})
        super().__init__(begeleider, *args, **kwargs)
        for overbodig in ("draaiboek", "oefening"):
            del self.fields[overbodig]
        self.fields["team"].required = False
        self.fields["groep"] = forms.ModelChoiceField(
            label="Welke groep?",
            required=False,
            queryset=Lesgroep.objects.visible_to(begeleider),
            empty_label="Een nieuwe groep",
            error_messages={"invalid_choice": "Deze groep is er niet meer. Kies een andere, of maak een nieuwe."},
        )
        self.nieuw = self._nieuwe_groep(begeleider, programma)
        self.order_fields(("wie", "groep", "team", "begin", "plaats", "titel", "met_kaartjes"))
        #: A practice is of nobody: its place is where who practises works.
        self.eigen_plek = eenheden_met_rol(begeleider, *BEGELEIDERS).order_by("pad").first()

    def _nieuwe_groep(self, begeleider: Gebruiker, programma: Lesprogramma) -> LesgroepForm:
        """Judged only when it is asked for; what was typed stays either way."""
        getypt = {naam: self.data.get(f"nieuw-{naam}", "") for naam in LesgroepForm.Meta.fields}
        form = LesgroepForm(
            begeleider,
            self.data if self.maakt_groep else None,
            prefix="nieuw",
            instance=Lesgroep(programma=programma),
            initial=getypt if self.is_bound else None,
        )
        del form.fields["programma"]
        form.order_fields(("naam", "omvang", "eenheid"))
        return form

    @property
    def maakt_groep(self) -> bool:
        """Whether the form as it was sent asks for a new group."""
        return self.is_bound and self["wie"].value() == "groep" and not self["groep"].value()

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        wie = gegevens.get("wie")
        if wie == "team" and not gegevens.get("team"):
            if "team" not in self.errors:
                self.add_error("team", "Kies een team.")
        elif wie != "team":
            self.errors.pop("team", None)
            gegevens["team"] = self.eigen_plek
        if wie != "groep":
            self.errors.pop("groep", None)
            gegevens["groep"] = None
        elif self.maakt_groep and self.nieuw.is_valid():
            gegevens["groep"] = self.nieuw.instance
        elif self.maakt_groep:
            self.add_error(None, "Vul de nieuwe groep verder in.")
        self.instance.oefening = wie == "oefening"
        return gegevens


class BereiktForm(forms.ModelForm):
    """How many people were at one lesson."""

    bereikt = _aantal("Hoeveel mensen waren er?", 0)

    class Meta:
        model = Les
        fields = ("bereikt",)
