"""Presentations: 16:9, everything editable, long content flows over to a next slide and never off the slide."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from vik_portal.exports import huisstijl
from vik_portal.exports.huisstijl import schoon
from vik_portal.exports.pakket import stabiel
from vik_portal.exports.pptx.huis import zet_taal
from vik_portal.exports.pptx.zetter import Dia, Zetter, gelijke_maat

__all__ = ["PPTX", "Dia", "presentatie"]

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def presentatie(*, titel: str, dias: Sequence[Dia], datum: date, ondertitel: str = "", notities: str = "") -> bytes:
    """A title slide and ``dias``; ``datum`` is the only time in the file, so equal input gives equal bytes."""
    zetter = Zetter(schoon(titel), gelijke_maat(dias))
    zetter.titeldia(schoon(titel), schoon(ondertitel) or huisstijl.in_woorden(datum), schoon(notities))
    for dia in dias:
        zetter.dia(dia)
    zet_taal(zetter.prs)
    eigen = zetter.prs.core_properties
    eigen.title, eigen.language = schoon(titel)[:255], huisstijl.TAAL
    eigen.author = eigen.last_modified_by = huisstijl.NAAM
    eigen.subject = eigen.comments = eigen.keywords = ""
    eigen.revision = 1
    uit = io.BytesIO()
    zetter.prs.save(uit)
    return stabiel(uit.getvalue(), datum)
