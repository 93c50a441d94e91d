"""The page of the year planner, kept as it was drawn until something that it shows changes.

One statement gives a fingerprint of all that the page is made of. Only when no page was drawn from exactly that, the
rows themselves are asked for. It may hold more than the page shows: then a page is drawn too often, never too seldom.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from datetime import date
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from briefings.jaarbeeld import jaarbeeld
from briefings.models.campagnes import MAKERS, ZIEN
from briefings.toegang import mag_plannen, zichtbare_teams
from vik_portal.opdracht import voer_vast
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.organisatie.toegang import heeft_rol, rollen

#: Written out: Django takes longer to build such a statement than PostgreSQL to answer it. The districts, their order
#: and the one that is shown without being asked for are those of :func:`_teken`.
AFDRUK = """
WITH team AS (
  SELECT t.id, t.naam, t.pad, d.id AS district, d.naam AS districtnaam
  FROM organisatie_eenheid t JOIN organisatie_eenheid d ON d.id = t.ouder_id
  WHERE t.soort = 'team' AND t.actief AND t.pad LIKE ANY(%(paden)s)
), hier AS (
  SELECT id FROM team WHERE district = coalesce(
    (SELECT district FROM team WHERE district = %(district)s LIMIT 1),
    (SELECT district FROM team ORDER BY districtnaam COLLATE "C", district LIMIT 1))
), gepland AS (
  SELECT v.id, v.team_id, v.dag, v.volgorde, v.item_id, v.campagne_id FROM briefings_vertoning v
  WHERE NOT v.vervallen AND v.dag BETWEEN %(van)s AND %(tot)s AND v.team_id IN (SELECT id FROM hier)
)
SELECT md5(concat_ws(E'\\f',
  (SELECT string_agg(concat_ws('|', id, naam, pad, district, districtnaam), E'\\n' ORDER BY id) FROM team),
  (SELECT string_agg(concat_ws('|', v.id, v.team_id, v.dag, v.volgorde, v.campagne_id, i.kort, i.titel, i.status,
                               i.versienummer > 0), E'\\n' ORDER BY v.id)
   FROM gepland v JOIN briefings_briefingsitem i ON i.id = v.item_id),
  (SELECT string_agg(concat_ws('|', id, status, besluit_op), E'\\n' ORDER BY id) FROM briefings_goedkeuring
   WHERE besluit_op IS NOT NULL AND item_id IN (SELECT item_id FROM gepland WHERE campagne_id IS NOT NULL)),
  (SELECT string_agg(concat_ws('|', m.id, m.datum, m.soort, m.eigenaar_id, m.eigenaar_rol, e.pad, c.naam, i.titel),
                     E'\\n' ORDER BY m.id)
   FROM briefings_mijlpaal m JOIN briefings_campagne c ON c.id = m.campagne_id
   JOIN organisatie_eenheid e ON e.id = m.eenheid_id
   LEFT JOIN briefings_campagneitem ci ON ci.id = m.item_id LEFT JOIN briefings_briefingsitem i ON i.id = ci.item_id
   WHERE m.gereed_op IS NULL AND c.status = 'loopt' AND c.id IN (SELECT campagne_id FROM gepland)
   AND (m.eigenaar_id = %(wie)s
        OR m.eigenaar_id IS NULL AND m.eigenaar_rol = ANY(%(rollen)s) AND e.pad LIKE ANY(%(plekken)s))),
  (SELECT string_agg(concat_ws('|', c.id, e.pad, c.van, c.tot, ci.volgorde, ci.dagen, ci.uitwijk, i.id, i.kort, i.titel,
                               (SELECT string_agg(eenheid_id::text, ',' ORDER BY eenheid_id)
                                FROM briefings_campagne_teams WHERE campagne_id = c.id)),
                     E'\\n' ORDER BY ci.id)
   FROM briefings_campagne c JOIN organisatie_eenheid e ON e.id = c.eenheid_id
   JOIN briefings_campagneitem ci ON ci.campagne_id = c.id JOIN briefings_briefingsitem i ON i.id = ci.item_id
   WHERE c.status = 'concept')))
"""


class Jaarpagina(NamedTuple):
    """What stands between the frame: a title for the browser, and the page as HTML."""

    titel: str
    html: SafeString


def _afdruk(bezoeker: Gebruiker, jaar: int, district: int) -> str:
    waarden = {
        "paden": [f"{rol.eenheid.pad}%" for rol in rollen(bezoeker) if rol.soort in ZIEN],
        "wie": bezoeker.pk,
        "rollen": [rol.soort for rol in rollen(bezoeker)],
        "plekken": [f"{rol.eenheid.pad}%" for rol in rollen(bezoeker)],
        "district": district,
        "van": date(jaar, 1, 1),
        "tot": date(jaar, 12, 31),
    }
    return str(voer_vast(AFDRUK, waarden)[0])


def _teken(bezoeker: Gebruiker, jaar: int, gevraagd: int) -> Jaarpagina | None:
    # Plain rows: who leads a unit sees hundreds of teams here, of which one district is shown.
    velden = ("ouder__naam", "ouder", "pk", "naam", "pad")
    teams = list(zichtbare_teams(bezoeker).filter(ouder__isnull=False).values_list(*velden))
    districten = sorted({(naam, ouder) for naam, ouder, *_ in teams})
    if not districten:
        return None
    district = next((district for district in districten if district[1] == gevraagd), districten[0])
    eigen = [Eenheid(pk=pk, naam=naam, pad=pad) for _, ouder, pk, naam, pad in teams if ouder == district[1]]
    plant = any(mag_plannen(bezoeker, team) for team in eigen)
    maakt = heeft_rol(bezoeker, *MAKERS)
    beeld, nodig = jaarbeeld(bezoeker, jaar, eigen, plant=plant, maakt=maakt)
    context = {"beeld": beeld, "districten": districten, "district": district, "maakt": maakt, "plant": plant}
    context |= {"vorig": jaar - 1, "volgend": jaar + 1, "teams": eigen, "nodig": nodig}
    return Jaarpagina(f"Briefings {jaar}, {district[0]}", render_to_string("briefings/_jaar.html", context))


#: Pages by what they were drawn from, the one that was drawn last at the end; so many are kept per process.
_BEWAARD: OrderedDict[tuple[Any, ...], Jaarpagina] = OrderedDict()
BEWAAR = 64


def jaarpagina(bezoeker: Gebruiker, jaar: int, district: int) -> Jaarpagina | None:
    """The year of a district (0 or one that is not theirs: their first); ``None`` for who sees no team. One query."""
    wie = tuple((rol.soort, rol.eenheid.pad) for rol in rollen(bezoeker))
    afdruk = _afdruk(bezoeker, jaar, district)
    sleutel = (bezoeker.pk, wie, jaar, district, timezone.localdate(), afdruk)
    if bewaard := _BEWAARD.get(sleutel):
        return bewaard
    pagina = _teken(bezoeker, jaar, district)
    # What changed while it was drawn would be kept under the name of what was there before.
    if pagina and _afdruk(bezoeker, jaar, district) == afdruk:
        _BEWAARD[sleutel] = pagina
        while len(_BEWAARD) > BEWAAR:
            with suppress(KeyError):  # another thread was first
                _BEWAARD.popitem(last=False)
    return pagina
