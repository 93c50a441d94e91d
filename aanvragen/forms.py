from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from aanvragen.models import Aanbod, Aanvraag
from aanvragen.toegang import aanvraag_teams
from beroepscode.models import Themablad
from vik_portal.meedoen.forms import PlanForm
from vik_portal.namen import ZonderNamen
from vik_portal.organisatie.models import Gebruiker

#: A request is for this month or one of the eleven after it.
MAANDEN = 12


def _maanden() -> list[tuple[str, str]]:
    nu = timezone.localdate()
    # Counted in months: adding days would skip or repeat one.
    eersten = [date(nu.year + (nu.month - 1 + i) // 12, (nu.month - 1 + i) % 12 + 1, 1) for i in range(MAANDEN)]
    return [("", "Maakt niet uit"), *((dag.isoformat(), date_format(dag, "F Y")) for dag in eersten)]


class AanvraagForm(ZonderNamen):
    """What somebody asks of VIK, for which team, when roughly and why, in one line without names."""

    aanbod = forms.ModelChoiceField(
        Aanbod.objects.none(),
        label="Wat vraag je aan?",
        to_field_name="slug",
        empty_label="Kies wat past",
        error_messages={
            "required": "Kies wat je aanvraagt.",
            "invalid_choice": "Dit aanbod is er niet meer. Kies iets anders.",
        },
    )
    team = forms.ModelChoiceField(
        None,
        label="Voor welk team?",
        empty_label="Kies een team",
        error_messages={"required": "Kies een team.", "invalid_choice": "Kies een team uit de lijst."},
    )
    thema = forms.ModelChoiceField(
        Themablad.objects.none(),
        label="Over welk thema?",
        to_field_name="slug",
        required=False,
        empty_label="Geen thema, of meer dan één",
        error_messages={"invalid_choice": "Dit thema is er niet meer. Kies een ander thema, of geen."},
    )
    maand = forms.ChoiceField(label="Wanneer ongeveer?", required=False, choices=_maanden)
    toelichting = forms.CharField(
        label="Wat speelt er, in één zin?",
        max_length=240,
        error_messages={
            "required": "Schrijf in één zin wat er speelt.",
            "max_length": "Houd het bij één zin van hoogstens 240 tekens.",
        },
    )

    def __init__(self, aanvrager: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = aanvraag_teams(aanvrager)
        self.fields["aanbod"].queryset = Aanbod.objects.published().op_volgorde()  # type: ignore[attr-defined]
        bladen = Themablad.objects.published().op_titel()
        self.fields["thema"].queryset = bladen.only("slug", "titel")  # type: ignore[attr-defined]
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        if len(teams) == 1:
            self.fields["team"].initial = teams[0].pk

    def clean_maand(self) -> date | None:
        maand = self.cleaned_data["maand"]
        return date.fromisoformat(maand) if maand else None


class StandForm(ZonderNamen):
    """How a request stands, with a line for who asked."""

    status = forms.ChoiceField(
        error_messages={"required": "Kies hoe het staat.", "invalid_choice": "Kies hoe het staat."}
    )
    toelichting = forms.CharField(
        label="Eén regel erbij",
        required=False,
        max_length=240,
        error_messages={"max_length": "Houd het bij 240 tekens."},
    )

    def __init__(self, aanvraag: Aanvraag, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = aanvraag.hierna  # type: ignore[attr-defined]


class PlanAanvraagForm(PlanForm):
    """The meeting of a request: its team is known, and it is no practice."""

    def __init__(self, begeleider: Gebruiker, aanvraag: Aanvraag, *args: Any, **kwargs: Any) -> None:
        inhoud = aanvraag.aanbod.gelezen
        begin = {"titel": inhoud.titel, "draaiboek": inhoud.draaiboek or "vrij"}
        super().__init__(begeleider, *args, initial=begin, **kwargs)
        for overbodig in ("team", "oefening"):
            del self.fields[overbodig]
