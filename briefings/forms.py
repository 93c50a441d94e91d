from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest
from django.utils import timezone

from briefings.beelden import ALT_ONTBREEKT
from briefings.models import Briefingsitem, Campagne, Campagneitem, Mijlpaal
from briefings.ritme import LANGST
from briefings.rooster import Moment
from briefings.services.campagnes import Voorstel
from vik_portal.media import webvtt
from vik_portal.media.beeld import LEEG, MediaFout
from vik_portal.media.film import TE_ZWAAR
from vik_portal.media.opslag import VOL
from vik_portal.media.upload import schijf_vol, te_groot
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Gebruiker, Rol

#: Empty rows for days beside those that are there; rows for the moments of a team's briefings.
EXTRA_DAGEN, TIJDRIJEN = 1, 5
GEEN_DAG = {"required": "Kies een dag.", "invalid": "Kies een dag uit de kalender, bijvoorbeeld 24-11-2026."}
#: Later than this is a slip of the keyboard.
EIND = date(2099, 12, 31)
GEEN_PLEK = "Vul een getal in, of laat het leeg."


def dagveld(label: str = "Dag", *, required: bool = True, initial: date | None = None) -> forms.DateField:
    """A day, by the browser's own calendar; typed as 24-11-2026 where there is none."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    formaten = ["%Y-%m-%d", "%d-%m-%Y"]
    grenzen = [MinValueValidator(date(2000, 1, 1), GEEN_DAG["invalid"]), MaxValueValidator(EIND, GEEN_DAG["invalid"])]
    return forms.DateField(
        label=label, required=required, initial=initial, widget=widget, input_formats=formaten,
        error_messages=GEEN_DAG, validators=grenzen,
    )  # fmt: skip


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


class NaarForm(forms.Form):
    """To which day."""

    naar = dagveld("Verplaats naar")


class TijdenForm(forms.Form):
    """The moments of a team's briefings: rows of a name and a time. An empty row does not count."""

    def __init__(self, momenten: tuple[Moment, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nummer in range(TIJDRIJEN):
            er_is = momenten[nummer] if nummer < len(momenten) else None
            self.fields[f"naam_{nummer}"] = forms.CharField(
                label=f"Naam van briefing {nummer + 1}",
                required=False,
                max_length=20,
                initial=er_is.naam if er_is else "",
                error_messages={"max_length": "Houd de naam bij 20 tekens."},
            )
            self.fields[f"begint_{nummer}"] = forms.TimeField(
                label=f"Begint om ({nummer + 1})",
                required=False,
                initial=er_is.begint if er_is else None,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"invalid": "Vul een tijd in, bijvoorbeeld 07:00."},
            )

    def rijen(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"naam_{nummer}"], self[f"begint_{nummer}"]) for nummer in range(TIJDRIJEN)]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        for nummer in range(TIJDRIJEN):
            naam, begint = schoon.get(f"naam_{nummer}"), schoon.get(f"begint_{nummer}")
            if begint and not naam:
                self.add_error(f"naam_{nummer}", "Geef deze briefing een naam.")
            if naam and begint is None and f"begint_{nummer}" not in self.errors:
                self.add_error(f"begint_{nummer}", f"Vul in hoe laat ‘{naam}’ begint.")
        return schoon

    def momenten(self) -> list[tuple[str, time]]:
        """What was filled in."""
        rijen = ((self.cleaned_data[f"naam_{n}"], self.cleaned_data[f"begint_{n}"]) for n in range(TIJDRIJEN))
        return [(naam, begint) for naam, begint in rijen if naam]


