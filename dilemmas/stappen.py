"""The step kinds of a dilemma session, and its draaiboek. What they show comes from published forms only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from dilemmas import stapforms
from dilemmas.groepsgesprek import PLEKKEN, Plek, andere_kant, beweging, met_letters, nummer_van, stemvraag
from dilemmas.models import Dilemma
from dilemmas.schema import DilemmaInhoud
from vik_portal.berichten.services import stuur
from vik_portal.berichten.soorten import Berichtsoort
from vik_portal.meedoen.boekbestand import Boekbestand
from vik_portal.meedoen.draaiboek import wijzig_stap
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services import MeedoenFout, VeldFout, uitslag_van
from vik_portal.meedoen.stappen import context_ronde, getelde_ronde
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol, preventiecoordinatoren_van
from vik_portal.register import Draaiboek, Stapsoort, Verwijzing, register

MAP = Path(__file__).parent / "draaiboeken"
#: Lines under one heading of the outcome: more do not fit on the screen.
MEESTE_REGELS = 5
OPGEVALLEN = Berichtsoort("opgevallen", "Wat een groep opviel bij een dilemma", "een groep VIK iets laat weten")


def _wijzig(stap: Stap, anders: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Changes ``inhoud`` of a step as it is now: two begeleiders who press at once take turns."""
    with transaction.atomic():
        vers = Stap.objects.select_for_update().get(pk=stap.pk)
        vers.inhoud = vers.inhoud | anders(vers.inhoud)
        vers.save(update_fields=["inhoud"])
    stap.inhoud = vers.inhoud


# --- one dilemma with a room ------------------------------------------------------------------------


def dilemma_van(stap: Stap) -> DilemmaInhoud | None:
    """The dilemma as it was frozen with the step; ``None`` as long as none was chosen."""
    vast = stap.inhoud.get("vast")
    return DilemmaInhoud.model_validate(vast) if vast else None


def _plek(stap: Stap) -> Plek:
    """Where the room is. A step that is not on the screen stands at its first vote, which is what can be prepared."""
    if stap.bijeenkomst.huidige_stap_id != stap.pk:
        return PLEKKEN[nummer_van("eerste") - 1]
    return PLEKKEN[min(stap.bijeenkomst.plek, len(PLEKKEN)) - 1]


def _plekken(stap: Stap) -> int:
    """One as long as there is nothing to show."""
    return len(PLEKKEN) if stap.inhoud.get("vast") else 1


def _keer(stap: Stap) -> int:
    return _plek(stap).keer or 1


def _dilemma_ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    inhoud, plek = dilemma_van(stap), _plek(stap)
    if inhoud is None:
        raise MeedoenFout("Kies eerst een dilemma.")
    if not plek.keer:
        raise MeedoenFout("Hier wordt niet gestemd. Ga naar de eerste of de tweede stem.")
    return "banden", [stemvraag(inhoud, plek.keer)]


def stem(stap: Stap, keer: int) -> Any:
    """The published form of a vote; ``None`` until it was counted."""
    ronde = getelde_ronde(stap, keer)
    return uitslag_van(ronde) if ronde else None


def _dilemma_context(stap: Stap) -> dict[str, Any]:
    inhoud, plek = dilemma_van(stap), _plek(stap)
    if inhoud is None:
        return {"inhoud": None, "kiesform": stapforms.KiesDilemmaForm(), "zeg": stap.zeg}
    nummer = PLEKKEN.index(plek) + 1
    context: dict[str, Any] = {
        "inhoud": inhoud,
        "waar": plek.sleutel,
        "waar_titel": plek.titel,
        "opties": met_letters(inhoud.opties),
        "zeg": stap.zeg if nummer == 1 and stap.zeg else plek.zeg,
        "plek_hierna": PLEKKEN[nummer].titel if nummer < len(PLEKKEN) else "",
        "nieuwer": stapforms.nieuwere_versie(stap.inhoud),
        "versie": stap.inhoud["versie"],
        "gestemd": stap.rondes.exists(),
    }
    if plek.keer:
        context |= context_ronde(stap, plek.keer)
    elif plek.sleutel == "gesprek":
        context |= {"gesprek": stap.inhoud.get("gesprek", 3), "sinds": stap.inhoud.get("gesprek_sinds", "")}
        context["handeling"] = None if context["sinds"] else ("gesprek", "Zet de klok aan")
    elif plek.sleutel == "kant":
        context["kant"] = andere_kant(inhoud, stem(stap, 1))
    elif plek.sleutel == "beweging":
        context["beweging"] = beweging(inhoud, stem(stap, 1), stem(stap, 2))
        context["met_kaarten"] = any(
            ronde and ronde.kaarten for ronde in (getelde_ronde(stap, 1), getelde_ronde(stap, 2))
        )
    return context


