"""What a new edition does to the portal: keys that disappear with all that points to them, and what changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from beroepscode.inlezen import vergelijk
from beroepscode.inlezen.indeling import Indeling
from beroepscode.models import Editie, Inlezing, Loket, Onderdeel, Themablad
from vik_portal.redactie import opmaak
from vik_portal.redactie.aansluiting import pagina
from vik_portal.redactie.models import Status, publicatiesoorten
from vik_portal.redactie.verschil import Veldverschil
from vik_portal.register import Aanbeveler, Verwijzing, register

#: Parts of the paraphrase that are of ourselves: a booklet need not have them.
VAN_ONS = (Onderdeel.Soort.VOORWOORD, Onderdeel.Soort.TEKST, Onderdeel.Soort.DIALOOGVRAAG, Onderdeel.Soort.CITAAT)


@dataclass(frozen=True)
class Verdwenen:
    """A part of the edition that counts now which the new one does not have: (label, pages that point to it)."""

    sleutel: str
    titel: str
    verwijzen: list[tuple[str, list[Verwijzing]]]


def verdwijnt(inlezing: Inlezing, indeling: Indeling) -> list[Verdwenen]:
    """What disappears when this booklet is published. Nothing when it would not become the edition that counts."""
    editie = Editie.objects.filter(actief=True).first()
    if editie is None or (inlezing.online and editie.inlezing_id != inlezing.pk):
        return []
    blijft = {deel.sleutel for deel in indeling.delen}
    weg = editie.onderdelen.exclude(sleutel__in=blijft)
    if not editie.officieel:
        weg = weg.exclude(soort__in=VAN_ONS)
    return [Verdwenen(deel.sleutel, deel.titel, wie_verwijst(deel.sleutel)) for deel in weg]


def wie_verwijst(sleutel: str) -> list[tuple[str, list[Verwijzing]]]:
    """All pages that point to this part of the code, by kind, whoever may see them, and texts on the desk that do."""
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
    gevonden.append(("Op de redactie", list(_op_de_redactie(soort, naam, al))))
    return [(label, links) for label, links in gevonden if links]


def _op_de_redactie(soort: str, naam: str, al: set[str]) -> Iterator[Verwijzing]:
    """Texts that name this part in a field or link to its page, as far as readers do not see that yet."""
    velden: dict[str, str] = {Onderdeel.Soort.RICHTLIJN: "richtlijnen", Onderdeel.Soort.KERNWAARDE: "kernwaarden"}
    adres = Onderdeel(sleutel=f"{soort}/{naam}", soort=soort).get_absolute_url()
    # An address may end in an anchor: #tekst-dialoog is not #tekst-dialoog-2.
    noemt = Q(woorden__regex=f"{re.escape(adres)}(?![a-z0-9-])")
    if soort == Onderdeel.Soort.DIALOOGVRAAG:
        noemt |= Q(woorden__contains=f'"dialoogvraag": "{naam}"')
    if soort in velden:
        noemt |= Q(concept__contains={velden[soort]: [naam]})
    for model in publicatiesoorten():
        if model is Inlezing:
            continue
        stukken = model._default_manager.exclude(status=Status.INGETROKKEN)
        for stuk in stukken.annotate(woorden=Cast("concept", TextField())).filter(noemt):
            if not stuk.online or stuk.get_absolute_url() not in al:
                yield Verwijzing(stuk.titel, pagina(stuk, "bewerk"), stuk.soortnaam)


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
