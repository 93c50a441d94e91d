"""A small portal with one of everything: what pages need to have something to show.

From the project's own content, so that tests read what users read; only a few files, so that it costs milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from aanvragen.models import Aanbod, Aanvraag
from beroepscode.laden import laad_eigen_bewoording
from beroepscode.models import Editie, Handreiking, Inlezing, Loket, Onderdeel, Themablad
from beroepscode.services import lees_in, ververs_edities
from briefings.laden import eigen_media
from briefings.models import Briefingsitem, Campagne, Goedkeuring, Mijlpaal, Pakket, Scherm, Vertoning
from briefings.schermen import hash_token
from briefings.services import campagnes
from briefings.services.goedkeuren import vraag
from dilemmas.laden import MAP as DILEMMAS
from dilemmas.laden import lesinhoud
from dilemmas.les.services import plan_les
from dilemmas.models import Dilemma, Inzending, Les, Lesgroep, Lesprogramma
from risicoanalyse.laden import laad as laad_instrument
from risicoanalyse.models import Beeld, Pulse, Vragenlijst
from risicoanalyse.overzicht.kern import Onderwerp, Teamstand, publiceer
from risicoanalyse.versies import begin
from risicoanalyse.vraagstanden import WAARDEN
from tests.cast import Cast
from vik_portal.media.tekst import uit_platte_tekst
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services import open_deur, plan
from vik_portal.redactie import services
from vik_portal.redactie.inhoud import lees_map
from vik_portal.register import Draaiboek, register
from vik_portal.zoeken.services import werk_alles_bij

#: A made-up booklet in the shape of the real thing, with all its oddities.
BOEKJE = Path(__file__).parent / "beroepscode" / "boekje.txt"


LESSEN = DILEMMAS / "lesprogrammas"


def inhoud_van(map_: str, naam: str, veld: str = "tekst") -> dict[str, Any]:
    """One content file as its loader would read it; ``veld`` is where its body goes, empty when it has none."""
    bestand = next(b for b in lees_map(Path(settings.BASE_DIR) / map_) if b.naam == naam)
    if "\n## " in f"\n{bestand.tekst}" and veld == "tekst":
        secties = bestand.secties()
        return {**bestand.velden, "waarom": secties["Waarom dit telt"], "beleid": secties["Beleid"]}
    return {**bestand.velden, **({veld: bestand.html()} if veld else {})}


@dataclass(frozen=True)
class Wereld:
    blad: Themablad
    loket: Loket
    dilemma: Dilemma
    item: Briefingsitem
    met_film: Briefingsitem
    vertoning: Vertoning
    scherm: Scherm
    bijeenkomst: Bijeenkomst
    aanvraag: Aanvraag
    editie: Editie
    inlezing: Inlezing
    inzending: Inzending


def laad_item(slug: str) -> Briefingsitem:
    """A briefing item as the project delivers it, with its own drawing and film."""
    inhoud = inhoud_van("briefings/inhoud", slug, "notities")
    inhoud["media"] = eigen_media(slug, inhoud["media"])
    return services.laad(stuk=Briefingsitem(slug=slug), inhoud=inhoud, toelichting="geleverd")


def laad_lesprogramma(slug: str) -> Lesprogramma:
    """A lesprogramma as the project delivers it. What it names is loaded before it."""
    [bestand] = [b for b in lees_map(LESSEN) if b.naam == slug]
    return services.laad(stuk=Lesprogramma(slug=slug), inhoud=lesinhoud(bestand), toelichting="geleverd")


def maak_wereld(cast: Cast) -> Wereld:
    """One of every kind of text, one showing tomorrow, one screen, one open meeting, one request of Bram."""
    laad_eigen_bewoording()
    laad_instrument()

    def laad(model: Any, map_: str, slug: str, veld: str = "tekst") -> Any:
        return services.laad(stuk=model(slug=slug), inhoud=inhoud_van(map_, slug, veld), toelichting="geleverd")

    loket = laad(Loket, "beroepscode/inhoud/loketten", "kmp")
    laad(Handreiking, "beroepscode/inhoud/handreikingen", "lijnonderzoek")
    blad = laad(Themablad, "beroepscode/inhoud/themabladen", "aannemen-geschenken")
    dilemma = laad(Dilemma, "dilemmas/inhoud", "nummer-14", "verhaal")
    item = laad_item("geweld-en-pv")
    met_film = laad_item("systemen-na-het-nieuws")
    aanbod = laad(Aanbod, "aanvragen/inhoud", "dilemmasessie", "")
    werk_alles_bij()
    morgen = timezone.localdate() + timedelta(days=1)
    vertoning = Vertoning.objects.create(item=item, team=cast.team, dag=morgen, gezet_door=cast.bram)
    scherm = Scherm.objects.create(naam="Briefingruimte", team=cast.team, token_hash=hash_token("scherm van de wereld"))
    bijeenkomst = Bijeenkomst.objects.create(titel="Middag met het team", team=cast.team, begin=timezone.now())
    bijeenkomst.begeleiders.add(cast.anouk)
    for nummer, soort in enumerate(["tekst", "deur", "stelling", "vragenlijst", "uitslag", "tekst"], 1):
        Stap.objects.create(bijeenkomst=bijeenkomst, volgorde=nummer, soort=soort, titel=f"Stap {soort}")
    begin(versie=Vragenlijst.actuele(), door=cast.ilias)
    maak_fenomeen()
    aanvraag = Aanvraag.objects.create(
        aanvrager=cast.bram,
        aanbod=aanbod,
        team=cast.team,
        thema=blad,
        toelichting="We praten weinig over lastige keuzes.",
    )
    aanvraag.verloop.create(status=aanvraag.status, door=cast.bram)
    inzending = Inzending.objects.create(afdruk="0" * 64, gebeurd="Een collega deelt een foto in de groepsapp.")
    return Wereld(
        blad,
        loket,
        dilemma,
        item,
        met_film,
        vertoning,
        scherm,
        open_deur(bijeenkomst=bijeenkomst),
        aanvraag,
        *maak_edities(cast),
        inzending,
    )


def maak_fenomeen() -> Beeld:
    """A frozen picture of the deep analyses of five teams that are not there, with a finding and a measure."""
    lijst = Vragenlijst.actuele("diepgaand-ondermijning")
    assert lijst is not None
    alle = [Onderwerp(item.mechanisme, f"b:{item.sleutel}@0", item.tekst, WAARDEN) for item in lijst.gelezen.b]
    standen = [Teamstand(team, 0, team, {onderwerp.id: "hoog" for onderwerp in alle}) for team in range(5)]
    beeld = Beeld.objects.create(
        soort=Beeld.Soort.FENOMEEN,
        kwartaal=date(2026, 7, 1),
        onderwerp=lijst.slug,
        inhoud=publiceer(standen, alle),
    )
    beeld.bevindingen.create(kant="druk", tekst="Bekenden vragen of iemand iets wil nakijken.")
    beeld.maatregelen.create(niveau="team", tekst="Een tweede collega kijkt mee", rol="Operationeel expert")
    return beeld


def maak_campagnes(cast: Cast, item: Briefingsitem) -> tuple[Campagne, Campagne]:
    """A campaign of Anouk that runs in her district in three weeks, and a draft of the same."""
    dag = timezone.localdate() + timedelta(days=21)
    paar = []
    for naam in ("Op straat", "Nog een keer"):
        stuk = campagnes.begin(naam=naam, items=[item], gesprek_gevraagd=True, eenheid=cast.eenheid, door=cast.anouk)
        campagnes.kies_teams(campagne=stuk, teams=[cast.team, cast.buurteam], binnen=[cast.eenheid])
        [deel] = stuk.campagneitems.all()
        campagnes.kies_dagen(campagne=stuk, dagen={deel.pk: [dag, dag + timedelta(days=9)]})
        stuk.refresh_from_db()
        paar.append(stuk)
    mijlpalen = [
        Mijlpaal(campagne=paar[0], item=v.item, soort=v.soort, datum=v.datum, eenheid=v.eenheid, eigenaar_rol=v.rol)
        for v in campagnes.stel_mijlpalen_voor(paar[0])
    ]
    campagnes.start(campagne=paar[0], mijlpalen=mijlpalen, door=cast.anouk)
    paar[0].refresh_from_db()
    return paar[0], paar[1]


def maak_lesdag(cast: Cast) -> Les:
    """The first morning of zij-instromers, planned by Anouk for a group of her unit: it was yesterday."""
    programma = laad_lesprogramma("wat-voor-politie-willen-we-zijn")
    werk_alles_bij()
    groep = Lesgroep.objects.create(
        naam="instroom najaar 2026, groep 3", eenheid=cast.eenheid, programma=programma, omvang=16
    )
    stuk = Bijeenkomst(titel=programma.titel, team=cast.team, begin=timezone.now() - timedelta(days=1))
    return plan_les(programma=programma, bijeenkomst=stuk, begeleider=cast.anouk, groep=groep).les


def maak_edities(cast: Cast) -> tuple[Editie, Inlezing]:
    """An edition that counted before, and a booklet on the desk that Esra works on."""
    nu = timezone.now()
    gold = {"actief_sinds": nu - timedelta(days=365), "actief_tot": nu}
    eerder = Editie.objects.create(naam="zesde druk, 2019", slug="zesde-druk-2019", vingerafdruk="zesde", **gold)
    velden = {
        "sleutel": "kernwaarde/integer",
        "soort": "kernwaarde",
        "titel": "Integer",
        "tekst": "<p>Oude woorden.</p>",
    }
    Onderdeel.objects.create(editie=eerder, volgorde=1, **velden)
    ververs_edities()
    regels = uit_platte_tekst(BOEKJE.read_text("utf-8"))
    return eerder, lees_in(regels=regels, bestandsnaam="boekje.txt", door=cast.esra)


def vraag_akkoord(cast: Cast, item: Briefingsitem) -> Goedkeuring:
    """Anouk asks Hanna about an item."""
    uiterlijk = timezone.localdate() + timedelta(days=5)
    return vraag(item=item, eenheden=[cast.eenheid], door=cast.anouk, uiterlijk=uiterlijk).nieuw[0]


def maak_pulse(cast: Cast, van: Bijeenkomst) -> Pulse:
    """Anouk looks back on a meeting in three months."""
    stuk = Bijeenkomst(titel="Terugkijken na drie maanden", team=cast.team, begin=van.begin + timedelta(days=91))
    plan(bijeenkomst=stuk, draaiboek=register.een(Draaiboek, "pulse"), begeleider=cast.anouk)
    return Pulse.objects.create(bijeenkomst=stuk, van=van, maand=3)


def maak_pakket(cast: Cast, campagne: Campagne, item: Briefingsitem) -> Pakket:
    """A package of a campaign's item that waits to be made; of the published version, as if it was approved."""
    versie = item.versies.get(nummer=item.versienummer)
    velden = {"item": item, "versie": versie, "campagne": campagne, "eenheid": cast.eenheid}
    return Pakket.objects.create(**velden, afdruk="0" * 64, map="pakketten/wereld")