def _begin_gesprek(stap: Stap, data: Any) -> None:
    """Starts the clock of the talk in pairs, or starts it again."""
    _wijzig(stap, lambda _: {"gesprek_sinds": timezone.now().isoformat(timespec="seconds")})


def _kies_dilemma(stap: Stap, data: Any) -> None:
    """Another dilemma, as long as nobody voted."""
    form = stapforms.KiesDilemmaForm(data)
    if not form.is_valid():
        raise MeedoenFout(form.errors["dilemma"][0])
    gekozen = form.gekozen()
    wijzig_stap(stap=stap, inhoud=gekozen, titel=gekozen["vast"]["titel"][:120])


def _neem_nieuwe_versie(stap: Stap, data: Any) -> None:
    """The text as it is in the library now."""
    nieuw = stapforms.nieuwere_versie(stap.inhoud)
    if nieuw is None:
        raise MeedoenFout("Deze tekst is al de nieuwste.")
    wijzig_stap(stap=stap, inhoud=stapforms.bevroren(nieuw))


# --- a choice from words, across the room, a question of knowledge ------------------------------------


def _woorden_ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    inhoud = stap.inhoud
    return "banden", [{"deel": "Kies een woord", "tekst": inhoud["vraag"], "opties": inhoud["woorden"], "schaal": ""}]


def _kennis_ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    """What goes to the phones: the question and the answers, never which one is right."""
    inhoud = stap.inhoud
    vraag = {"deel": "Kennisvraag", "tekst": inhoud["vraag"], "opties": inhoud["antwoorden"], "schaal": ""}
    return "aantallen", [vraag]


def kennisantwoord(stap: Stap) -> tuple[str, str] | None:
    """(the right answer, the reason) once the round was counted; ``None`` before."""
    if getelde_ronde(stap) is None:
        return None
    return stap.inhoud["antwoorden"][stap.inhoud["goed"] - 1], stap.inhoud["reden"]


def _kennis_context(stap: Stap) -> dict[str, Any]:
    context = context_ronde(stap) | {"vraagtekst": stap.inhoud["vraag"], "keuzes": stap.inhoud["antwoorden"]}
    if stap.bijeenkomst.plek > 1:
        return context | {"bij_antwoord": True, "antwoord": kennisantwoord(stap), "handeling": None}
    return context | {"plek_hierna": "Het antwoord"}


def _woorden_context(stap: Stap) -> dict[str, Any]:
    return context_ronde(stap) | {"vraagtekst": stap.inhoud["vraag"], "keuzes": stap.inhoud["woorden"]}


# --- what the group takes along -----------------------------------------------------------------------


def _opbrengst_context(stap: Stap) -> dict[str, Any]:
    lijsten = [("afspraken", "Wat we afspraken"), ("opvalt", "Wat ons opvalt")]
    return {
        "opbrengst": [(soort, kop, stap.inhoud.get(soort, [])) for soort, kop in lijsten],
        "gestuurd": stap.inhoud.get("gestuurd", []),
    }


def _zet_regel(stap: Stap, data: Any) -> None:
    """Keeps one line. Raises :class:`MeedoenFout` when it looks like somebody's name."""
    form = stapforms.OpbrengstForm(data)
    if not form.is_valid():
        raise VeldFout.van(form)
    soort, tekst = form.cleaned_data["soort"], " ".join(form.cleaned_data["tekst"].split())

    def erbij(inhoud: dict[str, Any]) -> dict[str, Any]:
        regels = inhoud.get(soort, [])
        if len(regels) >= MEESTE_REGELS:
            raise VeldFout({"tekst": "Er staan al vijf zinnen onder dit kopje. Haal er eerst een weg."})
        return {soort: regels if tekst in regels else [*regels, tekst]}

    _wijzig(stap, erbij)


def _haal_regel_weg(stap: Stap, data: Any) -> None:
    soort, tekst = data.get("soort"), data.get("tekst")
    if soort in ("afspraken", "opvalt"):

        def zonder(inhoud: dict[str, Any]) -> dict[str, Any]:
            over = {soort: [regel for regel in inhoud.get(soort, []) if regel != tekst]}
            if soort == "opvalt" and tekst in inhoud.get("gestuurd", []):
                # What was sent goes there too: it stands at the same place in both lists.
                plek = inhoud["gestuurd"].index(tekst)
                over |= {naam: inhoud[naam][:plek] + inhoud[naam][plek + 1 :] for naam in ("gestuurd", "bij_vik")}
            return over

        _wijzig(stap, zonder)


