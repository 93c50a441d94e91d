"""A lesson as files: the draaiboek on paper, slides that can be edited, the homework on one A4.

Made from the published programme and what it names now. An unchanged text gives an unchanged file.
"""

from __future__ import annotations

from datetime import date, time

from beroepscode.exports import dag, stand
from dilemmas.groepsgesprek import antwoord, met_letters
from dilemmas.les.evaluatie import VRAGEN
from dilemmas.les.genoemd import Genoemd, Lesregel, genoemd_in, klok
from dilemmas.les.schema import LesprogrammaInhoud, Lesstap
from dilemmas.models import Dilemma, Lesprogramma
from vik_portal.exports import Bestand, bestandsnaam, huisstijl, pdf, pptx
from vik_portal.exports.blokken import (
    Alinea,
    Begrip,
    Begrippen,
    Blok,
    Citaat,
    Inleiding,
    Invulveld,
    Kop,
    Lijst,
    Naast,
    Stuk,
    Tabel,
    Verwijzing,
    alinea,
    lijst,
)
from vik_portal.exports.figuren import Feiten, Kruislijst
from vik_portal.exports.pptx import Dia
from vik_portal.meedoen.stappen import EENS
from vik_portal.redactie import opmaak

ZONDER_PORTAAL = "Stem je niet in het portaal? Laat de zaal kiezen met kaarten of handen, iedereen tegelijk."
#: A step of which a side has fewer characters than this, per full width, stays on one page.
BIJEEN = 3400
EVALUATIE = (
    "Deze drie vragen stel je in het portaal. Zonder telefoons print je het formulier: het staat bij de stukken van de "
    "bijeenkomst. Lees geen formulieren voor."
)
FORMULIER = (
    "Zet bij elke zin één kruis en schrijf er niets bij. Vouw het blad dicht en leg het op de stapel. De stapel wordt "
    "geschud voordat iemand hem ziet. Wie de les geeft, leest alleen grove woorden over de hele groep."
)
DIAHULP = (
    "Bewaar ze als pdf (in PowerPoint: Bestand, Exporteren, Pdf). Plan de les, en zet de pdf bij de bijeenkomst in "
    "deze stap. Zonder pdf staat er een titel op het scherm."
)


def _minuten(aantal: int) -> str:
    return "1 minuut" if aantal == 1 else f"{aantal} minuten"


def _vet(tekst: str) -> Alinea:
    return Alinea([Stuk(tekst, vet=True)])


def _loketten(genoemd: Genoemd) -> Begrippen:
    return Begrippen(
        [Begrip(loket.titel, loket.inhoud["kort"], loket.get_absolute_url()) for loket in genoemd.loketten]
    )


def _naar_het_portaal(stuk: Lesprogramma, tekst: str) -> Verwijzing:
    return Verwijzing(tekst, huisstijl.adres(stuk.get_absolute_url()))


# --- the draaiboek ----------------------------------------------------------------------------------


def draaiboek_pdf(stuk: Lesprogramma, begin: time) -> Bestand:
    """What who leads has in hand: the clock of this day, the words, what to watch, the stories to read aloud."""
    inhoud: LesprogrammaInhoud = stuk.gelezen
    genoemd = genoemd_in(inhoud)
    regels = genoemd.stappen()
    blokken: list[Blok] = [*_vooraf(inhoud, begin), _overzicht(regels, begin)]
    for regel in regels:
        blokken += _stap_op_papier(regel, genoemd, begin)
    for slug in dict.fromkeys(inhoud.dilemmas()):
        if dilemma := genoemd.dilemmas.get(slug):
            blokken += _verhaal_op_papier(dilemma)
    portaal = _naar_het_portaal(stuk, "Deze les in het portaal")
    blokken += [Kop("Bij wie kun je terecht?"), Naast([_loketten(genoemd)], [portaal], deel=0.66, bijeen=True)]
    bytes_ = pdf.document(
        titel=stuk.titel,
        onderwerp="Draaiboek van een les",
        datum=dag(stuk),
        voettekst=f"Versie {stuk.versienummer}. {stand(stuk)}.",
        blokken=blokken,
    )
    return Bestand(bestandsnaam(f"Draaiboek {stuk.titel}", "pdf"), pdf.PDF, bytes_)


