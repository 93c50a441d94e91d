"""The step kinds of a pulse and its draaiboek. What they show of answers comes from published forms only."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from risicoanalyse.forms import StatusForm
from risicoanalyse.mails import _maak
from risicoanalyse.models import Maatregel, Pulse
from risicoanalyse.pulse.gehouden import beeld_van, kies_items, standen, vragen_van, waarom_niets
from risicoanalyse.pulse.plannen import SLEUTEL, na_afloop
from risicoanalyse.services import zet_status
from risicoanalyse.stappen import MAP, instrument, tonen
from risicoanalyse.vragen import _vraag
from vik_portal.meedoen.boekbestand import Boekbestand
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services import MeedoenFout, VeldFout
from vik_portal.register import Draaiboek, Klaarbericht, Stapsoort, Verwijzing, register


def pulse_van(bijeenkomst: Bijeenkomst) -> Pulse | None:
    """``None`` when the analysis that it looked back on was deleted."""
    gevonden = Pulse.objects.select_related("van").filter(bijeenkomst=bijeenkomst).first()
    if gevonden:
        gevonden.bijeenkomst = bijeenkomst
    return gevonden


# --- the round -------------------------------------------------------------------------------------------


def _ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    """The same words and answers as then."""
    pulse = pulse_van(stap.bijeenkomst)
    if pulse and not pulse.items:
        # The questionnaire was counted after the first agreement was made.
        pulse.items = kies_items(pulse.van)
        pulse.save(update_fields=["items"])
    if pulse is None or not pulse.items:
        raise MeedoenFout("Bij de risicoanalyse is geen vragenlijst geteld. Ga door naar jullie afspraken.")
    vragen = [_vraag(item) for _, item in vragen_van(pulse)]
    vragen[0] = vragen[0] | {"inleiding": instrument(pulse.van)[0].inleiding}
    return "banden", vragen


def _context(stap: Stap) -> dict[str, Any]:
    pulse = pulse_van(stap.bijeenkomst)
    beeld = beeld_van(pulse) if pulse else None
    return {
        "ronde": stap.bijeenkomst.rondes.filter(soort="pulse").order_by("-volgnummer").first(),
        "pulse": pulse,
        "beeld": beeld,
        "waarom": waarom_niets(pulse) if pulse else "De risicoanalyse van toen is gewist.",
    }


def _context_beeld(stap: Stap) -> dict[str, Any]:
    context = _context(stap)
    return context | {"handeling": tonen(stap.bijeenkomst) if context["beeld"] else None}


# --- the agreements, one by one ---------------------------------------------------------------------------


def _maatregelen(stap: Stap) -> list[Maatregel]:
    pulse = pulse_van(stap.bijeenkomst)
    return [stand.maatregel for stand in standen(pulse)] if pulse else []


def _plekken(stap: Stap) -> int:
    return max(1, len(_maatregelen(stap)))


def _context_afspraken(stap: Stap) -> dict[str, Any]:
    pulse = pulse_van(stap.bijeenkomst)
    alle = standen(pulse) if pulse else ()
    plek = min(stap.bijeenkomst.plek, len(alle))
    return {"stand": alle[plek - 1] if alle else None, "aantal": len(alle), "statussen": Maatregel.Status.choices}


def _zet_stand(stap: Stap, data: Any) -> None:
    """Notes how one agreement is going, in view of the room."""
    maatregel = next((m for m in _maatregelen(stap) if str(m.pk) == data.get("maatregel")), None)
    if maatregel is None:
        raise MeedoenFout("Deze afspraak staat er niet meer. Laad de pagina opnieuw.")
    form = StatusForm(data)
    if not form.is_valid():
        raise VeldFout.van(form)
    zet_status(maatregel=maatregel, **form.cleaned_data)


# --- the draaiboek ---------------------------------------------------------------------------------------


def _stukken(bijeenkomst: Bijeenkomst) -> list[Verwijzing]:
    pulse = pulse_van(bijeenkomst)
    if pulse is None:
        return []
    args = [bijeenkomst.pk]
    zin = "De drie vragen van toen, wat er veranderde, en hoe het staat met de afspraken."
    stukken = [Verwijzing("Toen en nu", reverse("risicoanalyse:pulse", args=args), zin)]
    if not bijeenkomst.voorbij:
        if vragen_van(pulse):
            formulier = reverse("risicoanalyse:pulse_formulier", args=args)
            zin = "De drie vragen, alleen kruisjes. Print er één per persoon."
            stukken.append(Verwijzing("Geen netwerk? Formulier op papier", formulier, zin))
        zin = "Wat je zegt en doet zonder scherm, en de afspraken. Print er één."
        blad = reverse("risicoanalyse:pulse_blad", args=args)
        stukken.append(Verwijzing("Geen netwerk? Blad voor jou", blad, zin))
    return stukken


def _klaarberichten(bijeenkomst: Bijeenkomst) -> list[Klaarbericht]:
    """What prepares it. The teamchef is told once the analysis itself was discussed with the team."""
    pulse = pulse_van(bijeenkomst)
    if pulse is None or bijeenkomst.voorbij:
        return []
    berichten = []
    if pulse.van.nabesproken_op:
        agenda = reverse("bijeenkomsten:agenda", args=[bijeenkomst.pk])
        berichten.append(_maak(bijeenkomst, "teamchef-vooraf", "Vooraf, aan de teamchef", "teamchef", agenda))
    return [*berichten, _maak(bijeenkomst, "uitnodiging-team", "Uitnodiging voor het team", "team")]


def sluit_aan() -> None:
    scherm, regie = "risicoanalyse/scherm", "risicoanalyse/regie"
    register.registreer(
        Stapsoort(
            "pulse", "Drie vragen", f"{scherm}/pulse.html", "meedoen/regie/ronde.html", context=_context, ronde=_ronde
        )
    )
    register.registreer(
        Stapsoort(
            "pulsebeeld", "Toen en nu", f"{scherm}/pulsebeeld.html", f"{regie}/pulsebeeld.html", context=_context_beeld
        )
    )
    register.registreer(
        Stapsoort(
            "pulseafspraken",
            "Onze afspraken",
            f"{scherm}/pulseafspraken.html",
            f"{regie}/pulseafspraken.html",
            context=_context_afspraken,
            acties={"stand": _zet_stand},
            plekken=_plekken,
        )
    )
    register.registreer(
        Draaiboek(
            SLEUTEL,
            "Terugkijken na een risicoanalyse",
            "Tien minuten: drie vragen van toen opnieuw, en de afspraken één voor één.",
            lambda: Boekbestand(MAP, "pulse").stappen(),
            lambda: Boekbestand(MAP, "pulse").stopregels,
            lambda: Boekbestand(MAP, "pulse").voorbereiding,
            _stukken,
            _klaarberichten,
            kiesbaar=False,
            opnieuw=True,
            na_afloop=na_afloop,
        )
    )
