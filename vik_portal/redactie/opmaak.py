"""The small semantic HTML subset that all rich text of the portal is written in.

Defined once, here: what the editor may produce (:data:`TAGS`), how it is cleaned (:func:`schoon`), how
Markdown becomes it (:func:`uit_markdown`), how it becomes plain text for search (:func:`platte_tekst`) and
blocks for PDF, DOCX and PPTX (:func:`blokken`).
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3
from markdown_it import MarkdownIt

from vik_portal.exports.blokken import Alinea, Blok, Citaat, Kop, Lijst, Stuk

TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False})
#: A link as :func:`schoon` writes it.
_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def schoon(html: str) -> str:
    """Leaves only the subset; scripts, styles, classes, pictures and odd links are gone, the words stay."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel=None,
    ).strip()


def uit_markdown(tekst: str) -> str:
    """Markdown (CommonMark, no raw HTML) as the subset."""
    return schoon(_MARKDOWN.render(tekst))


class _Lezer(HTMLParser):
    """Turns the subset into blocks: headings, paragraphs, lists and quotes with strong, em and links inside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blokken: list[Blok] = []
        self._stukken: list[Stuk] = []
        self._stijl = {"strong": 0, "em": 0}
        self._href = ""
        self._lijsten: list[Lijst] = []
        self._citaat = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self._stijl:
            self._stijl[tag] += 1
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
        elif tag == "br":
            self._stukken.append(Stuk("\n"))
        elif tag in {"ul", "ol"}:
            self._sluit_alinea()
            self._lijsten.append(Lijst(geordend=tag == "ol"))
        elif tag == "blockquote":
            self._citaat = True

    def handle_endtag(self, tag: str) -> None:
        if tag in self._stijl:
            self._stijl[tag] = max(0, self._stijl[tag] - 1)
        elif tag == "a":
            self._href = ""
        elif tag in {"p", "h2", "h3", "li"}:
            self._sluit(tag)
        elif tag in {"ul", "ol"} and self._lijsten:
            lijst = self._lijsten.pop()
            # A nested list is flattened into its parent: the subset needs no deeper levels in print.
            (self._lijsten[-1].items.extend(lijst.items) if self._lijsten else self.blokken.append(lijst))
        elif tag == "blockquote":
            self._citaat = False

    def handle_data(self, data: str) -> None:
        if data.strip() or self._stukken:
            self._stukken.append(
                Stuk(data, vet=bool(self._stijl["strong"]), cursief=bool(self._stijl["em"]), link=self._href)
            )

    def _neem(self) -> list[Stuk]:
        stukken, self._stukken = self._stukken, []
        return stukken if any(stuk.tekst.strip() for stuk in stukken) else []

    def _sluit_alinea(self) -> None:
        if stukken := self._neem():
            (self._lijsten[-1].items.append(stukken) if self._lijsten else self.blokken.append(Alinea(stukken)))

    def _sluit(self, tag: str) -> None:
        if tag in {"h2", "h3"}:
            if stukken := self._neem():
                self.blokken.append(Kop("".join(s.tekst for s in stukken).strip(), niveau=int(tag[1])))
        elif self._citaat and not self._lijsten:
            if stukken := self._neem():
                self.blokken.append(Citaat("".join(s.tekst for s in stukken).strip()))
        else:
            self._sluit_alinea()


def blokken(html: str) -> list[Blok]:
    """The subset as blocks, in reading order. Cleans first, so any HTML may come in."""
    lezer = _Lezer()
    lezer.feed(schoon(html))
    lezer.close()
    lezer._sluit_alinea()
    return lezer.blokken


def met_adressen(html: str) -> str:
    """Like :func:`platte_tekst`, with the address behind the words of a link: who compares sees where it leads."""
    return platte_tekst(_LINK.sub(r"\2 (\1)", schoon(html)))


def platte_tekst(html: str) -> str:
    """The words alone, one line per block: what search indexes and what a description shows."""
    return "\n".join(blok.platte_tekst() for blok in blokken(html))
