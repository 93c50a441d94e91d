"""Simulated scale, run on its own: ``python -m bench schaal`` (``make bench-schaal``), some ten minutes.

65,000 people, 167 teams with three years of meetings, twelve campaigns and a million choices stand beside the demo
world; every list, overview and search page is read in both, in turn, as the same account. A page may cost twice as
much there as in the demo world. The jobs that freeze the quarters, that write marks and lines anew and that let
things go have a minute.

``python -m bench.schaal WHAT PATH`` runs under the portal's settings: ``vul`` makes it big, ``sessies`` logs people in
and writes their cookies to PATH, ``kwartaal``, ``schud`` and ``nacht`` do the work of the clock and write how long that
took.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.belasting import Client, WrongAnswer
from bench.meting import Slice, median, met

if TYPE_CHECKING:
    from django.db.models import Model

    from bench.opstelling import Opstelling, Server

MENSEN, TEAMS, JAREN, CAMPAGNES, KEUZES = 65_000, 167, 3, 12, 1_000_000
#: Meetings of a team in a year; requests likewise.
BIJEENKOMSTEN, AANVRAGEN = 4, 3
DEMO = "@demo.example"
#: In the environment: cookies per port, and which page is read now.
PAD, NU = "BENCH_SCHAAL_", "BENCH_SCHAAL_NU"
ZOEK = "/zoeken/?q=mag+ik+een+cadeau+aannemen"
#: (account, or nothing, and the pages that it reads). ``{team}``, ``{eenheid}`` and ``{campagne}`` are
#: Bram's team, Hanna's eenheid and the demo's own campaign.
PAGINAS: list[tuple[str, list[str]]] = [
    ("", ["/", "/dilemmas/", "/beroepscode/themabladen/", "/aanbod/", ZOEK]),
    (
        "bram",
        [
            "/mijn/", "/bijeenkomsten/", "/risicoanalyse/afspraken/", "/aanbod/aanvragen/", "/briefings/",
            "/briefings/items/", "/briefings/campagnes/", "/briefings/schermen/", "/briefings/team/{team}/besproken/",
            "/berichten/", "/organisatie/rollen/", ZOEK,
        ],
    ),
    ("dirk", ["/mijn/", "/briefings/", "/briefings/team/{team}/besproken/"]),
    (
        "anouk",
        [
            "/mijn/", "/bijeenkomsten/", "/bijeenkomsten/nieuw/", "/risicoanalyse/afspraken/", "/aanbod/aanvragen/",
            "/aanbod/jaar/", "/briefings/jaar/", "/briefings/campagnes/", "/briefings/campagnes/{campagne}/",
            "/briefings/campagnes/{campagne}/pakketten/", "/briefings/schermen/", "/dilemmas/sessie/opgevallen/",
            "/berichten/", ZOEK,
        ],
    ),
    ("guus", ["/mijn/", "/briefings/jaar/", "/briefings/campagnes/"]),
    (
        "hanna",
        [
            "/mijn/", "/briefings/jaar/", "/briefings/campagnes/", "/briefings/campagnes/{campagne}/",
            "/risicoanalyse/eenheid/{eenheid}/",
        ],
    ),
    (
        "esra",
        ["/mijn/", "/redactie/", "/dilemmas/inzendingen/", "/media/", "/briefings/items/", "/beroepscode/normmatrix/"],
    ),
    (
        "ilias",
        [
            "/mijn/", "/risicoanalyse/landelijk/", "/risicoanalyse/ijking/", "/risicoanalyse/fenomenen/",
            "/risicoanalyse/instrument/", "/beroepscode/normmatrix/", ZOEK,
        ],
    ),
    (
        "jetske",
        [
            "/mijn/", "/organisatie/rollen/", "/organisatie/rollen/?q=anouk", "/organisatie/rollen/?rol=geen",
            "/berichten/verzending/", "/briefings/schermen/", "/bewaren/straks/",
        ],
    ),
]  # fmt: skip


# --- making it big, under the portal's settings -------------------------------------------------------


def _kolommen(model: type[Model]) -> list[str]:
    return [veld.column for veld in model._meta.local_concrete_fields if not veld.generated]


def vermenigvuldig(model: type[Model], bron: str, met_: str, **anders: str) -> int:
    """Copies the rows ``s`` of a model for which ``bron`` holds, once per row ``n`` of ``met_``; how many.

    ``anders`` are SQL expressions per column, over ``s`` and ``n``. Other columns are copied, the key is new.
    """
    from django.db import connection, models

    sleutel = model._meta.pk
    kolommen = _kolommen(model)
    if isinstance(sleutel, models.AutoField) and sleutel.column not in anders:
        kolommen.remove(sleutel.column)
    namen = ", ".join(f'"{kolom}"' for kolom in kolommen)
    waarden = ", ".join(anders.get(kolom, f's."{kolom}"') for kolom in kolommen)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({namen}) '
            f'SELECT {waarden} FROM "{model._meta.db_table}" s CROSS JOIN ({met_}) n WHERE {bron}'
        )
        aantal = cursor.rowcount
        if isinstance(sleutel, models.AutoField):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('\"{model._meta.db_table}\"', '{sleutel.column}'), "
                f'(SELECT max("{sleutel.column}") FROM "{model._meta.db_table}"))'
            )
    return aantal


def _sql(opdracht: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(opdracht)
        return cursor.rowcount


def _bewaar(eenheden: list[Any]) -> None:
    from vik_portal.organisatie.models import Eenheid

    Eenheid.objects.bulk_create(eenheden)
    for eenheid in eenheden:
        eenheid.pad = f"{eenheid.ouder.pad}{eenheid.pk}/"
    Eenheid.objects.bulk_update(eenheden, ["pad"])


def _organisatie() -> None:
    """Four districts in every regional eenheid, and teams until there are enough."""
    from vik_portal.organisatie.models import Eenheid

    eenheden = list(Eenheid.objects.filter(soort="eenheid").order_by("pk")[:10])
    districten = [
        Eenheid(naam=f"District {nummer}", soort="district", ouder=eenheid)
        for eenheid in eenheden
        for nummer in (2, 3, 4)
    ]
    _bewaar(districten)
    nodig = TEAMS - Eenheid.objects.teams().count()
    _bewaar(
        [
            Eenheid(naam=f"Basisteam {nummer:03}", soort="team", ouder=districten[nummer % len(districten)])
            for nummer in range(nodig)
        ]
    )


def _mensen() -> None:
    """Everybody has an account; one in sixty has a role."""
    from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol

    namen = ["Anna", "Bart", "Chantal", "Dennis", "Eva", "Fatima", "Gijs", "Hamza", "Iris", "Joost", "Karin", "Lars"]
    achter = ["Bakker", "Jansen", "de Vries", "Yilmaz", "Visser", "Smit", "El Amrani", "Mulder", "Bos", "Peters"]
    vermenigvuldig(
        Gebruiker,
        f"s.email = 'bram{DEMO}'",
        f"SELECT i, (ARRAY{namen})[1 + i % 12] || ' ' || (ARRAY{achter})[1 + i / 12 % 10] AS naam "
        f"FROM generate_series(1, {MENSEN}) i",
        email="'medewerker' || n.i || '@politie.example'",
        naam="n.naam",
        password="'!'",
    )
    nieuw = iter(
        Gebruiker.objects.filter(email__startswith="medewerker").order_by("pk").values_list("pk", flat=True)[:5000]
    )
    aantallen = {"team": {"teamchef": 1, "briefer": 4}, "district": {"sectorhoofd": 1}}
    aantallen["eenheid"] = {"eenheidsleiding": 2, "preventiecoordinator": 2}
    aantallen["korps"] = {"redacteur": 8, "landelijk": 5, "beheerder": 3}
    Rol.objects.bulk_create(
        Rol(gebruiker_id=next(nieuw), eenheid=eenheid, soort=soort)
        for eenheid in Eenheid.objects.all()
        for soort, aantal in aantallen[eenheid.soort].items()
        for _ in range(aantal)
    )


#: For every team its eenheid, and who leads its meetings: the preventiecoördinatoren in turn.
_TEAMS = """
SELECT t.id AS team, split_part(t.pad, '/', 3)::bigint AS eenheid, row_number() OVER (ORDER BY t.id) - 1 AS nr,
  (SELECT array_agg(r.gebruiker_id ORDER BY r.id) FROM organisatie_rol r
   WHERE r.soort = 'preventiecoordinator' AND r.eenheid_id = split_part(t.pad, '/', 3)::bigint) AS leiders
