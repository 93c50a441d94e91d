"""What comes out of an upload: only pixels. Real files, made by Pillow or broken by hand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from vik_portal.media import beeld
from vik_portal.media.beeld import MediaFout, maak_beeld


def plaatje(breed=800, hoog=600, modus="RGB") -> Image.Image:
    """Left half red, right half blue, so that turning and colours can be seen."""
    vlak = Image.new("RGB", (breed, hoog), (200, 30, 30))
    vlak.paste((30, 30, 200), (breed // 2, 0, breed, hoog))
    return vlak.convert(modus)


def als(soort: str, bron: Image.Image | None = None, **opties) -> bytes:
    uit = io.BytesIO()
    (bron or plaatje()).save(uit, soort, **opties)
    return uit.getvalue()


def open_(data: bytes) -> Image.Image:
    resultaat = Image.open(io.BytesIO(data))
    resultaat.load()
    return resultaat


def weigering(data: bytes) -> str:
    with pytest.raises(MediaFout) as fout:
        maak_beeld(data)
    return str(fout.value)


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
def test_each_kind_stays_its_kind_in_all_widths(soort):
    resultaat = maak_beeld(als(soort, plaatje(2000, 1000)))
    assert (resultaat.soort, resultaat.breedte, resultaat.hoogte) == (soort.lower(), 1600, 800)
    assert list(resultaat.vormen) == [480, 960, 1600]
    for breedte, data in resultaat.vormen.items():
        vorm = open_(data)
        assert vorm.format == soort
        assert vorm.size == (breedte, breedte // 2)


@pytest.mark.parametrize(
    ("breed", "verwacht"), [(1, [1]), (300, [300]), (480, [480]), (700, [480, 700]), (1600, [480, 960, 1600])]
)
def test_nothing_is_made_wider_than_it_is(breed, verwacht):
    assert list(maak_beeld(als("PNG", plaatje(breed, 10))).vormen) == verwacht


def test_place_device_time_comment_and_thumbnail_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "GeheimToestel"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 12.0)  # GPSLatitude
    exif.get_ifd(0x8769)[0x9003] = "2026:11:22 10:00:00"
    bron = als("JPEG", exif=exif, comment=b"GeheimCommentaar", xmp=b"<x:xmpmeta>GeheimXmp</x:xmpmeta>")
    assert open_(bron).getexif().get_ifd(0x8825)  # the negative control: it is in there
    for data in maak_beeld(bron).vormen.values():
        assert b"Geheim" not in data
        assert b"Exif" not in data
        uit = open_(data)
        assert len(uit.getexif()) == 0
        assert not {"exif", "comment", "xmp", "icc_profile"} & set(uit.info)


@pytest.mark.parametrize("soort", ["PNG", "WEBP"])
def test_text_and_profiles_in_other_kinds_are_gone_too(soort):
    exif = Image.Exif()
    exif[0x010F] = "GeheimToestel"
    profiel = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    opties = {"exif": exif, "icc_profile": profiel}
    if soort == "PNG":
        opties["pnginfo"] = PngImagePlugin.PngInfo()
        opties["pnginfo"].add_text("Auteur", "GeheimeNaam")
        opties["pnginfo"].add_itxt("XML:com.adobe.xmp", "GeheimXmp")
    bron = als(soort, **opties)
    assert b"Geheim" in bron
    for data in maak_beeld(bron).vormen.values():
        assert b"Geheim" not in data
        assert not {"exif", "icc_profile", "Auteur", "XML:com.adobe.xmp"} & set(open_(data).info)


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_was_held_sideways_stands_upright(soort):
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    resultaat = maak_beeld(als(soort, plaatje(400, 200), exif=exif))
    assert (resultaat.breedte, resultaat.hoogte) == (200, 400)
    rechtop = open_(resultaat.vormen[200]).convert("RGB")
    boven, onder = rechtop.getpixel((100, 50)), rechtop.getpixel((100, 350))
    assert boven[0] > 150 > boven[2]  # the left half, red, is on top now
    assert onder[2] > 150 > onder[0]


@pytest.mark.parametrize(("soort", "modus"), [("PNG", "RGBA"), ("WEBP", "RGBA"), ("PNG", "LA"), ("PNG", "P")])
def test_see_through_stays_see_through(soort, modus):
    bron = plaatje(modus="RGBA")
    bron.putalpha(Image.linear_gradient("L").resize(bron.size))
    data = als(soort, bron.quantize(16) if modus == "P" else bron.convert(modus))
    uit = open_(maak_beeld(data).vormen[480])
    assert uit.mode == "RGBA"
    assert uit.getchannel("A").getextrema()[0] < 40


@pytest.mark.parametrize("modus", ["L", "CMYK", "RGB"])
def test_other_ways_to_store_colour_become_ordinary_jpeg(modus):
    uit = open_(maak_beeld(als("JPEG", plaatje(modus=modus))).vormen[480])
    assert uit.mode == ("L" if modus == "L" else "RGB")


def test_sixteen_bits_are_scaled_and_not_cut_off():
    grijs = Image.new("I;16", (600, 400), 0x8000)
    assert open_(maak_beeld(als("PNG", grijs)).vormen[480]).getpixel((10, 10)) == 128


def test_colours_of_a_profile_are_kept_when_the_profile_goes():
    profiel = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    uit = open_(maak_beeld(als("PNG", icc_profile=profiel)).vormen[800]).convert("RGB")
    assert uit.getpixel((10, 10)) == (200, 30, 30)


def test_a_broken_profile_is_no_reason_to_refuse():
    assert maak_beeld(als("JPEG", icc_profile=b"geen profiel")).breedte == 800


def test_a_photo_with_depth_is_one_photo():
    uit = io.BytesIO()
    plaatje().save(uit, "MPO", save_all=True, append_images=[plaatje(100, 100)])
    resultaat = maak_beeld(uit.getvalue())
    assert (resultaat.soort, resultaat.breedte) == ("jpeg", 800)
    assert len(open_(resultaat.vormen[800]).getexif()) == 0


# What is refused, each with its own sentence


def test_empty():
    assert weigering(b"") == beeld.LEEG


def test_more_than_ten_megabytes():
    assert weigering(als("PNG") + b"\0" * beeld.MAX_BYTES) == beeld.TE_ZWAAR


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'\n  <SVG onload="alert(1)"></SVG>',
        b"<!-- " + b"x" * 500 + b" --><svg></svg>",
    ],
)
def test_svg(data):
    assert weigering(data) == beeld.SVG


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"MZ\x90\x00",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"RIFF",
        b"gewoon tekst",
        als("GIF"),
        als("TIFF"),
        als("BMP"),
        b"<script>//" + als("PNG"),
    ],
)
def test_what_is_no_jpeg_png_or_webp_by_content(data):
    assert weigering(data) == beeld.GEEN_AFBEELDING


def test_a_zip_with_the_name_of_an_image():
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("plaatje.png", als("PNG"))
    assert weigering(uit.getvalue()) == beeld.GEEN_AFBEELDING


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
def test_an_image_that_is_a_zip_too(soort):
    uit = io.BytesIO(als(soort))
    with zipfile.ZipFile(uit, "a") as archief:
        archief.writestr("kwaad.html", "<script>alert(1)</script>")
    assert open_(uit.getvalue()).format == soort  # the negative control: it is a good image
    assert weigering(uit.getvalue()) == beeld.DUBBEL


def test_what_hides_behind_an_image_does_not_come_along():
    data = als("JPEG") + b"<html><script>alert(1)</script>"
    assert all(b"script" not in vorm for vorm in maak_beeld(data).vormen.values())


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("deel", [0.02, 0.3, 0.7])
def test_truncated(soort, deel):
    ruis = Image.effect_noise((500, 500), 90).convert("RGB")
    data = als(soort, ruis)
    assert weigering(data[: int(len(data) * deel)]) == beeld.STUK


def test_a_header_and_then_nonsense():
    assert weigering(b"\x89PNG\r\n\x1a\n" + b"onzin" * 100) == beeld.STUK


def _png(breed: int, hoog: int, regels: bytes) -> bytes:
    def blok(soort: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))

    kop = struct.pack(">IIBBBBB", breed, hoog, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + blok(b"IHDR", kop) + blok(b"IDAT", zlib.compress(regels, 9)) + blok(b"IEND", b"")


@pytest.mark.parametrize(("breed", "hoog"), [(8000, 5001), (15_000, 15_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(breed, hoog):
    data = _png(breed, hoog, b"\0" * (hoog * (breed // 8 + 1)))
    assert len(data) < 100_000
    assert weigering(data) == beeld.TE_GROOT


def test_a_bomb_in_the_texts_of_a_png_is_refused():
    info = PngImagePlugin.PngInfo()
    info.add_text("Bom", "x" * 80_000_000, zip=True)
    assert weigering(als("PNG", pnginfo=info)) == beeld.STUK


def test_too_long():
    assert weigering(als("PNG", plaatje(16_001, 2))) == beeld.TE_LANG


@pytest.mark.parametrize("soort", ["PNG", "WEBP"])
def test_what_moves(soort):
    uit = io.BytesIO()
    plaatje().save(uit, soort, save_all=True, append_images=[plaatje().rotate(180)], duration=100)
    assert weigering(uit.getvalue()) == beeld.BEWEEGT
