"""What is wrong with a field, as one Dutch sentence that says what to do."""

from __future__ import annotations

from typing import Any

FOUTEN = {
    "missing": "Vul dit in.",
    "too_long": "Het zijn er te veel. Er passen er {max_length}.",
    "literal_error": "Kies een van de mogelijkheden.",
    "int_parsing": "Vul een getal in.",
    "int_type": "Vul een getal in.",
    "greater_than_equal": "Vul een getal in vanaf {ge}.",
    "less_than_equal": "Vul een getal in tot en met {le}.",
    "extra_forbidden": "Hier staat iets wat dit soort tekst niet meer kent. Bewaar opnieuw.",
}
PATRONEN = {"^[a-z0-9-]+$": "Gebruik alleen kleine letters, cijfers en streepjes."}


def zin_bij(fout: Any) -> str:
    """A pydantic error as one Dutch sentence that says what to do."""
    soort, ctx, invoer = fout["type"], fout.get("ctx", {}), fout["input"]
    if soort == "string_too_short":
        return f"Schrijf minstens {ctx['min_length']} tekens." if invoer and ctx["min_length"] > 1 else "Vul dit in."
    if soort == "string_too_long":
        return f"Dit zijn {len(invoer)} tekens. Er passen er {ctx['max_length']}."
    if soort == "too_short":
        return f"Vul er minstens {'één' if ctx['min_length'] == 1 else ctx['min_length']} in."
    if soort == "string_pattern_mismatch":
        anders = "De vorm klopt niet. Kijk naar de uitleg bij dit veld." if invoer else "Vul dit in."
        return PATRONEN.get(ctx["pattern"], anders) if invoer else "Vul dit in."
    if soort == "value_error":
        zin = str(ctx["error"])
        return f"{zin[:1].upper()}{zin[1:].rstrip('.')}."
    return FOUTEN.get(soort, "Dit is nog niet goed ingevuld.").format(**ctx)