FROM organisatie_eenheid t WHERE t.soort = 'team'
"""


def _bijeenkomsten() -> None:
    """Held risk analyses, eight different ones copied for every team and quarter of three years."""
    from bench.gehouden import houd
    from risicoanalyse.models import Maatregel, Risico, Voortgang
    from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap

    monsters = [houd() for _ in range(8)]
    Bijeenkomst.objects.filter(pk__in=[monster.pk for monster in monsters]).update(deur_open=False, code=None)
    for monster in monsters:
        for risico in monster.risicos.all():
            maatregel = risico.maatregel
            Voortgang.objects.create(maatregel=maatregel, status="afgesproken")
    # The numbers of the copies follow from that of the meeting, so that what hangs on it finds it.
    begin = 1_000_000
    _sql(
        f"CREATE TEMP TABLE kopie AS SELECT {begin} + (row_number() OVER ()) AS id, t.team, t.leiders, k, "
        f"(ARRAY[{','.join(str(monster.pk) for monster in monsters)}])[1 + (t.nr * 7 + k) % 8] AS monster, "
        f"date_trunc('day', now()) - (k * {365 / BIJEENKOMSTEN} + t.nr % 60) * interval '1 day' "
        "+ interval '13 hours' AS begin "
        f"FROM ({_TEAMS}) t, generate_series(0, {JAREN * BIJEENKOMSTEN - 1}) k"
    )
    alle = "SELECT * FROM kopie"
    vermenigvuldig(
        Bijeenkomst, "s.id = n.monster", alle, id="n.id", team_id="n.team", begin="n.begin", huidige_stap_id="NULL",
        nabesproken_op="CASE WHEN n.id % 5 > 0 THEN (n.begin + interval '7 days')::date END",
    )  # fmt: skip
    _sql(
        "INSERT INTO meedoen_bijeenkomst_begeleiders (bijeenkomst_id, gebruiker_id) "
        "SELECT id, leiders[1 + k % array_length(leiders, 1)] FROM kopie WHERE leiders IS NOT NULL"
    )
    eigen = "s.bijeenkomst_id = n.monster"
    vermenigvuldig(Stap, eigen, alle, id="n.id * 100 + s.volgorde", bijeenkomst_id="n.id")
    vermenigvuldig(
        Ronde, eigen, alle, id="md5(n.id || '-' || s.volgnummer)", bijeenkomst_id="n.id",
        stap_id="n.id * 100 + (SELECT p.volgorde FROM meedoen_stap p WHERE p.id = s.stap_id)",
    )  # fmt: skip
    vermenigvuldig(Risico, eigen, alle, id="n.id * 10 + s.volgorde", bijeenkomst_id="n.id")
    bij = (
        "SELECT n.id * 10 + r.volgorde AS id, {oud}.id AS oud, n.begin, n.k FROM kopie n "
        "JOIN risicoanalyse_risico r ON r.bijeenkomst_id = n.monster "
        "JOIN risicoanalyse_maatregel m ON m.risico_id = r.id"
    )
    vermenigvuldig(
        Maatregel, "s.risico_id = n.oud", bij.format(oud="r"), id="n.id", risico_id="n.id",
        datum="(n.begin + interval '90 days')::date",
        status="CASE WHEN n.k > 1 THEN 'klaar' WHEN n.k = 1 THEN 'loopt' ELSE 'afgesproken' END",
    )  # fmt: skip
    vermenigvuldig(Voortgang, "s.maatregel_id = n.oud", bij.format(oud="m"), maatregel_id="n.id", dag="n.begin::date")
    # What comes: one planned meeting per team.
    vermenigvuldig(
        Bijeenkomst, f"s.id = {monsters[0].pk}", _TEAMS, id="900000 + n.nr", team_id="n.team", huidige_stap_id="NULL",
        status="'gepland'", begin="now() + (5 + n.nr) * interval '1 day'",
    )  # fmt: skip
    _sql(
        "INSERT INTO meedoen_bijeenkomst_begeleiders (bijeenkomst_id, gebruiker_id) "
        f"SELECT 900000 + nr, leiders[1] FROM ({_TEAMS}) t WHERE leiders IS NOT NULL"
    )


def _aanvragen() -> None:
    from aanvragen.models import Aanvraag, Verloop

    voorbeeld = Aanvraag.objects.order_by("pk").first()
    assert voorbeeld
    met_ = (
        "SELECT t.*, k, (SELECT r.gebruiker_id FROM organisatie_rol r "
        f"WHERE r.soort = 'teamchef' AND r.eenheid_id = t.team LIMIT 1) AS chef "
        f"FROM ({_TEAMS}) t, generate_series(0, {AANVRAGEN * JAREN - 1}) k"
    )
    vermenigvuldig(
        Aanvraag, f"s.id = {voorbeeld.pk}", met_, id="100000 + n.nr * 100 + n.k", team_id="n.team",
        aanvrager_id="n.chef", bijeenkomst_id="NULL", gevraagd_op="now() - (n.k * 120 + n.nr % 90) * interval '1 day'",
        status="CASE WHEN n.k > 0 THEN (ARRAY['gehouden', 'niet_door'])[1 + n.nr % 2] WHEN n.nr % 3 = 0 THEN 'nieuw' "
        "ELSE 'in_gesprek' END",
    )  # fmt: skip
    bij = "SELECT id AS aanvraag, gevraagd_op FROM aanvragen_aanvraag WHERE id >= 100000"
    vermenigvuldig(Verloop, f"s.aanvraag_id = {voorbeeld.pk}", bij, aanvraag_id="n.aanvraag", op="n.gevraagd_op")


def _campagnes() -> None:
    """Twelve over three years: two in three national, the others of one eenheid. One of the national ones runs now."""
    from briefings.models import (
        Bespreking,
        Briefingsitem,
        Campagne,
        Campagneitem,
        Goedkeuring,
        Kennisgeving,
        Mijlpaal,
        Regel,
        Scherm,
        Teamgesprek,
        Vertoning,
        Vertoond,
        Weektotaal,
    )
    from vik_portal.organisatie.models import Eenheid, Gebruiker

    vandaag, nu, kans = date.today(), datetime.now().astimezone(), random.Random(7)
    items = list(Briefingsitem.objects.published().op_titel()[:12])
    korps = Eenheid.objects.get(soort="korps")
    eenheden = list(Eenheid.objects.filter(soort="eenheid").order_by("pk"))
    anouk = Gebruiker.objects.get(email=f"anouk{DEMO}")
    maandag = vandaag - timedelta(days=vandaag.weekday())
    for nummer in range(CAMPAGNES):
        plek = korps if nummer % 3 < 2 else eenheden[nummer % len(eenheden)]
        teams = list(Eenheid.objects.onder(plek).teams().order_by("pk"))
        van = maandag - timedelta(weeks=13 * nummer + 3)
        dagen = [van + timedelta(days=n * 4) for n in range(12)]
        stuk = Campagne.objects.create(
            naam=f"Campagne {nummer + 1:02}", eenheid=plek, van=van, tot=dagen[-1], eigenaar=anouk,
            status="loopt" if nummer == 0 or nummer == 1 else "afgesloten", gesprek_gevraagd=True,
            vragen_dicht_op=dagen[-1] + timedelta(days=14) if nummer > 1 else None,
        )  # fmt: skip
        stuk.teams.set(teams)
        delen = Campagneitem.objects.bulk_create(
            Campagneitem(campagne=stuk, item=item, volgorde=n, dagen=dagen[n::6])
            for n, item in enumerate(kans.sample(items, 6), 1)
        )
        Vertoning.objects.bulk_create(
            (
                Vertoning(item=delen[n % 6].item, team=team, dag=dag, campagne=stuk, gemeld_dag=dag)
                for team in teams
                for n, dag in enumerate(dagen)
            ),
            batch_size=5000,
        )
        districten = [e for e in Eenheid.objects.onder(plek) if e.soort == "district"]
        Mijlpaal.objects.bulk_create(
            Mijlpaal(
                campagne=stuk, item=deel, soort=soort, datum=van - timedelta(days=7), eenheid=waar,
                eigenaar_rol="sectorhoofd", gereed_op=nu if nummer > 1 else None,
            )
            for deel in delen
            for waar in districten
            for soort in ("briefers", "sectorhoofd")
        )  # fmt: skip
        mijlpalen = list(Mijlpaal.objects.filter(campagne=stuk))
        Kennisgeving.objects.bulk_create(
            Kennisgeving(mijlpaal=m, tekst="Dit komt eraan.", ontvangers=5) for m in mijlpalen
        )
        Teamgesprek.objects.bulk_create(Teamgesprek(campagne=stuk, team=team) for team in teams[::2])
        Weektotaal.objects.bulk_create(
            Weektotaal(
                campagne=stuk, plek=waar, week=van + timedelta(weeks=week), teams=9, gepland=90, vertoond=80,
                besproken=60, niet_toegekomen=9,
            )
            for waar in districten
            for week in range(7)
        )  # fmt: skip
        Goedkeuring.objects.bulk_create(
            Goedkeuring(
                item=deel.item, versie=deel.item.versies.get(nummer=deel.item.versienummer), eenheid=eenheid,
                status="goedgekeurd", besluit_op=nu - timedelta(days=90 * nummer + 5), uiterlijk=van,
                gevraagd_door=anouk, gevraagd_op=nu - timedelta(days=90 * nummer + 9),
            )
            for deel in delen
            for eenheid in eenheden
        )  # fmt: skip
    zaterdag = maandag + timedelta(days=5)
    Vertoning.objects.bulk_create(
        (
            Vertoning(item=items[n % len(items)], team=team, dag=zaterdag - timedelta(weeks=4 * n))
            for team in Eenheid.objects.teams()
            for n in range(13 * JAREN)
        ),
        batch_size=5000,
        ignore_conflicts=True,
    )
    Scherm.objects.bulk_create(
        Scherm(naam=f"Scherm {n}", team=team, token_hash=f"{team.pk * 10 + n:064x}")
        for team in Eenheid.objects.teams()
        for n in (1, 2)
    )
    moment = "unnest(ARRAY['07:00', '15:00', '23:00']::time[])"
    recent = "FROM briefings_vertoning v WHERE v.dag BETWEEN current_date - 29 AND current_date"
    _sql(
        f"INSERT INTO {Vertoond._meta.db_table} (scherm_id, vertoning_id, dag, moment) "
        f"SELECT s.id, r.id, r.dag, r.moment FROM (SELECT v.id, v.team_id, v.dag, {moment} AS moment {recent}) r "
        "JOIN briefings_scherm s ON s.team_id = r.team_id"
    )
    _sql(
        f"INSERT INTO {Bespreking._meta.db_table} (vertoning_id, dag, moment, uitkomst, band, regel_gegeven) "
        f"SELECT v.id, v.dag, {moment}, 'besproken', 'tot10', false {recent}"
    )
    themas = [item.inhoud["themas"][0] for item in items]
    Regel.objects.bulk_create(
        Regel(eenheid=kans.choice(eenheden), thema=kans.choice(themas), tekst="Hier praatten we lang over.", week=week)
        for n in range(5000)
        for week in [maandag - timedelta(weeks=n % 52)]
    )


def _keuzes() -> None:
    """A million choices are totals: so many per dilemma, with the copy that readers see."""
    from dilemmas.models import Dilemma, Inzending, Keuzestand, Keuzetelling, Sterrenstand, Sterrentelling
    from dilemmas.opties import sleutel, stapel

    maandag = date.today() - timedelta(days=date.today().weekday())
    dilemmas = list(Dilemma.objects.published())
    per = KEUZES // len(dilemmas) // 5 * 5
    for dilemma in dilemmas:
        opties = stapel(sleutel(optie.tekst) for optie in dilemma.gelezen.opties)
        aantal = len(dilemma.gelezen.opties)
        delen = [per - per // aantal * (aantal - 1)] + [per // aantal] * (aantal - 1)
        for model in (Keuzetelling, Keuzestand):
            model.objects.create(dilemma=dilemma, opties=opties, eerste=delen, tweede=delen[::-1], totaal=per)
        for sterren in (Sterrentelling, Sterrenstand):
            sterren.objects.create(dilemma=dilemma, aantallen=[10, 20, 40, 80, 50], totaal=200)
    Inzending.objects.bulk_create(
        Inzending(
            afdruk=f"{n:064x}", week=maandag - timedelta(weeks=n % 26), status="bedankt" if n > 40 else "nieuw",
            klaar_week=maandag - timedelta(weeks=n % 26) if n > 40 else None,
            gebeurd="" if n > 40 else "Een collega vraagt.",
        )
        for n in range(400)
    )  # fmt: skip


def _berichten() -> None:
    """Half a year of messages for everybody with a role, and two a week for the people of the demo."""
    from vik_portal.berichten.models import Bericht

    voorbeeld = Bericht.objects.order_by("pk").first()
    assert voorbeeld
    vermenigvuldig(
        Bericht, f"s.id = {voorbeeld.pk}",
        "SELECT DISTINCT r.gebruiker_id AS wie, k FROM organisatie_rol r, generate_series(1, 50) k",
        ontvanger_id="n.wie", gemaakt_op="now() - n.k * interval '3 days'", status="'bewaard'", dag="NULL",
        gebundeld_in_id="NULL", verzonden_op="NULL",
    )  # fmt: skip


def vul() -> None:
    """All of it, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        for deel in (_organisatie, _mensen, _bijeenkomsten, _aanvragen, _campagnes, _keuzes, _berichten):
            begin = time.monotonic()
            deel()
            print(f"{deel.__name__}: {time.monotonic() - begin:.1f} s", file=sys.stderr)


