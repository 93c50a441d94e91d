"""The step kinds of a risk analysis, and its draaiboek. What they show comes from published forms only."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from risicoanalyse import vragen
from risicoanalyse.beeld import matrix, uitslag
from risicoanalyse.forms import MaatregelForm, RisicoForm
from risicoanalyse.leidraad import leidraad_bij
from risicoanalyse.mails import klaarberichten
from risicoanalyse.models import BEKNOPT, Maatregel, Vragenlijst, Werkproces
from risicoanalyse.schema import VragenlijstInhoud, WerkprocesInhoud
from risicoanalyse.services import MEEST, bewaar_maatregel, bewaar_risico, wis_risico
from risicoanalyse.themas import themakeuzes
from vik_portal.meedoen.banden import Uitslag
from vik_portal.meedoen.boekbestand import Boekbestand
from vik_portal.meedoen.draaiboek import wijzig_stap
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.services import MeedoenFout, VeldFout, uitslag_van
from vik_portal.register import Draaiboek, Stapsoort, Verwijzing, register

MAP = Path(__file__).parent / "inhoud" / "draaiboeken"
# --- the questionnaire ------------------------------------------------------------------------------


def instrument(bijeenkomst: Bijeenkomst) -> tuple[VragenlijstInhoud, dict[str, WerkprocesInhoud]]:
    """The instrument and the chosen processes of a meeting: what was frozen with its round, else what will be asked."""
    begonnen = Exists(Ronde.objects.filter(stap=OuterRef("pk")))
    stap = bijeenkomst.stappen.filter(soort="vragenlijst").annotate(begonnen=begonnen).first()
    # A start that was refused froze nothing: what was written then may be replaced until there is a round.
    vast = stap.inhoud.get("vast") if stap and stap.begonnen else None
    if vast:
        return _vast(vast)
    lijst, gekozen = _in_gebruik(stap)
    return lijst.gelezen, {proces.slug: proces.gelezen for proces in gekozen}


def _in_gebruik(stap: Stap | None) -> tuple[Vragenlijst, list[Werkproces]]:
    """The versions that this step would ask now, the processes in their order."""
    keuze = stap.inhoud if stap else {}
    lijst = Vragenlijst.actuele(keuze.get("instrument", BEKNOPT))
    if lijst is None:
        raise MeedoenFout("Er is nog geen vragenlijst geladen. Vraag een beheerder.")
    slugs = keuze.get("processen") or lijst.inhoud["standaard_processen"]
    gevonden = {proces.slug: proces for proces in Werkproces.objects.in_gebruik().filter(slug__in=slugs)}
    return lijst, [gevonden[slug] for slug in slugs if slug in gevonden]


def _vragenlijst_ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    """Freezes instrument and processes with the step: results are read with what was asked, also years later."""
    if "vast" not in stap.inhoud or not stap.rondes.exists():
        lijst, processen = _in_gebruik(stap)
        stap.inhoud = stap.inhoud | {
            "vast": {
                "vragenlijst": lijst.inhoud,
                "processen": [[proces.slug, proces.inhoud] for proces in processen],
                "versies": [[deel.soortsleutel, deel.slug, deel.versie] for deel in (lijst, *processen)],
            }
        }
        stap.save(update_fields=["inhoud"])
    return "banden", vragen.van(*_vast(stap.inhoud["vast"]))


def _vast(vast: dict[str, Any]) -> tuple[VragenlijstInhoud, dict[str, WerkprocesInhoud]]:
    """What was frozen with a step."""
    processen = {slug: WerkprocesInhoud.model_validate(inhoud) for slug, inhoud in vast["processen"]}
    return VragenlijstInhoud.model_validate(vast["vragenlijst"]), processen


def instrument_van(stap: Stap) -> tuple[VragenlijstInhoud, dict[str, WerkprocesInhoud]]:
    """The same of a step whose round was counted, without asking for its rounds."""
    if "vast" in stap.inhoud:
        return _vast(stap.inhoud["vast"])
    lijst, gekozen = _in_gebruik(stap)
    return lijst.gelezen, {proces.slug: proces.gelezen for proces in gekozen}


def _kies_processen(stap: Stap, data: Any) -> None:
    bekend = set(Werkproces.objects.in_gebruik().values_list("slug", flat=True))
    gekozen = [slug for slug in data.getlist("proces") if slug in bekend]
    if not 3 <= len(gekozen) <= 4:
        raise MeedoenFout("Kies drie of vier werkprocessen.")
    if stap.rondes.exists():
        raise MeedoenFout("De vragenlijst is al gestart. De werkprocessen staan nu vast.")
    # Asks again with the meeting locked: the round may begin at this very moment, and freezes what it asks in the step.
    wijzig_stap(stap=stap, inhoud={"processen": gekozen})
    stap.refresh_from_db(fields=["inhoud"])


def _context_vragenlijst(stap: Stap) -> dict[str, Any]:
    ronde = stap.rondes.order_by("-volgnummer").first()
    _, processen = instrument(stap.bijeenkomst)
    in_volgorde = Werkproces.objects.in_gebruik().order_by("inhoud__volgorde")
    alle = [(proces.slug, proces.inhoud["titel"]) for proces in in_volgorde]
    context = {"ronde": ronde, "gekozen": list(processen), "alle_processen": alle if ronde is None else []}
    if ronde and ronde.status == Ronde.Status.GETELD:
        context["handeling"] = None  # its result has steps of its own
    return context


# --- the result -------------------------------------------------------------------------------------


def uitslag_beeld(bijeenkomst: Bijeenkomst) -> uitslag.Beeld | None:
    """Everything that may be shown of the counted questionnaire; ``None`` before it was counted."""
    geteld = _laatste(bijeenkomst, "vragenlijst")
    if geteld is None:
        return None
    inhoud, processen = instrument(bijeenkomst)
    return uitslag.maak(inhoud, processen, geteld)


def _laatste(bijeenkomst: Bijeenkomst, soort: str, keer: int | None = None) -> Uitslag | None:
    """The published form of the newest counted round of a kind (and of which of the two votes)."""
    rondes = bijeenkomst.rondes.filter(soort=soort, status=Ronde.Status.GETELD)
    if keer is not None:
        rondes = rondes.filter(stap__inhoud__keer=keer)
    ronde = rondes.order_by("-volgnummer").first()
    return uitslag_van(ronde) if ronde else None


def _context_uitslag(stap: Stap) -> dict[str, Any]:
    beeld = uitslag_beeld(stap.bijeenkomst)
    nummer = stap.inhoud.get("vraag", 1)
    vraag = beeld.vragen[nummer - 1] if beeld else None
    deel = stap.inhoud.get("deel", "kaart")
    return {
        "beeld": beeld,
        "deel": deel,
        "lijsten": beeld.op_scherm(deel) if beeld else [],
        "vraag": vraag,
        "vraagnummer": nummer,
        "handeling": tonen(stap.bijeenkomst) if beeld else None,
    }


def tonen(bijeenkomst: Bijeenkomst) -> tuple[str, str] | None:
    """What there is to do at a step that shows something counted earlier."""
    return None if bijeenkomst.uitslag_op_scherm else ("toon", "Toon op het scherm")


def _kies_vraag(stap: Stap, data: Any) -> None:
    """Which question of the questionnaire stands on the screen."""
    beeld, keuze = uitslag_beeld(stap.bijeenkomst), data.get("vraag", "")
    if beeld is None or not keuze.isdecimal() or not 1 <= int(keuze) <= len(beeld.vragen):
        raise MeedoenFout("Kies een vraag uit de lijst.")
    stap.inhoud = stap.inhoud | {"vraag": int(keuze)}
    stap.save(update_fields=["inhoud"])


# --- risks and votes --------------------------------------------------------------------------------


def _bewaar_risico(stap: Stap, data: Any) -> None:
    """Keeps one risk as the team worded it. Raises :class:`MeedoenFout` when a part is missing or looks like a name."""
    form = RisicoForm(data)
    if not form.is_valid():
        raise VeldFout.van(form)
    bewaar_risico(bijeenkomst=stap.bijeenkomst, **form.cleaned_data)


def _wis_risico(stap: Stap, data: Any) -> None:
    wis_risico(bijeenkomst=stap.bijeenkomst, volgorde=int(data.get("volgorde") or 0))


def _groot(regels: Iterable[str]) -> bool:
    """Whether these lines fit the projector in large letters: some 70 to a line, eight lines."""
    return sum(ceil(len(regel) / 70) for regel in regels) <= 8


def _context_risicos(stap: Stap) -> dict[str, Any]:
    risicos = list(stap.bijeenkomst.risicos.all())
    beeld = uitslag_beeld(stap.bijeenkomst)
    _, processen = instrument(stap.bijeenkomst)
    return {
        "risicos": risicos,
        "groot": _groot(map(str, risicos)),
        "risicoform": RisicoForm(),
        "beeld": beeld,
        "vol": len(risicos) >= MEEST,
        "themagroepen": themakeuzes(processen.values()),
    }


def _kansgevolg_ronde(stap: Stap) -> tuple[Any, list[dict[str, Any]]]:
    risicos = list(stap.bijeenkomst.risicos.all())
    if not risicos:
        raise MeedoenFout("Er staan nog geen risico’s. Ga een paar stappen terug en schrijf er een op.")
    vragen = []
    for risico in risicos:
        for naam, soort in (("kans", matrix.KANS), ("gevolg", matrix.GEVOLG)):
            tekst = f"Hoe groot is de {naam}?" if naam == "kans" else "Hoe erg is het gevolg?"
            vragen.append(
                {
                    "deel": f"{risico.letter}. {risico}",
                    "tekst": tekst,
                    "opties": list(soort.opties),
                    "schaal": soort.schaal,
                }
            )
    return "banden", vragen


def matrix_beeld(bijeenkomst: Bijeenkomst) -> matrix.Matrix | None:
    """Both votes on the matrix; ``None`` before the first was counted, or when the risks changed since."""
    risicos = [str(risico) for risico in bijeenkomst.risicos.all()]
    eerste, tweede = _laatste(bijeenkomst, "kansgevolg", 1), _laatste(bijeenkomst, "kansgevolg", 2)
    if not risicos or eerste is None or len(eerste.waarden) != 2 * len(risicos):
        return None
    return matrix.maak(risicos, eerste, tweede if tweede and len(tweede.waarden) == len(eerste.waarden) else None)


def _context_kansgevolg(stap: Stap) -> dict[str, Any]:
    ronde = stap.rondes.order_by("-volgnummer").first()
    risicos = list(stap.bijeenkomst.risicos.all())
    groot = _groot([*map(str, risicos), " "])  # with a line for what to do, under them
    return {"ronde": ronde, "risicos": risicos, "groot": groot, "matrix": matrix_beeld(stap.bijeenkomst)}


# --- agreements -------------------------------------------------------------------------------------


def _bewaar_maatregel(stap: Stap, data: Any) -> None:
    risico = stap.bijeenkomst.risicos.filter(volgorde=data.get("volgorde") or 0).first()
    if risico is None:
        raise MeedoenFout("Dit risico staat er niet meer. Laad de pagina opnieuw.")
    form = MaatregelForm(data)
    if not form.is_valid():
        raise VeldFout.van(form)
    bewaar_maatregel(risico=risico, velden=form.cleaned_data)


def _context_afspraken(stap: Stap) -> dict[str, Any]:
    risicos = list(stap.bijeenkomst.risicos.select_related("maatregel"))
    paren = [(risico, getattr(risico, "maatregel", None)) for risico in risicos]
    regels: list[str] = []
    for risico, maatregel in paren:
        # The small line holds a day and some words of ours besides these three.
        klein = f"{maatregel.rol}{maatregel.trekker}{maatregel.merkbaar}{'klaar op en merken' * 3}" if maatregel else ""
        regels += [maatregel.tekst, klein] if maatregel else [str(risico)]
    return {"paren": paren, "soorten": Maatregel.Soort.choices, "groot": _groot(regels)}


def _zonder_afspraak(stap: Stap) -> str:
    """What is asked before the end as long as nothing was agreed."""
    if Maatregel.objects.filter(risico__bijeenkomst=stap.bijeenkomst_id).exists():
        return ""
    return "Er staat nog geen afspraak. Wil je toch afronden?"


# --- the draaiboek ----------------------------------------------------------------------------------


def _stukken(bijeenkomst: Bijeenkomst) -> list[Verwijzing]:
    """What there is to open or print of this meeting now."""
    args = [bijeenkomst.pk]
    stukken = []
    if bijeenkomst.rondes.filter(soort="vragenlijst", status=Ronde.Status.GETELD).exists():
        verslag = reverse("risicoanalyse:verslag", args=args)
        zin = "De uitslag, de risico’s en de afspraken. Ook als pdf, PowerPoint en Excel."
        stukken.append(Verwijzing("Verslag", verslag, zin))
    if Maatregel.objects.filter(risico__bijeenkomst=bijeenkomst).exists():
        afspraken = reverse("risicoanalyse:afspraken_pdf", args=args)
        stukken.append(Verwijzing("Onze afspraken, op één A4", afspraken, "Om te printen en op te hangen."))
    # Only who leads the meeting sees it before it was discussed; the guide is for them.
    if bijeenkomst.nabesproken_op is None and (gids := leidraad_bij(bijeenkomst)):
        zin = "Voor de gesprekken die je later voert. Ook om te printen."
        stukken.append(Verwijzing(gids.titel, gids.url, zin))
    if bijeenkomst.status != Bijeenkomst.Status.AFGEROND:
        formulier = reverse("risicoanalyse:formulier", args=args)
        stukken.append(Verwijzing("Formulier op papier", formulier, "Voor als het netwerk uitvalt. Alleen kruisjes."))
    return stukken


def sluit_aan() -> None:
    map_ = "risicoanalyse/scherm"
    register.registreer(
        Stapsoort(
            "vragenlijst", "Vragenlijst", f"{map_}/vragenlijst.html", "risicoanalyse/regie/vragenlijst.html",
            context=_context_vragenlijst, ronde=_vragenlijst_ronde, acties={"processen": _kies_processen},
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "uitslag", "Uitslag", f"{map_}/uitslag.html", "risicoanalyse/regie/uitslag.html",
            context=_context_uitslag, acties={"vraag": _kies_vraag},
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "risicos", "Risico’s verwoorden", f"{map_}/risicos.html", "risicoanalyse/regie/risicos.html",
            context=_context_risicos, acties={"risico": _bewaar_risico, "risico_weg": _wis_risico},
        )
    )  # fmt: skip
    register.registreer(
        Stapsoort(
            "kansgevolg", "Kans en gevolg", f"{map_}/kansgevolg.html", "meedoen/regie/ronde.html",
            context=_context_kansgevolg, ronde=_kansgevolg_ronde,
        )
    )  # fmt: skip
    register.registreer(Stapsoort("matrix", "De matrix", f"{map_}/matrix.html", context=_context_kansgevolg))
    register.registreer(
        Stapsoort(
            "afspraken", "Drie afspraken", f"{map_}/afspraken.html", "risicoanalyse/regie/afspraken.html",
            context=_context_afspraken, acties={"maatregel": _bewaar_maatregel}, nog_open=_zonder_afspraak,
        )
    )  # fmt: skip
    # The short one last: the form that plans a meeting proposes the last one.
    _registreer_draaiboek(
        "risicoanalyse-diepgaand",
        "diepgaand",
        "Risicoanalyse, diepgaand: ondermijning",
        "Twee uur over één verschijnsel: langere vragenlijst, pauze, risico’s, afspraken. Daarna gesprekken.",
    )
    _registreer_draaiboek(
        "risicoanalyse",
        "beknopt",
        "Risicoanalyse, beknopt",
        "75 minuten: vragenlijst, uitslag, risico’s, twee stemmingen en drie afspraken.",
    )


def _registreer_draaiboek(sleutel: str, bestand: str, label: str, toelichting: str) -> None:
    register.registreer(
        Draaiboek(
            sleutel,
            label,
            toelichting,
            lambda: Boekbestand(MAP, bestand).stappen(),
            lambda: Boekbestand(MAP, bestand).stopregels,
            lambda: Boekbestand(MAP, bestand).voorbereiding,
            _stukken,
            klaarberichten,
        )
    )
