"""Making an e-briefingpakket and saying how far it is with its eenheid.

A package is asked for in a page and made in a job: drawing and filming take seconds, and the web process runs no
ffmpeg. The same content is made once. A rule that says no raises :class:`PakketFout`; nothing has changed then.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from briefings.exports import film_van, wand_van
from briefings.models import Briefingsitem, Campagne, Pakket
from briefings.pakketinhoud import Bron, bestanden, pak_in
from briefings.services.goedkeuren import geldende_versies, goedgekeurde_versie
from vik_portal.exports.wandbeeld import wandbeeld
from vik_portal.media import omzetten, opslag
from vik_portal.media.beeld import MediaFout
from vik_portal.organisatie.models import Eenheid
from vik_portal.redactie.models import Versie

MAP = "pakketten"
#: Seconds that a still picture lasts as a film.
STILSTAAND = 10
MISLUKT = "Er ging iets mis bij het maken van dit pakket. Probeer het opnieuw."
Stand = Pakket.Stand


class PakketFout(Exception):
    """The message is one sentence that says what to do."""


def versie_voor(item: Briefingsitem, campagne: Campagne | None, eenheid: Eenheid) -> Versie | None:
    """What may be in a package now: what this eenheid approved, or of a team's own item what is published."""
    if campagne is not None:
        return goedgekeurde_versie(item, eenheid)
    return item.versies.filter(nummer=item.versienummer).first() if item.online else None


def vraag_pakket(*, item: Briefingsitem, campagne: Campagne | None, eenheid: Eenheid) -> Pakket:
    """The package as it would be now: the one that is there already, or one that is going to be made."""
    from briefings.taken import maak_pakket  # jobs import this module

    versie = versie_voor(item, campagne, eenheid)
    if versie is None and campagne is not None:
        raise PakketFout(f"{eenheid} heeft dit item nog niet goedgekeurd. Vraag eerst akkoord.")
    if versie is None:
        raise PakketFout("Dit item is niet meer gepubliceerd. Kies een ander item.")
    bron = Bron(item, versie, campagne, eenheid)
    dagen = bron.dagen()
    if not dagen:
        raise PakketFout(f"Dit item staat bij {eenheid} op geen enkele dag. Zet het eerst in de planning.")
    with transaction.atomic():
        pakket, nieuw = Pakket.objects.select_for_update(of=("self",)).get_or_create(
            item=item, campagne=campagne, eenheid=eenheid, afdruk=bron.afdruk(dagen),
            defaults={"versie": versie, "map": opslag.nieuwe_map(MAP)},
        )  # fmt: skip
        opnieuw = pakket.stand == Stand.MISLUKT or pakket.stil
        if opnieuw:
            pakket.stand, pakket.voortgang, pakket.fout, pakket.gezien = Stand.WACHT, 0, "", timezone.now()
            pakket.save(update_fields=["stand", "voortgang", "fout", "gezien"])
        if nieuw or opnieuw:
            maak_pakket.defer(pakket=pakket.pk)
    return pakket


def is_vervallen(pakket: Pakket) -> bool:
    """There is another approved (or published) version by now, or none at all."""
    versie = versie_voor(pakket.item, pakket.campagne, pakket.eenheid)
    return versie is None or versie.pk != pakket.versie_id


def nog_goed(pakketten: Iterable[Pakket]) -> list[Pakket]:
    """Those that are not void, in their order. They come with item and version; one query for all of them."""
    rijen = list(pakketten)
    akkoord = geldende_versies((rij.item_id for rij in rijen), (rij.eenheid_id for rij in rijen))

    def geldt(rij: Pakket) -> bool:
        if rij.campagne_id is None:
            return rij.item.online and rij.versie.nummer == rij.item.versienummer
        return akkoord.get((rij.item_id, rij.eenheid_id)) == rij.versie_id

    return [rij for rij in rijen if geldt(rij)]


def is_verschoven(pakket: Pakket) -> bool:
    """A day or a moment changed since it was made."""
    bron = Bron(pakket.item, pakket.versie, pakket.campagne, pakket.eenheid)
    return bron.afdruk(bron.dagen()) != pakket.afdruk


# --- the job --------------------------------------------------------------------------------------------


def _in_de_maak(pakket: Pakket) -> QuerySet[Pakket]:
    return Pakket.objects.filter(pk=pakket.pk, stand__in=[Stand.WACHT, Stand.BEZIG])


def verwerk(pakket: Pakket, *, seconden: int = STILSTAAND) -> None:
    """Makes the file; what cannot be made gets the reason. A package that is made stays as it is."""
    if not _in_de_maak(pakket).update(stand=Stand.BEZIG, voortgang=0, gezien=timezone.now()):
        return
    try:
        with tempfile.TemporaryDirectory(prefix="vik-pakket-") as naam:
            _maak(pakket, Path(naam), seconden)
    except MediaFout as fout:
        _mislukt(pakket, str(fout))
    except Exception as fout:
        # Whatever it was: who waits must not wait forever, and the log of the worker has the rest.
        _mislukt(pakket, opslag.VOL if isinstance(fout, OSError) and opslag.vol(fout) else MISLUKT)
        raise


