"""QR codes for pages under a strict CSP and for paper."""

import io

import segno
from PIL import Image

from vik_portal.exports.qr import qr_png, qr_svg

URL = "https://vik.example/beroepscode/themabladen/raadplegen-politiesystemen/"


def test_svg_has_no_inline_style_and_a_white_ground() -> None:
    svg = qr_svg(URL)
    assert svg.startswith("<svg")
    assert "style" not in svg
    assert "<script" not in svg
    assert 'fill="#fff"' in svg
    assert svg == qr_svg(URL)


def test_png_shows_the_modules_of_this_address() -> None:
    modules = [
        [bool(module) for module in rij] for rij in segno.make(URL, error="m", micro=False, boost_error=False).matrix
    ]
    with Image.open(io.BytesIO(qr_png(URL, schaal=5))) as beeld:
        grijs = beeld.convert("L")
        rand = 4 * 5
        gelezen = [
            [grijs.getpixel((rand + x * 5 + 2, rand + y * 5 + 2)) < 128 for x in range(len(modules))]
            for y in range(len(modules))
        ]
    assert gelezen == modules
