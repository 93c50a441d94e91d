from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone

from vik_portal.media import dias as media_dias
from vik_portal.media import film as media_film
from vik_portal.media import webvtt
from vik_portal.media.beeld import LEEG, MediaFout
from vik_portal.meedoen.models import Bijeenkomst, Diaset, Film, Stap
from vik_portal.meedoen.toegang import plan_teams
from vik_portal.organisatie.models import Gebruiker
from vik_portal.register import Draaiboek, register

#: How far from now a meeting may be planned. A day back: it was held on paper, and is counted the day after. Two years
#: ahead: how long results are kept counts from the day, so a slip of the keys would keep them for ever.
TERUG, VOORUIT = timedelta(days=1), timedelta(days=730)


def planbaar(begin: datetime) -> None:
    """Raises ``ValidationError`` for a moment on which no meeting can be planned."""
    if not -TERUG <= begin - timezone.now() <= VOORUIT:
        raise forms.ValidationError(
            "Kijk de datum na. Kies een dag die hooguit één dag geleden is, en hooguit twee jaar vooruit."
        )


class PlanForm(forms.ModelForm):
    """A new meeting: what, with whom, when and where. The draaiboek decides its steps."""

    draaiboek = forms.ChoiceField(label="Draaiboek", widget=forms.RadioSelect)

    class Meta:
        model = Bijeenkomst
        fields = ("titel", "team", "begin", "plaats", "met_kaartjes", "oefening")
        labels = {
            "titel": "Naam van de bijeenkomst",
            "team": "Team",
            "begin": "Wanneer begint het?",
            "plaats": "Waar?",
            "met_kaartjes": "Stoelen met kaartjes uit een zak (voor een gevoelig onderwerp)",
            "oefening": "Dit is een oefening met nagebootste telefoons",
        }
        widgets = {"begin": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        error_messages = {
            "titel": {"required": "Geef de bijeenkomst een naam, bijvoorbeeld ‘Risicoanalyse voorjaar’."},
            "team": {"required": "Kies een team."},
            "begin": {"required": "Kies een dag en een tijd.", "invalid": "Kies een dag en een tijd."},
        }

    def __init__(self, begeleider: Gebruiker, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = plan_teams(begeleider)  # type: ignore[attr-defined]
        self.fields["team"].empty_label = "Kies een team"  # type: ignore[attr-defined]
        #: The last one that was registered is proposed and stands first.
        self.draaiboeken = [boek for boek in register.alle(Draaiboek)[::-1] if boek.kiesbaar]
        self.fields["draaiboek"].choices = [(d.sleutel, d.label) for d in self.draaiboeken]  # type: ignore[attr-defined]
        self.fields["draaiboek"].initial = self.draaiboeken[0].sleutel if self.draaiboeken else ""
        self.fields["draaiboek"].error_messages["required"] = "Kies een draaiboek."

    def clean_begin(self) -> datetime:
        begin: datetime = self.cleaned_data["begin"]
        planbaar(begin)
        return begin


class VerzetForm(forms.ModelForm):
    """Another day, time or place for a planned meeting."""

    class Meta:
        model = Bijeenkomst
        fields = ("begin", "plaats")
        labels = {"begin": "Wanneer begint het?", "plaats": "Waar?"}
        widgets = {"begin": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")}
        error_messages = {"begin": {"required": "Kies een dag en een tijd.", "invalid": "Kies een dag en een tijd."}}

    def clean_begin(self) -> datetime:
        begin: datetime = self.cleaned_data["begin"]
        if begin <= timezone.now():
            raise forms.ValidationError("Dit moment is al voorbij. Kies een dag en een tijd die nog komen.")
        planbaar(begin)
        return begin


class StellingForm(forms.Form):
    """A statement typed on the spot."""

    stelling = forms.CharField(
        label="Nieuwe stelling",
        max_length=160,
        min_length=8,
        error_messages={
            "required": "Typ eerst een stelling.",
            "min_length": "Deze stelling is te kort om over te stemmen. Maak er een zin van.",
            "max_length": "Deze stelling is te lang voor het scherm. Houd het bij 160 tekens.",
        },
    )


class KaartjesForm(forms.Form):
    """How many tickets to print; the service knows the limits and their sentence."""

    aantal = forms.IntegerField(error_messages=dict.fromkeys(("required", "invalid"), "Vul in hoeveel je er wilt."))


# --- steps of the draaiboek -----------------------------------------------------------------------------


class StapForm(forms.Form):
    """What every step has. ``velden`` are values of ``Stap``; ``inhoud`` is what only this kind has."""

    titel = forms.CharField(
        label="Titel",
        max_length=120,
        error_messages={
            "required": "Geef de stap een titel. Die staat in het draaiboek en op het scherm.",
            "max_length": "Deze titel is te lang voor het scherm. Houd het bij 120 tekens.",
        },
    )
    minuten = forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=1,
        max_value=240,
        initial=5,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Vul een heel aantal minuten in, van 1 tot en met 240."
        ),
    )
    zeg = forms.CharField(
        label="Wat zeg je erbij?",
        required=False,
        max_length=2000,
        help_text="Mag leeg blijven. Alleen jij ziet dit, in de regie.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": "Deze tekst is te lang om uit te spreken. Houd het bij 2000 tekens."},
    )
    field_order = ("titel", "minuten", "na", "zeg")
    #: Names of the fields that stand in ``Stap`` itself.
    EIGEN = ("titel", "minuten", "zeg", "scherm")
    #: Field → what to say when its file is too large. Such a file never reaches the form.
    ZWAAR: dict[str, str] = {}
    #: Fields whose file was too large; the view says so before the form is judged.
    te_groot: Collection[str] = ()

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        for naam in set(self.te_groot) & set(self.ZWAAR):
            self.errors.pop(naam, None)
            self.add_error(naam, self.ZWAAR[naam])
        return gegevens

    def velden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in self.EIGEN if naam in self.cleaned_data}

    def inhoud(self) -> dict[str, Any]:
        return {}

    @classmethod
    def begin(cls, stap: Stap) -> dict[str, Any]:
        """The values of a step, to change them."""
        return {naam: getattr(stap, naam) for naam in cls.EIGEN} | stap.inhoud

    def erachter(self, stappen: list[Stap]) -> None:
        """Asks where a new step comes: before the last one, unless somebody says otherwise."""
        keuzes = [(0, "Helemaal vooraan"), *((stap.pk, f"Na ‘{stap.titel}’") for stap in stappen)]
        standaard = keuzes[-2][0] if len(keuzes) > 1 else 0
        self.fields["na"] = forms.TypedChoiceField(label="Waar komt de stap?", choices=keuzes, coerce=int)
        self.fields["na"].initial = standaard
        self.fields["na"].error_messages["invalid_choice"] = "Die plek is er niet meer. Kies opnieuw waar de stap komt."
        self.order_fields(self.field_order)


