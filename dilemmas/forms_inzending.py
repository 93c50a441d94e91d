"""Forms around sending in a dilemma: the five questions, the code, and what the desk answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from dilemmas.inzendingen import bevat_opmaak, zichtbaar
from vik_portal.namen import ZonderNamen


@dataclass(frozen=True)
class Vraag:
    """One small step: what is asked, how to keep it general, and an example. ``lengte`` in characters."""

    naam: str
    kort: str
    vraag: str
    uitleg: str
    voorbeeld: str
    lengte: int
    rijen: int
    verplicht: str = ""

    @property
    def mag_leeg(self) -> bool:
        return not self.verplicht


VRAGEN = [
    Vraag(
        "gebeurd",
        "Wat er gebeurde",
        "Wat gebeurde er, in het algemeen?",
        "Schrijf het zo dat het overal had kunnen zijn: ‘een collega’ en niet wie, ‘een stad’ en niet welke, "
        "‘een nachtdienst’ en niet welke datum.",
        "Na een aanhouding deelt een collega een foto in de groepsapp. Wie erop staat, is te herkennen.",
        1500,
        7,
        "Schrijf op wat er gebeurde. Een paar zinnen is genoeg.",
    ),
    Vraag(
        "botst",
        "Wat er botst",
        "Wat botst er?",
        "Een dilemma heeft twee kanten die allebei iets waard zijn. Wat trekt je de ene kant op, en wat de andere?",
        "Eerlijk zijn over wat ik zag. En trouw zijn aan iemand op wie ik elke nacht moet kunnen rekenen.",
        600,
        4,
        "Schrijf op wat er botst. Zonder twee kanten is het nog geen dilemma.",
    ),
    Vraag(
        "beslist",
        "Wie kiest",
        "Wie moet er kiezen?",
        "Een rol, geen naam en geen rang. Zeg er ook bij hoe die persoon tot de anderen staat.",
        "Een aspirant, en de collega die de foto deelde, beoordeelt haar volgende week.",
        300,
        3,
    ),
    Vraag(
        "klok",
        "De klok",
        "Hoeveel tijd is er?",
        "Wat gebeurt er als je wacht?",
        "De briefing begint over tien minuten. Daarna heeft iedereen de foto.",
        300,
        3,
    ),
    Vraag(
        "keuzes",
        "Wat je kunt doen",
        "Wat kun je doen?",
        "Schrijf elke keuze op een eigen regel. Drie of vier, die een verstandig mens allemaal zou kunnen kiezen.",
        "Er meteen iets van zeggen, in de groep.\nHem na de briefing apart nemen.\nNaar de teamchef gaan.",
        800,
        6,
    ),
]
ONZICHTBAAR = "Er stonden tekens in die je niet ziet. We hebben ze weggehaald. Kijk of het nog klopt en ga dan verder."
OPMAAK = "Schrijf gewone tekst, zonder code met < en >."


class Deel(forms.Field):
    """Plain words. What does not show, or would be read as code, is refused with a sentence."""

    def __init__(self, vraag: Vraag) -> None:
        super().__init__(required=False)
        self.vraag = vraag

    def clean(self, value: Any) -> str:
        tekst, weggehaald = zichtbaar(str(value or ""))
        tekst = tekst.strip()
        if len(tekst) > self.vraag.lengte:
            raise forms.ValidationError(f"Houd het bij {self.vraag.lengte} tekens. Het zijn er nu {len(tekst)}.")
        if weggehaald:
            raise forms.ValidationError(ONZICHTBAAR)
        if bevat_opmaak(tekst):
            raise forms.ValidationError(OPMAAK)
        if self.vraag.verplicht and not tekst:
            raise forms.ValidationError(self.vraag.verplicht)
        return tekst


class InzendForm(forms.Form):
    """The five parts. Each page sends all of them along, so that nothing is remembered anywhere else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({vraag.naam: Deel(vraag) for vraag in VRAGEN})

    @property
    def stap(self) -> int:
        """Which question was answered, from 1."""
        stap = str(self.data.get("stap", ""))
        return int(stap) if stap in {str(nummer) for nummer in range(1, len(VRAGEN) + 1)} else 1

    @property
    def teksten(self) -> dict[str, str]:
        """All parts as they can be shown again: what was typed, without what does not show."""
        return {vraag.naam: zichtbaar(str(self.data.get(vraag.naam, "")))[0].strip() for vraag in VRAGEN}

    def eerste_fout(self, tot: int) -> int | None:
        """The first question up to ``tot`` with something wrong in its answer."""
        return next((nummer for nummer, vraag in enumerate(VRAGEN[:tot], 1) if vraag.naam in self.errors), None)


class AntwoordForm(ZonderNamen):
    """What the sender reads behind the code. It names nobody."""

    antwoord = forms.CharField(
        label="Antwoord aan de inzender",
        required=False,
        max_length=1000,
        widget=forms.Textarea({"class": "input", "rows": 5}),
        error_messages={"max_length": "Houd het bij 1000 tekens."},
    )


class TitelForm(forms.Form):
    titel = forms.CharField(
        label="Werktitel",
        min_length=3,
        max_length=80,
        widget=forms.TextInput({"class": "input"}),
        error_messages={"required": "Geef het dilemma een werktitel.", "min_length": "Gebruik minstens drie letters."},
    )
