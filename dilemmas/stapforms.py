"""The forms that put a step of this app in a draaiboek, and what is typed in regie in view of the room."""

from __future__ import annotations

from typing import Any

from django import forms

from beroepscode.models import Themablad
from dilemmas.models import Dilemma
from vik_portal.meedoen.forms import StapForm
from vik_portal.meedoen.models import Stap
from vik_portal.namen import ZonderNamen

#: How many words or answers there can be, and how long one is.
WOORDEN, LETTERS = 8, 40
ANTWOORDEN, ANTWOORDLENGTE = 6, 120


def _tekst(label: str, leeg: str, lengte: int, *, hulp: str = "", rijen: int = 0) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=lengte,
        help_text=hulp,
        widget=forms.Textarea(attrs={"rows": rijen}) if rijen else forms.TextInput(),
        error_messages={"required": leeg, "max_length": f"Dit past niet op het scherm. Houd het bij {lengte} tekens."},
    )


def keuzes_per_thema() -> list[tuple[str, list[tuple[str, str]]]]:
    """Published dilemmas under the title of their first theme."""
    titels = dict(Themablad.objects.published().op_titel().values_list("slug", "titel"))
    groepen: dict[str, list[tuple[str, str]]] = {titel: [] for titel in titels.values()}
    gepubliceerd = Dilemma.objects.published().op_titel()
    for slug, titel, themas, minuten in gepubliceerd.values_list("slug", "titel", "inhoud__themas", "inhoud__minuten"):
        groep = titels.get(themas[0], "Andere thema’s")
        groepen.setdefault(groep, []).append((slug, f"{titel} ({minuten} minuten)"))
    return [(groep, lijst) for groep, lijst in groepen.items() if lijst]


def bevroren(dilemma: Dilemma) -> dict[str, Any]:
    """What a step keeps of a dilemma: the text as it is published now, and which version that is."""
    return {"dilemma": dilemma.slug, "versie": dilemma.versienummer, "vast": dilemma.inhoud}


def nieuwere_versie(inhoud: dict[str, Any]) -> Dilemma | None:
    """The published dilemma when its text is newer than what a step keeps."""
    if "vast" not in inhoud:
        return None
    gevonden = Dilemma.objects.published().filter(slug=inhoud["dilemma"]).first()
    return gevonden if gevonden and gevonden.versienummer > inhoud["versie"] else None


class KiesDilemmaForm(forms.Form):
    """Which dilemma the room gets."""

    dilemma = forms.ChoiceField(
        label="Welk dilemma?",
        help_text="De tekst van nu gaat mee in deze bijeenkomst. Wordt het dilemma later herschreven, dan zie je dat.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies een dilemma uit de lijst."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes: list[Any] = [("", "Kies een dilemma"), *keuzes_per_thema()]
        # One that was taken from the library stays in the meetings that had it.
        oud = self.initial.get("vast")
        if oud and not Dilemma.objects.published().filter(slug=self.initial["dilemma"]).exists():
            keuzes.append((self.initial["dilemma"], f"{oud['titel']} (staat niet meer in de bibliotheek)"))
        self.fields["dilemma"].choices = keuzes  # type: ignore[attr-defined]

    def gekozen(self) -> dict[str, Any]:
        """What the step keeps; nothing when it has this dilemma already."""
        slug = self.cleaned_data["dilemma"]
        if self.initial.get("vast") and slug == self.initial["dilemma"]:
            return {}
        return bevroren(Dilemma.objects.published().get(slug=slug))


class DilemmaStapForm(KiesDilemmaForm, StapForm):
    titel = forms.CharField(
        label="Titel",
        max_length=120,
        required=False,
        help_text="Mag leeg blijven: dan is het de titel van het dilemma.",
        error_messages={"max_length": "Deze titel is te lang voor het scherm. Houd het bij 120 tekens."},
    )
    gesprek = forms.IntegerField(
        label="Hoeveel minuten praten ze in tweetallen?",
        min_value=1,
        max_value=30,
        initial=3,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Vul een heel aantal minuten in, van 1 tot en met 30."
        ),
    )
    field_order = ("dilemma", "vernieuw", "titel", "minuten", "gesprek", "na", "zeg")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minuten"].initial = 15
        if nieuw := nieuwere_versie(self.initial):
            self.fields["vernieuw"] = forms.BooleanField(
                required=False,
                label="Neem de nieuwe tekst over",
                help_text=f"Deze stap heeft versie {self.initial['versie']}. Er is een nieuwere: versie "
                f"{nieuw.versienummer}.",
            )
            self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        slug = gegevens.get("dilemma")
        if slug and not gegevens.get("titel"):
            gevonden = Dilemma.objects.published().filter(slug=slug).first()
            gegevens["titel"] = (gevonden.titel if gevonden else self.initial["vast"]["titel"])[:120]
        return gegevens

    def inhoud(self) -> dict[str, Any]:
        vers = nieuwere_versie(self.initial) if self.cleaned_data.get("vernieuw") else None
        return self.gekozen() | (bevroren(vers) if vers else {}) | {"gesprek": self.cleaned_data["gesprek"]}


