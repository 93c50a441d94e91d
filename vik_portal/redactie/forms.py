"""The small forms of the desk. The form of the editor itself is derived from the content: see :mod:`vorm`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.redactie.models import HERZIEN_NA, Publicatie, publicatiesoorten


def redacteuren() -> Any:
    return Gebruiker.objects.filter(is_active=True, rollen__soort=Rol.Soort.REDACTEUR).distinct()


class Datum(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "input"}, format="%Y-%m-%d")


def _later_dan_vandaag(dag: date) -> None:
    if dag <= timezone.localdate():
        raise forms.ValidationError("Kies een dag na vandaag.")


class Bureauform(forms.Form):
    """What is empty is said in the same words as in the editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.error_messages["required"] = "Vul dit in."


class NieuwForm(Bureauform):
    soort = forms.ChoiceField(label="Wat ga je schrijven?", widget=forms.RadioSelect)
    titel = forms.CharField(label="Titel", min_length=3, max_length=120, widget=forms.TextInput({"class": "input"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soorten = [m for m in publicatiesoorten() if not m.beginpagina]
        self.fields["soort"].choices = [(m._meta.model_name, m.soortnaam) for m in soorten]  # type: ignore[attr-defined]


class IndienForm(Bureauform):
    toelichting = forms.CharField(
        label="Wat heb je veranderd?",
        help_text="Eén of twee zinnen voor degene die meeleest. Ze blijven bij deze versie staan. Mag leeg blijven.",
        max_length=300,
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 3}),
    )


class PubliceerForm(Bureauform):
    herzien_op = forms.DateField(
        label="Wanneer kijken we deze tekst weer na?",
        help_text="Op die dag staat de tekst in de werkvoorraad.",
        widget=Datum,
        validators=[_later_dan_vandaag],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"herzien_op": timezone.localdate() + HERZIEN_NA}, **kwargs)


class RedenForm(Bureauform):
    """Why a text goes back to its writer, or offline."""

    reden = forms.CharField(max_length=1000, widget=forms.Textarea({"class": "input", "rows": 4}))

    def __init__(self, *args: Any, vraag: str, uitleg: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].label, self.fields["reden"].help_text = vraag, uitleg


class BeheerForm(Bureauform):
    eigenaar = forms.ModelChoiceField(
        label="Van wie is deze tekst?",
        help_text="Bij de eigenaar staat de tekst op de startpagina als die weer nagekeken moet worden.",
        queryset=Gebruiker.objects.none(),
        required=False,
        empty_label="Van niemand",
        widget=forms.Select({"class": "input"}),
    )
    herzien_op = forms.DateField(label="Nakijken op", required=False, widget=Datum)

    def __init__(self, *args: Any, stuk: Publicatie, **kwargs: Any) -> None:
        super().__init__(*args, initial={"eigenaar": stuk.eigenaar_id, "herzien_op": stuk.herzien_op}, **kwargs)
        self.fields["eigenaar"].queryset = redacteuren()  # type: ignore[attr-defined]


class OverdraagForm(Bureauform):
    """Texts of one redacteur that go to another: who leaves, or who has too much."""

    naar = forms.ModelChoiceField(
        None, label="Naar wie?", empty_label="Kies een redacteur", widget=forms.Select({"class": "input"})
    )
    teksten = forms.MultipleChoiceField(
        label="Welke teksten?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van deze teksten is intussen van een ander. Kies opnieuw."},
    )

    def __init__(self, van: Gebruiker, stukken: list[Publicatie], *args: Any, **kwargs: Any) -> None:
        self.stukken = {f"{stuk.soortsleutel}/{stuk.slug}": stuk for stuk in stukken}
        super().__init__(*args, initial={"teksten": list(self.stukken)}, **kwargs)
        self.fields["naar"].error_messages["required"] = "Kies wie de teksten krijgt."
        self.fields["teksten"].error_messages["required"] = "Kies minstens één tekst."
        self.fields["naar"].queryset = redacteuren().exclude(pk=van.pk)  # type: ignore[attr-defined]
        self.fields["teksten"].choices = [  # type: ignore[attr-defined]
            (sleutel, f"{stuk.titel} ({stuk.soortnaam.lower()})") for sleutel, stuk in self.stukken.items()
        ]

    def gekozen(self) -> list[Publicatie]:
        return [self.stukken[sleutel] for sleutel in self.cleaned_data["teksten"]]
