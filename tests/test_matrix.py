"""Every address × every visitor × GET and POST: who gets in, who is sent to log in, for whom it does not exist.

An address that is not in the table fails, so a new page cannot be forgotten. Read a row as policy:
``"302 anoniem, 200 anouk lotte, 403 rest"``. 302 for ``anoniem`` is the login page; 404 is somebody else's object.
``kees`` has an account without a role; ``carla`` and ``lotte`` belong to another unit (tests/cast.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from beroepscode import wegwijzer
from briefings.beslislink import maak_token
from briefings.briefer import Sleutel
from briefings.services.evalueren import geef_token
from tests.cast import maak_cast
from tests.wereld import Wereld, maak_campagnes, maak_lesdag, maak_pakket, maak_pulse, maak_wereld, vraag_akkoord

BEZOEKERS = ["anoniem", "kees", "esra", "anouk", "bram", "dirk", "guus", "hanna", "ilias", "jetske", "carla", "lotte"]
BLAD = {"soort": "themablad", "slug": "$blad"}
BOEKJE = {"slug": "$inlezing"}
CONCEPT = {"pk": "$concept"}
DAG = {"team": "$team", "dag": "$dag"}
PROCES = {"soort": "werkproces", "slug": "systemen-raadplegen"}
LIJST = {"soort": "vragenlijst", "slug": "beknopt"}
FENOMEEN = {"slug": "diepgaand-ondermijning", "kwartaal": "2026-k3"}

# Policies that return. First GET, then POST.
LEZEN = ("200 alle", "405 alle")
INGELOGD = ("302 anoniem, 200 rest", "405 alle")
BRIEFING = ("302 anoniem, 403 kees ilias jetske, 200 rest", "405 alle")
DESK = ("302 anoniem, 200 esra, 403 rest", "405 alle")
TEKST = ("302 anoniem, 200 esra, 404 rest", "405 alle")
#: The instrument of the risk analysis: to look into for who leads one, to edit for landelijk alone.
INSTRUMENT = ("302 anoniem, 200 anouk ilias lotte, 403 rest", "405 alle")
LANDELIJK = ("302 anoniem, 200 ilias, 403 rest", "405 alle")
#: The norm matrix: for redactie and landelijk.
NORM = ("302 anoniem, 200 esra ilias, 403 rest", "405 alle")
BEHEER_KNOP = ("405 alle", "302 anoniem jetske, 403 rest")
#: Everybody is led to confirm who they are first, or to log in.
BEVESTIG_EERST = ("302 alle", "302 alle")
#: Who has no second step has none to switch off; who has one confirms first (and the last one cannot go).
ALLEEN_MET_TWEEDE_STAP = ("404 kees bram dirk guus hanna carla, 302 rest",) * 2
TWEEDE_STAP_NU = ("200 esra anouk ilias jetske lotte, 302 rest",) * 2
BESTAAT_NIET = ("404 alle", "404 alle")
#: A meeting is for who leads it; after it was discussed for the teamchef too (tests/risicoanalyse/test_rapport.py).
VAN_DE_BEGELEIDER = ("302 anoniem, 200 anouk, 404 rest", "405 alle")
NA_INLOGGEN_NIETS = ("302 anoniem, 404 rest", "405 alle")
NIET_BEVROREN = ("302 anoniem, 404 ilias, 403 rest", "405 alle")

#: name of the address → (arguments, GET, POST). ``$`` names something of the small world (:func:`waarden`).
TABEL: dict[str, tuple[dict[str, str], str, str]] = {
    "home": ({}, *LEZEN),
    "mijn": ({}, *INGELOGD),
    "over": ({}, *LEZEN),
    "gegevens": ({}, *LEZEN),
    "bewaren": ({}, *LEZEN),
    "bewaren_straks": ({}, "302 anoniem, 200 jetske, 403 rest", "405 alle"),
    "toegankelijkheid": ({}, *LEZEN),
    "stijl": ({}, *LEZEN),
    "gezond": ({}, *LEZEN),
    "zoeken:zoeken": ({}, *LEZEN),
    "beroepscode:code": ({}, *LEZEN),
    "beroepscode:code_pdf": ({}, *LEZEN),
    "beroepscode:dialoogkaarten": ({}, *LEZEN),
    "beroepscode:dialoogkaarten_pdf": ({}, *LEZEN),
    "beroepscode:dialoogkaart": ({"naam": "klem"}, *LEZEN),
    "beroepscode:trek_een_kaart": ({}, "302 alle", "405 alle"),
    "beroepscode:zonder_netwerk": ({}, *LEZEN),
    "beroepscode:bewaarder": ({}, *LEZEN),
    "beroepscode:kernwaarde": ({"naam": "integer"}, *LEZEN),
    "beroepscode:richtlijn": ({"naam": "informatie"}, *LEZEN),
    "beroepscode:edities": ({}, *LEZEN),
    "beroepscode:editie": ({"slug": "$editie"}, *LEZEN),
    "beroepscode:inlezen": ({}, "302 anoniem, 200 esra, 403 rest", "302 anoniem, 422 esra, 403 rest"),
    "beroepscode:inlezing": (BOEKJE, "302 anoniem, 200 esra, 404 rest", "302 anoniem, 422 esra, 404 rest"),
    "beroepscode:inlezing_deel": (
        BOEKJE | {"soort": "missie", "naam": "missie"},
        "302 anoniem, 200 esra, 404 rest",
        "302 anoniem, 422 esra, 404 rest",
    ),
    "beroepscode:inlezing_regel": (
        BOEKJE | {"n": "1"},
        "302 anoniem, 200 esra, 404 rest",
        "302 anoniem, 422 esra, 404 rest",
    ),
    "beroepscode:inlezing_weg": (BOEKJE, "302 anoniem, 200 esra, 404 rest", "302 anoniem esra, 404 rest"),
    "beroepscode:themabladen": ({}, *LEZEN),
    "beroepscode:themablad": ({"slug": "$blad"}, *LEZEN),
    "beroepscode:themablad_als": ({"slug": "$blad", "vorm": "docx"}, *LEZEN),
    # What an eenheid fills in: for who is redacteur or preventiecoördinator there. Another eenheid does not exist.
    "beroepscode:invullen": ({}, "302 anoniem, 200 esra anouk lotte, 403 rest", "405 alle"),
    "beroepscode:invullen_blad": (
        {"eenheid": "$eenheid", "slug": "$blad"},
        "302 anoniem, 200 esra anouk, 404 rest",
        "302 anoniem, 422 esra anouk, 404 rest",
    ),
    "beroepscode:normmatrix": ({}, *NORM),
    "beroepscode:normmatrix_als": ({"vorm": "xlsx"}, *NORM),
    "beroepscode:normmatrix_blad": (
        {"slug": "$blad"},
        "302 anoniem, 200 esra ilias, 403 rest",
        "302 anoniem esra ilias, 403 rest",
    ),
    "beroepscode:loketten": ({}, *LEZEN),
    "beroepscode:loket": ({"slug": "$loket"}, *LEZEN),
    "beroepscode:weg": ({"sleutel": "$weg"}, *LEZEN),
    "beroepscode:handreikingen": ({}, *LEZEN),
    "beroepscode:handreiking": ({"slug": "lijnonderzoek"}, *LEZEN),
    "beroepscode:handreiking_als_pdf": ({"slug": "lijnonderzoek"}, *LEZEN),
    "beroepscode:lijnonderzoek_checklist": ({}, *LEZEN),
    "beroepscode:lijnonderzoek_formulier": ({"sleutel": "verslag"}, *LEZEN),
    "dilemmas:lijst": ({}, *LEZEN),
    # No account is asked or seen here. A form that does not come from our own page is refused.
    "dilemmas:inzenden": ({}, *LEZEN),
    "dilemmas:inzenden_formulier": ({}, "200 alle", "403 alle"),
    "dilemmas:inzenden_code": ({}, "200 alle", "403 alle"),
    "dilemmas:inzendingen": ({}, "302 anoniem, 200 esra, 403 rest", "302 anoniem esra, 403 rest"),
    "dilemmas:inzending": ({"pk": "$inzending"}, "302 anoniem, 200 esra, 403 rest", "302 anoniem esra, 403 rest"),
    "dilemmas:dilemma": ({"slug": "$dilemma"}, "200 alle", "200 alle"),
    "dilemmas:kaart": ({"slug": "$dilemma"}, *LEZEN),
    "dilemmas:kaart_a4": ({"slug": "$dilemma"}, *LEZEN),
    "dilemmas:sterren": ({"slug": "$dilemma"}, "200 alle", "403 alle"),
    "dilemmas:kaarten": ({}, "302 anoniem, 200 anouk lotte, 403 rest", "405 alle"),
    "dilemmas:opgevallen": ({}, "302 anoniem, 200 anouk lotte, 403 rest", "405 alle"),
    # This meeting has no dilemma; with one: tests/dilemmas/test_vormen.py.
    "dilemmas:sessie_kaarten": ({"pk": "$bijeenkomst"}, "302 anoniem, 404 rest", "405 alle"),
    "dilemmas:sessie_als": ({"pk": "$bijeenkomst", "vorm": "pdf"}, *VAN_DE_BEGELEIDER),
    # Lessons: reading is for everybody, the words to say for who gives them, groups for VIK of the unit.
    "dilemmas:lesprogrammas": ({}, *LEZEN),
    "dilemmas:lesprogramma": ({"slug": "$les"}, *LEZEN),
    "dilemmas:les_huiswerk": ({"slug": "$les"}, *LEZEN),
    "dilemmas:les_draaiboek": ({"slug": "$les"}, *BRIEFING),
    "dilemmas:les_draaiboek_als": ({"slug": "$les", "vorm": "pptx"}, *BRIEFING),
    "dilemmas:les_plan": (
        {"slug": "$les"},
        "302 anoniem, 200 anouk lotte, 403 rest",
        "302 anoniem, 422 anouk lotte, 403 rest",
    ),
    "dilemmas:les_formulier": ({}, "302 anoniem, 200 anouk lotte, 403 rest", "405 alle"),
    "dilemmas:lesgroepen": ({}, "302 anoniem, 200 anouk lotte, 403 rest", "405 alle"),
    "dilemmas:lesgroep_nieuw": (
        {},
        "302 anoniem, 200 anouk lotte, 403 rest",
        "302 anoniem, 422 anouk lotte, 403 rest",
    ),
    "dilemmas:lesgroep": ({"pk": "$groep"}, "302 anoniem, 200 anouk, 404 rest", "302 anoniem, 404 rest"),
    "dilemmas:lesgroep_wijzig": (
        {"pk": "$groep"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    # Not for the teamchef, and not for anybody above: how a lesson was is between the group and who gave it.
    "dilemmas:les_evaluatie": ({"pk": "$lesdag"}, *VAN_DE_BEGELEIDER),
    "risicoanalyse:vragenlijst": ({}, *INSTRUMENT),
    "risicoanalyse:verslag": ({"pk": "$bijeenkomst"}, *VAN_DE_BEGELEIDER),
    "risicoanalyse:verslag_als": ({"pk": "$bijeenkomst", "vorm": "pdf"}, *VAN_DE_BEGELEIDER),
    "risicoanalyse:afspraken_pdf": ({"pk": "$bijeenkomst"}, *VAN_DE_BEGELEIDER),
    "risicoanalyse:formulier": ({"pk": "$bijeenkomst"}, *VAN_DE_BEGELEIDER),
    "risicoanalyse:pulse": ({"pk": "$pulse"}, *VAN_DE_BEGELEIDER),
    # Without a counted questionnaire there are no questions (tests/risicoanalyse/test_pulse_in_de_zaal.py).
    "risicoanalyse:pulse_formulier": ({"pk": "$pulse"}, *NA_INLOGGEN_NIETS),
    "risicoanalyse:pulse_blad": ({"pk": "$pulse"}, *VAN_DE_BEGELEIDER),
    "risicoanalyse:pulse_afronden": ({"pk": "$pulse"}, "405 alle", "302 anoniem anouk, 404 rest"),
    "risicoanalyse:besproken": ({"pk": "$bijeenkomst"}, "405 alle", "302 anoniem anouk, 404 rest"),
    # Of a meeting that ended with something counted (tests/risicoanalyse/test_terugkoppeling.py).
    "risicoanalyse:terugkoppeling": ({"pk": "$bijeenkomst"}, "302 anoniem, 404 rest", "302 anoniem, 404 rest"),
    "risicoanalyse:leidraad": ({"slug": "diepgaand-ondermijning"}, *INSTRUMENT),
    "risicoanalyse:leidraad_pdf": ({"slug": "diepgaand-ondermijning"}, *INSTRUMENT),
    # Calibration and phenomena over teams: for landelijk alone. Of the world's phenomenon one picture was frozen.
    "risicoanalyse:ijking": ({}, *LANDELIJK),
    "risicoanalyse:ijking_van": ({"slug": "diepgaand-ondermijning"}, *LANDELIJK),
    "risicoanalyse:fenomenen": ({}, *LANDELIJK),
    "risicoanalyse:fenomeen": ({"slug": "diepgaand-ondermijning"}, *LANDELIJK),
    "risicoanalyse:fenomeen_rapport": (
        FENOMEEN,
        "302 anoniem, 200 ilias, 403 rest",
        "302 anoniem, 200 ilias, 403 rest",
    ),
    "risicoanalyse:fenomeen_weg": (FENOMEEN, "405 alle", "302 anoniem ilias, 403 rest"),
    "risicoanalyse:fenomeen_als": (FENOMEEN | {"vorm": "pdf"}, *LANDELIJK),
    "risicoanalyse:onleesbaar": ({}, "302 anoniem, 200 jetske, 403 rest", "302 anoniem jetske, 403 rest"),
    "risicoanalyse:instrument": ({}, *LANDELIJK),
    "risicoanalyse:instrument_deel": (PROCES, *LANDELIJK),
    "risicoanalyse:instrument_versie": (PROCES | {"nummer": "1"}, *LANDELIJK),
    "risicoanalyse:instrument_nieuw": (PROCES, "405 alle", "302 anoniem ilias, 403 rest"),
    "risicoanalyse:instrument_bewerk": (LIJST, "302 anoniem, 200 ilias, 403 rest", "302 anoniem ilias, 403 rest"),
    "risicoanalyse:instrument_bewaar": (LIJST, "405 alle", "302 anoniem, 409 ilias, 403 rest"),
    "risicoanalyse:instrument_voorbeeld": (LIJST, *LANDELIJK),
    "risicoanalyse:instrument_publiceer": (
        LIJST,
        "302 anoniem, 200 ilias, 403 rest",
        "302 anoniem, 422 ilias, 403 rest",
    ),
    "risicoanalyse:instrument_weg": (LIJST, "302 anoniem, 200 ilias, 403 rest", "302 anoniem ilias, 403 rest"),
    # Pictures over teams: all for landelijk, of the own eenheid for its leadership. No quarter was frozen here.
    "risicoanalyse:landelijk": ({}, *LANDELIJK),
    "risicoanalyse:landelijk_kwartaal": ({"kwartaal": "2020-k1"}, *NIET_BEVROREN),
    "risicoanalyse:landelijk_als": ({"kwartaal": "2020-k1", "vorm": "pdf"}, *NIET_BEVROREN),
    "risicoanalyse:eenheid": ({}, "302 anoniem hanna, 403 rest", "405 alle"),
    "risicoanalyse:van_eenheid": ({"pk": "$eenheid"}, "302 anoniem, 200 hanna, 403 rest", "405 alle"),
    "risicoanalyse:van_eenheid_kwartaal": (
        {"pk": "$eenheid", "kwartaal": "2020-k1"},
        "302 anoniem, 404 hanna, 403 rest",
        "405 alle",
    ),
    "risicoanalyse:van_eenheid_als": (
        {"pk": "$eenheid", "kwartaal": "2020-k1", "vorm": "pdf"},
        "302 anoniem, 404 hanna, 403 rest",
        "405 alle",
    ),
    "risicoanalyse:afspraken": ({}, *INGELOGD),
    "risicoanalyse:afspraak": ({"pk": "1"}, "302 anoniem, 404 rest", "302 anoniem, 404 rest"),
    "risicoanalyse:thema": ({"pk": "1"}, "405 alle", "302 anoniem, 404 rest"),
    "aanvragen:aanbod": ({}, *LEZEN),
    "aanvragen:vraag": (
        {},
        "302 anoniem, 200 bram guus hanna carla, 403 rest",
        "302 anoniem, 422 bram guus hanna carla, 403 rest",
    ),
    "aanvragen:jaar": ({}, "302 anoniem, 200 anouk lotte, 403 rest", "405 alle"),
    "aanvragen:lijst": ({}, *INGELOGD),
    # A request is for who asked and for VIK of the own unit; landelijk and the unit's leadership do not see it.
    "aanvragen:aanvraag": (
        {"pk": "$aanvraag"},
        "302 anoniem, 200 anouk bram, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    "aanvragen:plan": ({"pk": "$aanvraag"}, "302 anoniem, 200 anouk, 404 rest", "302 anoniem, 422 anouk, 404 rest"),
    # Who sees several teams begins with the year; a redacteur sees no planning, only the items.
    "briefings:planner": ({}, "200 bram dirk, 403 kees ilias jetske, 200 carla, 302 rest", "405 alle"),
    "briefings:jaar": ({}, "302 anoniem esra, 403 kees ilias jetske, 200 rest", "405 alle"),
    "briefings:vertoning": (
        {"pk": "$vertoning"},
        "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest",
        "302 anoniem, 422 anouk bram, 404 rest",
    ),
    "briefings:tijden": (
        {"team": "$team"},
        "302 anoniem, 200 anouk bram, 404 rest",
        "302 anoniem anouk bram, 404 rest",
    ),
    "briefings:campagnes": ({}, *BRIEFING),
    "briefings:campagne_nieuw": (
        {},
        "302 anoniem, 200 anouk lotte, 403 rest",
        "302 anoniem, 422 anouk lotte, 403 rest",
    ),
    "briefings:campagne": ({"pk": "$campagne"}, "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest", "405 alle"),
    # A draft is for who makes campaigns where it is; what runs is changed by the same.
    "briefings:wat": (CONCEPT, "302 anoniem, 200 anouk, 404 rest", "302 anoniem, 422 anouk, 404 rest"),
    "briefings:waar": (CONCEPT, "302 anoniem, 200 anouk, 404 rest", "302 anoniem, 422 anouk, 404 rest"),
    "briefings:wanneer": (CONCEPT, "302 anoniem, 200 anouk, 404 rest", "302 anoniem anouk, 404 rest"),
    "briefings:uitwijken": (CONCEPT, "405 alle", "302 anoniem anouk, 404 rest"),
    "briefings:controleer": (CONCEPT, "302 anoniem, 200 anouk, 404 rest", "302 anoniem, 422 anouk, 404 rest"),
    "briefings:stop": ({"pk": "$campagne"}, "302 anoniem, 200 anouk, 404 rest", "302 anoniem anouk, 404 rest"),
    "briefings:afronden": ({"pk": "$campagne"}, "405 alle", "302 anoniem anouk, 404 rest"),
    "briefings:gesprek": (
        {"pk": "$campagne", "team": "$team"},
        "405 alle",
        "302 anoniem anouk bram, 404 rest",
    ),
    "briefings:campagnedag": (
        {"pk": "$campagne", "item": "$item_pk", "dag": "$campagnedag"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    # The milestone of telling the briefers: the sectorhoofd's, and of who makes the campaign.
    "briefings:mijlpaal": ({"pk": "$mijlpaal"}, "405 alle", "302 anoniem anouk guus, 404 rest"),
    "briefings:items": ({}, *BRIEFING),
    "briefings:item": ({"slug": "$item"}, *BRIEFING),
    # Making items is for the desk. This item was made of nothing: what then happens is said and nothing changes.
    "briefings:item_nieuw": ({}, "302 anoniem, 200 esra, 403 rest", "302 anoniem, 422 esra, 403 rest"),
    "briefings:item_nieuwe_tekst": ({"slug": "$item"}, "405 alle", "302 anoniem esra, 404 rest"),
    "briefings:item_als_pptx": ({"slug": "$item"}, *BRIEFING),
    "briefings:item_als_pdf": ({"slug": "$item"}, *BRIEFING),
    "briefings:wand": ({"slug": "$met_film"}, *BRIEFING),
    "briefings:telefoon": ({"slug": "$item"}, *BRIEFING),
    "briefings:beeld_bij_item": (
        {"slug": "$met_film"},
        "302 anoniem, 200 esra, 404 rest",
        "302 anoniem, 200 esra, 404 rest",
    ),
    "briefings:film_stand": ({"slug": "$item", "pk": "1"}, *NA_INLOGGEN_NIETS),
    "briefings:beeld": ({"afdruk": "$beeld", "maat": "klein"}, *BRIEFING),
    "briefings:film": ({"afdruk": "$film"}, *BRIEFING),
    "briefings:poster": ({"afdruk": "$film"}, *BRIEFING),
    "briefings:ondertiteling": (
        {"slug": "$item", "afdruk": "niet-van-dit-item"},
        "302 anoniem, 403 kees ilias jetske, 404 rest",
        "405 alle",
    ),
    # Approval is for the leadership of that eenheid and for who asks there; the link of the mail for who holds it.
    "briefings:goedkeuring": (
        {"pk": "$goedkeuring"},
        "302 anoniem, 200 anouk hanna, 404 rest",
        "302 anoniem, 422 hanna, 404 rest",
    ),
    "briefings:goedkeuren": ({"token": "$beslislink"}, "200 anoniem hanna, 403 rest", "422 anoniem hanna, 403 rest"),
    "briefings:goedkeuren_media": (
        {"token": "$beslislink", "deel": "beeld"},
        "200 anoniem hanna, 404 rest",
        "405 alle",
    ),
    "briefings:akkoord_item": (
        {"slug": "$item"},
        "302 anoniem, 200 anouk lotte, 403 rest",
        "302 anoniem, 422 anouk lotte, 403 rest",
    ),
    "briefings:akkoord_campagne": (
        {"pk": "$campagne"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    "briefings:vertellen": (
        {"pk": "$mijlpaal"},
        "302 anoniem, 200 anouk guus, 404 rest",
        "302 anoniem, 422 anouk guus, 404 rest",
    ),
    "briefings:teamagenda": ({"team": "$team"}, "302 anoniem, 200 bram, 404 rest", "302 anoniem, 200 bram, 404 rest"),
    "briefings:agenda": ({"token": "onbekend"}, "404 alle", "405 alle"),
    # Packages and looking back: for who sees the campaign. Lines are on the page of VIK alone, not in the report.
    "briefings:pakketten": ({"pk": "$campagne"}, "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest", "405 alle"),
    "briefings:pakket_maken": (
        {"pk": "$campagne", "item": "$item_pk", "eenheid": "$eenheid"},
        "405 alle",
        "302 anoniem anouk, 404 rest",
    ),
    "briefings:pakket": (
        {"pk": "$pakket"},
        "302 anoniem, 200 anouk guus hanna, 404 rest",
        "302 anoniem, 404 rest",
    ),
    "briefings:pakket_bestand": ({"pk": "$pakket"}, *NA_INLOGGEN_NIETS),
    "briefings:pakket_van_team": ({"pk": "$vertoning"}, "405 alle", "302 anoniem anouk bram, 404 rest"),
    "briefings:evaluatie": ({"pk": "$campagne"}, "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest", "405 alle"),
    "briefings:evaluatie_als_pdf": (
        {"pk": "$campagne"},
        "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest",
        "405 alle",
    ),
    "briefings:evaluatie_als_pptx": (
        {"pk": "$campagne"},
        "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest",
        "405 alle",
    ),
    # The three questions: for teamchefs and briefers of its teams; with a code for who holds it. Before the last day of
    # showing an answer is refused, with the reason.
    "briefings:terugblik": (
        {"pk": "$campagne"},
        "302 anoniem, 200 bram dirk, 404 rest",
        "302 anoniem, 422 bram dirk, 404 rest",
    ),
    "briefings:vragen": ({"token": "$vragen"}, "200 alle", "422 alle"),
    "briefings:weghalen": ({"pk": "$vertoning"}, "405 alle", "302 anoniem anouk bram, 404 rest"),
    "briefings:dag": (DAG, "302 anoniem, 200 anouk bram, 404 rest", "302 anoniem, 422 anouk bram, 404 rest"),
    "briefings:scherm": (DAG, "302 anoniem, 200 anouk bram dirk guus hanna, 404 rest", "405 alle"),
    # Screens: who hangs them, and who looks back at the own team's briefings.
    "briefings:schermen": (
        {},
        "302 anoniem, 200 anouk bram jetske carla lotte, 403 rest",
        "302 anoniem, 422 anouk bram jetske carla lotte, 403 rest",
    ),
    "briefings:scherm_intrekken": ({"pk": "$scherm"}, "405 alle", "302 anoniem anouk bram jetske, 404 rest"),
    "briefings:besproken": ({"team": "$team"}, "302 anoniem, 200 bram dirk, 404 rest", "405 alle"),
    "briefings:voor_de_briefer": (DAG, "302 anoniem, 200 bram dirk, 404 rest", "405 alle"),
    # A device shows itself by its cookie, a briefer's phone by the address: accounts make no difference there.
    "scherm:scherm": ({}, *LEZEN),
    "scherm:bewaarder": ({}, *LEZEN),
    "scherm:koppelen": ({}, "405 alle", "403 alle"),
    "scherm:stand": ({}, *LEZEN),
    "scherm:gegevens": ({}, "404 alle", "405 alle"),
    "scherm:bewijs": ({}, "405 alle", "403 alle"),
    "scherm:beeld": ({"afdruk": "$beeld"}, "404 alle", "405 alle"),
    "scherm:film": ({"afdruk": "$film"}, "404 alle", "405 alle"),
    "scherm:ondertiteling": ({"afdruk": "$film"}, "404 alle", "405 alle"),
    "scherm:qr": ({}, "404 alle", "405 alle"),
    "briefer:notities": ({"token": "$briefer"}, "200 alle", "404 alle"),
    "meedoen:code": ({}, *LEZEN),
    "meedoen:wat_weten_wij": ({}, *LEZEN),
    "meedoen:telefoon": ({"code": "$code"}, *LEZEN),
    "bijeenkomsten:lijst": ({}, *INGELOGD),
    "bijeenkomsten:nieuw": (
        {},
        "302 anoniem, 200 anouk lotte, 403 rest",
        "302 anoniem, 422 anouk lotte, 403 rest",
    ),
    "bijeenkomsten:koppel": ({"token": "verlopen"}, "200 alle", "404 alle"),
    "bijeenkomsten:bijeenkomst": ({"pk": "$bijeenkomst"}, "302 anoniem, 200 anouk, 404 rest", "405 alle"),
    "bijeenkomsten:beheer": ({"pk": "$bijeenkomst"}, "405 alle", "302 anoniem anouk, 404 rest"),
    "bijeenkomsten:agenda": ({"pk": "$bijeenkomst"}, *VAN_DE_BEGELEIDER),
    "bijeenkomsten:verzet": (
        {"pk": "$bijeenkomst"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    "bijeenkomsten:draaiboek": (
        {"pk": "$bijeenkomst"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem anouk, 404 rest",
    ),
    "bijeenkomsten:stap_nieuw": (
        {"pk": "$bijeenkomst", "soort": "film"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    "bijeenkomsten:stap": (
        {"pk": "$bijeenkomst", "stap": "$stap"},
        "302 anoniem, 200 anouk, 404 rest",
        "302 anoniem, 422 anouk, 404 rest",
    ),
    # Who may fetch slides and films that are there: tests/meedoen/test_dias.py and test_film.py.
    "bijeenkomsten:dia": (
        {"pk": "$bijeenkomst", "diaset": "1", "nummer": "1", "maat": "groot"},
        "404 alle",
        "405 alle",
    ),
    "bijeenkomsten:film": ({"pk": "$bijeenkomst", "film": "1", "soort": "mp4"}, "404 alle", "405 alle"),
    "bijeenkomsten:ondertiteling": ({"pk": "$bijeenkomst", "film": "1"}, "404 alle", "405 alle"),
    "bijeenkomsten:regie": ({"pk": "$bijeenkomst"}, "200 anouk, 404 rest", "422 anouk, 404 rest"),
    "bijeenkomsten:kaartjes": ({"pk": "$bijeenkomst"}, "405 alle", "302 anouk, 404 rest"),
    "bijeenkomsten:papier": ({"pk": "$bijeenkomst", "stap": "$stap"}, "200 anouk, 404 rest", "422 anouk, 404 rest"),
    "bijeenkomsten:scherm": ({"pk": "$bijeenkomst"}, "200 anouk, 404 rest", "405 alle"),
    "bijeenkomsten:stand": ({"pk": "$bijeenkomst"}, "200 anouk, 404 rest", "405 alle"),
    "bijeenkomsten:koppel_qr": ({"pk": "$bijeenkomst"}, "405 alle", "302 anoniem, 200 anouk, 404 rest"),
    "redactie:werkvoorraad": ({}, *DESK),
    "redactie:lijst": ({}, *DESK),
    # Off here, as everywhere but in production (tests/redactie/test_wetslinks.py).
    "redactie:wetslinks": ({}, "405 alle", "302 anoniem, 404 esra, 403 rest"),
    "redactie:overdragen": ({}, "302 anoniem, 200 esra, 403 rest", "302 anoniem, 200 esra, 403 rest"),
    "redactie:nieuw": ({}, "302 anoniem, 200 esra, 403 rest", "302 anoniem, 200 esra, 403 rest"),
    "redactie:bewerk": (BLAD, "302 anoniem, 200 esra, 404 rest", "302 anoniem esra, 404 rest"),
    "redactie:bewaar": (BLAD, "405 alle", "302 anoniem, 409 esra, 404 rest"),
    "redactie:bekijk": (BLAD, *TEKST),
    "redactie:indienen": (BLAD, "302 anoniem, 200 esra, 404 rest", "302 anoniem, 200 esra, 404 rest"),
    "redactie:publiceer": (BLAD, "405 alle", "302 anoniem, 400 esra, 404 rest"),
    "redactie:terug": (BLAD, "405 alle", "302 anoniem, 400 esra, 404 rest"),
    "redactie:intrekken": (BLAD, "302 anoniem, 200 esra, 404 rest", "302 anoniem, 200 esra, 404 rest"),
    "redactie:beheer": (BLAD, "302 anoniem, 200 esra, 404 rest", "302 anoniem esra, 404 rest"),
    "redactie:geschiedenis": (BLAD, *TEKST),
    "redactie:verschil": (BLAD, *NA_INLOGGEN_NIETS),
    "redactie:herstel": (BLAD, "405 alle", "302 anoniem, 404 rest"),
    "media:lijst": ({}, "302 anoniem, 200 esra, 403 rest", "302 anoniem, 200 esra, 403 rest"),
    "media:verwijder": ({"pk": "0"}, "302 anoniem, 404 rest", "302 anoniem, 404 rest"),
    "media:afbeelding": ({"vingerafdruk": "0" * 64, "breedte": "480"}, "404 alle", "405 alle"),
    "berichten:lijst": ({}, *INGELOGD),
    "berichten:voorkeuren": ({}, "405 alle", "302 alle"),
    "berichten:agenda_maak": ({}, "405 alle", "302 anoniem, 200 rest"),
    "berichten:agenda_intrek": ({}, "405 alle", "302 alle"),
    "berichten:agenda": ({"token": "onbekend"}, "404 alle", "405 alle"),
    "berichten:verzending": ({}, "302 anoniem, 200 jetske, 403 rest", "405 alle"),
    "berichten:alles_opnieuw": ({}, *BEHEER_KNOP),
    "berichten:opnieuw": ({"pk": "1"}, "405 alle", "302 anoniem, 404 jetske, 403 rest"),
    "organisatie:account": ({}, *INGELOGD),
    "organisatie:rollen": ({}, "302 anoniem, 200 bram jetske carla, 403 rest", "405 alle"),
    "organisatie:gebruiker_nieuw": (
        {},
        "302 anoniem, 200 bram jetske carla, 403 rest",
        "302 anoniem, 200 bram jetske carla, 403 rest",
    ),
    "organisatie:gebruiker": (
        {"pk": "$kees"},
        "302 anoniem, 200 jetske, 403 rest",
        "302 anoniem, 200 jetske, 403 rest",
    ),
    "organisatie:gebruiker_actief": ({"pk": "$kees"}, *BEHEER_KNOP),
    "organisatie:gebruiker_mail": ({"pk": "$kees"}, *BEHEER_KNOP),
    "organisatie:tweede_stap_weg": ({"pk": "$kees"}, *BEHEER_KNOP),
    "organisatie:rol_neem": (
        {"pk": "$rol_dirk"},
        "302 anoniem, 404 carla, 200 bram jetske, 403 rest",
        "302 anoniem bram jetske, 404 carla, 403 rest",
    ),
    "account_login": ({}, "200 anoniem, 302 rest", "200 anoniem, 302 rest"),
    "account_logout": ({}, "302 anoniem, 200 rest", "302 alle"),
    "account_inactive": ({}, *LEZEN),
    "account_reauthenticate": ({}, "302 anoniem, 200 rest", "302 anoniem, 200 rest"),
    "account_change_password": ({}, "302 anoniem, 200 rest", "302 anoniem, 200 rest"),
    "account_set_password": ({}, *BEVESTIG_EERST),
    "account_reset_password": ({}, "200 alle", "200 alle"),
    "account_reset_password_done": ({}, *LEZEN),
    "account_reset_password_from_key": ({"uidb36": "a", "key": "x-y"}, "200 alle", "200 alle"),
    "account_reset_password_from_key_done": ({}, *LEZEN),
    "mfa_index": ({}, "302 anoniem, 200 rest", "302 anoniem, 405 rest"),
    "mfa_authenticate": ({}, *BEVESTIG_EERST),
    "mfa_reauthenticate": ({}, *TWEEDE_STAP_NU),
    "mfa_activate_totp": ({}, *BEVESTIG_EERST),
    "mfa_deactivate_totp": ({}, *ALLEEN_MET_TWEEDE_STAP),
    "mfa_view_recovery_codes": ({}, "302 anoniem, 404 rest", "302 anoniem, 405 rest"),
    "mfa_generate_recovery_codes": ({}, *BEVESTIG_EERST),
    "mfa_download_recovery_codes": ({}, "302 anoniem, 404 rest", "302 anoniem, 404 rest"),
    "mfa_list_webauthn": ({}, "302 anoniem, 200 rest", "302 anoniem, 405 rest"),
    "mfa_add_webauthn": ({}, *BEVESTIG_EERST),
    "mfa_login_webauthn": ({}, *BEVESTIG_EERST),
    "mfa_reauthenticate_webauthn": ({}, *BEVESTIG_EERST),
    "mfa_remove_webauthn": ({"pk": "1"}, "302 anoniem, 404 rest", "302 anoniem, 404 rest"),
    "mfa_edit_webauthn": ({"pk": "1"}, *BEVESTIG_EERST),
    "socialaccount_login_cancelled": ({}, *LEZEN),
    "socialaccount_login_error": ({}, "401 alle", "405 alle"),
    "socialaccount_signup": ({}, "403 alle", "405 alle"),
    # Pages of allauth that the portal does not use.
    "account_signup": ({}, *BESTAAT_NIET),
    "account_email": ({}, *BESTAAT_NIET),
    "account_email_verification_sent": ({}, *BESTAAT_NIET),
    "account_confirm_email": ({"key": "x-y"}, *BESTAAT_NIET),
    "socialaccount_connections": ({}, *BESTAAT_NIET),
}


def alle_namen(resolver: URLResolver | None = None, ruimte: str = "") -> Iterator[str]:
    """The names of all addresses. The admin guards itself with one gate (tests/organisatie/test_beheer.py)."""
    for patroon in (resolver or get_resolver()).url_patterns:
        if isinstance(patroon, URLResolver):
            if patroon.namespace != "admin":
                yield from alle_namen(patroon, f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte)
        elif isinstance(patroon, URLPattern):
            yield f"{ruimte}{patroon.name}"


def _weg_naar(loket: str) -> str:
    """The key, today, of an outcome of "waar kan ik terecht" that is this loket alone."""
    boom = wegwijzer.wegwijzer()
    uitkomsten = ((weg, boom.opties(weg)[-1].uit) for weg in boom.wegen() if weg)
    weg = next(weg for weg, uit in uitkomsten if uit and boom.uitkomsten[uit].loketten == [loket])
    return wegwijzer.sleutel(weg, timezone.localdate())


def _akkoord(cast: Any, wereld: Wereld) -> dict[str, Any]:
    vraag = vraag_akkoord(cast, wereld.item)
    return {"$goedkeuring": vraag.pk, "$beslislink": maak_token(vraag.pk, cast.hanna.pk)}


def waarden(cast: Any, wereld: Wereld) -> dict[str, Any]:
    """What ``$`` names; two campaigns and a lesson are made for it."""
    campagne, concept = maak_campagnes(cast, wereld.item)
    les = maak_lesdag(cast)
    return {
        "$blad": wereld.blad.slug,
        "$loket": wereld.loket.slug,
        "$editie": wereld.editie.slug,
        "$inlezing": wereld.inlezing.slug,
        "$weg": _weg_naar(wereld.loket.slug),
        "$dilemma": wereld.dilemma.slug,
        "$inzending": wereld.inzending.pk,
        "$les": les.programma.slug,
        "$groep": les.groep.pk,
        "$lesdag": les.bijeenkomst.pk,
        "$item": wereld.item.slug,
        "$met_film": wereld.met_film.slug,
        "$beeld": wereld.item.inhoud["media"]["afbeelding"],
        "$film": wereld.met_film.inhoud["media"]["film"],
        "$vertoning": wereld.vertoning.pk,
        "$campagne": campagne.pk,
        "$concept": concept.pk,
        "$item_pk": wereld.item.pk,
        "$campagnedag": campagne.van.isoformat(),
        "$mijlpaal": campagne.mijlpalen.get(soort="briefers").pk,
        **_akkoord(cast, wereld),
        "$pakket": maak_pakket(cast, campagne, wereld.item).pk,
        "$vragen": geef_token(campagne, cast.eenheid),
        "$scherm": wereld.scherm.pk,
        "$briefer": Sleutel(cast.team.pk, wereld.vertoning.dag, time(7), wereld.scherm.pk).token(),
        "$bijeenkomst": wereld.bijeenkomst.pk,
        "$stap": wereld.bijeenkomst.stappen.get(soort="stelling").pk,
        "$pulse": maak_pulse(cast, wereld.bijeenkomst).bijeenkomst_id,
        "$aanvraag": wereld.aanvraag.pk,
        "$code": wereld.bijeenkomst.code,
        "$team": cast.team.pk,
        "$eenheid": cast.eenheid.pk,
        "$dag": wereld.vertoning.dag.isoformat(),
        "$kees": cast.kees.pk,
        "$rol_dirk": cast.dirk.rollen.get().pk,
    }


def lees_beleid(regel: str) -> dict[str, int]:
    """``"302 anoniem, 200 rest"`` → status per visitor."""
    beleid: dict[str, int] = {}
    for deel in regel.split(", "):
        status, *wie = deel.split()
        namen = BEZOEKERS if wie == ["alle"] else [b for b in BEZOEKERS if b not in beleid] if wie == ["rest"] else wie
        beleid |= dict.fromkeys(namen, int(status))
    assert set(beleid) == set(BEZOEKERS), regel
    return beleid


# The mark makes pytest-django create the database; the world itself is made once, in ``bekend``.
pytestmark = pytest.mark.django_db


def test_every_address_is_in_the_table():
    assert set(alle_namen()) == set(TABEL)


@pytest.fixture(scope="module")
def bekend(django_db_setup, django_db_blocker) -> Iterator[tuple[dict[str, Client], dict[str, Any]]]:
    """Every visitor's client and the small world, made once: every request below is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = maak_cast()
        namen = waarden(cast, maak_wereld(cast))
        yield {wie: cast.client(None if wie == "anoniem" else getattr(cast, wie)) for wie in BEZOEKERS}, namen
        transaction.set_rollback(True)


def status(client: Client, methode: str, url: str) -> int:
    """The answer to one request that leaves nothing behind: not in the database, the cookies or the cache."""
    caches["proces"].clear()  # stars are counted per minute, and here everybody gives them
    koekjes = client.cookies.copy()
    with transaction.atomic():
        antwoord = getattr(client, methode)(url)
        if antwoord.streaming:
            b"".join(antwoord)  # a file that is read to its end is closed
        transaction.set_rollback(True)
    client.cookies = SimpleCookie({naam: koekje.value for naam, koekje in koekjes.items()})
    return antwoord.status_code


@pytest.mark.parametrize("naam", sorted(TABEL))
def test_who_gets_what(naam, bekend):
    clients, namen = bekend
    kwargs, get, post = TABEL[naam]
    url = reverse(naam, kwargs={sleutel: namen.get(waarde, waarde) for sleutel, waarde in kwargs.items()})
    for methode, regel in (("get", get), ("post", post)):
        gekregen = {wie: status(client, methode, url) for wie, client in clients.items()}
        assert gekregen == lees_beleid(regel), f"{methode.upper()} {url}"
