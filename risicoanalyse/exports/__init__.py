"""The report of a meeting as files (PDF, slides, sheet, the agreements on one page); questionnaire and guide on paper.

A report comes from :func:`risicoanalyse.rapport.rapport_van`, so a file holds what the page holds. Equal published
forms give equal bytes: no clock, no counts, nothing of who took part.
"""

from __future__ import annotations

from risicoanalyse.exports.dias import rapport_pptx
from risicoanalyse.exports.papier import afspraken_pdf, formulier_pdf, leidraad_pdf, rapport_pdf
from risicoanalyse.exports.werkboek import rapport_xlsx

__all__ = ["afspraken_pdf", "formulier_pdf", "leidraad_pdf", "rapport_pdf", "rapport_pptx", "rapport_xlsx"]
