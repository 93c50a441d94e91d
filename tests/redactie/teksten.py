"""The project's own content as the loaders read it."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from vik_portal.redactie.inhoud import lees_map


def content_of(folder: str, name: str) -> dict:
    """One content file: its fields, with its body as rich text."""
    bestand = next(b for b in lees_map(Path(settings.BASE_DIR) / folder) if b.naam == name)
    if "## " in f"\n{bestand.tekst}":
        secties = bestand.secties()
        return {**bestand.velden, "waarom": secties["Waarom dit telt"], "beleid": secties["Beleid"]}
    return {**bestand.velden, "tekst": bestand.html()}
