"""The one statement that answers a question: adds up the weights of its words, and picks the passage that shows why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

#: How many results a page shows; more is noise for somebody who looks for a norm.
AANTAL = 20
#: A page that answers only a little of the question keeps this share of its score; the rest grows with what it answers.
BODEM = 0.7
#: What it adds that several of the words stand in one passage.
SAMEN = 0.08
#: Pages below this share of the best one are not shown, unless they have all words.
STAART = 0.3
#: A page is asked for by name when the name makes up so much of the question.
NAAM = 0.5


@dataclass(frozen=True)
class Gezocht:
    """A word of the question, and a word to look for in its place (often itself) at ``factor``."""

    woord: str
    zoekwoord: str
    factor: float = 1.0


@dataclass(frozen=True)
class Treffer:
    """A found page: ``vormen`` are the words in its ``passage`` that were asked for."""

    bron: str
    url: str
    titel: str
    passage: str
    vormen: set[str]
    sprong: bool


@dataclass(frozen=True)
class Gevonden:
    """The pages, best first, and the words of the question that no page has."""

    treffers: list[Treffer]
    onbekend: list[str]


# vraag: the words that say something, as stems. vorm: each with what counts as it. raak: which page has which word.
# telt: how much a word says, which is more when fewer pages have it (as in BM25). score: the best pages. plek: the
# passage with most of the words. alleen: what a page has of the question when that is one word, and in no passage.
_VIND = """
WITH vraag AS MATERIALIZED (
    SELECT nummer, (ts_lexize('dutch_stem', zoekwoord))[1] AS lexeem, factor
    FROM unnest(%(nummers)s::int[], %(zoekwoorden)s::text[], %(factoren)s::float8[]) AS g (nummer, zoekwoord, factor)
), vorm AS MATERIALIZED (
    SELECT nummer, lexeem, factor FROM vraag
    UNION ALL
    SELECT vraag.nummer, v.lexeem, vraag.factor * v.factor
    FROM vraag JOIN zoeken_verwant v ON v.gevraagd = vraag.lexeem
), raak AS MATERIALIZED (
    SELECT vorm.nummer, v.document_id, max(v.gewicht * vorm.factor) AS gewicht, max(vorm.factor) AS factor
    FROM vorm JOIN zoeken_vindplaats v ON v.lexeem = vorm.lexeem AND v.zichtbaar = ANY(%(zichtbaar)s)
    GROUP BY vorm.nummer, v.document_id
), telt AS MATERIALIZED (
    SELECT nummer, ln(1 + ((SELECT count(*) FROM zoeken_document) - sum(factor) + 0.5) / (sum(factor) + 0.5)) AS idf
    FROM raak GROUP BY nummer
), score AS MATERIALIZED (
    SELECT document_id, count(*) AS woorden,
           sum(telt.idf * raak.gewicht)
           * (%(bodem)s + (1 - %(bodem)s) * sum(telt.idf * raak.factor) / (SELECT sum(idf) FROM telt)) AS score
    FROM raak JOIN telt USING (nummer)
    GROUP BY document_id ORDER BY score DESC LIMIT %(aantal)s
)
SELECT d.bron, d.url, d.titel, d.namen, score.woorden, score.score + %(samen)s * coalesce(plek.idf, 0),
       p.tekst, plek.vormen,
       (SELECT jsonb_object_agg(nummer, idf) FROM telt),
       (SELECT jsonb_object_agg(lexeem, nummer) FROM vraag WHERE lexeem IS NOT NULL), alleen.lexemen
FROM score
JOIN zoeken_document d ON d.id = score.document_id
LEFT JOIN LATERAL (
    SELECT u.nummer, sum(telt.idf * vorm.factor) AS idf, string_agg(v.vormen, ' ') AS vormen
    FROM vorm JOIN telt USING (nummer)
    JOIN zoeken_vindplaats v ON v.document_id = score.document_id AND v.lexeem = vorm.lexeem
    CROSS JOIN LATERAL unnest(v.passages) AS u (nummer)
    GROUP BY u.nummer ORDER BY idf DESC, u.nummer LIMIT 1
) AS plek ON TRUE
LEFT JOIN LATERAL (
    SELECT array_agg(v.lexeem) AS lexemen
    FROM vorm JOIN zoeken_vindplaats v ON v.document_id = score.document_id AND v.lexeem = vorm.lexeem
    WHERE score.woorden = 1 AND plek.nummer IS NULL AND d.namen <> '{}'
) AS alleen ON TRUE
JOIN zoeken_passage p ON p.document_id = score.document_id AND p.nummer = coalesce(plek.nummer, 0)
"""


def vind(gezocht: Sequence[Gezocht], zichtbaar: list[str]) -> Gevonden:
    """The pages of this visibility that answer the question best."""
    woorden = list(dict.fromkeys(deel.woord for deel in gezocht))
    waarden = {
        "nummers": [woorden.index(deel.woord) for deel in gezocht],
        "zoekwoorden": [deel.zoekwoord for deel in gezocht],
        "factoren": [deel.factor for deel in gezocht],
        "zichtbaar": zichtbaar,
        "aantal": AANTAL,
        "bodem": BODEM,
        "samen": SAMEN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_VIND, waarden)
        rijen = cursor.fetchall()
    if not rijen:
        return Gevonden([], woorden)
    idf = {int(nummer): gewicht for nummer, gewicht in json.loads(rijen[0][8]).items()}
    lexemen: dict[str, int] = json.loads(rijen[0][9])
    drempel = STAART * max(rij[5] for rij in rijen)
    gevonden = []
    for bron, url, titel, namen, aantal, score, tekst, vormen, _, _, alleen in rijen:
        naam = _genoemd(namen, lexemen, idf)
        if not naam and len(lexemen) > 1 and alleen and _deel_van_een_naam(namen, set(alleen)):
            continue
        if naam or score >= drempel or aantal == len(idf):
            treffer = Treffer(bron, url, titel, tekst, set((vormen or "").split()), naam > 0)
            gevonden.append((-naam, -score, titel, treffer))
    treffers = [treffer for *_, treffer in sorted(gevonden, key=lambda rij: rij[:3])]
    return Gevonden(treffers, [woorden[nummer] for nummer in sorted(set(lexemen.values()) - idf.keys())])


def _genoemd(namen: list[str], lexemen: Mapping[str, int], idf: Mapping[int, float]) -> int:
    """How many words of the question are a name of this page; 0 when none is, or when the question is about more."""
    langste = 0
    for naam in namen:
        delen = set(naam.split())
        if len(delen) > langste and delen <= lexemen.keys():
            genoemd = sum(idf.get(nummer, 0) for nummer in {lexemen[deel] for deel in delen})
            if genoemd >= NAAM * sum(idf.values()):
                langste = len(delen)
    return langste


def _deel_van_een_naam(namen: list[str], gevonden: set[str]) -> bool:
    """Whether these words stand only in other names than the title (the first one), and by themselves are no name."""
    titel, *andere = namen
    los = {*titel.split(), *(naam for naam in andere if " " not in naam)}
    return not gevonden & los
