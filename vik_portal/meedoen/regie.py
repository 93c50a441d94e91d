"""What the buttons of regie do. One name per button; the screen's keys press the same ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db import transaction

from vik_portal.meedoen.forms import StellingForm
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.oefening import laat_invullen, laat_plaatsnemen
from vik_portal.meedoen.papier import tel_kaarten
from vik_portal.meedoen.services import (
    MeedoenFout,
    NogOpen,
    VeldFout,
    ga_naar,
    niet_afgezegd,
    op_slot,
    open_deur,
    open_ronde,
    rond_af,
    sluit_deur,
    sluit_ronde,
    stelling_nu,
    stop_ronde,
    tik,
    toon_uitslag,
    zet,
    zet_zwart,
)
from vik_portal.register import Stapsoort, register


def _stap(bijeenkomst: Bijeenkomst) -> Stap:
    stap = bijeenkomst.huidige_stap or bijeenkomst.stappen.first()
    if stap is None:
        raise MeedoenFout("Deze bijeenkomst heeft nog geen stappen.")
    return stap


def _open_ronde(bijeenkomst: Bijeenkomst) -> Ronde:
    ronde = bijeenkomst.rondes.filter(status=Ronde.Status.OPEN).first()
    if ronde is None:
        raise MeedoenFout("Er loopt geen ronde meer.")
    return ronde


def _volgende(bijeenkomst: Bijeenkomst, richting: int) -> None:
    """One place or step on or back. An open round is counted or stopped first: it would go on unseen."""
    if bijeenkomst.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde. Tel die eerst, of stop hem.")
    stap = _stap(bijeenkomst)
    if bijeenkomst.huidige_stap is None:
        if richting > 0:
            ga_naar(bijeenkomst=bijeenkomst, stap=stap)
        return
    plek = min(bijeenkomst.plek, _plekken(stap)) + richting
    if 1 <= plek <= _plekken(stap):
        # Another place may have a result of its own, and that waits for its own release.
        zet(bijeenkomst=bijeenkomst, plek=plek, uitslag_op_scherm=False)
        return
    stappen = list(bijeenkomst.stappen.all())
    nummer = stappen.index(stap) + richting
    if 0 <= nummer < len(stappen):
        naar = stappen[nummer]
        ga_naar(bijeenkomst=bijeenkomst, stap=naar, plek=1 if richting > 0 else _plekken(naar))


def _plekken(stap: Stap) -> int:
    return register.een(Stapsoort, stap.soort).plekken(stap)


def _begin_ronde(bijeenkomst: Bijeenkomst) -> None:
    with transaction.atomic():
        # Locked before the questions are read: who replaces the text of this step comes before, or too late.
        vers = op_slot(bijeenkomst)
        stap = _stap(vers)
        stap.bijeenkomst = vers
        soort = register.een(Stapsoort, stap.soort)
        if soort.ronde is None:
            raise MeedoenFout("Bij deze stap hoort geen ronde.")
        vorm, vragen = soort.ronde(stap)
        open_ronde(bijeenkomst=vers, soort=stap.soort, vorm=vorm, vragen=vragen, stap=stap, keer=soort.keer(stap))


ACTIES: dict[str, Callable[[Bijeenkomst], Any]] = {
    "deur_open": lambda b: open_deur(bijeenkomst=b),
    "deur_dicht": lambda b: sluit_deur(bijeenkomst=b),
    "ronde": _begin_ronde,
    "tel": lambda b: sluit_ronde(ronde=_open_ronde(b)),
    "stop": lambda b: stop_ronde(ronde=_open_ronde(b)),
    "toon": lambda b: toon_uitslag(bijeenkomst=b),
    "verberg": lambda b: zet(bijeenkomst=b, uitslag_op_scherm=False),
    "zwart": lambda b: zet_zwart(bijeenkomst=b, zwart=not b.scherm_zwart),
    "volgende": lambda b: _volgende(b, 1),
    "vorige": lambda b: _volgende(b, -1),
    "oefen_stoelen": lambda b: laat_plaatsnemen(bijeenkomst=b),
    "oefen_invullen": lambda b: laat_invullen(ronde=_open_ronde(b)),
}


class Handeling(NamedTuple):
    """A button in the bar at the foot of regie: its name, its words, and what to know before pressing it."""

    actie: str
    tekst: str
    zin: str = ""


def handeling(beeld: Mapping[str, Any]) -> Handeling | None:
    """The one thing that moves the current step on; ``None`` when that is going on. ``beeld`` is what regie shows."""
    stuk, stap, soort = beeld["bijeenkomst"], beeld["stap"], beeld["soort"]
    if soort is None or (stuk.voorbij and not stuk.vanzelf_afgerond):
        return None
    if beeld["open_ronde"]:
        return Handeling("tel", "Tel de enveloppen", "Allemaal binnen." if beeld["allemaal"] else "Nog niet allemaal.")
    if "handeling" in beeld:
        return Handeling(*beeld["handeling"]) if beeld["handeling"] else None
    stemt, plaatsnemen = soort.ronde is not None and "ronde" in beeld, stap.soort == "deur"
    geteld = stemt and beeld["ronde"] is not None and beeld["ronde"].status == Ronde.Status.GETELD
    if geteld:
        return None if stuk.uitslag_op_scherm else Handeling("toon", "Toon de uitslag")
    if stuk.deur_open and (stemt or plaatsnemen):
        aantal = beeld["stoelen"]
        telefoons = f"{aantal} {'telefoon' if aantal == 1 else 'telefoons'}"
        return Handeling("deur_dicht", "Dat klopt, deur dicht", f"{telefoons}. Klopt dat met de mensen in de zaal?")
    if plaatsnemen and not beeld["stoelen"]:
        return Handeling("deur_open", "Deur open")
    return Handeling("ronde", "Begin de ronde") if stemt else None


def _rond_af(bijeenkomst: Bijeenkomst, data: Any) -> None:
    """Ends the meeting. What it lacks is asked about once; ``toch`` in the data is the answer."""
    if "toch" not in data and not bijeenkomst.rondes.filter(status=Ronde.Status.OPEN).exists():
        for stap in bijeenkomst.stappen.all():
            stap.bijeenkomst = bijeenkomst
            if zin := register.een(Stapsoort, stap.soort).nog_open(stap):
                raise NogOpen(zin)
    rond_af(bijeenkomst=bijeenkomst)


def doe(*, bijeenkomst: Bijeenkomst, actie: str, data: Any, stelling: StellingForm) -> None:
    """Presses one button. Raises :class:`MeedoenFout` with a sentence; an unknown button does nothing but say so."""
    niet_afgezegd(bijeenkomst)
    if actie == "stelling":
        if stelling.is_valid():
            stelling_nu(bijeenkomst=bijeenkomst, stelling=stelling.cleaned_data["stelling"])
        return
    if actie == "afronden":
        _rond_af(bijeenkomst, data)
        return
    if actie in ACTIES:
        ACTIES[actie](bijeenkomst)
        return
    stap = _stap(bijeenkomst)
    stap.bijeenkomst = bijeenkomst
    if actie == "kaarten":
        try:
            tel_kaarten(bijeenkomst=bijeenkomst, stap=stap, aantallen=data.getlist("kaart"), merk=data.get("merk", ""))
        except MeedoenFout as fout:
            raise VeldFout({"kaart": str(fout)}) from fout
        return
    eigen = register.een(Stapsoort, stap.soort).acties.get(actie)
    if eigen is None:
        raise MeedoenFout("Deze knop hoort niet bij deze stap. Laad de pagina opnieuw.")
    eigen(stap, data)
    tik(bijeenkomst)
