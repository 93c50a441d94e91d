"""Choosing the file of a booklet, what an eenheid fills in, and how a norm stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from beroepscode.bijhouden import Eenheidsregel, Normstand
from beroepscode.eenheidsregels import Regelwaarde
from beroepscode.normmatrix import Vak
from beroepscode.schema import Invulveld
from vik_portal.media.tekst import TE_ZWAAR


class BoekjeForm(forms.Form):
    """``te_groot``: the file was larger than the portal takes, and was not kept while it came in."""

    bestand = forms.FileField(
        label="Het boekje",
        help_text="Een .docx, een .pdf waarin je tekst kunt aanwijzen, of de tekst als .txt of .md. Hooguit 20 MB.",
        # An empty file gets its sentence from what reads it.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.pdf,.docx", "class": "input"}),
        error_messages={"required": "Kies een bestand.", "invalid": "Kies een bestand."},
    )

    def __init__(self, *args: Any, te_groot: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if te_groot:
            self.fields["bestand"].error_messages["required"] = TE_ZWAAR


#: Said when a link to a form cannot be one.
GEEN_LINK = "Begin de link met https:// of vul een e-mailadres in."
#: Of the longest address that is kept.
LINK_LANGST = 300


def doelink(waarde: str) -> str:
    """A link to act on a rule: https as it is, an e-mail address as ``mailto:``. Else ``ValidationError``."""
    waarde = waarde.strip()
    adres = waarde.removeprefix("mailto:")
    if "@" in adres and "/" not in adres:
        try:
            EmailValidator()(adres)
        except ValidationError:
            raise forms.ValidationError(GEEN_LINK) from None
        return f"mailto:{adres}"
    try:
        delen = urlsplit(waarde)
        goed = delen.scheme == "https" and bool(delen.hostname) and not delen.username and delen.port != 0
    except ValueError:
        goed = False
    if not goed or any(teken.isspace() or not teken.isprintable() for teken in waarde) or "\\" in waarde:
        raise forms.ValidationError(GEEN_LINK)
    return waarde


class Tekstvak(forms.CharField):
    """Counts the end of a line as one character, like the textarea that it was typed in; a form is sent with two."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class RegelsForm(forms.Form):
    """Of one eenheid on one themablad: per marked field the rule, and the form to act on it."""

    afdruk = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, velden: Sequence[Invulveld], regels: dict[str, Eenheidsregel], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.velden = velden
        for veld in velden:
            regel = regels.get(veld.sleutel)
            self.fields[f"tekst-{veld.sleutel}"] = Tekstvak(
                label="Jullie regel",
                required=False,
                max_length=Eenheidsregel.LANGST,
                initial=regel.tekst if regel else "",
                widget=forms.Textarea({"rows": 4}),
                error_messages={"max_length": f"Houd het bij {Eenheidsregel.LANGST} tekens."},
            )
            self.fields[f"link-{veld.sleutel}"] = forms.CharField(
                label="Link bij ‘Doe het nu’",
                required=False,
                max_length=LINK_LANGST,
                initial=regel.formulier.removeprefix("mailto:") if regel else "",
                error_messages={"max_length": f"Houd de link bij {LINK_LANGST} tekens."},
            )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for veld in self.velden:
            link, tekst = schoon.get(f"link-{veld.sleutel}"), schoon.get(f"tekst-{veld.sleutel}")
            if link:
                try:
                    schoon[f"link-{veld.sleutel}"] = doelink(link)
                except forms.ValidationError as fout:
                    self.add_error(f"link-{veld.sleutel}", fout)
            if link and tekst == "":
                self.add_error(f"tekst-{veld.sleutel}", "Schrijf ook de regel op. Een link alleen zegt te weinig.")
        return schoon

    def blokken(self) -> list[tuple[Invulveld, forms.BoundField, forms.BoundField]]:
        """Per marked field: the field, its rule and its link."""
        return [(veld, self[f"tekst-{veld.sleutel}"], self[f"link-{veld.sleutel}"]) for veld in self.velden]

    def waarden(self) -> dict[str, Regelwaarde]:
        schoon = self.cleaned_data
        return {
            veld.sleutel: Regelwaarde(schoon[f"tekst-{veld.sleutel}"], schoon[f"link-{veld.sleutel}"])
            for veld in self.velden
        }


class NormForm(forms.Form):
    """How one theme stands on the three questions of the norm matrix.

    The page sends along what it showed: a question that was left alone is not answered again.
    """

    def __init__(self, vakken: Sequence[Vak], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vakken = vakken
        for vak in vakken:
            self.fields[f"stand-{vak.vraag}"] = forms.ChoiceField(
                label=vak.vraag.label,
                required=False,
                choices=Normstand.Stand.choices,
                initial=vak.stand,
                show_hidden_initial=True,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies nee, deels of ja."},
            )
            self.fields[f"regel-{vak.vraag}"] = forms.CharField(
                label="In één regel",
                required=False,
                max_length=200,
                initial=vak.regel if vak.op else "",
                show_hidden_initial=True,
                error_messages={"max_length": "Houd het bij 200 tekens."},
            )

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for vak in self.vakken:
            if schoon.get(f"regel-{vak.vraag}") and schoon.get(f"stand-{vak.vraag}") == "":
                self.add_error(f"stand-{vak.vraag}", "Kies ook nee, deels of ja.")
        return schoon

    def blokken(self) -> list[tuple[Vak, forms.BoundField, forms.BoundField]]:
        return [(vak, self[f"stand-{vak.vraag}"], self[f"regel-{vak.vraag}"]) for vak in self.vakken]

    def standen(self) -> dict[str, tuple[str, str]]:
        """What was changed, by question: (state, line)."""
        schoon, anders = self.cleaned_data, set(self.changed_data)
        return {
            vak.vraag: (schoon[f"stand-{vak.vraag}"], schoon[f"regel-{vak.vraag}"])
            for vak in self.vakken
            if anders & {f"stand-{vak.vraag}", f"regel-{vak.vraag}"}
        }

    def wat_er_stond(self) -> list[str]:
        """Hidden fields with what the page showed."""
        return [self[naam].as_hidden(only_initial=True) for naam in self.fields]
