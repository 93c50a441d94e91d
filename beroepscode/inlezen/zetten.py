"""From the lines of a part to its paragraphs, and to the rich-text subset. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from beroepscode.inlezen.indeling import Boekdeel, Boekregel, Regelvorm
from beroepscode.inlezen.woorden import JE

#: After a hyphen at the end of a line these words stand by themselves: "kernwaarden- en".
_LOS = {"en", "of", "als", "tot"}
_VET = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|__(?=\S)(.+?)(?<=\S)__")
_SCHUIN = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)")
#: "Ik zweer (beloof)": the oath says the one, the promise the other.
_WOORD = re.compile(r"\b([Zz])weer\s*\((\w+)\)")
#: A last sentence with another one in brackets behind it, which the promise says instead: "… (Dat beloof ik!)".
_SLOT = re.compile(r"(?P<eed>[^.!?()\s][^.!?()]*[.!?])\s*\((?P<belofte>Dat [^()]*\bik\b[^()]*)\)")


def plak(eerst: str, dan: str) -> str:
    """Two lines as one: a word that was cut by the end of the line is whole again."""
    if not eerst or not dan:
        return eerst or dan
    if eerst.endswith("-") and len(eerst) > 1 and eerst[-2].isalnum() and dan.split()[0].lower() not in _LOS:
        return (eerst[:-1] if eerst[-2].islower() and dan[0].islower() else eerst) + dan
    return f"{eerst} {dan}"


def aaneen(regels: Iterable[Boekregel]) -> str:
    """All words of these lines on one line."""
    tekst = ""
    for regel in regels:
        tekst = plak(tekst, regel.tekst)
    return tekst


def alineas(regels: Sequence[Boekregel]) -> list[tuple[Regelvorm, str]]:
    """The paragraphs (``alinea``) and items (``punt``, ``nummer``) of a part; its heading is not among them."""
    uit: list[tuple[Regelvorm, str]] = []
    na_kop = True
    for regel in regels:
        if regel.vorm == "kop":
            na_kop = True
        elif regel.vorm == "vervolg" and not na_kop:
            soort, tekst = uit[-1]
            uit[-1] = (soort, plak(tekst, regel.tekst))
        else:
            uit.append(("alinea" if regel.vorm == "vervolg" else regel.vorm, regel.tekst))
            na_kop = False
    return uit


def platte_alineas(deel: Boekdeel) -> list[str]:
    """Title and paragraphs as plain lines: what two editions are compared by."""
    return [deel.titel, *(_nadruk_weg(tekst) for _, tekst in _van(deel))]


def als_html(deel: Boekdeel) -> str:
    """The paragraphs of a part as the rich-text subset. Whatever stands in the source stays text."""
    return _html(_van(deel))


def varianten(deel: Boekdeel) -> dict[str, str]:
    """``eed`` and ``belofte`` as the rich-text subset, when this is an oath that says both; else nothing."""
    if deel.soort != "eed":
        return {}
    gewoon = _van(deel)
    eed = [(soort, _SLOT.sub(r"\g<eed>", _WOORD.sub(r"\1weer", tekst))) for soort, tekst in gewoon]
    belofte = [(soort, _SLOT.sub(r"\g<belofte>", _WOORD.sub(r"\2", tekst))) for soort, tekst in gewoon]
    return {"eed": _html(eed), "belofte": _html(belofte)} if eed != belofte else {}


def _van(deel: Boekdeel) -> list[tuple[Regelvorm, str]]:
    delen = alineas(deel.regels)
    if deel.soort == "richtlijn" and delen:
        soort, tekst = delen[0]
        delen[0] = (soort, JE.sub("Je ", tekst) if JE.match(tekst) else tekst)
    return delen


def _html(delen: Sequence[tuple[Regelvorm, str]]) -> str:
    html, open_ = "", ""
    for soort, tekst in delen:
        lijst = {"punt": "ul", "nummer": "ol"}.get(soort, "")
        if lijst != open_:
            html += (f"</{open_}>" if open_ else "") + (f"<{lijst}>" if lijst else "")
            open_ = lijst
        tekst = _nadruk(escape(tekst, quote=False))
        html += f"<li>{tekst}</li>" if lijst else f"<p>{tekst}</p>"
    return html + (f"</{open_}>" if open_ else "")


def _nadruk(tekst: str) -> str:
    tekst = _VET.sub(lambda m: f"<strong>{m[1] or m[2]}</strong>", tekst)
    return _SCHUIN.sub(lambda m: f"<em>{m[1] or m[2]}</em>", tekst)


def _nadruk_weg(tekst: str) -> str:
    return _SCHUIN.sub(lambda m: m[1] or m[2], _VET.sub(lambda m: m[1] or m[2], tekst))
