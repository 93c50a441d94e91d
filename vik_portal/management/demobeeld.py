"""A year of invented analyses in invented teams, in bulk, so that the demo world has a national picture to look at.

The dice have a fixed seed. Nobody leads these meetings: they are on nobody's page, and only the pictures know them.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from aanvragen.models import Aanbod, Aanvraag
from beroepscode.models import Themablad
from briefings.models import Briefingsitem, Campagne, Campagneitem, Weektotaal
from dilemmas.groepsgesprek import stemvraag
from dilemmas.models import Dilemma
from dilemmas.schema import DilemmaInhoud
from risicoanalyse import scoring, vragen
from risicoanalyse.models import (
    BEKNOPT,
    Beeld,
    Fenomeenbevinding,
    Fenomeenmaatregel,
    Maatregel,
    Risico,
    Terugkoppeling,
    Voortgang,
    Vragenlijst,
    Werkproces,
)
from risicoanalyse.overzicht.kwartaal import Kwartaal
from risicoanalyse.overzicht.vriezen import laatste_rijpe, vries
from vik_portal.meedoen.banden import Vraagsoort, publiceer
from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap
from vik_portal.meedoen.stembus import WEET_NIET
from vik_portal.organisatie import demowereld
from vik_portal.organisatie.models import Eenheid

ZAAD = 2023
_VOOR = ["Molen", "Linden", "Haven", "Kerk", "Brug", "Veen", "Duin", "Polder", "Kasteel", "Markt", "Wilgen", "Sluis"]
_ACHTER = ["kade", "hoek", "veld", "brink", "dijk", "rand", "poort", "akker", "horst", "laan"]
#: How many invented teams each regional eenheid gets; some stay too few for a picture of their own.
TEAMS = {
    "Amsterdam": 9, "Den Haag": 13, "Limburg": 6, "Midden-Nederland": 14, "Noord-Holland": 10, "Noord-Nederland": 12,
    "Oost-Brabant": 11, "Oost-Nederland": 16, "Rotterdam": 14, "Zeeland-West-Brabant": 8,
}  # fmt: skip
#: Of every eenheid: which part of its teams had an analysis, four quarters ago until the last one.
DELEN = (0.0, 0.36, 0.0, 0.62)
#: What teams write down as a risk, and how often.
RISICOS = {
    "raadplegen-politiesystemen": 60, "veilig-werkklimaat": 45, "omgaan-met-informatie": 25, "gebruik-geweld": 10,
    "inclusie-en-gelijke-behandeling": 15,
}  # fmt: skip


#: By its words and by its name: a question on which invented teams agree, and one that they often leave open.
OVERAL_EENS, VAAK_OPEN = "In mijn team hoor ik erbij.", "Historie"
#: By its words: how far invented teams answer higher than the rest of what they say, so that something stands out.
OPVALLEND = {
    "In mijn team kunnen we meer gegevens zien dan ons werk vraagt.": 0.45,
    "In mijn team loopt een belangrijk contact met buiten via één vaste collega.": 0.3,
    "In mijn team vragen bekenden ons om iets voor hen na te kijken.": 0.45,
    "In mijn team werken collega’s extra om rond te komen.": 0.3,
    "In mijn team houdt een collega die van taak wisselt, de toegang van de oude taak.": 0.45,
    "In mijn team horen we terug wat er is gedaan met een vreemd verzoek dat we meldden.": -0.4,
}
#: Themablad → how often it was asked for in the last quarter; without a theme, and of one too seldom to be told.
GEVRAAGD = {"doxing": 3, "veilig-werkklimaat": 12, "raadplegen-politiesystemen": 8, "sociale-media": 6, "": 14}
#: The deep instrument of the demo, and what landelijk wrote with its picture.
DIEPGAAND = "diepgaand-ondermijning"
BEVINDINGEN = (
    ("gelegenheid", "Wie van taak wisselt, houdt vaak maanden toegang tot de oude systemen."),
    ("druk", "In gesprekken komt steeds terug dat bekenden vragen om iets na te kijken."),
    ("beheersing", "Een tweede paar ogen helpt, en valt als eerste weg als het druk is."),
)
MAATREGELEN = (
    ("team", "Bij gevoelige stappen kijkt een tweede collega mee", "Operationeel expert"),
    ("eenheid", "Toegang van een oude taak gaat binnen een week dicht", "Hoofd informatiebeheer"),
    ("landelijk", "Elk kwartaal een lijst van toegang die niemand meer gebruikt", "Landelijk coördinator VIK"),
)


@dataclass(frozen=True)
class Analyse:
    """One invented analysis: of a team, on a day, with so many envelopes. ``stand`` 0–1: how well it goes there."""

    team: Eenheid
    dag: date
    enveloppen: int
    stand: float


@transaction.atomic
def bouw(vandaag: date) -> int:
    """Makes teams, analyses and the pictures of the past year; how many analyses. Without an instrument: nothing."""
    if Vragenlijst.actuele(BEKNOPT) is None:
        return 0
    rng = random.Random(ZAAD)  # noqa: S311 - invented answers, no secret
    laatste = laatste_rijpe(vandaag)
    analyses = []
    for teams in _maak_teams(rng).values():
        rij = rng.sample(teams, len(teams))
        for terug, deel in zip((3, 2, 1, 0), DELEN, strict=True):
            begin = laatste.verder(-terug).eerste_dag
            mee, rij = rij[: round(deel * len(teams))], rij[round(deel * len(teams)) :]
            analyses += [
                Analyse(team, begin + timedelta(days=rng.randrange(80)), rng.randint(7, 24), rng.betavariate(2, 2))
                for team in mee
            ]
    eigen = random.Random(ZAAD + 1)  # noqa: S311 - invented answers, no secret
    _vul_terugkoppelingen(vul(analyses, rng), eigen)
    _vul_diepgaand(laatste, eigen)
    _zet_bereik(laatste, rng)
    _zet_aanvragen(laatste, rng)
    vries(vandaag=vandaag)
    _beschrijf_diepgaand()
    return len(analyses)


def _maak_teams(rng: random.Random) -> dict[str, list[Eenheid]]:
    namen = rng.sample([f"Basisteam {voor}{achter}" for voor in _VOOR for achter in _ACHTER], sum(TEAMS.values()))
    bezet = set(Eenheid.objects.filter(soort=Eenheid.Soort.TEAM).values_list("naam", flat=True))
    namen = [f"{naam} Noord" if naam in bezet else naam for naam in namen]
    eenheden = {e.naam: e for e in Eenheid.objects.filter(soort=Eenheid.Soort.EENHEID, naam__in=TEAMS)}
    districten = {
        naam: Eenheid(naam="District voor de demo", soort=Eenheid.Soort.DISTRICT, ouder=eenheden[naam])
        for naam in TEAMS
        if naam in eenheden
    }
    _bewaar(list(districten.values()))
    teams = {
        naam: [Eenheid(naam=namen.pop(), soort=Eenheid.Soort.TEAM, ouder=district) for _ in range(TEAMS[naam])]
        for naam, district in districten.items()
    }
    _bewaar([team for groep in teams.values() for team in groep])
    return teams


def _bewaar(eenheden: list[Eenheid]) -> None:
    Eenheid.objects.bulk_create(eenheden)
    for eenheid in eenheden:  # bulk_create does not call save(), which would write the path of one at a time
        assert eenheid.ouder
        eenheid.pad = f"{eenheid.ouder.pad}{eenheid.pk}/"
    Eenheid.objects.bulk_update(eenheden, ["pad"], batch_size=500)


def vul(analyses: Sequence[Analyse], rng: random.Random, slug: str = BEKNOPT) -> list[Bijeenkomst]:
    """Held meetings with a counted questionnaire, risks and measures. A few statements, however many."""
    lijst = Vragenlijst.actuele(slug)
    assert lijst
    inhoud = lijst.gelezen
    processen = list(Werkproces.objects.in_gebruik().filter(slug__in=inhoud.standaard_processen).order_by("slug"))
    per_slug = {proces.slug: proces.gelezen for proces in processen}
    soorten, gesteld = scoring.vraagsoorten(inhoud, per_slug), vragen.van(inhoud, per_slug)
    items = scoring.items(inhoud, per_slug)
    vast = {
        "vragenlijst": lijst.inhoud,
        "processen": [[proces.slug, proces.inhoud] for proces in processen],
        "versies": [[deel.soortsleutel, deel.slug, deel.versie] for deel in (lijst, *processen)],
    }
    themas = list(Themablad.objects.published().order_by("slug").values_list("slug", flat=True))
    gewicht = [RISICOS.get(slug, 1) for slug in themas]
    bijeenkomsten = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(
            titel="Risicoanalyse",
            soort="risicoanalyse",
            team=analyse.team,
            begin=timezone.make_aware(datetime.combine(analyse.dag, time(14))),
            status=Bijeenkomst.Status.AFGEROND,
        )
        for analyse in analyses
    )
    gevraagd = {"vast": vast, "instrument": slug}
    stappen = Stap.objects.bulk_create(
        Stap(bijeenkomst=b, volgorde=1, soort="vragenlijst", titel="Vragenlijst", inhoud=gevraagd)
        for b in bijeenkomsten
    )
    rondes, risicos = [], []
    for analyse, bijeenkomst, stap in zip(analyses, bijeenkomsten, stappen, strict=True):
        uitslag = publiceer("banden", soorten, _enveloppen(items, analyse, rng), 0)
        assert uitslag
        rondes.append(
            Ronde(
                id=secrets.token_hex(16), bijeenkomst=bijeenkomst, stap=stap, soort="vragenlijst",
                vorm="banden", vragen=gesteld, status=Ronde.Status.GETELD, stoelen=analyse.enveloppen, merk=b"",
                uitslag=vars(uitslag), volgnummer=1,
            )
        )  # fmt: skip
        gekozen = rng.choices(themas, gewicht, k=rng.randint(1, 3)) if themas else []
        risicos += [
            Risico(
                bijeenkomst=bijeenkomst, volgorde=nummer, thema=thema, oorzaak="Na een drukke dienst praat niemand na",
                gebeurtenis="iemand kiest de snelle weg", gevolg="een burger begrijpt niet wat er gebeurde",
            )
            for nummer, thema in enumerate(gekozen, 1)
        ]  # fmt: skip
    Ronde.objects.bulk_create(rondes)
    Risico.objects.bulk_create(risicos)
    _zet_maatregelen(risicos, rng)
    return bijeenkomsten


def _vul_diepgaand(kwartaal: Kwartaal, rng: random.Random) -> None:
    """Twelve teams that held the deep analysis in this quarter, and six in the next one that still wait."""
    sectoren = []
    for eenheid in Eenheid.objects.filter(soort=Eenheid.Soort.EENHEID, naam__in=TEAMS).order_by("naam")[:3]:
        sectoren.append(Eenheid(naam="Sector voor de demo", soort=Eenheid.Soort.DISTRICT, ouder=eenheid))
    _bewaar(sectoren)
    teams = [
        Eenheid(naam=f"Team Opsporing {nummer}", soort=Eenheid.Soort.TEAM, ouder=sectoren[nummer % len(sectoren)])
        for nummer in range(1, 19 if sectoren else 1)
    ]
    _bewaar(teams)
    for rij, begin in ((teams[:12], kwartaal.eerste_dag), (teams[12:], kwartaal.einde)):
        analyses = [
            Analyse(team, begin + timedelta(days=3 * nummer), rng.randint(10, 24), rng.betavariate(5, 5))
            for nummer, team in enumerate(rij)
        ]
        vul(analyses, rng, DIEPGAAND)


def _vul_terugkoppelingen(bijeenkomsten: Sequence[Bijeenkomst], rng: random.Random) -> None:
    """What invented begeleiders said about the questions; one question is often not understood."""
    Terugkoppeling.objects.bulk_create(
        Terugkoppeling(
            bijeenkomst=bijeenkomst,
            klopte=rng.choices(("ja", "deels", "nee"), (7, 3, 1))[0],
            tijd=rng.choices(("ruim", "net", "krap"), (2, 5, 4))[0],
            onbegrepen=["b:historie"] if rng.random() < 0.6 else [],
        )
        for bijeenkomst in bijeenkomsten
        if rng.random() < 0.8
    )


def _beschrijf_diepgaand() -> None:
    """Findings and measures beside the picture of the phenomenon."""
    for beeld in Beeld.objects.filter(soort=Beeld.Soort.FENOMEEN, onderwerp=DIEPGAAND):
        Fenomeenbevinding.objects.bulk_create(Fenomeenbevinding(beeld=beeld, kant=k, tekst=t) for k, t in BEVINDINGEN)
        Fenomeenmaatregel.objects.bulk_create(
            Fenomeenmaatregel(beeld=beeld, niveau=niveau, tekst=tekst, rol=rol) for niveau, tekst, rol in MAATREGELEN
        )


def _enveloppen(items: Sequence[scoring.Item], analyse: Analyse, rng: random.Random) -> list[bytes]:
    """Answers around what fits the team: much houvast is little druk, and every theme differs a little."""
    punten = {}
    for item in items:
        goed = analyse.stand + {"inclusie": -0.12, "integriteit": 0.1}.get(item.groep, 0)
        hoog = goed if item.deel == "c" and not item.omgekeerd else 1 - goed
        hoog += OPVALLEND.get(item.tekst, 0)
        punten[item] = min(0.98, max(0.02, hoog + rng.uniform(-0.15, 0.15)))

    # For the calibration page: one question that many leave open, and one that is alike everywhere. Dice of their own,
    # so that the rest of the world does not depend on them.
    lastig = random.Random(1000 * analyse.dag.toordinal() + analyse.enveloppen)  # noqa: S311

    def antwoord(item: scoring.Item) -> int:
        if item.tekst == OVERAL_EENS:
            return lastig.choice((4, 5, 5, 5))
        if item.naam == VAAK_OPEN and lastig.random() < 0.45:
            return WEET_NIET
        punt = punten[item] + rng.gauss(0, 0.16)
        return min(5, max(1, 1 + round(4 * punt))) if item.deel == "c" else min(3, max(0, round(3 * punt)))

    return [bytes(antwoord(item) for item in items) for _ in range(analyse.enveloppen)]


def _zet_maatregelen(risicos: Sequence[Risico], rng: random.Random) -> None:
    vandaag = timezone.localdate()
    maatregelen, verloop = [], []
    for risico in risicos:
        if rng.random() < 0.15:
            continue
        begin = timezone.localdate(risico.bijeenkomst.begin)
        regels = [(begin, Maatregel.Status.AFGESPROKEN)]
        if (dag := begin + timedelta(days=rng.randint(10, 70))) < vandaag and rng.random() < 0.8:
            regels.append((dag, Maatregel.Status.LOOPT))
            if (dag := dag + timedelta(days=rng.randint(20, 110))) < vandaag and rng.random() < 0.75:
                regels.append((dag, Maatregel.Status.KLAAR))
        maatregelen.append(
            Maatregel(
                risico=risico, soort=Maatregel.Soort.BESPREKEN, tekst="De opco vraagt elke dienst hoe het ging",
                rol="Operationeel expert", datum=begin + timedelta(days=90), merkbaar="We praten na, ook in drukte",
                status=regels[-1][1],
            )
        )  # fmt: skip
        verloop.append(regels)
    Maatregel.objects.bulk_create(maatregelen)
    Voortgang.objects.bulk_create(
        Voortgang(maatregel=maatregel, dag=dag, status=status)
        for maatregel, regels in zip(maatregelen, verloop, strict=True)
        for dag, status in regels
    )


def _stem(stap: Stap) -> Ronde:
    """The first vote on a dilemma, of nine phones, that was counted."""
    inhoud = DilemmaInhoud.model_validate(stap.inhoud["vast"])
    vraag = stemvraag(inhoud, 1)
    enveloppen = [bytes([nummer % len(vraag["opties"])]) for nummer in range(9)]
    uitslag = publiceer("banden", [Vraagsoort(tuple(vraag["opties"]))], enveloppen, 0)
    assert uitslag
    return Ronde(
        id=secrets.token_hex(16), bijeenkomst=stap.bijeenkomst, stap=stap, soort="dilemma", vorm="banden",
        vragen=[vraag], status=Ronde.Status.GETELD, stoelen=9, merk=b"", uitslag=vars(uitslag), volgnummer=1,
    )  # fmt: skip


def _zet_aanvragen(kwartaal: Kwartaal, rng: random.Random) -> None:
    """Requests of this quarter about a few themes and about none, in eenheden where nobody of the demo answers them."""
    aanbod = list(Aanbod.objects.published().op_volgorde())
    bladen = {blad.slug: blad for blad in Themablad.objects.published().filter(slug__in=GEVRAAGD)}
    teams = list(
        Eenheid.objects.teams()
        .filter(ouder__ouder__naam__in=TEAMS)
        .exclude(ouder__ouder__naam__in=demowereld.BOOM)
        .order_by("pk")
    )
    Aanvraag.objects.bulk_create(
        Aanvraag(
            team=rng.choice(teams),
            aanbod=rng.choice(aanbod),
            thema=bladen.get(slug),
            toelichting="We willen hier met het team over praten.",
            status=Aanvraag.Status.GEHOUDEN,
            gevraagd_op=timezone.make_aware(
                datetime.combine(kwartaal.eerste_dag + timedelta(days=rng.randrange(85)), time(14))
            ),
        )
        for slug, aantal in (GEVRAAGD.items() if aanbod and teams else ())
        for _ in range(aantal)
    )


def _zet_bereik(kwartaal: Kwartaal, rng: random.Random) -> None:
    """Dilemma sessions and a campaign with its weeks, in every eenheid, so that reach can stand beside it."""
    eenheden = list(Eenheid.objects.filter(soort=Eenheid.Soort.EENHEID, naam__in=TEAMS).order_by("naam"))
    dilemmas = list(Dilemma.objects.published().order_by("slug")[:12])
    teams = list(Eenheid.objects.teams().filter(ouder__ouder__in=eenheden).order_by("pk"))
    sessies = Bijeenkomst.objects.bulk_create(
        Bijeenkomst(
            titel="Dilemmasessie",
            soort="dilemmasessie",
            team=rng.choice(teams),
            begin=timezone.make_aware(
                datetime.combine(kwartaal.eerste_dag + timedelta(days=rng.randrange(85)), time(10))
            ),
            status=Bijeenkomst.Status.AFGEROND,
        )
        for _ in range(60 if dilemmas else 0)
    )
    stappen = Stap.objects.bulk_create(
        Stap(bijeenkomst=s, volgorde=1, soort="dilemma", titel=d.titel, inhoud={"vast": d.inhoud})
        for s in sessies
        for d in [rng.choice(dilemmas)]
    )
    Ronde.objects.bulk_create(_stem(stap) for stap in stappen)
    items = list(Briefingsitem.objects.published().order_by("slug")[:6])
    for eenheid in eenheden if items else []:
        eigen = [team for team in teams if team.pad.startswith(eenheid.pad)]
        campagne = Campagne.objects.create(
            naam="Kijk nog eens", eenheid=eenheid, status=Campagne.Status.AFGESLOTEN,
            van=kwartaal.eerste_dag, tot=kwartaal.eerste_dag + timedelta(days=40),
            vragen_dicht_op=kwartaal.eerste_dag + timedelta(days=54),
        )  # fmt: skip
        campagne.teams.set(eigen)
        Campagneitem.objects.create(campagne=campagne, item=rng.choice(items), volgorde=1)
        maandag = kwartaal.eerste_dag + timedelta(days=-kwartaal.eerste_dag.weekday() % 7)
        Weektotaal.objects.bulk_create(
            Weektotaal(
                campagne=campagne, plek=eenheid, week=maandag + timedelta(weeks=week), teams=len(eigen),
                gepland=9 * len(eigen), vertoond=8 * len(eigen), besproken=rng.randint(3, 7) * len(eigen),
                niet_toegekomen=len(eigen),
            )
            for week in (0, 2, 4)
        )  # fmt: skip