class WatForm(forms.Form):
    """What a campaign shows: a number beside an item gives its place in the row, an empty one leaves it out."""

    naam = forms.CharField(
        label="Naam van de campagne",
        max_length=80,
        error_messages={"required": "Geef de campagne een naam.", "max_length": "Houd de naam bij 80 tekens."},
    )
    gesprek_gevraagd = forms.BooleanField(label="Elk team houdt er ook een gesprek over", required=False)

    def __init__(self, campagne: Campagne | None, *args: Any, **kwargs: Any) -> None:
        plekken: dict[int, int] = {}
        if campagne:
            plekken = dict(campagne.campagneitems.values_list("item_id", "volgorde"))
            kwargs["initial"] = {"naam": campagne.naam, "gesprek_gevraagd": campagne.gesprek_gevraagd}
        super().__init__(*args, **kwargs)
        self.alle_items = list(Briefingsitem.objects.published().op_titel())
        for item in self.alle_items:
            self.fields[f"plek_{item.pk}"] = forms.IntegerField(
                label=f"Plaats van ‘{item.titel}’",
                required=False,
                min_value=1,
                max_value=99,
                initial=plekken.get(item.pk),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), GEEN_PLEK),
            )

    def plekken(self) -> list[tuple[Briefingsitem, forms.BoundField]]:
        return [(item, self[f"plek_{item.pk}"]) for item in self.alle_items]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        gekozen = [(schoon.get(f"plek_{item.pk}"), item) for item in self.alle_items]
        items = [item for plek, item in sorted((rij for rij in gekozen if rij[0]), key=lambda rij: rij[0] or 0)]
        if not items and not any(naam.startswith("plek_") for naam in self.errors):
            raise forms.ValidationError("Kies minstens één item: zet er een 1 bij.")
        if len(items) > LANGST:
            raise forms.ValidationError(f"Kies hoogstens {LANGST} items. Dat is in het vaste ritme al twee jaar.")
        return schoon | {"items": items}


class WaarForm(forms.Form):
    """Where a campaign is shown: whole districts, and teams of their own."""

    districten = forms.ModelMultipleChoiceField(Eenheid.objects.none(), required=False)
    teams = forms.ModelMultipleChoiceField(Eenheid.objects.none(), required=False)

    def __init__(self, teams: EenheidQuerySet, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alle_teams = list(teams.select_related("ouder").order_by("ouder__naam", "naam"))
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]
        self.fields["districten"].queryset = Eenheid.objects.filter(  # type: ignore[attr-defined]
            pk__in={team.ouder_id for team in self.alle_teams}
        )

    def groepen(self) -> list[tuple[Eenheid, bool, list[tuple[Eenheid, bool]]]]:
        """(district, ticked, its teams and whether each is ticked)."""
        aan = {naam: {str(waarde) for waarde in self[naam].value() or []} for naam in ("districten", "teams")}
        groepen: dict[Eenheid, list[tuple[Eenheid, bool]]] = {}
        for team in self.alle_teams:
            if team.ouder:
                groepen.setdefault(team.ouder, []).append((team, str(team.pk) in aan["teams"]))
        return [(district, str(district.pk) in aan["districten"], rij) for district, rij in groepen.items()]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        heel, los = set(schoon.get("districten", [])), set(schoon.get("teams", []))
        gekozen = [team for team in self.alle_teams if team in los or team.ouder in heel]
        if not gekozen:
            raise forms.ValidationError("Kies minstens één team of district.")
        return schoon | {"gekozen": gekozen}


class RitmeForm(forms.Form):
    """From which day the default rhythm runs."""

    begin = dagveld("Begin op of na")


