"""What a new edition does to the portal: keys that disappear with all that points to them, and what changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from beroepscode.inlezen import vergelijk
from beroepscode.inlezen.indeling import Indeling
from beroepscode.models import Editie, Inlezing, Loket, Onderdeel, Themablad
from vik_portal.redactie import opmaak
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.models import Publicatie, Status, publicatiesoorten
from vik_portal.redactie.verschil import Veldverschil
from vik_portal.register import Aanbeveler, Verwijzing, register

#: Parts of the paraphrase that are of ourselves: a booklet need not have them.
VAN_ONS = (Onderdeel.Soort.VOORWOORD, Onderdeel.Soort.TEKST, Onderdeel.Soort.DIALOOGVRAAG, Onderdeel.Soort.CITAAT)
#: In which field a text names a part of this kind.
VELDEN: dict[str, str] = {Onderdeel.Soort.RICHTLIJN: "richtlijnen", Onderdeel.Soort.KERNWAARDE: "kernwaarden"}
#: A text on the desk, and its words.
Tekst = tuple[Publicatie, str]


@dataclass(frozen=True)
class Verdwenen:
    """A part of the edition that counts now which the new one does not have: (label, pages that point to it)."""

    sleutel: str
    titel: str
    verwijzen: list[tuple[str, list[Verwijzing]]]


def weg_uit(inlezing: Inlezing, indeling: Indeling) -> QuerySet[Onderdeel]:
    """What disappears when this booklet is published. Nothing when it would not become the edition that counts."""
    editie = Editie.objects.filter(actief=True).first()
    if editie is None or (inlezing.online and editie.inlezing_id != inlezing.pk):
        return Onderdeel.objects.none()
    weg = editie.onderdelen.exclude(sleutel__in={deel.sleutel for deel in indeling.delen})
    return weg if editie.officieel else weg.exclude(soort__in=VAN_ONS)


def verdwijnt(inlezing: Inlezing, indeling: Indeling) -> list[Verdwenen]:
    """The same, with all that points to it."""
    weg = list(weg_uit(inlezing, indeling))
    teksten = _op_de_redactie([deel.sleutel for deel in weg])
    return [Verdwenen(deel.sleutel, deel.titel, _wie_verwijst(deel.sleutel, teksten)) for deel in weg]


def wie_verwijst(sleutel: str) -> list[tuple[str, list[Verwijzing]]]:
    """All pages that point to this part of the code, by kind, whoever may see them, and texts on the desk that do."""
    return _wie_verwijst(sleutel, _op_de_redactie([sleutel]))


def _wie_verwijst(sleutel: str, teksten: Collection[Tekst]) -> list[tuple[str, list[Verwijzing]]]:
    bladen = Themablad.objects.published().bij_onderdeel(sleutel).op_titel()
    gevonden = [("Themabladen", [Verwijzing(blad.titel, blad.get_absolute_url()) for blad in bladen])]
    gevonden += [(bron.label, bron.voor_onderdeel(sleutel)) for bron in register.alle(Aanbeveler)]
    kaarten = Onderdeel.objects.dialoogkaarten().filter(editie__officieel=False).bij(sleutel)
    gevonden.append(("Dialoogkaarten", [Verwijzing(kaart.titel, kaart.get_absolute_url()) for kaart in kaarten]))
    soort, _, naam = sleutel.partition("/")
    if soort == Onderdeel.Soort.LOKET:
        loketten = Loket.objects.published().filter(slug=naam)
        links = [Verwijzing(loket.titel, loket.get_absolute_url()) for loket in loketten]
        gevonden.append(("Waar kan ik terecht?", links))
    al = {link.url for _, links in gevonden for link in links}
    gevonden.append(("Op de redactie", list(_nog_niet_te_lezen(sleutel, teksten, al))))
    return [(label, links) for label, links in gevonden if links]


def _nog_niet_te_lezen(sleutel: str, teksten: Collection[Tekst], al: set[str]) -> Iterator[Verwijzing]:
    """Of these texts those that name this part, as far as readers do not see that yet."""
    noemt = re.compile(_vindplaats(sleutel))
    soort, _, naam = sleutel.partition("/")
    for stuk, woorden in teksten:
        in_veld = soort in VELDEN and naam in (stuk.concept.get(VELDEN[soort]) or [])
        if (in_veld or noemt.search(woorden)) and (not stuk.online or stuk.get_absolute_url() not in al):
            yield Verwijzing(stuk.titel, pagina(stuk, "bewerk"), stuk.soortnaam)


def _op_de_redactie(sleutels: Collection[str]) -> list[Tekst]:
    """Texts that name one of these parts in a field or link to its page. One query for each kind of text."""
    if not sleutels:
        return []
    noemt = Q(woorden__regex="|".join(_vindplaats(sleutel) for sleutel in sleutels))
    for soort, _, naam in (sleutel.partition("/") for sleutel in sleutels):
        if soort in VELDEN:
            noemt |= Q(concept__contains={VELDEN[soort]: [naam]})
    return [
        (stuk, stuk.woorden)
        for model in publicatiesoorten()
        if model is not Inlezing
        for stuk in model._default_manager.exclude(status=Status.INGETROKKEN)
        .annotate(woorden=Cast("concept", TextField()))
        .filter(noemt)
    ]


def _vindplaats(sleutel: str) -> str:
    """How the words of a text, as json, point to this part: an expression for the database and for Python."""
    soort, _, naam = sleutel.partition("/")
    adres = Onderdeel(sleutel=sleutel, soort=soort).get_absolute_url()
    # An address may end in an anchor: #tekst-dialoog is not #tekst-dialoog-2.
    link = f"{re.escape(adres)}(?![a-z0-9-])"
    return f'{link}|"dialoogvraag": "{re.escape(naam)}"' if soort == Onderdeel.Soort.DIALOOGVRAAG else link


def verandert(indeling: Indeling) -> list[Veldverschil]:
    """What changes in the words of the code; empty while readers have no official edition to compare with."""
    editie = Editie.objects.filter(actief=True, officieel=True).first()
    if editie is None:
        return []
    delen = editie.onderdelen.all()
    oud = {deel.sleutel: [deel.titel, *opmaak.platte_tekst(deel.tekst).splitlines()] for deel in delen}
    return vergelijk.tussen(oud, vergelijk.per_deel(indeling))


def voor_meelezer(inlezing: Inlezing) -> SafeString:
    """What a second person should know: what disappears and changes, what was changed by hand, what is furniture."""
    indeling = inlezing.indeling
    bladen = {regel["n"]: regel["blad"] for regel in inlezing.bron}
    context = {
        "inlezing": inlezing,
        "tellingen": vergelijk.tellingen(indeling),
        "verdwijnt": verdwijnt(inlezing, indeling),
        "met_de_hand": vergelijk.met_de_hand(inlezing.bron, indeling),
        "titels": vergelijk.andere_titels(indeling),
        "vulling": [(regel, bladen.get(regel.n)) for regel in indeling.vulling],
        "los": indeling.los,
        # What differs from the version that is online, the desk shows already.
        "verschillen": [] if inlezing.online else verandert(indeling),
    }
    return render_to_string("beroepscode/inlezen/_meelezer.html", context)
