"""What goes into an e-briefingpakket, as files. The film of a still picture is made elsewhere: it takes long."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from briefings.agenda import als_afspraken
from briefings.exports import item_pptx, minuten, punten_als_blokken
from briefings.models import Briefingsitem, Briefingtijd, Campagne, Vertoning
from briefings.models.goedkeuring import afdruk_van
from briefings.rooster import STANDAARD, Moment
from briefings.schema import BriefingsitemInhoud, Media
from vik_portal.exports import docx
from vik_portal.exports.blokken import Blok, Citaat, Kop, Noot, Norm, alinea
from vik_portal.exports.ics import agenda
from vik_portal.exports.xlsx import werkblad
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie import opmaak
from vik_portal.redactie.models import Versie

#: Raised when the package itself is made in another way: the same item is then another package.
RECEPT = 3
#: What compresses; a film and a picture are packed already.
_TEKST = (".txt", ".ics", ".vtt")


@dataclass(frozen=True)
class Dagregel:
    """One showing of a team, with the moments of its briefings."""

    vertoning: Vertoning
    momenten: tuple[Moment, ...]


@dataclass(frozen=True)
class Bron:
    """All that a package is made from. ``eenheid`` is for whom it is: an eenheid, or a team with its own item."""

    item: Briefingsitem
    versie: Versie
    campagne: Campagne | None
    eenheid: Eenheid

    @property
    def inhoud(self) -> BriefingsitemInhoud:
        return BriefingsitemInhoud.model_validate(self.versie.inhoud)

    @property
    def dag(self) -> date:
        """The day its text dates from, never today: an unchanged item gives an unchanged file."""
        op = self.versie.gepubliceerd_op or self.versie.gemaakt_op
        return timezone.localdate(op)

    def dagen(self) -> list[Dagregel]:
        """Where and when it is shown, by day and team. Two queries."""
        vertoningen = Vertoning.objects.geldig().filter(
            item=self.item, campagne=self.campagne, team__pad__startswith=self.eenheid.pad
        )
        rijen = list(vertoningen.select_related("team").order_by("dag", "team__naam", "pk"))
        momenten: dict[int, list[Moment]] = {}
        for tijd in Briefingtijd.objects.van({rij.team for rij in rijen}):
            momenten.setdefault(tijd.team_id, []).append(Moment(tijd.begint, tijd.naam))
        return [Dagregel(rij, tuple(momenten.get(rij.team_id, STANDAARD))) for rij in rijen]

    def afdruk(self, dagen: Sequence[Dagregel]) -> str:
        """The SHA-256 of all that goes in; its film and image are in the content by their own."""
        plan = [
            [
                str(d.vertoning.uid),
                d.vertoning.volgnummer,
                d.vertoning.dag.isoformat(),
                d.vertoning.team.naam,
                str(d.momenten),
            ]
            for d in dagen
        ]
        waar = [self.eenheid.naam, self.campagne.naam if self.campagne else ""]
        alles = [RECEPT, self.item.slug, self.versie.nummer, afdruk_van(self.versie.inhoud), waar, sorted(plan)]
        return hashlib.sha256(json.dumps(alles, ensure_ascii=False).encode()).hexdigest()


def bestanden(bron: Bron, dagen: Sequence[Dagregel], png: bytes) -> dict[str, bytes]:
    """Every file of the package by its name, but for the film."""
    inhoud = bron.inhoud
    uit = {
        "dia.pptx": item_pptx(bron.item, inhoud, bron.dag).inhoud,
        "scherm.png": png,
        "spreektekst.docx": docx.document(
            titel=inhoud.titel, onderwerp="Spreektekst voor de briefer", blokken=_spreekblokken(inhoud), datum=bron.dag
        ),
        "spreektekst.txt": _tekst(spreektekst(inhoud)),
        "dagen.xlsx": _dagenblad(bron, dagen),
        "dagen.ics": agenda("VIK-briefings", als_afspraken(d.vertoning for d in dagen)).inhoud,
        "lees-mij.txt": _tekst(_leesmij(bron, dagen)),
    }
    if inhoud.media.film and inhoud.media.ondertiteling:
        uit["ondertiteling.vtt"] = _tekst(inhoud.media.ondertiteling)
    return uit


def _tekst(tekst: str) -> bytes:
    """As every editor on a police desktop opens it: UTF-8 with a mark, lines as Windows ends them."""
    return ("\ufeff" + tekst.strip() + "\n").replace("\n", "\r\n").encode()


def spreektekst(inhoud: BriefingsitemInhoud) -> str:
    """What the briefer says, on one plain page."""
    punten = [f"- {f'Zo {p.kant}: ' if p.kant else ''}{p.kop}. {p.tekst}" for p in inhoud.punten]
    delen = [
        inhoud.titel,
        f"De boodschap: {inhoud.boodschap}",
        f"Wat je zegt ({minuten(inhoud)}):\n{opmaak.platte_tekst(inhoud.notities)}",
        "\n".join(["Op het scherm:", *punten]) if punten else "",
        f"Vraag aan de ploeg: {inhoud.vraag}",
        *_beeld_in_woorden(inhoud.media),
    ]
    return "\n\n".join(deel for deel in delen if deel)


def _beeld_in_woorden(media: Media) -> list[str]:
    beeld = [f"Wat er te zien is: {media.alt}"] if media.alt else []
    return beeld + ([f"Wat er in de film gezegd wordt:\n{media.uitgeschreven}"] if media.uitgeschreven else [])


def _spreekblokken(inhoud: BriefingsitemInhoud) -> list[Blok]:
    return [
        Norm(inhoud.boodschap, label="De boodschap"),
        Kop(f"Wat je zegt ({minuten(inhoud)})"),
        *opmaak.blokken(inhoud.notities),
        *punten_als_blokken(inhoud),
        Kop("Vraag aan de ploeg"),
        Citaat(inhoud.vraag),
        *(alinea(deel) for deel in _beeld_in_woorden(inhoud.media)),
        Noot(f"Waarom nu: {inhoud.aanleiding_tekst} Leerpunt: {inhoud.leerpunt}"),
    ]


def _dagenblad(bron: Bron, dagen: Sequence[Dagregel]) -> bytes:
    with override("nl"):
        rijen = [
            [date_format(d.vertoning.dag, "l"), d.vertoning.dag, d.vertoning.team.naam, _momenten(d.momenten)]
            for d in dagen
        ]
    koppen = ["Dag", "Datum", "Team", "Briefings"]
    return werkblad("Dagen", koppen, rijen, titel=f"{bron.item.titel}, {bron.eenheid}", datum=bron.dag)


def _momenten(momenten: Iterable[Moment]) -> str:
    return ", ".join(f"{m.naam} {m.begint:%H:%M}" for m in momenten)


def _leesmij(bron: Bron, dagen: Sequence[Dagregel]) -> str:
    op_rij = sorted({d.vertoning.dag for d in dagen})
    with override("nl"):
        wanneer = ", ".join(date_format(dag, "j F Y") for dag in op_rij) or "er staan nu geen dagen"
    film = "film.mp4: de film" if bron.inhoud.media.film else "film.mp4: hetzelfde beeld als film van tien seconden"
    wie = f"Goedgekeurd voor {bron.eenheid}" if bron.campagne else f"Voor {bron.eenheid}"
    return f"""{bron.item.titel}
