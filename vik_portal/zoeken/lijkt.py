"""Which pages of one source are about the same as a text: the words they share, the rare ones most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from vik_portal.zoeken.tekst import woorden

#: Characters of the text that are read.
LANGSTE = 6000


@dataclass(frozen=True)
class Gelijkend:
    """A page that resembles the text; ``sleutel`` is that of its :class:`~vik_portal.register.Zoekdocument`."""

    sleutel: str
    titel: str
    url: str


# Words that stand in more than half of the pages say nothing about what a page is about.
_LIJKT = """
WITH pagina AS MATERIALIZED (
    SELECT id, sleutel, titel, url FROM zoeken_document WHERE bron = %(bron)s
), woord AS MATERIALIZED (
    SELECT DISTINCT (ts_lexize('dutch_stem', w))[1] AS lexeem FROM unnest(%(woorden)s::text[]) AS w
), raak AS MATERIALIZED (
    SELECT v.document_id, v.lexeem, v.gewicht
    FROM zoeken_vindplaats v JOIN woord USING (lexeem) JOIN pagina ON pagina.id = v.document_id
), telt AS (
    SELECT lexeem, ln(1 + ((SELECT count(*) FROM pagina) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM raak GROUP BY lexeem HAVING count(*) <= greatest(1, (SELECT count(*) FROM pagina) / 2)
)
SELECT sleutel, titel, url FROM raak JOIN telt USING (lexeem) JOIN pagina ON pagina.id = document_id
GROUP BY sleutel, titel, url HAVING count(*) > 1 ORDER BY sum(idf * gewicht) DESC, titel LIMIT %(aantal)s
"""


def lijkt_op(tekst: str, bron: str, aantal: int = 3) -> list[Gelijkend]:
    """The pages of ``bron`` that share most with the text, the nearest first; sharing one word is not enough."""
    zoek: dict[str, Any] = {"bron": bron, "woorden": sorted(set(woorden(tekst[:LANGSTE]))), "aantal": aantal}
    with connection.cursor() as cursor:
        cursor.execute(_LIJKT, zoek)
        return [Gelijkend(*rij) for rij in cursor.fetchall()]
