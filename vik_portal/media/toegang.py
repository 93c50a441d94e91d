"""Who may do what with images: everybody who may read sees them, redacteurs keep them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from vik_portal.media.models import Afbeelding
from vik_portal.organisatie.models import Rol
from vik_portal.organisatie.toegang import Bezoeker, heeft_rol


def mag_beheren(bezoeker: Bezoeker) -> bool:
    return heeft_rol(bezoeker, Rol.Soort.REDACTEUR)


def afbeelding_of_404(vingerafdruk: str, breedte: int) -> Afbeelding:
    """The image for a reader, when it exists in this width."""
    return op_breedte_of_404(get_object_or_404(Afbeelding, vingerafdruk=vingerafdruk, besloten=False), breedte)


def op_breedte_of_404(afbeelding: Afbeelding, breedte: int) -> Afbeelding:
    if breedte not in afbeelding.breedtes:
        raise Http404
    return afbeelding


def te_beheren_of_404(bezoeker: Bezoeker, pk: int) -> Afbeelding:
    """The image for a redacteur; for all others there is nothing to manage."""
    if not mag_beheren(bezoeker):
        raise Http404
    return get_object_or_404(Afbeelding, pk=pk)