class TekstStapForm(StapForm):
    scherm = forms.CharField(
        label="Tekst op het scherm",
        required=False,
        max_length=300,
        help_text="Mag leeg blijven. De letters zijn groot: een of twee zinnen passen.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Deze tekst past niet op het scherm. Houd het bij 300 tekens."},
    )
    field_order = ("titel", "scherm", "minuten", "na", "zeg")


class VraagStapForm(TekstStapForm):
    scherm = forms.CharField(
        label="Vraag aan de zaal",
        max_length=200,
        help_text="Staat groot op het scherm. De zaal praat; er wordt niet gestemd.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Typ de vraag die op het scherm komt.",
            "max_length": "Deze vraag past niet op het scherm. Houd het bij 200 tekens.",
        },
    )


class StellingStapForm(StapForm):
    stelling = forms.CharField(
        label="Stelling",
        max_length=160,
        min_length=8,
        help_text="De zaal stemt op de telefoon, van helemaal niet mee eens tot helemaal mee eens.",
        error_messages=StellingForm.base_fields["stelling"].error_messages,
    )
    field_order = ("titel", "stelling", "minuten", "na", "zeg")

    def inhoud(self) -> dict[str, Any]:
        return {"stelling": self.cleaned_data["stelling"]}


class DiaStapForm(StapForm):
    """Slides that are there already: which pages."""

    van = forms.IntegerField(label="Van dia", min_value=1, widget=forms.NumberInput(attrs={"inputmode": "numeric"}))
    tot = forms.IntegerField(
        label="Tot en met dia", min_value=1, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    field_order = ("titel", "van", "tot", "minuten", "na", "zeg")

    def __init__(self, *args: Any, diaset: Diaset, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aantal = len(diaset.paginas)
        for naam, begin in (("van", 1), ("tot", aantal)):
            veld = self.fields[naam]
            veld.initial = begin
            veld.widget.attrs["max"] = aantal
            veld.validators.append(MaxValueValidator(aantal))
            zin = f"Kies een dia van 1 tot en met {aantal}."
            veld.error_messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), zin)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and van > tot:
            self.add_error("tot", "De laatste dia komt voor de eerste. Draai ze om.")
        return gegevens

    def inhoud(self) -> dict[str, Any]:
        return {"van": self.cleaned_data["van"], "tot": self.cleaned_data["tot"]}


