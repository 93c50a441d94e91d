"""A file on its way out: its name, its headers, what a cache may keep."""

import pytest

from vik_portal.exports import Bestand, bestandsnaam


@pytest.mark.parametrize(
    ("titel", "naam"),
    [
        ("Raadplegen politiesystemen", "raadplegen-politiesystemen.pdf"),
        ("Café’s ’s nachts: één_ding", "cafe-s-s-nachts-een-ding.pdf"),
        ("../../etc/passwd", "etcpasswd.pdf"),
        ("中文", "bestand.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_file_name_is_a_plain_slug(titel: str, naam: str) -> None:
    assert bestandsnaam(titel, "pdf") == naam


@pytest.mark.parametrize("naam", ["", "a", "../a.pdf", 'a".pdf', "a\r\nb.pdf", "é.pdf", "A.pdf"])
def test_unsafe_name_is_refused(naam: str) -> None:
    with pytest.raises(ValueError, match="veilige bestandsnaam"):
        Bestand(naam, "application/pdf", b"")


def test_response_is_a_download_that_is_not_sniffed() -> None:
    antwoord = Bestand("blad.pdf", "application/pdf", b"%PDF").als_antwoord()
    assert antwoord.content == b"%PDF"
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == 'attachment; filename="blad.pdf"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert "Cache-Control" not in antwoord


def test_inline_and_not_public() -> None:
    antwoord = Bestand("blad.pdf", "application/pdf", b"").als_antwoord(inline=True, openbaar=False)
    assert antwoord["Content-Disposition"] == 'inline; filename="blad.pdf"'
    assert "no-store" in antwoord["Cache-Control"]
