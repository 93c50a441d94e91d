"""Word documents that somebody goes on writing in: real styles, Dutch, tables with header rows."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from vik_portal.exports import huisstijl
from vik_portal.exports.blokken import (
    Alinea,
    Begrippen,
    Beslisboom,
    Blok,
    Citaat,
    Draaiboek,
    Inleiding,
    Invulveld,
    Kolommen,
    Kop,
    Lijst,
    Naast,
    Noot,
    Norm,
    Stuk,
    Tabel,
    Verwijzing,
    genest,
    zonder_beeld,
)
from vik_portal.exports.figuren import Figuur
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pakket import stabiel
from vik_portal.exports.qr import qr_png

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BREED = Mm(210 - 2 * 22)


def document(
    *,
    titel: str,
    onderwerp: str,
    blokken: Sequence[Blok],
    datum: date,
    voettekst: str = "",
) -> bytes:
    """An A4 document with ``titel`` as its first heading; ``datum`` is its only time: equal input, equal bytes."""
    schrijver = _Schrijver()
    schrijver.kader(schoon(titel), schoon(voettekst) or huisstijl.in_woorden(datum))
    schrijver.doc.add_heading(schoon(titel), 1)
    schrijver.schrijf(genest(blokken))
    eigen = schrijver.doc.core_properties
    eigen.title, eigen.subject, eigen.language = schoon(titel)[:255], schoon(onderwerp)[:255], huisstijl.TAAL
    eigen.author = eigen.last_modified_by = huisstijl.NAAM
    eigen.comments, eigen.keywords, eigen.revision = "", "", 1
    uit = io.BytesIO()
    schrijver.doc.save(uit)
    return stabiel(uit.getvalue(), datum)


def _kleur(hexwaarde: str) -> RGBColor:
    return RGBColor.from_string(hexwaarde.removeprefix("#").upper())


class _Schrijver:
    """Writes blocks one after another; one method per kind of block."""

    def __init__(self) -> None:
        self.doc: Any = Document()
        self._stijlen()

    def schrijf(self, blokken: Iterable[Blok]) -> None:
        methoden: dict[type, Callable[[Any], None]] = {
            Kop: self.kop,
            Alinea: self.alinea,
            Lijst: self.lijst,
            Citaat: lambda blok: self._tekst(blok.tekst, "Quote"),
            Inleiding: lambda blok: self._tekst(blok.tekst, "Inleiding"),
            Noot: lambda blok: self._tekst(blok.tekst, "Noot"),
            Norm: self.norm,
            Kolommen: self.kolommen,
            Beslisboom: self.boom,
            Draaiboek: self.draaiboek,
            Begrippen: self.begrippen,
            Invulveld: self.invulveld,
            Verwijzing: self.verwijzing,
            Tabel: lambda blok: self.tabel(blok.bijschrift, blok.koppen, blok.rijen, blok.delen),
            Naast: lambda blok: self.schrijf([*blok.links, *blok.rechts]),
        }
        for blok in blokken:
            if isinstance(blok, Figuur):
                self.schrijf(zonder_beeld(blok))
            else:
                methoden[type(blok)](blok)

    # --- blocks ------------------------------------------------------------------------------------

    def kop(self, blok: Kop) -> None:
        self.doc.add_heading(schoon(blok.tekst), blok.niveau)

    def alinea(self, blok: Alinea) -> None:
        self._stukken(self.doc.add_paragraph(), blok.stukken)

    def lijst(self, blok: Lijst) -> None:
        nummering = self._nieuwe_nummering() if blok.geordend else None
        for item in blok.items:
            self._stukken(self._lijstregel(nummering), item)

    def norm(self, blok: Norm) -> None:
        regel = self._tekst(blok.label, "Norm")
        regel.runs[0].font.color.rgb = _kleur(huisstijl.GOUD)
        regel.runs[0].font.size, regel.runs[0].bold = Pt(11), True
        regel.paragraph_format.keep_with_next = True
        regel.paragraph_format.space_after = Pt(0)
        self._tekst(blok.tekst, "Norm")

    def kolommen(self, blok: Kolommen) -> None:
        for kolom in blok.kolommen:
            kop = self.doc.add_heading(schoon(kolom.titel), blok.niveau)
            kop.runs[0].font.color.rgb = _kleur(huisstijl.TONEN[kolom.toon][0])
            for item in kolom.items:
                self._stukken(self._lijstregel(None), [Stuk(item)])

    def boom(self, blok: Beslisboom) -> None:
        nummering = self._nieuwe_nummering()
        for vraag in blok.vragen:
            regel = self._lijstregel(nummering)
            self._stukken(regel, [Stuk(vraag.vraag, vet=True)])
            regel.paragraph_format.keep_with_next = True
            for antwoord in vraag.antwoorden:
                regel = self.doc.add_paragraph(style="Vervolg")
                self._stukken(regel, [Stuk(f"{antwoord.woord}: ", vet=True)])
                uitkomst = regel.add_run(schoon(antwoord.uitkomst))
                if not antwoord.verder:
                    uitkomst.bold = True
                    uitkomst.font.color.rgb = _kleur(huisstijl.TONEN[antwoord.toon][0])
                if antwoord.tekst:
                    regel.add_run(schoon(f". {antwoord.tekst}"))
                if antwoord.bij:
                    regel.add_run(schoon(f" Ga naar: {' · '.join(antwoord.bij)}.")).font.color.rgb = _kleur(
                        huisstijl.ZACHT
                    )

    def draaiboek(self, blok: Draaiboek) -> None:
        rijen = [[str(stap.minuten), stap.doel, stap.zeg, stap.let_op] for stap in blok.stappen]
        # "Zeg dit" is spoken, so it stands in the serif of a voice.
        self.tabel(blok.bijschrift, ["Min.", "Doel", "Zeg dit", "Let op"], rijen, (0.08, 0.17, 0.45, 0.3), stem=2)

    def begrippen(self, blok: Begrippen) -> None:
        for item in blok.items:
            regel = self._lijstregel(None)
            self._stukken(regel, [Stuk(item.term, vet=True, link=item.link), Stuk("\n"), Stuk(item.uitleg)])

    def invulveld(self, blok: Invulveld) -> None:
        self._tekst(blok.label, "Normal").runs[0].bold = True
        regel = self.doc.paragraphs[-1]
        regel.paragraph_format.keep_with_next, regel.paragraph_format.space_after = True, Pt(0)
        if blok.hulp:
            hulp = self._tekst(blok.hulp, "Normal")
            hulp.runs[0].font.color.rgb = _kleur(huisstijl.ZACHT)
            hulp.paragraph_format.keep_with_next = True
        regel = self._tekst(blok.inhoud or "Klik en typ hier.", "Invullen")
        # A content control: named for a screen reader, and the hint goes away on the first letter.
        veld = OxmlElement("w:sdt")
        eigen = OxmlElement("w:sdtPr")
        for naam, waarde in (("w:alias", schoon(blok.label)[:64]), ("w:showingPlcHdr", None), ("w:text", None)):
            if naam == "w:showingPlcHdr" and blok.inhoud:
                continue
            deel = OxmlElement(naam)
            if waarde:
                deel.set(qn("w:val"), waarde)
            if naam == "w:text":
                deel.set(qn("w:multiLine"), "1")
            eigen.append(deel)
        kern = OxmlElement("w:sdtContent")
        regel._p.addprevious(veld)
        veld.extend([eigen, kern])
        kern.append(regel._p)

    def verwijzing(self, blok: Verwijzing) -> None:
        regel = self.doc.add_paragraph()
        regel.paragraph_format.keep_with_next = True
        self._plaat(regel, qr_png(blok.url), f"QR-code naar {blok.url}", Mm(26))
        self._stukken(self.doc.add_paragraph(), [Stuk(f"{blok.tekst}: ", vet=True), Stuk(blok.url, link=blok.url)])

    def tabel(
        self,
        bijschrift: str,
        koppen: Sequence[str],
        rijen: Sequence[Sequence[str]],
        delen: Sequence[float] = (),
        stem: int = -1,
    ) -> None:
        self._tekst(bijschrift, "Caption").paragraph_format.keep_with_next = True
        tabel = self.doc.add_table(rows=0, cols=len(koppen), style="Table Grid")
        tabel.autofit = False
        for naam, waarde in (("w:tblCaption", bijschrift), ("w:tblDescription", ", ".join(koppen))):
            deel = OxmlElement(naam)
            deel.set(qn("w:val"), schoon(waarde))
            tabel._tbl.tblPr.append(deel)
        delen = delen or [1 / len(koppen)] * len(koppen)
        for kolom, deel in zip(tabel.columns, delen, strict=True):
            kolom.width = int(_BREED * deel)
        for i, rij in enumerate([koppen, *rijen]):
            cellen = tabel.add_row()
            eigen = cellen._tr.get_or_add_trPr()
            eigen.append(OxmlElement("w:cantSplit"))
            if i == 0:
                eigen.append(OxmlElement("w:tblHeader"))
            for j, (cel, tekst) in enumerate(zip(cellen.cells, rij, strict=True)):
                cel.width = int(_BREED * delen[j])
                regel = cel.paragraphs[0]
                regel.style = "Tabelkop" if i == 0 else "Tabeltekst"
                stuk = regel.add_run(schoon(tekst))
                if i and j == stem:
                    self._letter(stuk.font, huisstijl.STEM, 12)
        self._randen(tabel)
        self.doc.add_paragraph().paragraph_format.space_after = Pt(2)

    # --- parts -------------------------------------------------------------------------------------

    def _tekst(self, tekst: str, stijl: str) -> Any:
        return self.doc.add_paragraph(schoon(tekst), style=stijl)

    def _stukken(self, regel: Any, stukken: Iterable[Stuk]) -> None:
        for stuk in stukken:
            run = self._link(regel, stuk) if stuk.link else regel.add_run(schoon(stuk.tekst))
            run.bold, run.italic = stuk.vet or None, stuk.cursief or None

    def _link(self, regel: Any, stuk: Stuk) -> Any:
        rid = regel.part.relate_to(huisstijl.adres(schoon(stuk.link)), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        run = regel.add_run(schoon(stuk.tekst))
        run.font.color.rgb, run.font.underline = _kleur(huisstijl.LINK), True
        anker = OxmlElement("w:hyperlink")
        anker.set(qn("r:id"), rid)
        run._r.addprevious(anker)
        anker.append(run._r)
        return run

    def _plaat(self, regel: Any, inhoud: bytes, alt: str, breed: int) -> None:
        vorm = regel.add_run().add_picture(io.BytesIO(inhoud), width=breed)
        vorm._inline.docPr.set("descr", schoon(alt))
        for zijde in ("distT", "distB", "distL", "distR"):
            vorm._inline.set(zijde, "0")

    def _lijstregel(self, nummering: int | None) -> Any:
        regel = self.doc.add_paragraph(style="List Bullet" if nummering is None else "List Number")
        if nummering is not None:
            eigen = regel._p.get_or_add_pPr().get_or_add_numPr()
            eigen.get_or_add_ilvl().val, eigen.get_or_add_numId().val = 0, nummering
        return regel

    def _nieuwe_nummering(self) -> int:
        """A numbering that starts at 1: without it Word counts on from the previous list."""
        stijl = self.doc.styles["List Number"]
        nummers = self.doc.part.numbering_part.element
        bron = nummers.num_having_numId(stijl.element.pPr.numPr.numId.val)
        nieuw = nummers.add_num(bron.abstractNumId.val)
        nieuw.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(nieuw.numId)

    def _letter(self, font: Any, naam: str, maat: float) -> None:
        font.name, font.size = naam, Pt(maat)
        letters = font.element.get_or_add_rPr().get_or_add_rFonts()
        for soort in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            letters.attrib.pop(qn(soort), None)
        for soort in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            letters.set(qn(soort), naam)

    # --- the frame ---------------------------------------------------------------------------------

    def _stijlen(self) -> None:
        stijlen = self.doc.styles
        taal = stijlen.element.find(".//" + qn("w:docDefaults")).find(".//" + qn("w:lang"))
        for soort in ("w:val", "w:eastAsia"):
            taal.set(qn(soort), huisstijl.TAAL)
        basis = stijlen["Normal"]
        self._letter(basis.font, huisstijl.LETTER, 11)
        basis.font.color.rgb = _kleur(huisstijl.INKT)
        basis.paragraph_format.space_after, basis.paragraph_format.line_spacing = Pt(7), 1.2
        for naam, maat, kleur, vet in (
            ("Heading 1", 24, huisstijl.BLAUW, False),
            ("Heading 2", 15, huisstijl.INKT, True),
            ("Heading 3", 12, huisstijl.INKT, True),
        ):
            stijl = stijlen[naam]
            self._letter(stijl.font, huisstijl.LETTER, maat)
            stijl.font.color.rgb, stijl.font.bold, stijl.font.italic = _kleur(kleur), vet, False
            stijl.paragraph_format.space_before, stijl.paragraph_format.space_after = Pt(maat), Pt(6)
        self._letter(stijlen["Quote"].font, huisstijl.STEM, 13)
        stijlen["Quote"].font.color.rgb = _kleur(huisstijl.INKT)
        self._letter(stijlen["Caption"].font, huisstijl.LETTER, 10)
        stijlen["Caption"].font.color.rgb, stijlen["Caption"].font.bold = _kleur(huisstijl.ZACHT), False
        for naam, letter, punten, kleur in (
            ("Inleiding", huisstijl.LETTER, 13, huisstijl.INKT),
            ("Norm", huisstijl.STEM, 16, huisstijl.WIT),
            ("Noot", huisstijl.LETTER, 10.5, huisstijl.INKT),
            ("Vervolg", huisstijl.LETTER, 11, huisstijl.INKT),
            ("Invullen", huisstijl.LETTER, 11, huisstijl.ZACHT),
            ("Tabeltekst", huisstijl.LETTER, 10, huisstijl.INKT),
            ("Tabelkop", huisstijl.LETTER, 10, huisstijl.BLAUW),
        ):
            stijl = stijlen.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
            stijl.base_style = basis
            self._letter(stijl.font, letter, punten)
            stijl.font.color.rgb = _kleur(kleur)
        stijlen["Tabelkop"].font.bold = True
        for naam in ("Tabelkop", "Tabeltekst"):
            stijlen[naam].paragraph_format.space_before = stijlen[naam].paragraph_format.space_after = Pt(3)
        stijlen["Vervolg"].paragraph_format.left_indent = Mm(10)
        self._vlak(stijlen["Norm"], huisstijl.BLAUW, huisstijl.BLAUW)
        self._vlak(stijlen["Noot"], huisstijl.BLAUW_ZACHT, huisstijl.LINK)
        self._vlak(stijlen["Invullen"], huisstijl.BLAUW_ZACHT, huisstijl.BLAUW_ZACHT)
        stijlen["Norm"].paragraph_format.line_spacing = 1.1

    def _vlak(self, stijl: Any, vulling: str, rand: str) -> None:
        """A paragraph on a field of colour, with room around the words."""
        eigen = stijl.element.get_or_add_pPr()
        zijden = "".join(
            f'<w:{zijde} w:val="single" w:sz="{dik}" w:space="{ruimte}" w:color="{kleur[1:]}"/>'
            for zijde, dik, ruimte, kleur in (
                ("top", 4, 6, vulling),
                ("left", 18, 8, rand),
                ("bottom", 4, 6, vulling),
                ("right", 4, 8, vulling),
            )
        )
        vlak = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{vulling[1:]}"/>')
        randen = parse_xml(f"<w:pBdr {nsdecls('w')}>{zijden}</w:pBdr>")
        # The schema wants pBdr and shd before spacing and indents.
        eigen.insert_element_before(randen, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
        eigen.insert_element_before(vlak, "w:tabs", "w:spacing", "w:ind", "w:jc")
        stijl.paragraph_format.left_indent = stijl.paragraph_format.right_indent = Mm(4)
        stijl.paragraph_format.space_after = Pt(12)

    def _randen(self, tabel: Any) -> None:
        """Rules between rows only."""
        rand = "".join(
            f'<w:{zijde} w:val="single" w:sz="4" w:space="0" w:color="{huisstijl.LIJN[1:]}"/>'
            if zijde in {"top", "bottom", "insideH"}
            else f'<w:{zijde} w:val="nil"/>'
            for zijde in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        element = parse_xml(f"<w:tblBorders {nsdecls('w')}>{rand}</w:tblBorders>")
        # Moves the text of the first column to the margin, where all other text begins.
        inspringen = parse_xml(f'<w:tblInd {nsdecls("w")} w:w="108" w:type="dxa"/>')
        for deel in (inspringen, element):
            tabel._tbl.tblPr.insert_element_before(deel, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")

    def kader(self, titel: str, voettekst: str) -> None:
        """Page size, mark in the header, title and page numbers in the footer."""
        deel = self.doc.sections[0]
        deel.page_width, deel.page_height = Mm(210), Mm(297)
        deel.left_margin = deel.right_margin = Mm(22)
        deel.top_margin, deel.bottom_margin = Mm(30), Mm(22)
        kop = deel.header.paragraphs[0]
        self._plaat(kop, huisstijl.merk_png(), f"Beeldmerk {huisstijl.NAAM}", Mm(9))
        kop.add_run(f"  {huisstijl.NAAM}").bold = True
        voet = deel.footer.paragraphs[0]
        for tekst, veld in (
            (f"{huisstijl.als_zin(titel)} {huisstijl.als_zin(voettekst)} Pagina ", "PAGE"),
            (" van ", "NUMPAGES"),
        ):
            voet.add_run(tekst)
            element = OxmlElement("w:fldSimple")
            element.set(qn("w:instr"), veld)
            element.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
            voet._p.append(element)
        stijl = self.doc.styles["Footer"]
        self._letter(stijl.font, huisstijl.LETTER, 9)
        stijl.font.color.rgb = _kleur(huisstijl.ZACHT)
