"""One way to draw a form: a field with label, hint and error, and the summary of what is wrong above it."""

from __future__ import annotations

from typing import Any

from django import forms, template

register = template.Library()


@register.inclusion_tag("organisatie/veld.html")
def veld(gebonden: forms.BoundField, label: str = "", hint: str = "", **attrs: str) -> dict[str, Any]:
    """``{% veld form.email label="E-mailadres" hint="…" inputmode="email" %}``; underscores in names become hyphens."""
    widget = gebonden.field.widget
    if widget.is_hidden:
        return {"veld": gebonden, "invoer": gebonden.as_widget(), "verborgen": True}
    # Placeholders vanish as soon as somebody types; the label says it.
    widget.attrs.pop("placeholder", None)
    beschreven = [f"{gebonden.id_for_label}_{deel}" for deel, er in (("hint", hint), ("fout", gebonden.errors)) if er]
    extra = {naam.replace("_", "-"): waarde for naam, waarde in attrs.items()}
    if beschreven:
        extra["aria-describedby"] = " ".join(beschreven)
    vinkje = isinstance(widget, forms.CheckboxInput)
    invoer = gebonden.as_widget(attrs=extra if vinkje else {"class": "input", **extra})
    return {"veld": gebonden, "invoer": invoer, "label": label or gebonden.label, "hint": hint, "vinkje": vinkje}


@register.inclusion_tag("organisatie/fouten.html")
def fouten(form: forms.Form) -> dict[str, Any]:
    """What is wrong, in one place above the form, each line a link to its field."""
    return {"form": form, "velden": [gebonden for gebonden in form if gebonden.errors] if form.is_bound else []}
