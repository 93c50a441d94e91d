"""A submission as the desk sees it: its text with what may identify somebody marked."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dilemmas.forms_inzending import VRAGEN, Vraag
from dilemmas.inzendingen import Vondst, herken_alles, stukken
from dilemmas.models import Dilemma
from dilemmas.models.inzending import Inzending


def gemerkte_delen(inzending: Inzending) -> list[tuple[Vraag, list[tuple[str, Vondst | None]]]]:
    """Each question with its answer in pieces, marked or not; nothing once the text was wiped."""
    gevonden = herken_alles(inzending.delen)
    return [(v, stukken(inzending.delen[v.naam], gevonden[v.naam])) for v in VRAGEN if v.naam in gevonden]


def bij_dilemma(dilemma: Dilemma) -> SafeString:
    """What stands above the editor of a dilemma that is made of a submission; empty once its text was wiped."""
    inzending = Inzending.objects.open().filter(dilemma=dilemma).first()
    if inzending is None:
        return SafeString()
    context = {"inzending": inzending, "delen": gemerkte_delen(inzending)}
    return render_to_string("dilemmas/inzenden/bij_bewerken.html", context)