class DagenForm(forms.Form):
    """The days of each item of a draft; an empty field does not count."""

    def __init__(self, campagne: Campagne, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delen = list(campagne.campagneitems.select_related("item"))
        for deel in self.delen:
            for nummer in range(self._aantal(deel)):
                er_is = deel.dagen[nummer] if nummer < len(deel.dagen) else None
                veld = dagveld(f"Dag {nummer + 1} van ‘{deel.item.titel}’", required=False, initial=er_is)
                self.fields[f"dag_{deel.pk}_{nummer}"] = veld

    @staticmethod
    def _aantal(deel: Campagneitem) -> int:
        return max(3, len(deel.dagen)) + EXTRA_DAGEN

    def _velden(self, deel: Campagneitem) -> list[str]:
        return [f"dag_{deel.pk}_{nummer}" for nummer in range(self._aantal(deel))]

    def rijen(self) -> list[tuple[Campagneitem, list[forms.BoundField]]]:
        return [(deel, [self[naam] for naam in self._velden(deel)]) for deel in self.delen]

    def dagen(self) -> dict[int, list[date]]:
        """The key of each item in the campaign, with the days that were filled in."""
        schoon = self.cleaned_data
        return {deel.pk: [schoon[naam] for naam in self._velden(deel) if schoon[naam]] for deel in self.delen}


class UitwijkForm(forms.Form):
    """A way out of a conflict: which day, to which day, for which teams."""

    item = forms.ModelChoiceField(Campagneitem.objects.none())
    gekozen = dagveld()
    naar = dagveld("Andere dag")
    teams = forms.ModelMultipleChoiceField(Eenheid.objects.none())

    def __init__(self, campagne: Campagne, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = campagne.campagneitems.all()  # type: ignore[attr-defined]
        self.fields["teams"].queryset = campagne.teams.all()  # type: ignore[attr-defined]


#: Who a milestone may be given to, besides the maker by name: roles that see campaigns of several teams.
WIE = (Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.SECTORHOOFD, Rol.Soort.EENHEIDSLEIDING)
#: From the widest eenheid to the narrowest.
LAGEN = (Eenheid.Soort.KORPS, Eenheid.Soort.EENHEID, Eenheid.Soort.DISTRICT, Eenheid.Soort.TEAM)


def wie_kan(plek: Eenheid) -> list[Rol.Soort]:
    """Roles that somebody can have on this eenheid or above it. Nobody is reminded of what another role has to do."""
    erboven = set(LAGEN[: LAGEN.index(Eenheid.Soort(plek.soort)) + 1])
    return [rol for rol in WIE if Rol.OP[rol] & erboven]


class MijlpalenForm(forms.Form):
    """The proposed milestones: of each the day and who does it. What happens by itself has no owner."""

    def __init__(self, voorstellen: list[Voorstel], maker: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voorstellen, self.maker = voorstellen, maker
        for nummer, voorstel in enumerate(voorstellen):
            self.fields[f"datum_{nummer}"] = dagveld(f"{voorstel.label}: dag", initial=voorstel.datum)
            if voorstel.soort != Mijlpaal.Soort.VERTONEN:
                wie = "ik" if voorstel.rol == Rol.Soort.PREVENTIECOORDINATOR else voorstel.rol
                rollen = [(rol.value, rol.label) for rol in wie_kan(voorstel.eenheid)]
                self.fields[f"wie_{nummer}"] = forms.ChoiceField(
                    label=f"{voorstel.label}: wie", choices=[("ik", f"Ik ({maker})"), *rollen], initial=wie
                )

    def rijen(self) -> list[tuple[Voorstel, forms.BoundField, forms.BoundField | None]]:
        velden = self.fields
        return [
            (voorstel, self[f"datum_{nummer}"], self[f"wie_{nummer}"] if f"wie_{nummer}" in velden else None)
            for nummer, voorstel in enumerate(self.voorstellen)
        ]

    def mijlpalen(self, campagne: Campagne) -> list[Mijlpaal]:
        """As they will be kept."""
        lijst = []
        for nummer, voorstel in enumerate(self.voorstellen):
            wie = self.cleaned_data.get(f"wie_{nummer}", voorstel.rol)
            lijst.append(
                Mijlpaal(
                    campagne=campagne,
                    item=voorstel.item,
                    soort=voorstel.soort,
                    eenheid=voorstel.eenheid,
                    datum=self.cleaned_data[f"datum_{nummer}"],
                    eigenaar=self.maker if wie == "ik" else None,
                    eigenaar_rol=Rol.Soort.PREVENTIECOORDINATOR if wie == "ik" else wie,
                )
            )
        return lijst


class CampagnedagForm(forms.Form):
    """A day of an item of a running campaign, for some or all of its teams: to another day, or off."""

    naar = dagveld("Verplaats naar", required=False)
    teams = forms.ModelMultipleChoiceField(
        Eenheid.objects.none(),
        error_messages={"required": "Kies minstens één team.", "invalid_choice": "Kies teams uit de lijst."},
    )

    def __init__(self, teams: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        if "verplaats" in self.data and not schoon.get("naar") and "naar" not in self.errors:
            self.add_error("naar", GEEN_DAG["required"])
        return schoon


class MijlpaaldagForm(forms.Form):
    datum = dagveld("Uiterlijk")

    def clean_datum(self) -> date:
        datum = self.cleaned_data["datum"]
        if datum < timezone.localdate():
            raise forms.ValidationError("Die dag is voorbij. Kies een dag vanaf vandaag.")
        return datum


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