def _maak(pakket: Pakket, map_: Path, seconden: int) -> None:
    bron = Bron(pakket.item, pakket.versie, pakket.campagne, pakket.eenheid)
    dagen = bron.dagen()
    png = wandbeeld(wand_van(bron.inhoud))
    _vertel(pakket, 20)
    delen: dict[str, bytes | Path] = {**bestanden(bron, dagen, png)}
    _vertel(pakket, 40)
    delen["film.mp4"] = _film(bron, map_, png, seconden)
    _vertel(pakket, 80)
    doel = map_ / "pakket.zip"
    with doel.open("wb") as zip_:
        pak_in(zip_, delen, bron.dag)
    with opslag.alles_of_niets(pakket.map) as schrijf:
        vers = Pakket.objects.select_for_update(of=("self",)).get(pk=pakket.pk)
        if vers.klaar:  # by another job, which was faster
            return
        vers.stand, vers.voortgang, vers.gezien = Stand.KLAAR, 100, timezone.now()
        vers.omvang, vers.bestandsafdruk = doel.stat().st_size, _afdruk(doel)
        vers.save(update_fields=["stand", "voortgang", "gezien", "omvang", "bestandsafdruk"])
        # Left by a worker that was stopped right here.
        default_storage.delete(vers.bestand)
        with doel.open("rb") as inhoud:
            schrijf(vers.bestand, File(inhoud))


def _film(bron: Bron, map_: Path, png: bytes, seconden: int) -> Path:
    """The film of the item; without one its wall as a film."""
    doel = map_ / "film.mp4"
    if film := film_van(bron.inhoud.media):
        with default_storage.open(film.bestand) as van, doel.open("wb") as naar:
            for stuk in van.chunks():
                naar.write(stuk)
        return doel
    beeld = map_ / "scherm.png"
    beeld.write_bytes(png)
    omzetten.van_stilstaand_beeld(beeld, doel, seconden=seconden)
    return doel


def _vertel(pakket: Pakket, procent: int) -> None:
    _in_de_maak(pakket).update(voortgang=procent, gezien=timezone.now())


def _mislukt(pakket: Pakket, zin: str) -> None:
    # Another job may have made it meanwhile: then its file stays.
    if _in_de_maak(pakket).update(stand=Stand.MISLUKT, fout=zin, gezien=timezone.now()):
        opslag.wis([pakket.bestand, pakket.map])


def _afdruk(pad: Path) -> str:
    with pad.open("rb") as bestand:
        return hashlib.file_digest(bestand, "sha256").hexdigest()


def vervangen() -> QuerySet[Pakket]:
    """Packages of which there is a newer one that is ready."""
    zelfde = Q(campagne=OuterRef("campagne")) | Q(campagne__isnull=True)
    nieuwer = Pakket.objects.filter(
        zelfde, item=OuterRef("item"), eenheid=OuterRef("eenheid"), gemaakt_op__gt=OuterRef("gemaakt_op"),
        stand=Stand.KLAAR,
    )  # fmt: skip
    return Pakket.objects.filter(Exists(nieuwer))


def na_verwijderen(sender: type, instance: Pakket, **_: object) -> None:
    """Whichever way a package goes (by itself, with its campaign), its file follows."""
    namen = [instance.bestand, instance.map]
    transaction.on_commit(lambda: opslag.wis(namen))


def ruim_mappen_op() -> int:
    """Folders that no row knows, left by a crash. Returns how many went."""
    return opslag.ruim_mappen_op(MAP, set(Pakket.objects.values_list("map", flat=True)))


# --- delivered, confirmed -------------------------------------------------------------------------------


def lever_aan(*, pakket: Pakket, rol: str) -> None:
    """VIK gave it to the eenheid."""
    if not pakket.klaar:
        raise PakketFout("Dit pakket is nog niet klaar. Wacht tot het gemaakt is.")
    if is_vervallen(pakket):
        raise PakketFout("Er is een andere versie goedgekeurd. Maak het pakket opnieuw en lever dat aan.")
    Pakket.objects.filter(pk=pakket.pk, aangeleverd_op__isnull=True).update(
        aangeleverd_op=timezone.localdate(), aangeleverd_rol=rol
    )


def bevestig(*, pakket: Pakket, rol: str) -> None:
    """The eenheid has it and will show it."""
    if pakket.aangeleverd_op is None:
        raise PakketFout("Dit pakket is nog niet aangeleverd. Er valt nog niets te bevestigen.")
    if is_vervallen(pakket):
        raise PakketFout("Er is een andere versie goedgekeurd. Wacht op het nieuwe pakket.")
    Pakket.objects.filter(pk=pakket.pk, bevestigd_op__isnull=True).update(
        bevestigd_op=timezone.localdate(), bevestigd_rol=rol
    )
