"""The step kinds that the ground floor itself brings, and the plainest draaiboek: an empty one."""

from __future__ import annotations

from typing import Any

from vik_portal.meedoen import dias, films
from vik_portal.meedoen.banden import NAMEN
from vik_portal.meedoen.forms import FilmStapForm, StellingStapForm, TekstStapForm, VraagStapForm
from vik_portal.meedoen.models import Ronde, Stap
from vik_portal.meedoen.papier import kaartvraag
from vik_portal.meedoen.services import uitslag_van, vraagsoorten
from vik_portal.register import Draaiboek, Stapsoort, register

#: What the three collapsed levels of a scale are called in words.
NIVEAUS = {
    "1-5": {"laag": "Oneens", "midden": "Ertussenin", "hoog": "Eens"},
    "0-3": {"laag": "Nooit of niet", "midden": "Soms of deels", "hoog": "Vaak of helemaal"},
}
#: A round that is open or counted cannot be counted with cards.
_BEZET = (Ronde.Status.OPEN, Ronde.Status.GETELD)
EENS = ["Helemaal niet mee eens", "Niet mee eens", "Niet eens, niet oneens", "Mee eens", "Helemaal mee eens"]


def getelde_ronde(stap: Stap, keer: int = 1) -> Ronde | None:
    """The round that gives the result of a vote: the newest that was counted.

    One that was stopped after it, or had too few answers, changes nothing. Screen, regie, report and what follows from
    a vote all ask here.
    """
    return stap.rondes.filter(keer=keer, status=Ronde.Status.GETELD).order_by("-volgnummer").first()


def banden_van(ronde: Ronde) -> list[dict[str, Any]]:
    """Per question its categories with the words and the place of their band: what screen and exports draw."""
    uitslag = uitslag_van(ronde)
    if uitslag is None:
        return []
    hoogste = len(NAMEN[uitslag.trap]) - 1
    soorten = vraagsoorten(ronde.vragen)
    return [
        {
            "tekst": vraag["tekst"],
            "deel": vraag["deel"],
            "rijen": [
                {
                    "categorie": NIVEAUS.get(vraag.get("schaal", ""), {}).get(categorie, _met_hoofdletter(categorie)),
                    "woorden": uitslag.in_woorden(nummer, categorie),
                    "vakken": _vakken(uitslag.waarden[nummer][categorie], hoogste) if uitslag.vorm == "banden" else [],
                }
                # In the order of the scale; the database gives keys back in an order of its own.
                for categorie in soorten[nummer].categorieen()
            ],
        }
        for nummer, vraag in enumerate(ronde.vragen)
    ]


def _met_hoofdletter(tekst: str) -> str:
    """The rest stays as it was written: an answer may hold a name of its own."""
    return f"{tekst[:1].upper()}{tekst[1:]}"


def _vakken(waarde: int, hoogste: int) -> list[str]:
    """The classes of the segments of one bar: as many as there are bands, at most five drawn."""
    totaal = 5
    vol = 0 if waarde == 0 else max(1, round(totaal * (waarde + 1) / (hoogste + 1)))
    if waarde == 0:
        return ["leeg end", *[""] * (totaal - 1)]
    return ["on"] * (vol - 1) + ["on end"] + [""] * (totaal - vol)


def context_ronde(stap: Stap, keer: int = 1) -> dict[str, Any]:
    """What screen and regie show of a vote: the round that stands, what may be shown of it, and what cards can count.

    An open round stands before a counted one; ``gestopt`` says that a later one came to nothing.
    """
    laatste = stap.rondes.filter(keer=keer).order_by("-volgnummer").first()
    loopt = laatste is not None and laatste.status == Ronde.Status.OPEN
    ronde = laatste if loopt else getelde_ronde(stap, keer) or laatste
    opties, merk = ([], "") if ronde and ronde.status in _BEZET else kaartvraag(stap)
    return {
        "ronde": ronde,
        "gestopt": ronde != laatste,
        "uitslag": banden_van(ronde) if ronde else [],
        "kaartopties": opties,
        "kaartmerk": merk,
    }


def _stelling(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    vraag = {"deel": "Stelling", "tekst": stap.inhoud.get("stelling", stap.titel), "opties": EENS, "schaal": "1-5"}
    return "banden", [vraag]


def sluit_aan() -> None:
    register.registreer(
        Stapsoort(
            "tekst",
            "Tekst op het scherm",
            "meedoen/scherm/tekst.html",
            los=True,
            uitleg="Een welkom, een afspraak, een overgang.",
            form=TekstStapForm,
        )
    )
    register.registreer(
        Stapsoort(
            "vraag",
            "Open vraag aan de zaal",
            "meedoen/scherm/vraag.html",
            los=True,
            uitleg="De zaal praat. Er wordt niet gestemd.",
            form=VraagStapForm,
        )
    )
    register.registreer(
        Stapsoort(
            dias.SOORT,
            "Eigen dia’s",
            "meedoen/scherm/dias.html",
            "meedoen/regie/dias.html",
            context=dias.context,
            acties={"dia": dias.ga_naar_dia},
            plekken=dias.plekken,
            links=dias.te_vullen,
            los=True,
            uitleg="Een pdf met je eigen dia’s. Met de pijltjes ga je erdoorheen.",
        )
    )
    register.registreer(
        Stapsoort(
            films.SOORT,
            "Filmpauze",
            "meedoen/scherm/film.html",
            "meedoen/regie/film.html",
            context=films.context,
            acties={
                "film_start": films.start,
                "film_pauze": films.pauzeer,
                "film_wissel": films.wissel,
                "film_opnieuw": films.begin_opnieuw,
                "film_klaar": films.is_klaar,
                "film_wacht": films.wacht_op_klik,
            },
            verlaat=films.verlaat,
            los=True,
            uitleg="Een filmbestand, of een pauze waarin je zelf een film start.",
            form=FilmStapForm,
        )
    )
    register.registreer(Stapsoort("pauze", "Pauze", "meedoen/scherm/tekst.html", los=True, form=TekstStapForm))
    register.registreer(
        Stapsoort(
            "deur",
            "Plaatsnemen",
            "meedoen/scherm/deur.html",
            "meedoen/regie/deur.html",
            los=True,
            uitleg="Telefoons nemen plaats. Nodig voordat er gestemd wordt.",
        )
    )
    register.registreer(
        Stapsoort(
            "stelling",
            "Stelling",
            "meedoen/scherm/ronde.html",
            "meedoen/regie/ronde.html",
            context=context_ronde,
            ronde=_stelling,
            los=True,
            uitleg="Iedereen stemt op de eigen telefoon.",
            form=StellingStapForm,
        )
    )
    register.registreer(
        Draaiboek("vrij", "Leeg draaiboek", "Begin met plaatsnemen en voeg zelf stappen toe.", _leeg_draaiboek)
    )


def _leeg_draaiboek() -> list[dict[str, Any]]:
    return [
        {"soort": "tekst", "titel": "Welkom", "scherm": "Fijn dat jullie er zijn.", "minuten": 3},
        {"soort": "deur", "titel": "Plaatsnemen", "scherm": "Scan de code met je telefoon.", "minuten": 5},
        {"soort": "tekst", "titel": "Afsluiten", "scherm": "Dank jullie wel.", "minuten": 3},
    ]
