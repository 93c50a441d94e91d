"""Verbs that change more than one object: reading a booklet in, which edition readers see, what is rendered from it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from beroepscode.inlezen.bewerk import alle_regels
from beroepscode.inlezen.herken import herken
from beroepscode.inlezen.indeling import EditieInhoud, Indeling
from beroepscode.inlezen.zetten import als_html, varianten
from beroepscode.models import Editie, Inlezing, Onderdeel
from vik_portal.media.tekst import Tekstregel
from vik_portal.organisatie.models import Gebruiker
from vik_portal.redactie.models import publicatiesoorten
from vik_portal.redactie.services import RedactieFout, bewaar_concept, ververs_weergave
from vik_portal.redactie.weergaven import vergeet_weergaven
from vik_portal.zoeken.services import werk_bron_bij

AL_INGELEZEN = "Dit boekje is al ingelezen, als ‘{titel}’. Werk daarin verder."


class AlIngelezen(ValueError):
    """These lines were read before: ``inlezing`` is what came of it."""

    def __init__(self, inlezing: Inlezing) -> None:
        super().__init__(AL_INGELEZEN.format(titel=inlezing.titel))
        self.inlezing = inlezing


@transaction.atomic
def lees_in(*, regels: Sequence[Tekstregel], bestandsnaam: str, door: Gebruiker | None) -> Inlezing:
    """Puts a booklet on the desk: its lines, and a first proposal of the parts. Readers see nothing of it yet.

    Raises ``ValueError`` with one Dutch sentence; nothing changed then.
    """
    afdruk = hashlib.sha256("\n".join(regel.tekst for regel in regels).encode()).hexdigest()
    if eerder := Inlezing.objects.filter(vingerafdruk=afdruk).first():
        raise AlIngelezen(eerder)
    indeling = herken(regels)
    gelezen = dict(enumerate(regels, 1))
    bron = []
    for regel in alle_regels(indeling):
        van = gelezen[int(regel.n.partition(".")[0])]
        bron.append({"n": regel.n, "blad": van.blad, "ruw": van.tekst, "tekst": regel.tekst})
    velden = {
        "slug": _vrije_slug(indeling.titel),
        "titel": indeling.titel,
        "eigenaar": door,
        "concept": indeling.model_dump(mode="json"),
        "bron": bron,
        "bestandsnaam": bestandsnaam[:200],
    }
    # Pressed twice, or two people at once: one of them makes it.
    inlezing, nieuw = Inlezing.objects.get_or_create(vingerafdruk=afdruk, defaults=velden)
    if not nieuw:
        raise AlIngelezen(inlezing)
    return inlezing


def _vrije_slug(titel: str) -> str:
    basis = slugify(titel)[:70].strip("-") or "editie"
    slug, nummer = basis, 1
    while Inlezing.objects.filter(slug=slug).exists() or Editie.objects.filter(slug=slug).exists():
        nummer += 1
        slug = f"{basis}-{nummer}"
    return slug


def wijzig(*, inlezing: Inlezing, indeling: Indeling, door: Gebruiker, conceptnummer: int) -> Inlezing:
    """Keeps a correction. Raises ``RedactieFout``, also when a line of the source would have no place any more."""
    bron = [regel["n"] for regel in inlezing.bron]
    if sorted(bron) != sorted(regel.n for regel in alle_regels(indeling)):
        raise RedactieFout("Er zou een regel verdwijnen of dubbel komen. Er is niets bewaard: laad de pagina opnieuw.")
    return bewaar_concept(
        stuk=inlezing,
        inhoud=indeling.model_dump(mode="json"),
        door=door,
        conceptnummer=conceptnummer,
        titel=indeling.titel or inlezing.titel,
    )


@transaction.atomic
def volg(*, inlezing: Inlezing) -> None:
    """Makes the edition equal to what was published of a booklet, or takes it away when it was withdrawn.

    A new edition becomes the one that counts. When the one that counts is withdrawn, the one before it counts again.
    """
    if not inlezing.online:
        if editie := Editie.objects.filter(inlezing=inlezing).first():
            was_actief = editie.actief
            editie.delete()
            if was_actief and (vorige := Editie.objects.op_volgorde().first()):
                activeer(editie=vorige)
            else:
                ververs_edities()
        return
    inhoud: EditieInhoud = inlezing.gelezen
    editie, nieuw = Editie.objects.update_or_create(
        inlezing=inlezing,
        defaults={"naam": inhoud.titel, "slug": inlezing.slug, "vingerafdruk": inlezing.vingerafdruk},
    )
    editie.onderdelen.all().delete()
    onderdelen = onderdelen_uit(inhoud)
    for onderdeel in onderdelen:
        onderdeel.editie = editie
    Onderdeel.objects.bulk_create(onderdelen)
    if nieuw or editie.actief:
        activeer(editie=editie)
    else:
        ververs_edities()


def onderdelen_uit(inhoud: EditieInhoud) -> list[Onderdeel]:
    """The parts of an edition, not kept yet.

    Short summaries (``kort``, ``in_het_kort``) are our own words and are carried over by key from the paraphrase.
    """
    eigen = {deel.sleutel: deel for deel in Onderdeel.objects.filter(editie__officieel=False)}
    leeg = Onderdeel()
    return [
        Onderdeel(
            sleutel=deel.sleutel,
            soort=deel.soort,
            titel=deel.titel,
            kort=eigen.get(deel.sleutel, leeg).kort,
            in_het_kort=eigen.get(deel.sleutel, leeg).in_het_kort,
            tekst=als_html(deel),
            varianten=varianten(deel),
            volgorde=volgorde,
        )
        for volgorde, deel in enumerate(inhoud.delen)
    ]


@transaction.atomic
def activeer(*, editie: Editie) -> None:
    """Makes this the edition that readers see; pages that quote the code follow."""
    # Locked, so that two editions that are published at once take turns.
    list(Editie.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    nu = timezone.now()
    Editie.objects.filter(actief=True).exclude(pk=editie.pk).update(actief=False, actief_tot=nu)
    if not editie.actief:
        editie.actief, editie.actief_sinds, editie.actief_tot = True, nu, None
        editie.save(update_fields=["actief", "actief_sinds", "actief_tot"])
    ververs_edities()
    for model in publicatiesoorten():
        ververs_weergave(model._default_manager.published())  # type: ignore[attr-defined]
    for bron in ("code", "dialoogvraag"):
        werk_bron_bij(bron)
    vergeet_weergaven()


def ververs_edities() -> None:
    """Renders every edition again: its template changed, or another one took its place."""
    for editie in Editie.objects.all():
        editie.weergave = render_editie(editie)
        editie.save(update_fields=["weergave"])


def render_editie(editie: Editie) -> str:
    """The whole code as one page body."""
    context = editiecontext(editie, list(editie.onderdelen.all()))
    sjabloon = "editie" if editie.actief else "eerdere_editie"
    return render_to_string(f"beroepscode/weergave/{sjabloon}.html", context)


def editiecontext(editie: Editie, onderdelen: list[Onderdeel]) -> dict[str, Any]:
    """What the page of an edition needs. The booklet's own words about loketten stand in it: they are part of it."""
    return {
        "editie": editie,
        "hubs": [deel for deel in onderdelen if deel.is_hub],
        "delen": [deel for deel in onderdelen if deel.soort != Onderdeel.Soort.DIALOOGVRAAG],
        "vragen": [deel for deel in onderdelen if deel.soort == Onderdeel.Soort.DIALOOGVRAAG],
        "eerdere": Editie.objects.exclude(pk=editie.pk).filter(officieel=True).exists(),
        "geldig": None if editie.actief else Editie.objects.filter(actief=True).first(),
    }