e-briefingpakket van het VIK-portaal

{wie}, versie {bron.versie.nummer}.
Tonen op: {wanneer}.

scherm.png: het item voor een scherm van 1920 bij 1080
{film}
dia.pptx: het item als dia, met wat je zegt in de notities
spreektekst.docx en spreektekst.txt: wat de briefer zegt
dagen.xlsx en dagen.ics: waar en wanneer het item hangt

Verandert het item of een dag, haal dan in het portaal een nieuw pakket en gooi dit weg.
"""


def pak_in(doel: IO[bytes], delen: dict[str, bytes | Path], dag: date) -> None:
    """Writes the ZIP: files by name, one fixed time, nothing of this machine. Equal parts give equal bytes."""
    with zipfile.ZipFile(doel, "w") as archief:
        for naam in sorted(delen):
            info = zipfile.ZipInfo(naam, (max(dag.year, 1980), dag.month, dag.day, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if naam.endswith(_TEKST) else zipfile.ZIP_STORED
            info.create_system, info.external_attr = 3, 0o644 << 16
            deel = delen[naam]
            if isinstance(deel, bytes):
                archief.writestr(info, deel)
                continue
            info.file_size = deel.stat().st_size
            with deel.open("rb") as van, archief.open(info, "w") as naar:
                shutil.copyfileobj(van, naar)
