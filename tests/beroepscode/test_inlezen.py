"""Reading a booklet: a made-up one in the shape of the real thing, as text, PDF and Word, and files that are wrong."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from beroepscode.inlezen import bewerk, vergelijk
from beroepscode.inlezen.herken import LEEG, NIET_DE_CODE, herken
from beroepscode.inlezen.indeling import Boekregel, Indeling, bezwaren
from beroepscode.inlezen.zetten import aaneen, alineas, als_html, plak, varianten
from tests.wereld import BOEKJE
from vik_portal.exports import docx, pdf
from vik_portal.exports.blokken import Blok, Citaat, Kop, Lijst, Stuk, alinea, lijst
from vik_portal.media import apart, beeld, tekst
from vik_portal.media.tekst import MediaFout, Tekstregel, lees_tekst, uit_platte_tekst

TEKST = BOEKJE.read_text(encoding="utf-8")
RICHTLIJNEN = ["dilemmas-bespreken", "niet-corrupt", "vakmanschap", "veilige-werkomgeving", "omgang", "voorbeeld"]
RICHTLIJNEN += ["bevoegdheden-middelen", "verslaving", "informatie"]


@pytest.fixture(scope="module")
def lezing() -> Indeling:
    return herken(uit_platte_tekst(TEKST))


def alineas_van(indeling: Indeling, sleutel: str) -> list[tuple[str, str]]:
    return alineas(bewerk.deel_van(indeling, sleutel).regels)


def als_blokken(indeling: Indeling) -> list[Blok]:
    """The booklet as its printer would set it, for the writers of PDF and Word."""
    blokken: list[Blok] = []
    for deel in indeling.delen:
        kop = aaneen([regel for regel in deel.regels if regel.vorm == "kop"])
        if deel.soort == "citaat":
            blokken.append(Citaat(kop))
        elif deel.soort == "dialoogvraag":
            blokken.append(alinea(kop))
        elif kop:
            blokken.append(Kop(kop))
        for vorm, woorden in alineas(deel.regels):
            if vorm in {"punt", "nummer"} and isinstance(blokken[-1], Lijst):
                blokken[-1].items.append([Stuk(woorden)])
            else:
                blokken.append(
                    lijst(woorden, geordend=vorm == "nummer") if vorm in {"punt", "nummer"} else alinea(woorden)
                )
    return blokken


@pytest.fixture(scope="module")
def bestanden(lezing: Indeling, tmp_path_factory: Any) -> dict[str, Path]:
    map_, dag = tmp_path_factory.mktemp("boekjes"), date(2031, 1, 1)
    blokken = als_blokken(lezing)
    (map_ / "boekje.pdf").write_bytes(pdf.document(titel="Proefcode", onderwerp="Proef", datum=dag, blokken=blokken))
    (map_ / "boekje.docx").write_bytes(docx.document(titel="Proefcode", onderwerp="Proef", datum=dag, blokken=blokken))
    return {soort: map_ / f"boekje.{soort}" for soort in ("pdf", "docx")}


# --- what is recognised --------------------------------------------------------------------------------


def test_the_parts_of_the_booklet_have_their_keys(lezing):
    sleutels = [deel.sleutel for deel in lezing.delen]
    assert [s for s in sleutels if s.startswith("kernwaarde/")] == [
        "kernwaarde/integer",
        "kernwaarde/betrouwbaar",
        "kernwaarde/moedig",
        "kernwaarde/verbindend",
    ]
    assert [s.partition("/")[2] for s in sleutels if s.startswith("richtlijn/")] == RICHTLIJNEN
    assert [s for s in sleutels if s.startswith(("eed/", "loket/"))] == [
        "eed/uitvoering",
        "eed/ondersteuning",
        "loket/tco",
        "loket/vertrouwenspersoon",
        "loket/loket-24-7",
    ]
    assert {"voorwoord/voorwoord", "grondwet/artikel-1", "taak/politietaak", "missie/missie"} <= set(sleutels)
    assert {"professionaliteit/professionaliteit", "leiderschap/leiderschap", "colofon/colofon"} <= set(sleutels)
    assert lezing.titel == "negende druk, 2031"
    gemist = {telling.label: telling.mist for telling in vergelijk.tellingen(lezing) if telling.mist}
    assert list(gemist) == ["loketten"]
    assert "bmw" in gemist["loketten"]


def test_words_and_paragraphs_that_were_cut_are_whole_again(lezing):
    woorden = [woorden for _, woorden in alineas_van(lezing, "voorwoord/voorwoord")]
    assert "om te proeven of het inlezen" in woorden[1]
    assert "Een woord dat afgebroken is" in woorden[1]
    assert "een gewoon streepje heeft, of in twee delen staat: lees- en schrijfwerk." in woorden[1]
    # A page, its number, its head and a quote stand in between.
    assert "hoort weer bij elkaar te komen" in woorden[2]
    assert bewerk.deel_van(lezing, "citaat/wat-zou-jij-hier-doen").titel == "Wat zou jij hier doen?"
    assert "<em>schuine</em>" in als_html(bewerk.deel_van(lezing, "voorwoord/voorwoord"))
    # A line of a paragraph that happens to be a heading.
    assert alineas_van(lezing, "kernwaarde/integer") == [
        ("alinea", "Proeftekst over integer. Wie dit leest is zelf integer of wordt dat nog.")
    ]


def test_headings_over_two_lines_and_headings_that_nobody_knows(lezing):
    assert bewerk.deel_van(lezing, "tekst/in-gesprek").titel == "In gesprek met collega's en leidinggevenden"
    onbekend = bewerk.deel_van(lezing, "tekst/een-kop-die-niemand-kent")
    assert (onbekend.soort, onbekend.titel) == ("tekst", "Een kop die niemand kent")
    assert alineas(onbekend.regels) == [("alinea", "Daaronder staat gewoon tekst.")]


def test_every_list_mark_makes_an_item(lezing):
    html = als_html(bewerk.deel_van(lezing, "missie/missie"))
    assert "<ul><li>het eerste doel</li><li>het tweede doel, dat over meer regels loopt</li><li>het derde" in html
    assert html.endswith("<ol><li>eerst dit</li><li>dan dat</li></ol>")


@pytest.mark.parametrize("teken", ["-", "–", "•", "·", "▪", "◦", "●", "*", "+", "o", "\uf0b7", "✓"])
def test_a_list_mark(teken):
    anders = TEKST.replace("• het tweede", f"{teken} het tweede")
    assert ("punt", "het tweede doel, dat over meer regels loopt") in alineas_van(
        herken(uit_platte_tekst(anders)), "missie/missie"
    )


def test_the_oath_and_the_promise_say_it_their_own_way(lezing):
    beide = varianten(bewerk.deel_van(lezing, "eed/uitvoering"))
    assert "Ik zweer dat de zinnen" in beide["eed"]
    assert beide["eed"].endswith("<p>Zo helpe mij wie dit leest!’</p>")
    assert "Ik beloof dat dit een proef is. Ik verklaar dat de zinnen" in beide["belofte"]
    assert beide["belofte"].endswith("<p>Dat verklaar en beloof ik!’</p>")
    assert "(" not in beide["eed"] + beide["belofte"]
    assert varianten(bewerk.deel_van(lezing, "missie/missie")) == {}


def test_questions_on_one_line_are_two_parts(lezing):
    vragen = [deel for deel in lezing.delen if deel.soort == "dialoogvraag"]
    assert [deel.titel for deel in vragen] == [
        "Waar denk jij aan?",
        "En waar denk jij nooit aan?",
        "Wat verwacht je van een ander?",
    ]
    eerste, tweede = (deel.regels[0].n for deel in vragen[:2])
    assert (eerste.partition(".")[0], eerste[-2:], tweede[-2:]) == (tweede.partition(".")[0], ".1", ".2")


def test_cover_and_page_furniture_are_listed(lezing):
    assert [regel.tekst for regel in lezing.los][:2] == ["PROEF -CODE- POLITIE", "INTEGER"]
    vulling = [regel.tekst for regel in lezing.vulling]
    assert vulling.count("PROEFCODE 2031") == 6
    assert {"3", "9", "Voorwoord ........ 3", "Je..."} <= set(vulling)
    assert bezwaren(lezing) == ["7 regels hebben nog geen plek. Zet ze in een onderdeel of bij de bladvulling."]


def test_a_head_of_a_page_that_is_a_heading_does_not_begin_the_part_again():
    anders = herken(
        uit_platte_tekst(TEKST.replace("\f\nPROEFCODE 2031\n\nWaar we ons aan", "\f\nLeiderschap\n\nWaar we ons aan"))
    )
    assert [d.sleutel for d in anders.delen if d.soort == "leiderschap"] == ["leiderschap/leiderschap"]
    assert "Leiderschap" in [regel.tekst for regel in anders.los]


def test_markdown_and_markup_stay_what_they_are():
    opgemaakt = TEKST.replace("Een kop die niemand kent", "## Een kop. Met een punt").replace(
        "Moedig\n", "**Moedig**\n"
    )
    indeling = herken(uit_platte_tekst(opgemaakt.replace("over moedig.", "<script>1 & 2</script> **vet**.")))
    assert bewerk.deel_van(indeling, "tekst/een-kop-met-een-punt").titel == "Een kop. Met een punt"
    moedig = als_html(bewerk.deel_van(indeling, "kernwaarde/moedig"))
    assert moedig == "<p>Proeftekst &lt;script&gt;1 &amp; 2&lt;/script&gt; <strong>vet</strong>.</p>"


@pytest.mark.parametrize(
    ("eerst", "dan", "samen"),
    [
        ("proe-", "ven", "proeven"),
        ("lees-", "en schrijfwerk", "lees- en schrijfwerk"),
        ("VIK-", "medewerker", "VIK-medewerker"),
        ("tot 24-", "urige", "tot 24-urige"),
        ("regel –", "tussen", "regel – tussen"),
        ("", "los", "los"),
    ],
)
def test_two_lines_as_one(eerst, dan, samen):
    assert plak(eerst, dan) == samen


@pytest.mark.parametrize("tekst_", ["Beste buurman, tot zaterdag.", "Integer\n\nIs een woord.\n\nMeer niet."])
def test_something_else_is_refused(tekst_):
    with pytest.raises(ValueError, match=re.escape(NIET_DE_CODE)):
        herken(uit_platte_tekst(tekst_))
    with pytest.raises(ValueError, match=re.escape(LEEG)):
        herken([])


# --- none vanishes -------------------------------------------------------------------------------------


def kaal(woorden: str) -> str:
    """Letters and digits alone: what may never be lost, whatever happens to marks and blanks."""
    return "".join(teken for teken in woorden if teken.isalnum())


STUKJES = st.sampled_from(
    [
        *(regel for regel in TEKST.replace("\f", "").split("\n") if regel.strip()),
        "",
        "",
        "\f",
        "- x",
        "# Kop",
        "> Zeg",
        "*",
        "12",
    ]
) | st.text(alphabet="ab Z?.*-#>\u00ad1\f:", max_size=20)


@settings(max_examples=150, deadline=None)
@given(st.lists(STUKJES, max_size=40))
def test_every_line_of_any_file_is_placed_or_listed(stukjes):
    bron_tekst = TEKST[: TEKST.index("COLOFON")] + "\n".join(stukjes)
    regels = uit_platte_tekst(bron_tekst)
    assert "".join(kaal(regel.tekst) for regel in regels) == kaal(bron_tekst)
    indeling = herken(regels)
    per_regel: dict[int, str] = {}
    for regel in bewerk.alle_regels(indeling):
        nummer = int(regel.n.partition(".")[0])
        per_regel[nummer] = per_regel.get(nummer, "") + regel.tekst
    assert sorted(per_regel) == list(range(1, len(regels) + 1))
    for nummer, regel in enumerate(regels, 1):
        # A list mark goes; it may be a number or a letter.
        assert kaal(regel.tekst).endswith(kaal(per_regel[nummer]))
        assert len(kaal(regel.tekst)) - len(kaal(per_regel[nummer])) <= 2
    nummers = [regel.n for regel in bewerk.alle_regels(indeling)]
    assert len(nummers) == len(set(nummers))


def stap(indeling: Indeling, data: st.DataObject) -> Indeling:
    """Anything that an editor may try."""
    nummers = [regel.n for regel in bewerk.alle_regels(indeling)]
    sleutels = [deel.sleutel for deel in indeling.delen]
    gekozen = data.draw(st.lists(st.sampled_from(nummers), max_size=4, unique=True))

    def kies(*keuzes: str) -> str:
        return data.draw(st.sampled_from(keuzes))

    sleutel = kies(*sleutels, "tekst/weg")
    doen = {
        "verplaats": lambda: bewerk.verplaats(
            indeling, gekozen, data.draw(st.sampled_from(["los", "vulling", sleutel]))
        ),
        "nieuw": lambda: bewerk.nieuw_deel(indeling, gekozen)[0],
        "samen": lambda: bewerk.voeg_samen(indeling, sleutel)[0],
        "splits": lambda: bewerk.splits(indeling, sleutel, kies(*nummers))[0],
        "vorm": lambda: bewerk.zet_vorm(indeling, gekozen, kies("kop", "punt", "vervolg", "x")),
        "noem": lambda: bewerk.zet_deel(
            indeling,
            sleutel,
            soort=kies("tekst", "kernwaarde", "richtlijn", "x"),
            naam=kies("integer", "nieuw", "Fout Naam", ""),
            titel=kies("Titel", ""),
        ),
    }
    return doen[kies(*sorted(doen))]()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_correction_loses_a_line_or_changes_its_words(data):
    indeling = herken(uit_platte_tekst(TEKST))
    eerst, zinnen = {regel.n: regel.tekst for regel in bewerk.alle_regels(indeling)}, []
    for _ in range(data.draw(st.integers(1, 8))):
        voor = indeling.model_dump()
        try:
            nieuw = stap(indeling, data)
        except ValueError as fout:
            zinnen.append(str(fout))
            nieuw = indeling
        assert indeling.model_dump() == voor  # the old one stays as it was
        indeling = nieuw
        na = bewerk.alle_regels(indeling)
        assert {regel.n: regel.tekst for regel in na} == eerst
        assert len(na) == len(eerst)
        sleutels = [deel.sleutel for deel in indeling.delen]
        assert len(sleutels) == len(set(sleutels))
        assert all(deel.regels for deel in indeling.delen)
    assert all(zin.endswith(".") for zin in zinnen)


# --- corrections ---------------------------------------------------------------------------------------


def test_splitting_and_joining_again_gives_the_same_words(lezing):
    regels = bewerk.deel_van(lezing, "missie/missie").regels
    los, nieuw = bewerk.splits(lezing, "missie/missie", regels[2].n)
    assert bewerk.deel_van(los, nieuw).titel == "het eerste doel"
    weer, sleutel = bewerk.voeg_samen(los, nieuw)
    assert sleutel == "missie/missie"
    assert [r.tekst for r in bewerk.deel_van(weer, sleutel).regels] == [r.tekst for r in regels]


def test_a_new_part_stands_where_its_lines_stood(lezing):
    indeling, sleutel = bewerk.nieuw_deel(lezing, ["5"])
    assert sleutel == "tekst/verbindend"  # there is a kernwaarde of that name already
    assert indeling.delen[0].sleutel == sleutel


def test_a_part_without_lines_goes_and_its_key_with_it(lezing):
    deel = bewerk.deel_van(lezing, "richtlijn/verslaving")
    weg = bewerk.verplaats(lezing, [regel.n for regel in deel.regels], "vulling")
    assert "richtlijn/verslaving" not in [d.sleutel for d in weg.delen]
    assert deel.regels[0].tekst in [regel.tekst for regel in weg.vulling]


def test_words_changed_by_hand_are_told_apart(lezing):
    bron = [{"n": regel.n, "tekst": regel.tekst} for regel in bewerk.alle_regels(lezing)]
    assert vergelijk.met_de_hand(bron, lezing) == []
    anders = bewerk.zet_tekst(lezing, "1", "  PROEFCODE   POLITIE ")
    assert [(regel.tekst, gelezen) for regel, gelezen in vergelijk.met_de_hand(bron, anders)] == [
        ("PROEFCODE POLITIE", "PROEF -CODE- POLITIE")
    ]
    for leeg in ("", "   ", "x" * 5001):
        with pytest.raises(ValueError, match="regel"):
            bewerk.zet_tekst(lezing, "1", leeg)


def test_a_title_follows_its_heading(lezing):
    """Of a quote or a question the title is all that readers see."""
    citaat = bewerk.deel_van(lezing, "citaat/wat-zou-jij-hier-doen")
    anders = bewerk.zet_tekst(lezing, citaat.regels[1].n, "daar doen?")
    assert bewerk.deel_van(anders, citaat.sleutel).titel == "Wat zou jij daar doen?"
    voorwoord = bewerk.deel_van(lezing, "voorwoord/voorwoord")
    anders = bewerk.zet_tekst(lezing, voorwoord.regels[0].n, "VOORWOORDEN")
    assert bewerk.deel_van(anders, voorwoord.sleutel).titel == "Voorwoorden"
    kop = bewerk.zet_vorm(lezing, [voorwoord.regels[1].n], "kop")
    assert bewerk.deel_van(kop, voorwoord.sleutel).titel == f"VOORWOORD {voorwoord.regels[1].tekst}"
    informatie = bewerk.deel_van(lezing, "richtlijn/informatie")
    anders = bewerk.zet_tekst(lezing, informatie.regels[0].n, "Je... deelt informatie anders.")
    assert bewerk.deel_van(anders, informatie.sleutel).titel.startswith("Je deelt informatie anders")
    for goed in (lezing, anders, kop):
        assert vergelijk.andere_titels(goed) == []


def test_a_title_of_other_words_than_its_heading_is_told(bestanden, lezing):
    for soort in ("pdf", "docx"):
        assert vergelijk.andere_titels(herken(lees_tekst(bestanden[soort], soort))) == []
    eed, citaat = "eed/uitvoering", "citaat/wat-zou-jij-hier-doen"
    anders = bewerk.zet_deel(lezing, citaat, soort="citaat", naam="wat-zou-jij-hier-doen", titel="Iets anders")
    anders = bewerk.zet_vorm(anders, [bewerk.deel_van(anders, eed).regels[1].n], "kop")
    verslaving = bewerk.deel_van(anders, "richtlijn/verslaving")
    anders = bewerk.zet_deel(anders, verslaving.sleutel, soort="richtlijn", naam="verslaving", titel="Je mag alles")
    gezegd = {deel.sleutel: kop for deel, kop in vergelijk.andere_titels(anders)}
    assert set(gezegd) == {eed, citaat, verslaving.sleutel}
    assert gezegd[citaat] == aaneen(bewerk.deel_van(lezing, citaat).regels)
    assert gezegd[verslaving.sleutel] == verslaving.titel
    # A title that was typed stays, whatever becomes of its heading.
    weer = bewerk.zet_tekst(anders, bewerk.deel_van(anders, citaat).regels[0].n, "Wie zou jij")
    assert bewerk.deel_van(weer, citaat).titel == "Iets anders"


def test_differences_are_told_per_part(lezing):
    moedig = bewerk.deel_van(lezing, "kernwaarde/moedig").regels[1].n
    anders = bewerk.noem(bewerk.zet_tekst(lezing, moedig, "Nieuwe proeftekst."), "tiende druk")
    labels = [verschil.label for verschil in vergelijk.verschillen(lezing.model_dump(), anders.model_dump())]
    assert labels == ["Naam", "Moedig"]
    assert vergelijk.verschillen(None, lezing.model_dump())


# --- PDF and Word --------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", ["pdf", "docx"])
def test_the_same_booklet_comes_out_of_every_format(bestanden, lezing, soort):
    regels = lees_tekst(bestanden[soort], "wat dan ook")  # the content says what it is, not the name
    indeling = herken(regels)
    for deel in lezing.delen:
        gelezen = bewerk.deel_van(indeling, deel.sleutel)
        assert gelezen.titel.lower() == deel.titel.lower(), deel.sleutel
        assert [w.replace("*", "") for _, w in alineas(gelezen.regels)] == [
            w.replace("*", "") for _, w in alineas(deel.regels)
        ], deel.sleutel
    assert [deel.sleutel for deel in indeling.delen] == [deel.sleutel for deel in lezing.delen]
    assert "VIK-portaal" in " ".join(regel.tekst for regel in indeling.vulling)  # head and foot of the page


def test_all_words_of_a_pdf_are_among_its_lines(bestanden):
    regels = lees_tekst(bestanden["pdf"], "boekje.pdf")
    gewoon = "".join(pagina.extract_text() for pagina in PdfReader(bestanden["pdf"]).pages)
    assert kaal("".join(regel.tekst for regel in regels)) == kaal(gewoon)


def test_words_of_a_word_document_wherever_they_stand(tmp_path):
    """In a table, a text box, a form field, a tracked insertion, a header: python-docx itself leaves some out."""
    document = Document()
    document.add_paragraph("Gewone regel")
    document.add_table(1, 1).cell(0, 0).text = "In een tabel"
    document.sections[0].header.paragraphs[0].text = "Boven elk blad"
    ruw = document.element.body.xml
    assert "In een tabel" in ruw
    p = document.add_paragraph()._p
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for stuk in (
        "<w:sdt {ns}><w:sdtContent><w:r><w:t>In een veld</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:ins {ns} w:id="1" w:author="x"><w:r><w:br/><w:t>Ingevoegd</w:t></w:r></w:ins>',
        '<w:del {ns} w:id="2" w:author="x"><w:r><w:delText>Geschrapt</w:delText></w:r></w:del>',
        "<w:r {ns}><w:pict><w:txbxContent><w:p><w:r><w:t>In een kader</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>",
    ):
        p.append(parse_xml(stuk.format(ns=nsdecls("w"))))
    pad = tmp_path / "alles.docx"
    document.save(str(pad))
    regels = lees_tekst(pad, "alles.docx")
    assert [(regel.tekst, regel.soort) for regel in regels] == [
        ("Gewone regel", "tekst"),
        ("In een tabel", "tekst"),
        ("In een veld", "tekst"),
        ("Ingevoegd", "tekst"),
        ("In een kader", "tekst"),
        ("Boven elk blad", "rand"),
    ]


# --- files that are wrong ------------------------------------------------------------------------------


def een_pdf(*, wachtwoord: str = "", paginas: int = 1) -> bytes:
    schrijver, uit = PdfWriter(), io.BytesIO()
    for _ in range(paginas):
        schrijver.add_blank_page(200, 200)
    if wachtwoord:
        schrijver.encrypt(wachtwoord, algorithm="AES-256")
    schrijver.write(uit)
    return uit.getvalue()


def een_docx(**delen: bytes) -> bytes:
    """A Word document with parts of our own in it."""
    document, uit = Document(), io.BytesIO()
    document.add_paragraph("Een regel")
    document.save(uit)
    bron, klaar = zipfile.ZipFile(uit), io.BytesIO()
    with zipfile.ZipFile(klaar, "w", zipfile.ZIP_DEFLATED) as pak:
        for naam in bron.namelist():
            pak.writestr(naam, delen.pop(naam.rpartition("/")[2].partition(".")[0], bron.read(naam)))
        for naam, inhoud in delen.items():
            pak.writestr(naam, inhoud)
    return klaar.getvalue()


def lachsalvo() -> bytes:
    """A document whose XML would become gigabytes when its entities were filled in."""
    soorten = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inhoud = f"<w:document {ns}><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>"
    return een_docx(document=f'<!DOCTYPE x [<!ENTITY a0 "ha">{soorten}]>{inhoud}'.encode())


FOUT: dict[str, tuple[str, Any, str]] = {
    "empty": ("leeg.txt", lambda: b"", beeld.LEEG),
    "only blanks": ("wit.txt", lambda: b" \n\f \n", beeld.LEEG),
    "other kind": ("boek.epub", lambda: b"x", tekst.ANDER_SOORT),
    "latin-1": ("oud.txt", lambda: "Één caf\xe9".encode("latin-1"), tekst.GEEN_UTF8),
    "utf-16": ("word.txt", lambda: "Voorwoord".encode("utf-16"), tekst.GEEN_UTF8),
    "long text": ("lang.txt", lambda: b"x" * 4_000_001, tekst.TE_LANG),
    "password on pdf": ("slot.pdf", lambda: een_pdf(wachtwoord="geheim"), tekst.PDF_SLOT),
    "broken pdf": ("stuk.pdf", lambda: b"%PDF-1.7\n" + bytes(5000), tekst.PDF_STUK),
    "no pdf": ("naam.pdf", lambda: b"GIF89a", tekst.PDF_STUK),
    "pictures only": ("scan.pdf", een_pdf, tekst.PDF_BEELD),
    "too many pages": ("dik.pdf", lambda: een_pdf(paginas=401), tekst.PDF_TE_VEEL.format(aantal=401)),
    "old word or password": ("oud.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), tekst.DOCX_SLOT),
    "broken docx": ("half.docx", lambda: een_docx()[:3000], tekst.DOCX_STUK),
    "zip that is no docx": ("rommel.docx", lambda: een_zip(), tekst.DOCX_STUK),
    "zip bomb": ("bom.docx", lambda: een_docx(bom=bytes(60 * 1024 * 1024)), tekst.DOCX_BOM),
    "many files": ("veel.docx", lambda: een_docx(**{f"deel{i}": b"" for i in range(2001)}), tekst.DOCX_BOM),
    "no words": ("leeg.docx", lambda: een_docx(document=LEEG_DOCUMENT), beeld.LEEG),
}
LEEG_DOCUMENT = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
)


def een_zip() -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as pak:
        pak.writestr("foto.txt", "geen document")
    return uit.getvalue()


@pytest.mark.parametrize("geval", FOUT)
def test_a_wrong_file_gets_one_sentence(tmp_path, geval):
    naam, maak, zin = FOUT[geval]
    pad = tmp_path / naam
    pad.write_bytes(maak())
    with pytest.raises(MediaFout) as gevangen:
        lees_tekst(pad, naam)
    assert str(gevangen.value) == zin


def test_two_hundred_megabytes_are_refused_unread(tmp_path):
    pad = tmp_path / "groot.pdf"
    with pad.open("wb") as bestand:
        bestand.truncate(200 * 1024 * 1024)
    with pytest.raises(MediaFout, match="groter dan 20 MB"):
        lees_tekst(pad, "groot.pdf")


def test_xml_that_explodes_stays_small(tmp_path):
    pad = tmp_path / "ha.docx"
    pad.write_bytes(lachsalvo())
    with pytest.raises(MediaFout) as gevangen:
        lees_tekst(pad, "ha.docx")
    assert str(gevangen.value) in {tekst.DOCX_STUK, beeld.LEEG}


@pytest.mark.parametrize(("grens", "waarde"), [("GEDULD", 0.01), ("GEHEUGEN", 30 * 1024 * 1024)])
def test_a_file_that_asks_too_much_is_stopped(monkeypatch, bestanden, grens, waarde):
    assert lees_tekst(bestanden["pdf"], "boekje.pdf")  # the negative control
    monkeypatch.setattr(apart, grens, waarde)
    with pytest.raises(MediaFout, match="te zwaar om te lezen"):
        lees_tekst(bestanden["pdf"], "boekje.pdf")
    with pytest.raises(MediaFout, match="veel te groot"):
        lees_tekst(bestanden["docx"], "boekje.docx")


def test_lines_may_be_made_by_hand_too():
    """The recogniser knows no file: any source of lines will do."""
    regels = [Tekstregel(regel.tekst, regel.blad, regel.soort, regel.nieuw) for regel in uit_platte_tekst(TEKST)]
    assert herken(regels) == herken(uit_platte_tekst(TEKST))
    assert aaneen([Boekregel(n="1", tekst="proe-"), Boekregel(n="2", tekst="ven")]) == "proeven"