def _stuur_naar_vik(stap: Stap, data: Any) -> None:
    """Sends what struck the group to the preventiecoördinatoren of the unit; whose group it was only when chosen."""
    stuk, met_team = stap.bijeenkomst, "met_team" in data
    team, naam, ongenoemd = stuk.team, stuk.met_wie, "de groep" if stuk.voor else "het team"
    if stuk.oefening:
        raise MeedoenFout("Dit is een oefening. Daarom wordt er niets gestuurd.")
    ontvangers = list(preventiecoordinatoren_van(team))
    if not ontvangers:
        raise MeedoenFout(f"{team} heeft nog geen preventiecoördinator in het portaal. Vraag een beheerder.")
    with transaction.atomic():
        nieuw: list[str] = []

        def gestuurd(inhoud: dict[str, Any]) -> dict[str, Any]:
            al = inhoud.get("gestuurd", [])
            nieuw.extend(regel for regel in inhoud.get("opvalt", []) if regel not in al)
            dag = timezone.localdate().isoformat()
            regels = [
                {
                    "tekst": regel if met_team else zonder_team(regel, naam, ongenoemd),
                    "team": met_team,
                    "op": dag,
                }
                for regel in nieuw
            ]
            return {"gestuurd": [*al, *nieuw], "bij_vik": [*inhoud.get("bij_vik", []), *regels]}

        _wijzig(stap, gestuurd)
        if not nieuw:
            raise MeedoenFout("Er staat niets nieuws onder ‘Wat ons opvalt’.")
        for ontvanger in ontvangers:
            stuur(
                aan=ontvanger,
                soort=OPGEVALLEN.sleutel,
                onderwerp=f"Wat opviel: {naam}" if met_team else "Wat een groep opviel",
                # What it is stays in the portal: mail is forwarded and kept.
                tekst=f"{naam if met_team else 'Een groep in je eenheid'} sprak over een dilemma en laat VIK iets "
                "weten. Je leest het in het portaal.",
                url=reverse("dilemmas:opgevallen"),
            )


@dataclass(frozen=True)
class Opgevallen:
    """A line that a group sent. ``team`` is what the group is called, and empty when it left its name out."""

    tekst: str
    team: str
    op: date


def _bij_vik(bezoeker: Bezoeker) -> QuerySet[Stap]:
    teams = eenheden_met_rol(bezoeker, Rol.Soort.PREVENTIECOORDINATOR)
    return Stap.objects.filter(soort="opbrengst", inhoud__has_key="bij_vik", bijeenkomst__team__in=teams)


def iets_opgevallen(bezoeker: Bezoeker) -> bool:
    """Whether ``opgevallen_voor`` gives anything."""
    return _bij_vik(bezoeker).exclude(inhoud__bij_vik=[]).exists()


def opgevallen_voor(bezoeker: Bezoeker) -> list[Opgevallen]:
    """What groups in the visitor's unit sent to VIK, the newest first; the text alone orders those of one day.

    The lines live with their meeting and go when it goes.
    """
    regels = [
        Opgevallen(regel["tekst"], (voor or team) if regel["team"] else "", date.fromisoformat(regel["op"]))
        for regelset, voor, team in _bij_vik(bezoeker).values_list(
            "inhoud__bij_vik", "bijeenkomst__voor", "bijeenkomst__team__naam"
        )
        for regel in regelset
    ]
    return sorted(sorted(regels, key=lambda regel: regel.tekst), key=lambda regel: regel.op, reverse=True)


def zonder_team(regel: str, naam: str, ongenoemd: str = "het team") -> str:
    """The line without the name of the team or group, whole or without its first word ("Basisteam")."""
    for deel in (naam, naam.partition(" ")[2]):
        if deel:
            regel = re.sub(rf"\b{re.escape(deel)}\b", ongenoemd, regel, flags=re.IGNORECASE)
    return regel


# --- the draaiboek ----------------------------------------------------------------------------------