def _vooraf(inhoud: LesprogrammaInhoud, begin: time) -> list[Blok]:
    wanneer = f"{klok(begin, 0)} tot {klok(begin, inhoud.duur)}"
    return [
        Inleiding(inhoud.kort),
        Feiten(
            [("Tijd", wanneer), ("Duur", inhoud.duur_in_woorden), ("Voor", inhoud.publiek), ("Groep", inhoud.groep)]
        ),
        Naast(
            [Kop("Dit kunnen ze daarna"), lijst(*inhoud.doel)],
            [Kop("Dit ligt klaar"), lijst(*inhoud.klaarzetten)],
            deel=0.5,
        ),
        Kop("Voor wie dit leidt"),
        *opmaak.blokken(inhoud.leiding),
    ]


def _overzicht(regels: list[Lesregel], begin: time) -> Tabel:
    rijen = [[r.om(begin), r.stap.titel, r.stap.soortnaam, str(r.stap.minuten)] for r in regels]
    return Tabel("Zo loopt de les", ["Tijd", "Stap", "Wat", "Min."], rijen, [0.12, 0.5, 0.28, 0.1])


def _stap_op_papier(regel: Lesregel, genoemd: Genoemd, begin: time) -> list[Blok]:
    stap = regel.stap
    rechts: list[Blok] = [alinea(f"{_minuten(stap.minuten)}. {stap.soortnaam.rstrip('?')}.")]
    if stap.scherm and stap.scherm not in (stap.vraag, stap.stelling if stap.soort == "waar-sta-jij" else ""):
        rechts += [_vet("Op het scherm"), alinea(stap.scherm)]
    rechts += _doen(regel, genoemd)
    if stap.let_op:
        rechts += [_vet("Let op"), lijst(*stap.let_op)]
    zeg = "\n\n".join(_alineas(stap.zeg))
    kop = Kop(f"{regel.om(begin)}  {stap.titel}")
    if not zeg:
        return [kop, *rechts]
    ernaast = sum(len(blok.platte_tekst()) for blok in rechts)
    # The words to say are the wider side, and give way where more stands beside them.
    deel = 0.5 if ernaast > len(zeg) else 0.62
    langste = max(len(zeg) / deel, ernaast / (1 - deel))
    return [kop, Naast([Citaat(zeg)], rechts, deel=deel, bijeen=langste < BIJEEN)]


def _alineas(tekst: str) -> list[str]:
    return [" ".join(deel.split()) for deel in tekst.split("\n\n") if deel.strip()]


def _doen(regel: Lesregel, genoemd: Genoemd) -> list[Blok]:
    """What only this kind of step asks of who leads."""
    stap = regel.stap
    if stap.soort == "dilemma":
        titel = f"Lees ‘{regel.onderwerp}’ voor. Het verhaal staat achterin." if regel.onderwerp else _WEG
        return [_vet("Dilemma"), alinea(titel)]
    if stap.soort == "kennisvraag":
        goed = f"Goed is: {stap.antwoorden[stap.goed]}"
        return [_vet(stap.vraag), lijst(*stap.antwoorden, geordend=True), alinea(f"{goed.rstrip('.')}. {stap.waarom}")]
    if stap.soort == "woorden":
        return [_vet(stap.vraag), alinea(", ".join(stap.woorden))]
    if stap.soort == "waar-sta-jij":
        return [_vet(stap.stelling), lijst(f"Het ene eind: {stap.links}", f"Het andere eind: {stap.rechts}")]
    if stap.soort == "film":
        return [_vet("Kijkvraag"), alinea(stap.kijkvraag), _vet("Wat voor film"), alinea(stap.film)]
    if stap.soort in ("themablad", "gesprek", "opdracht"):
        blad: list[Blok] = [Alinea([Stuk("Themablad: "), Stuk(regel.onderwerp, link=regel.url)])] if regel.url else []
        return [_vet(stap.werkvorm or "Opdracht"), alinea(stap.opdracht), *blad]
    if stap.soort == "evaluatie":
        return [lijst(*VRAGEN, geordend=True), alinea(EVALUATIE)]
    if stap.soort == "eigen-dias":
        return [_vet("Je eigen dia’s"), alinea(stap.wat), alinea(DIAHULP)]
    kop = {"stelling": "Stelling", "dialoogvraag": "Vraag"}.get(stap.soort)
    return [_vet(kop), alinea(regel.onderwerp)] if kop and regel.onderwerp != stap.scherm else []


_WEG = "Dit dilemma staat niet meer in de bibliotheek. Kies een ander."