def sessies(pad: Path) -> None:
    """Logs the people of the demo in, with the second step that some roles ask for."""
    from allauth.mfa.models import Authenticator
    from django.test import Client as Proefclient

    from briefings.models import Campagne
    from vik_portal.organisatie.models import Eenheid, Gebruiker

    koekjes = {}
    for wie in Gebruiker.objects.filter(email__endswith=DEMO):
        Authenticator.objects.get_or_create(user=wie, type="totp", defaults={"data": {"secret": "x"}})
        client = Proefclient()
        client.force_login(wie)
        koekjes[wie.email.removesuffix(DEMO)] = client.cookies["vik_sessie"].value
    team = Eenheid.objects.get(naam="Basisteam Vlietzoom").pk
    eenheid = Eenheid.objects.get(naam="Oost-Nederland").pk
    # The demo's own: the first that Anouk made.
    campagne = Campagne.objects.filter(eigenaar__email=f"anouk{DEMO}").order_by("pk").first()
    assert campagne
    pad.write_text(json.dumps({"koekjes": koekjes, "team": team, "campagne": campagne.pk, "eenheid": eenheid}))


def kwartaal(pad: Path) -> None:
    """Freezes every quarter anew, as the job would after a long silence."""
    from django.utils import timezone

    from risicoanalyse.models import Beeld, Kwartaalstand, Meegeteld, Telbeurt
    from risicoanalyse.overzicht.vriezen import vries

    Kwartaalstand.objects.all().delete()
    Beeld.objects.all().delete()
    Meegeteld.objects.all().delete()
    Telbeurt.objects.all().delete()
    begin = time.monotonic()
    gedaan = vries(vandaag=timezone.localdate())
    pad.write_text(json.dumps({"seconden": time.monotonic() - begin, "kwartalen": len(gedaan)}))


