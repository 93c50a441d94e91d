"""A briefing item as a slide, for a room without a wall screen of the portal, and on paper for who has no phone."""

from __future__ import annotations

from datetime import date

from django.core.files.storage import default_storage
from django.utils import timezone

from beroepscode.models import Onderdeel, Themablad
from briefings.models import Briefingsitem
from briefings.schema import BriefingsitemInhoud, Media, Punt
from vik_portal.exports import Bestand, bestandsnaam, huisstijl, pdf, pptx
from vik_portal.exports.blokken import (
    Blok,
    Citaat,
    Kolom,
    Kolommen,
    Kop,
    Lijst,
    Naast,
    Norm,
    Stuk,
    Toon,
    Verwijzing,
    alinea,
)
from vik_portal.exports.pptx.wand import Wand, wanddia
from vik_portal.exports.wandbeeld import Wandpunt
from vik_portal.media.models import Afbeelding, Video
from vik_portal.redactie import opmaak


def wand_van(inhoud: BriefingsitemInhoud) -> Wand:
    """What hangs on the wall, for a picture and a slide of it; a film stands there as its first picture."""
    film = film_van(inhoud.media)
    beeld = _lees(film.poster) if film else b""
    return Wand(
        titel=inhoud.titel,
        boodschap=inhoud.boodschap,
        vraag=inhoud.vraag,
        voet=f"{inhoud.soort.capitalize()}, {minuten(inhoud)}",
        punten=[Wandpunt(punt.kop, punt.tekst, punt.kant or "") for punt in inhoud.punten],
        beeld=beeld or _afbeelding(inhoud.media),
        film=bool(beeld),
        alt=inhoud.media.alt,
        notities=opmaak.platte_tekst(inhoud.notities),
    )


def film_van(media: Media) -> Video | None:
    """The film of an item, when its file is there."""
    film = Video.objects.filter(vingerafdruk=media.film, stand=Video.Stand.KLAAR).first() if media.film else None
    return film if film and default_storage.exists(film.bestand) else None


def _afbeelding(media: Media) -> bytes:
    gevonden = Afbeelding.objects.filter(vingerafdruk=media.afbeelding).first() if media.afbeelding else None
    return _lees(str(gevonden.bestand)) if gevonden else b""


def _lees(naam: str) -> bytes:
    try:
        with default_storage.open(naam) as bestand:
            return bestand.read()
    except FileNotFoundError:
        return b""


def item_pptx(item: Briefingsitem, inhoud: BriefingsitemInhoud | None = None, dag: date | None = None) -> Bestand:
    """One slide as it hangs on the wall, with what the briefer says as its notes.

    ``inhoud`` and ``dag`` are those of another version than the published one.
    """
    inhoud = inhoud or item.gelezen
    dia = wanddia(wand_van(inhoud), datum=dag or _dag(item))
    return Bestand(bestandsnaam(inhoud.titel, "pptx"), pptx.PPTX, dia)


def item_pdf(item: Briefingsitem, inhoud: BriefingsitemInhoud, *, concept: bool = False) -> Bestand:
    """A4 for who briefs from paper: the message, the points, the question, what to say, sources, and the way back."""
    bytes_ = pdf.document(
        titel=inhoud.titel,
        onderwerp="Briefingsitem",
        datum=_dag(item),
        voettekst="Concept, nog niet gepubliceerd" if concept else f"{inhoud.soort.capitalize()} voor de briefing",
        paginas=[pdf.Pagina(inhoud.titel, _blad(item, inhoud), passend=True, voor="voor de briefer")],
    )
    return Bestand(bestandsnaam(inhoud.titel, "pdf"), pdf.PDF, bytes_)


def minuten(inhoud: BriefingsitemInhoud) -> str:
    """How long it takes, in words."""
    return "1 minuut" if inhoud.minuten == 1 else f"{inhoud.minuten} minuten"


def _dag(item: Briefingsitem) -> date:
    """The day its text dates from, never today: an unchanged item gives an unchanged file."""
    return timezone.localdate(item.gepubliceerd_op) if item.gepubliceerd_op else date(2020, 1, 1)


def _blad(item: Briefingsitem, inhoud: BriefingsitemInhoud) -> list[Blok]:
    return [
        Norm(inhoud.boodschap, label="De boodschap"),
        *punten_als_blokken(inhoud),
        Kop("Vraag aan de ploeg"),
        Citaat(inhoud.vraag),
        Kop(f"Wat je zegt ({minuten(inhoud)})"),
        *opmaak.blokken(inhoud.notities),
        Naast(
            [
                Kop("Waarom nu"),
                alinea(inhoud.aanleiding_tekst),
                alinea(f"Leerpunt: {inhoud.leerpunt}"),
                *_bronnen(inhoud),
            ],
            [Verwijzing("Dit item in het portaal", huisstijl.adres(item.get_absolute_url()))],
            deel=0.7,
        ),
    ]


def punten_als_blokken(inhoud: BriefingsitemInhoud) -> list[Blok]:
    """What stands on the wall; a wrong and a right way beside each other."""
    if inhoud.naast_elkaar:
        kanten: list[tuple[str, Toon, str, list[Punt]]] = [
            ("Zo niet", "fout", "kruis", inhoud.niet),
            ("Zo wel", "goed", "vink", inhoud.wel),
        ]
        return [
            Kolommen(
                [Kolom(titel, toon, teken, [f"{p.kop}: {p.tekst}" for p in rij]) for titel, toon, teken, rij in kanten]
            )
        ]
    punten = [[Stuk(f"{punt.kop}. ", vet=True), Stuk(punt.tekst)] for punt in inhoud.punten]
    return [Kop("Op het scherm"), Lijst(geordend=True, items=punten)] if punten else []


def _bronnen(inhoud: BriefingsitemInhoud) -> list[Blok]:
    """The themabladen and richtlijnen that it rests on, by name, each with its address."""
    bladen = Themablad.objects.published().filter(slug__in=inhoud.themas)
    delen = Onderdeel.objects.actief().filter(sleutel__in=[f"richtlijn/{naam}" for naam in inhoud.richtlijnen])
    rij = [("Themablad", blad) for blad in bladen] + [("Richtlijn", deel) for deel in delen]
    items = [[Stuk(f"{soort}: "), Stuk(bron.titel, link=bron.get_absolute_url())] for soort, bron in rij]
    return [Kop("Bronnen"), Lijst(items=items)] if items else []