def _dilemmasessie() -> list[dict[str, Any]]:
    """The steps of the file, with two dilemmas of different themes in it: the one of the week, and another one."""
    stappen = Boekbestand(MAP, "dilemmasessie").stappen()
    eerste = Dilemma.objects.van_de_week()
    ander = (
        Dilemma.objects.published().exclude(inhoud__themas__has_any_keys=eerste.inhoud["themas"]).order_by("slug")
        if eerste
        else Dilemma.objects.none()
    )
    voorstel = [dilemma for dilemma in (eerste, ander.first()) if dilemma]
    for stap, dilemma in zip((stap for stap in stappen if stap["soort"] == "dilemma"), voorstel, strict=False):
        stap["titel"] = dilemma.titel[:120]
        stap["inhoud"] |= stapforms.bevroren(dilemma)
    return stappen


#: Nothing was said yet, so there is nothing to report.
NOG_NIET = (Bijeenkomst.Status.GEPLAND, Bijeenkomst.Status.AFGEZEGD)


def _links(bijeenkomst: Bijeenkomst) -> list[Verwijzing]:
    """What there is to open or print of a meeting with such steps."""
    verslag = reverse("dilemmas:sessie_als", args=[bijeenkomst.pk, "pdf"])
    dias = reverse("dilemmas:sessie_als", args=[bijeenkomst.pk, "pptx"])
    kaarten = reverse("dilemmas:kaarten")
    dilemmas = reverse("dilemmas:sessie_kaarten", args=[bijeenkomst.pk])
    met_dilemma = bijeenkomst.stappen.filter(soort="dilemma", inhoud__has_key="vast").exists()
    gehouden = [
        Verwijzing(
            "Verslag van het gesprek, pdf", verslag, "De dilemma’s, de uitslagen in woorden en wat jullie zeiden."
        ),
        Verwijzing("Verslag van het gesprek, PowerPoint", dias, "Hetzelfde als dia’s. Je kunt ze aanpassen."),
    ]
    return [
        *([] if bijeenkomst.status in NOG_NIET else gehouden),
        Verwijzing("Kaarten A, B, C en D", kaarten, "Om te printen, voor als er geen telefoons zijn."),
        *(
            [Verwijzing("De dilemma’s op kaarten", dilemmas, "Twee op A4. Print dubbelzijdig over de korte kant.")]
            if met_dilemma
            else []
        ),
    ]


def sluit_aan() -> None:
    map_ = "dilemmas/scherm"
    register.registreer(
        Stapsoort(
            "dilemma", "Dilemma", f"{map_}/dilemma.html", "dilemmas/regie/dilemma.html",
            context=_dilemma_context, ronde=_dilemma_ronde, keer=_keer, plekken=_plekken, los=True,
            acties={"gesprek": _begin_gesprek, "kies": _kies_dilemma, "nieuwe_versie": _neem_nieuwe_versie},
            uitleg="Stemmen, praten met je buur, de andere kant horen, en nog eens stemmen.",
            form=stapforms.DilemmaStapForm, links=_links,
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "woorden", "Keuze uit woorden", f"{map_}/keuze.html", "meedoen/regie/ronde.html",
            context=_woorden_context, ronde=_woorden_ronde, los=True,
            uitleg="Iedereen kiest één woord uit een rijtje van twee tot acht.",
            form=stapforms.WoordenStapForm, links=_links,
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "waar-sta-jij", "Waar sta jij?", f"{map_}/waar_sta_jij.html", los=True,
            uitleg="Iedereen loopt naar een plek tussen twee uitersten. Zonder telefoon, er wordt niets geteld.",
            form=stapforms.WaarStaStapForm,
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "kennisvraag", "Kennisvraag", f"{map_}/kennisvraag.html", "dilemmas/regie/kennisvraag.html",
            context=_kennis_context, ronde=_kennis_ronde, plekken=lambda _: 2, los=True,
            uitleg="Een vraag met een goed antwoord. Zonder punten en zonder winnaar.",
            form=stapforms.KennisStapForm, links=_links,
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "opbrengst", "Afspraken en wat ons opvalt", f"{map_}/opbrengst.html", "dilemmas/regie/opbrengst.html",
            context=_opbrengst_context, los=True,
            acties={"regel": _zet_regel, "regel_weg": _haal_regel_weg, "stuur": _stuur_naar_vik},
            uitleg="Je typt mee terwijl de zaal kijkt. Wat opvalt kan naar VIK.", links=_links,
        )
    )  # fmt: skip
    register.registreer(
        Draaiboek(
            "dilemmasessie",
            "Dilemmasessie",
            "45 minuten: een kennisvraag, twee dilemma’s, wat jullie afspreken en waar je terechtkunt.",
            _dilemmasessie,
            lambda: Boekbestand(MAP, "dilemmasessie").stopregels,
            lambda: Boekbestand(MAP, "dilemmasessie").voorbereiding,
        )
    )