def schud(pad: Path) -> None:
    """Writes every mark and line anew, as every night does; who marks a briefing meanwhile waits this long."""
    from django.utils import timezone

    from briefings import schudden

    begin = time.monotonic()
    schudden.schud(vandaag=timezone.localdate())
    pad.write_text(json.dumps({"seconden": time.monotonic() - begin}))


def nacht(pad: Path) -> None:
    """Lets go what three years left behind and two may keep, as the first night would."""
    from django.utils import timezone

    from vik_portal.bewaren import ruim_op

    begin = time.monotonic()
    weg = ruim_op(moment=timezone.now())
    pad.write_text(json.dumps({"seconden": time.monotonic() - begin, "rijen": weg.total()}))


#: The jobs of the clock, in this order, with their rows.
WERK = {
    "kwartaal": (kwartaal, "schaal: alle kwartalen bevriezen"),
    "schud": (schud, "schaal: merken en regels opnieuw schrijven"),
    "nacht": (nacht, "schaal: een nacht wissen"),
}


# --- the load -----------------------------------------------------------------------------------------


@cache
def gegevens(port: int) -> dict[str, Any]:
    return json.loads(Path(os.environ[f"{PAD}{port}"]).read_text())


def lees(client: Client, nummer: int) -> None:
    """The page of now, as its account."""
    stand = gegevens(client.port)
    wie, _, adres = os.environ[NU].partition(" ")
    koppen = {"Cookie": f"vik_sessie={stand['koekjes'][wie]}"} if wie else {}
    client.request("GET", adres.format(**stand), **koppen)


