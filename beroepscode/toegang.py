"""Gates of this app. Everything published is for everyone; concepts are for redacteurs (``redactie.toegang``)."""

from __future__ import annotations

from django.db.models import F
from django.shortcuts import get_object_or_404

from beroepscode.models import Editie, Eenheidsregel, Inlezing, Onderdeel, Themablad
from vik_portal.organisatie.models import Eenheid, EenheidQuerySet, Rol
from vik_portal.organisatie.toegang import Bezoeker, eenheden_met_rol
from vik_portal.redactie.toegang import te_bewerken_of_404

#: Who fills in the marked fields of themabladen, for what their role covers.
INVULLERS = (Rol.Soort.REDACTEUR, Rol.Soort.PREVENTIECOORDINATOR)
#: Who keeps the norm matrix.
NORMHOUDERS = (Rol.Soort.REDACTEUR, Rol.Soort.LANDELIJK)

#: Put together once: that costs Django more than answering it costs the database. At most one is active.
_ACTIEF = Editie.objects.filter(actief=True)


def actieve_editie_of_404() -> Editie:
    """The edition that readers see; a portal without content has none yet."""
    return get_object_or_404(_ACTIEF)


def dialoogkaart_of_404(naam: str) -> Onderdeel:
    """A question to talk about, by the part of its key after ``dialoogvraag/``."""
    return get_object_or_404(
        Onderdeel.objects.dialoogkaarten().select_related("editie"), sleutel=f"{Onderdeel.Soort.DIALOOGVRAAG}/{naam}"
    )


def leesbare_editie_of_404(slug: str) -> Editie:
    """An edition at its own address, the one that counts or an earlier one."""
    return get_object_or_404(Editie, slug=slug)


def eerder_onderdeel(sleutel: str) -> Onderdeel | None:
    """The part with this key in the last official edition that had it, when the one that counts does not."""
    eerder = Onderdeel.objects.filter(sleutel=sleutel, editie__officieel=True, editie__actief=False)
    return eerder.select_related("editie").order_by(F("editie__actief_tot").desc(nulls_last=True)).first()


def inlezing_of_404(bezoeker: Bezoeker, slug: str) -> Inlezing:
    """A booklet in the making for a redacteur; for all others it does not exist."""
    return te_bewerken_of_404(Inlezing, bezoeker, slug=slug)


def in_te_vullen(bezoeker: Bezoeker) -> EenheidQuerySet:
    """The eenheden for which the visitor fills in fields of themabladen."""
    eenheden = eenheden_met_rol(bezoeker, *INVULLERS)
    return eenheden.filter(actief=True, soort__in=Eenheidsregel.OP)


def in_te_vullen_of_404(bezoeker: Bezoeker, pk: int) -> Eenheid:
    """Such an eenheid; another one does not exist for this visitor."""
    return get_object_or_404(in_te_vullen(bezoeker).select_related("ouder"), pk=pk)


def normblad_of_404(slug: str) -> Themablad:
    """The theme of a row of the norm matrix, whatever its state; the role is asked by the view."""
    return get_object_or_404(Themablad, slug=slug)


def leesbare_eenheid_of_404(pk: str) -> Eenheid:
    """An eenheid by what stands in an address; its rules are for everyone."""
    return get_object_or_404(
        Eenheid, pk=int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 10 else 0, actief=True
    )