class NieuweDiasForm(StapForm):
    """Slides from a PDF."""

    bestand = forms.FileField(
        label="Pdf",
        help_text="Hooguit 20 MB en 60 pagina’s. In PowerPoint: Bestand, Exporteren, Pdf. Laat namen en zaken eruit.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": "Kies een pdf.", "empty": LEEG, "invalid": "Kies een pdf."},
    )
    field_order = ("titel", "bestand", "minuten", "na", "zeg")
    ZWAAR = {"bestand": media_dias.TE_ZWAAR}


class DiasInForm(NieuweDiasForm):
    """A step that waits for its slides: the PDF, and what the screen shows without one."""

    scherm = forms.CharField(
        label="Tekst op het scherm, zolang er geen dia’s zijn",
        required=False,
        max_length=300,
        help_text="Mag leeg blijven.",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Deze tekst past niet op het scherm. Houd het bij 300 tekens."},
    )
    field_order = ("bestand", "titel", "scherm", "minuten", "zeg")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestand"].required = False


class FilmStapForm(StapForm):
    """A film: what the room is told before it starts, and its words."""

    scherm = forms.CharField(
        label="Waar kijkt de zaal naar?",
        required=False,
        max_length=200,
        help_text="Mag leeg blijven. Staat voor en na de film op het scherm. Zoals: wanneer had jij iets gezegd?",
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": "Deze tekst past niet op het scherm. Houd het bij 200 tekens."},
    )
    field_order = ("titel", "bestand", "scherm", "minuten", "na", "zeg", "ondertiteling", "zonder", "uitgeschreven")
    ZWAAR = {"bestand": media_film.TE_ZWAAR, "ondertiteling": webvtt.TE_ZWAAR}

    def clean_ondertiteling(self) -> str:
        """The text of the captions; empty when no file was chosen."""
        bestand = self.cleaned_data["ondertiteling"]
        if not bestand:
            return ""
        try:
            # One byte more than allowed is enough to know.
            return webvtt.lees(bestand.read(webvtt.MAX_BYTES + 1))
        except MediaFout as fout:
            raise forms.ValidationError(str(fout)) from None

    def met_woorden(self, film: Film | None) -> None:
        """Asks for captions and the spoken text; there is a film."""
        self.fields["ondertiteling"] = forms.FileField(
            label="Ondertiteling",
            required=False,
            help_text="Er is ondertiteling. Kies een .vtt-bestand om die te vervangen."
            if film and film.ondertiteling
            else "Mag leeg blijven. Een .vtt-bestand (WebVTT).",
            widget=forms.FileInput(attrs={"accept": "text/vtt,.vtt"}),
            error_messages=dict.fromkeys(("empty", "invalid"), LEEG),
        )
        if film and film.ondertiteling:
            self.fields["zonder"] = forms.BooleanField(label="Haal de ondertiteling weg", required=False)
        self.fields["uitgeschreven"] = forms.CharField(
            label="Wat er gezegd wordt, uitgeschreven",
            required=False,
            max_length=20_000,
            help_text="Mag leeg blijven. Voor wie de film niet kan horen of zien. Staat in de regie.",
            initial=film.uitgeschreven if film else "",
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"max_length": "Deze tekst is te lang. Houd het bij 20.000 tekens."},
        )
        self.order_fields(self.field_order)


class NieuweFilmForm(FilmStapForm):
    """A film from a file, or without a file a pause for a film that is played another way."""

    bestand = forms.FileField(
        label="Filmbestand",
        required=False,
        help_text="Een mp4 of webm van hooguit 200 MB. Speel je de film op een andere manier af, laat dit dan leeg.",
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm,.mp4,.webm"}),
        error_messages=dict.fromkeys(("empty", "invalid"), LEEG),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        minuten = self.fields["minuten"]
        minuten.required, minuten.initial = False, None
        minuten.help_text = "Met een bestand mag dit leeg blijven: dan telt de lengte van de film."
        self.met_woorden(None)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or self.cleaned_data
        if not (gegevens.get("bestand") or gegevens.get("minuten") or self.errors):
            self.add_error("minuten", "Kies een filmbestand, of vul in hoeveel minuten je eigen film duurt.")
        return gegevens