# --- measuring ----------------------------------------------------------------------------------------


def meet(opstelling: Opstelling, groot: Server, demo: Server, rij: Any) -> tuple[list[Slice], list[Slice]]:
    """Three short rounds, big and demo in turn."""
    kanten: list[tuple[Server, list[Slice]]] = [(groot, []), (demo, [])]
    for server, _ in kanten:
        opstelling.load(server, rij, lees, 0.3)
    for nummer in range(3):
        for server, slices in kanten if nummer % 2 else reversed(kanten):
            slices.append(opstelling.load(server, rij, lees, 0.6))
    return kanten[0][1], kanten[1][1]


def schaal(alleen: list[str]) -> list[dict[str, str | float]]:
    """Builds both portals, reads every page in both, and freezes the quarters; the rows."""
    from bench.opstelling import Opstelling
    from bench.rijen import Rij

    print("Demowereld en gesimuleerde schaal klaarzetten…", flush=True)
    rijen: list[dict[str, str | float]] = []
    with Opstelling() as opstelling:
        groot, demo, seconden = opstelling.need_scale()
        print(
            f"De schaal is gemaakt in {seconden:.0f} s.\n\n{'pagina':<58} {'schaal':>9} {'demo':>9} {'keer':>6}",
            flush=True,
        )
        for wie, paginas in PAGINAS:
            for adres in paginas:
                naam = f"schaal: {adres} ({wie or 'lezer'})"
                if alleen and not any(deel in naam for deel in alleen):
                    continue
                os.environ[NU] = f"{wie} {adres}"
                rij = Rij(naam, 2.0, lees, lees, clients=4)
                try:
                    ons, klein = meet(opstelling, groot, demo, rij)
                except Exception as fout:
                    raise WrongAnswer(f"{naam}: {fout}") from fout
                mijn, kaal = median(ons, "cpu_ms"), median(klein, "cpu_ms")
                rijen.append(
                    {"name": naam, "ratio": round(mijn / kaal, 3), "target": 2.0, "better": "lower"}
                    | {"ours": round(mijn, 4), "reference": round(kaal, 4), "unit": "ms CPU"}
                )
                oordeel = "" if met(mijn / kaal, 2.0, "lower") else "GEMIST"
                print(f"{naam:<58} {mijn:>9.2f} {kaal:>9.2f} {mijn / kaal:>6.2f} {oordeel}", flush=True)
        for werk, (_, naam) in WERK.items():
            if alleen and not any(deel in naam for deel in alleen):
                continue
            rijen.append(opstelling.job_at_scale(werk, naam))
            print(f"{rijen[-1]['name']:<58} {rijen[-1]['ours']:>7} s {60:>7} s {rijen[-1]['ratio']:>6}")
    return rijen


def main() -> int:
    import django
    from django.db import connection

    django.setup()
    wat, pad = sys.argv[1], Path(sys.argv[2])
    with closing(connection):
        if wat == "vul":
            begin = time.monotonic()
            vul()
            pad.write_text(json.dumps(time.monotonic() - begin))
        else:
            (sessies if wat == "sessies" else WERK[wat][0])(pad)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    return 0


if __name__ == "__main__":
    sys.exit(main())
