"""Template tags that every page may use without loading them: drawings and links to the current page."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from vik_portal import tekens

register = template.Library()


@cache
def _teken(functie: str, *args: str | int) -> SafeString:
    # Safe: built by our own code from our own constants, never from input.
    return mark_safe(getattr(tekens, functie)(*args))


@register.simple_tag
def icoon(naam: str, maat: int = 24) -> SafeString:
    return _teken("icoon", naam, maat)


@register.simple_tag
def kwart(kernwaarde: str, maat: int = 96) -> SafeString:
    return _teken("kwart", kernwaarde, maat)


@register.simple_tag
def merk(maat: int = 36) -> SafeString:
    return _teken("merk", maat)


@register.simple_tag
def kwarten(aantal: int, maat: int = 24) -> SafeString:
    return _teken("kwarten", aantal, maat)


@register.simple_tag
def mozaiek() -> SafeString:
    return _teken("mozaiek")


@register.simple_tag
def reep() -> SafeString:
    return _teken("reep")


@register.simple_tag
def wiel() -> SafeString:
    return _teken("wiel")


@register.simple_tag
def zetels(aantal: int) -> SafeString:
    return _teken("zetels", aantal)


@register.filter
def sleutel(woordenboek: dict[str, object], naam: str) -> object:
    """``{{ namen|sleutel:slug }}``: a value by a key that is itself a variable; the key when it is missing."""
    return woordenboek.get(naam, naam)


@register.filter
def klasse(veld: object, naam: str) -> object:
    """``{{ veld|klasse:"input" }}``: a form field with a CSS class, and pointing at its error for screen readers."""
    attrs = {"class": naam}
    if veld.errors:  # type: ignore[attr-defined]
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{veld.id_for_label}-fout"}  # type: ignore[attr-defined]
    return veld.as_widget(attrs=attrs)  # type: ignore[attr-defined]