def _verhaal_op_papier(dilemma: Dilemma) -> list[Blok]:
    inhoud = dilemma.gelezen
    keuzes = lijst(*(antwoord(letter, optie) for letter, optie in met_letters(inhoud.opties)))
    return [
        Kop(f"Verhaal: {inhoud.titel}"),
        *opmaak.blokken(inhoud.verhaal),
        _vet(inhoud.vraag),
        keuzes,
        Kop("Wat zegt de norm?", 3),
        alinea(inhoud.norm.tekst),
        alinea(f"Melden? {inhoud.norm.melden}"),
        Kop("Om over door te praten", 3),
        lijst(*inhoud.nabespreking, geordend=True),
    ]


# --- the slides -------------------------------------------------------------------------------------


def les_pptx(stuk: Lesprogramma) -> Bestand:
    """A slide per step with its words as speaker notes; what the room should not see yet stands on the next one."""
    inhoud: LesprogrammaInhoud = stuk.gelezen
    genoemd = genoemd_in(inhoud)
    vooraf = "\n".join(f"• {zin}" for zin in inhoud.klaarzetten)
    bytes_ = pptx.presentatie(
        titel=stuk.titel,
        ondertitel=f"{inhoud.duur_in_woorden.capitalize()}, voor {inhoud.publiek}",
        datum=dag(stuk),
        notities=f"{opmaak.platte_tekst(inhoud.leiding)}\n\nDit ligt klaar:\n{vooraf}\n\n{stand(stuk)}.",
        dias=[dia for regel in genoemd.stappen() for dia in _dias(regel, genoemd)],
    )
    return Bestand(bestandsnaam(stuk.titel, "pptx"), pptx.PPTX, bytes_)


def _dias(regel: Lesregel, genoemd: Genoemd) -> list[Dia]:
    stap, extra = regel.stap, ""
    if stap.soort == "dilemma" and (dilemma := genoemd.dilemmas.get(stap.dilemma)):
        return _dilemmadias(regel, dilemma)
    if stap.soort == "kennisvraag":
        return _kennisdias(regel)
    if stap.soort in ("stelling", "woorden"):
        extra = ZONDER_PORTAAL
    elif stap.soort == "film":
        extra = f"Zoek: {stap.film}"
    elif stap.soort == "evaluatie":
        extra = EVALUATIE
    return [Dia(stap.titel, _op_dia(regel, genoemd), _notities(regel, extra))]


def _dilemmadias(regel: Lesregel, dilemma: Dilemma) -> list[Dia]:
    inhoud = dilemma.gelezen
    keuzes = lijst(*(antwoord(letter, optie) for letter, optie in met_letters(inhoud.opties)))
    vragen = "\n".join(inhoud.nabespreking)
    erna = f"{ZONDER_PORTAAL}\n\nDe norm: {inhoud.norm.tekst}\n\nMelden? {inhoud.norm.melden}\n\nPraat door:\n{vragen}"
    return [
        Dia(regel.stap.titel, opmaak.blokken(inhoud.verhaal), _notities(regel, "Lees het verhaal voor.")),
        Dia(inhoud.vraag, [keuzes], erna),
    ]


def _kennisdias(regel: Lesregel) -> list[Dia]:
    stap = regel.stap
    goed = stap.antwoorden[stap.goed]
    keuzes: list[Blok] = [Citaat(stap.vraag), lijst(*stap.antwoorden, geordend=True)]
    uitleg: list[Blok] = [alinea(stap.vraag), Citaat(goed), alinea(stap.waarom)]
    return [
        Dia(stap.titel, keuzes, _notities(regel, f"Goed is antwoord {stap.goed + 1}: {goed}. {ZONDER_PORTAAL}")),
        Dia("Het antwoord", uitleg, "Vraag wie iets anders koos en waarom. Overhoor niemand."),
    ]


