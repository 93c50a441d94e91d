"""Telephone numbers in a text as links: who needs one reads it on a phone."""

from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
#: 112 and 113, free numbers, and numbers with an area code written in groups.
_NUMMER = re.compile(r"(?<![\d-])(?:11[23]|0[89]00-\d{4}|0\d{2} \d{3} \d{2} \d{2})(?![\d-])")


@register.filter
def belbaar(tekst: object) -> SafeString:
    """``{{ zin|belbaar }}``: the escaped text with a link to call at every number in it."""
    gevonden = _NUMMER.sub(
        lambda m: f'<a class="nowrap" href="tel:{re.sub("[ -]", "", m[0])}">{m[0]}</a>', conditional_escape(tekst)
    )
    # Safe: escaped above, and what is put in consists of the digits that were found.
    return mark_safe(gevonden)