def _regels(waarde: str) -> list[str]:
    return [regel for regel in (" ".join(regel.split()) for regel in waarde.splitlines()) if regel]


class WoordenStapForm(StapForm):
    vraag = _tekst("Vraag", "Typ de vraag die op het scherm komt.", 160)
    woorden = _tekst(
        "Woorden om uit te kiezen",
        "Typ minstens twee woorden, elk op een eigen regel.",
        WOORDEN * (LETTERS + 2),
        hulp="Twee tot acht, elk op een eigen regel. Iedereen kiest er één.",
        rijen=8,
    )
    field_order = ("titel", "vraag", "woorden", "minuten", "na", "zeg")

    def clean_woorden(self) -> list[str]:
        woorden = _regels(self.cleaned_data["woorden"])
        if not 2 <= len(woorden) <= WOORDEN:
            raise forms.ValidationError("Typ twee tot acht woorden, elk op een eigen regel.")
        if len({woord.casefold() for woord in woorden}) < len(woorden):
            raise forms.ValidationError("Een woord staat er twee keer. Haal er een weg.")
        if any(woord.casefold() == "weet niet" for woord in woorden):
            raise forms.ValidationError("‘Weet niet’ staat er altijd al bij. Haal het weg.")
        if te_lang := next((woord for woord in woorden if len(woord) > LETTERS), ""):
            raise forms.ValidationError(f"‘{te_lang}’ past niet. Houd het bij {LETTERS} tekens.")
        return woorden

    def inhoud(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("vraag", "woorden")}

    @classmethod
    def begin(cls, stap: Stap) -> dict[str, Any]:
        return super().begin(stap) | {"woorden": "\n".join(stap.inhoud.get("woorden", []))}


class KennisStapForm(StapForm):
    vraag = _tekst("Vraag", "Typ de vraag die op het scherm komt.", 200)
    antwoorden = _tekst(
        "Antwoorden",
        "Typ minstens twee antwoorden, elk op een eigen regel.",
        ANTWOORDEN * (ANTWOORDLENGTE + 2),
        hulp="Twee tot zes, elk op een eigen regel.",
        rijen=6,
    )
    goed = forms.IntegerField(
        label="Het hoeveelste antwoord is goed?",
        min_value=1,
        max_value=ANTWOORDEN,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Vul een getal in: 1 is het eerste antwoord."
        ),
    )
    reden = _tekst(
        "Waarom is dat zo?",
        "Schrijf op waarom dit het antwoord is.",
        300,
        hulp="Komt op het scherm met het goede antwoord, als de ronde dicht is.",
        rijen=3,
    )
    field_order = ("titel", "vraag", "antwoorden", "goed", "reden", "minuten", "na", "zeg")

    def clean_antwoorden(self) -> list[str]:
        antwoorden = _regels(self.cleaned_data["antwoorden"])
        if not 2 <= len(antwoorden) <= ANTWOORDEN:
            raise forms.ValidationError("Typ twee tot zes antwoorden, elk op een eigen regel.")
        if len({antwoord.casefold() for antwoord in antwoorden} - {"weet niet"}) < len(antwoorden):
            raise forms.ValidationError("Een antwoord staat er twee keer, of is ‘weet niet’. Haal er een weg.")
        if any(len(antwoord) > ANTWOORDLENGTE for antwoord in antwoorden):
            raise forms.ValidationError(f"Een antwoord past niet. Houd elk antwoord bij {ANTWOORDLENGTE} tekens.")
        return antwoorden

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean()
        goed, antwoorden = gegevens.get("goed"), gegevens.get("antwoorden")
        if goed and antwoorden and goed > len(antwoorden):
            self.add_error("goed", f"Er zijn {len(antwoorden)} antwoorden. Kies er daarvan een.")
        return gegevens

    def inhoud(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("vraag", "antwoorden", "goed", "reden")}

    @classmethod
    def begin(cls, stap: Stap) -> dict[str, Any]:
        return super().begin(stap) | {"antwoorden": "\n".join(stap.inhoud.get("antwoorden", []))}


class WaarStaStapForm(StapForm):
    vraag = _tekst("Vraag of stelling", "Typ de vraag die op het scherm komt.", 160)
    links = _tekst("Het ene eind van de zaal", "Zeg wat het ene eind betekent, bijvoorbeeld ‘Dat meld ik’.", 60)
    rechts = _tekst("Het andere eind", "Zeg wat het andere eind betekent.", 60)
    field_order = ("titel", "vraag", "links", "rechts", "minuten", "na", "zeg")

    def inhoud(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("vraag", "links", "rechts")}


class OpbrengstForm(ZonderNamen):
    """One line that the group agrees on, typed in view."""

    soort = forms.ChoiceField(
        choices=[("afspraken", "Wat we afspraken"), ("opvalt", "Wat ons opvalt")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Kies onder welk kopje de zin komt."),
    )
    tekst = forms.CharField(
        max_length=200,
        error_messages={"required": "Typ eerst een zin.", "max_length": "Houd de zin bij 200 tekens."},
    )
