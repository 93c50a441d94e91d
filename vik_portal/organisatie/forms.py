"""Forms for roles and accounts."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker, beheerbare_rollen


class SleutelForm(AddWebAuthnForm):
    """A new passkey: for logging in without a password too, unless somebody unticks that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam"
        self.fields["passwordless"].initial = True


class RolForm(forms.Form):
    """Which role, where: only what the visitor may give. One possibility is not asked but filled in."""

    soort = forms.ChoiceField(label="Rol")
    eenheid = forms.ModelChoiceField(Eenheid.objects.none(), label="Waar", empty_label="Kies een eenheid of team")

    def __init__(self, bezoeker: Bezoeker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.beheerbaar = dict(beheerbare_rollen(bezoeker))
        soorten = [(soort, Rol.Soort(soort).label) for soort in self.beheerbaar]
        self.fields["soort"].choices = soorten if len(soorten) == 1 else [("", "Kies een rol"), *soorten]  # type: ignore[attr-defined]
        self._vul_eenheden(Eenheid.objects.filter(actief=True, pk__in=self._ids()))
        self._vraag_niet_wat_vaststaat(soorten)

    def _ids(self) -> set[int]:
        return {pk for eenheden in self.beheerbaar.values() for pk in eenheden.values_list("pk", flat=True)}

    def _vul_eenheden(self, eenheden: EenheidQuerySet) -> None:
        veld: Any = self.fields["eenheid"]
        veld.queryset = eenheden.select_related("ouder__ouder")
        self.eenheden = sorted(
            veld.queryset, key=lambda eenheid: (Eenheid.Soort.values.index(eenheid.soort), eenheid.naam)
        )
        groepen = groupby(self.eenheden, key=lambda eenheid: eenheid.get_soort_display())
        veld.choices = [
            ("", veld.empty_label),
            *((soort, [(eenheid.pk, _met_plek(eenheid)) for eenheid in groep]) for soort, groep in groepen),
        ]

    def _vraag_niet_wat_vaststaat(self, soorten: list[tuple[str, str]]) -> None:
        for naam, waarden in (("soort", [soort for soort, _ in soorten]), ("eenheid", self.eenheden)):
            if len(waarden) == 1:
                self.fields[naam].widget = forms.HiddenInput()
                self.initial.setdefault(naam, getattr(waarden[0], "pk", waarden[0]))

    def clean(self) -> dict[str, Any]:
        velden = super().clean() or {}
        soort, eenheid = velden.get("soort"), velden.get("eenheid")
        if soort and eenheid:
            Rol(soort=soort, eenheid=eenheid).clean()
            if not self.beheerbaar[soort].filter(pk=eenheid.pk).exists():
                self.add_error("eenheid", "Deze rol kun je daar niet geven. Kies een ander team.")
        return velden


class GebruikerForm(RolForm):
    """Somebody by e-mail address: who has an account gets the role, who has none gets both."""

    email = forms.EmailField(
        label="E-mailadres", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    naam = forms.CharField(
        label="Naam", max_length=120, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )
    field_order = ("email", "naam", "soort", "eenheid")

    def __init__(self, bezoeker: Bezoeker, *args: Any, **kwargs: Any) -> None:
        super().__init__(bezoeker, *args, **kwargs)
        # A beheerder may make an account first and give it a role later.
        self.rol_verplicht = Rol.Soort.BEHEERDER not in self.beheerbaar
        for naam in ("soort", "eenheid"):
            self.fields[naam].required = self.rol_verplicht
        self.bestaand: Gebruiker | None = None

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        self.bestaand = Gebruiker.objects.filter(email=email).first()
        return email

    def clean(self) -> dict[str, Any]:
        velden = super().clean()
        soort, eenheid = velden.get("soort"), velden.get("eenheid")
        if "email" in velden and not self.bestaand and not velden.get("naam"):
            self.add_error("naam", "Dit adres heeft nog geen account. Vul een naam in, dan maken we er een.")
        if bool(soort) != bool(eenheid) and not ({"soort", "eenheid"} & set(self.errors)):
            self.add_error("eenheid" if soort else "soort", "Kies allebei: welke rol, en waar.")
        if self.bestaand and not soort and "soort" not in self.errors:
            self.add_error(
                "email", f"Dit account is er al, van {self.bestaand}. Kies een rol, of zoek het op bij Rollen."
            )
        if self.bestaand and not self.bestaand.is_active:
            self.add_error("email", "Dit account staat uit. Vraag een beheerder om het weer aan te zetten.")
        return velden


def _met_plek(eenheid: Eenheid) -> str:
    """``Basisteam Duinrand (District Kuststreek, Noord-Holland)``: names repeat over the country."""
    boven = []
    ouder = eenheid.ouder
    while ouder and ouder.soort != Eenheid.Soort.KORPS:
        boven.append(ouder.naam)
        ouder = ouder.ouder
    return f"{eenheid.naam} ({', '.join(boven)})" if boven else eenheid.naam
