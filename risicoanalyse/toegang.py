"""Gates: the instrument by role, a report and its agreements by the meeting they come from."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from risicoanalyse.models import Concept, Instrumentversie, Maatregel
from risicoanalyse.versies import SOORTEN
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.toegang import bijeenkomst_of_404
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import Bezoeker

#: Who may look into the instrument: those who lead a risk analysis or keep it current.
INSTRUMENT_ROLLEN = (Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.LANDELIJK)


def analyse_of_404(bezoeker: Bezoeker, pk: int) -> Bijeenkomst:
    """A meeting with a questionnaire that the visitor may see: its begeleiders, later the teamchef, nobody higher."""
    bijeenkomst = bijeenkomst_of_404(bezoeker, pk)
    if not bijeenkomst.stappen.filter(soort="vragenlijst").exists():
        raise Http404
    return bijeenkomst


def leidt(bezoeker: Bezoeker, bijeenkomst: Bijeenkomst) -> bool:
    return isinstance(bezoeker, Gebruiker) and bijeenkomst.begeleiders.filter(pk=bezoeker.pk).exists()


def geleide_analyse_of_404(bezoeker: Bezoeker, pk: int) -> Bijeenkomst:
    """The same, for what only a begeleider does."""
    bijeenkomst = analyse_of_404(bezoeker, pk)
    if not leidt(bezoeker, bijeenkomst):
        raise Http404
    return bijeenkomst


def maatregel_of_404(bezoeker: Bezoeker, pk: int) -> Maatregel:
    """A measure that the visitor may see, and then may keep up to date."""
    zichtbaar = Maatregel.objects.visible_to(bezoeker).select_related("risico__bijeenkomst__team")
    return get_object_or_404(zichtbaar, pk=pk)


def deel_of_404(soort: str, slug: str) -> list[Instrumentversie]:
    """All versions of one part of the instrument, the newest first. The views let nobody in but landelijk."""
    if soort not in SOORTEN:
        raise Http404
    alle = list(SOORTEN[soort].objects.select_related("gemaakt_door").filter(slug=slug).order_by("-versie"))
    if not alle:
        raise Http404
    return alle


def versie_of_404(soort: str, slug: str, nummer: int) -> Instrumentversie:
    """One version of a part of the instrument."""
    versie = next((versie for versie in deel_of_404(soort, slug) if versie.versie == nummer), None)
    if versie is None:
        raise Http404
    return versie


def concept_van(soort: str, slug: str) -> Concept | None:
    """The draft of a part of the instrument, when there is one."""
    return Concept.objects.select_related("bewaard_door").filter(soort=soort, slug=slug).first()


def concept_of_404(soort: str, slug: str) -> Concept:
    """The same, for a page that is about a draft."""
    concept = concept_van(soort, slug)
    if concept is None:
        raise Http404
    return concept