def _op_dia(regel: Lesregel, genoemd: Genoemd) -> list[Blok]:
    stap = regel.stap
    scherm: list[Blok] = [Inleiding(stap.scherm)] if stap.scherm else []
    if stap.soort == "stelling":
        return [Citaat(stap.stelling), lijst(*EENS)]
    if stap.soort == "woorden":
        return [Citaat(stap.vraag), lijst(*stap.woorden)]
    if stap.soort == "dialoogvraag":
        return [Citaat(regel.onderwerp or stap.scherm)]
    if stap.soort == "waar-sta-jij":
        einden = [Begrip("Het ene eind van de zaal", stap.links), Begrip("Het andere eind", stap.rechts)]
        return [Citaat(stap.stelling), Begrippen(einden)]
    if stap.soort == "film":
        return [Citaat(stap.kijkvraag), Invulveld("De film", "Zet hier je film, of zeg waar hij speelt.")]
    if stap.soort in ("themablad", "gesprek", "opdracht"):
        blad: list[Blok] = (
            [Verwijzing(f"Themablad: {regel.onderwerp}", huisstijl.adres(regel.url))] if regel.url else []
        )
        return [*scherm, *([_vet(stap.werkvorm)] if stap.werkvorm else []), alinea(stap.opdracht), *blad]
    if stap.soort == "eigen-dias":
        return [*scherm, Invulveld("Hier komen je eigen dia’s", stap.wat)]
    if stap.soort == "opbrengst":
        return [*scherm, Invulveld("Wat we afspraken", "Klein en voor morgen."), Invulveld("Wat ons opvalt", "")]
    if stap.soort == "evaluatie":
        return [lijst(*VRAGEN, geordend=True), alinea("Niemand ziet wat jij invult.")]
    if stap.soort == "slot":
        namen = [[Stuk(loket.titel, link=loket.get_absolute_url())] for loket in genoemd.loketten]
        return [*scherm, _vet("Hier kun je terecht"), Lijst(items=namen)]
    return scherm


def _notities(regel: Lesregel, extra: str = "") -> str:
    stap: Lesstap = regel.stap
    delen = [f"Na {_minuten(regel.na)}. Duurt {_minuten(stap.minuten)}." if regel.na else f"{_minuten(stap.minuten)}."]
    delen += [stap.zeg.strip(), extra]
    if stap.let_op:
        delen.append("Let op:\n" + "\n".join(f"• {zin}" for zin in stap.let_op))
    return "\n\n".join(filter(None, delen))


# --- the homework -----------------------------------------------------------------------------------


def huiswerk_pdf(stuk: Lesprogramma) -> Bestand:
    """What to do at home, on one A4, with room to write for oneself."""
    inhoud: LesprogrammaInhoud = stuk.gelezen
    genoemd = genoemd_in(inhoud)
    samen = sum(taak.tijd for taak in inhoud.huiswerk)
    tijd = f"Reken op {_minuten(samen)}. " if samen else ""
    blokken: list[Blok] = [Inleiding(f"{tijd}Wat je opschrijft, is voor jezelf. Niemand haalt het op.")]
    for nummer, taak in enumerate(inhoud.huiswerk, 1):
        blokken += [Kop(f"{nummer}. {taak.titel}"), alinea(taak.tekst)]
        blokken.append(
            Invulveld(_minuten(taak.tijd).capitalize(), "Een paar woorden voor jezelf. Geen namen en geen zaken.")
        )
    if genoemd.thuis:
        leesstukken = [Begrip(ander.titel, ander.kort or "", ander.get_absolute_url()) for ander in genoemd.thuis]
        blokken += [Kop("Lees dit thuis"), Begrippen(leesstukken)]
    blokken += [
        Kop("Zit je ergens mee?"),
        Naast([_loketten(genoemd)], [_naar_het_portaal(stuk, "Deze les op je telefoon")], deel=0.66),
    ]
    bytes_ = pdf.document(
        titel=f"Huiswerk: {stuk.titel}",
        onderwerp="Huiswerk bij een les",
        datum=dag(stuk),
        voettekst=stand(stuk),
        paginas=[pdf.Pagina(stuk.titel, blokken, passend=True, voor="huiswerk")],
    )
    return Bestand(bestandsnaam(f"Huiswerk {stuk.titel}", "pdf"), pdf.PDF, bytes_)


# --- how a lesson was, without phones ---------------------------------------------------------------


def formulier_pdf() -> Bestand:
    """The three questions to fill in with crosses: every copy the same, of every lesson."""
    vragen = Kruislijst("Eén kruis per zin", [*EENS, "Weet ik niet"], list(VRAGEN), eerste=1)
    bytes_ = pdf.document(
        titel="Drie vragen over de les",
        onderwerp="Formulier bij een les",
        datum=date(2026, 1, 1),  # always the same file
        voettekst="Alleen kruisjes, geen woorden",
        paginas=[pdf.Pagina("Hoe was de les?", [Inleiding(FORMULIER), vragen])],
    )
    return Bestand(bestandsnaam("Formulier Hoe was de les", "pdf"), pdf.PDF, bytes_)
