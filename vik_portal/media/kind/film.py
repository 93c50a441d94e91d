"""What a film is, and whether a browser plays it."""

from __future__ import annotations

from typing import Any

#: How a browser must be able to play it: demuxer → codecs of picture and sound.
BEELD = {"mov": {"h264", "av1", "vp9"}, "matroska": {"vp8", "vp9", "av1"}}
GELUID = {"mov": {"aac", "mp3", "opus", "flac"}, "matroska": {"opus", "vorbis"}}
#: Ways to store colour that every browser draws.
KLEUREN = {"yuv420p", "yuvj420p", "yuv420p10le"}
GROOTSTE_BEELD = 3840
#: The part of the promised length (0 to 1) that must really be there.
HEEL = 0.9


def film(pad: str, vorm: str, omzetten: str = "") -> dict[str, Any]:
    """What a film is: its length in seconds, its size in px, whether it has sound; or the reason why it cannot be used.

    With ``omzetten`` any codec will do that can be read here, as the film is made anew; else a browser must play it.
    """
    import av

    # A file object and a named format: nothing in the film can make the library open something else.
    try:
        with open(pad, "rb") as bestand, av.open(bestand, format=vorm) as doos:
            return _bekijk(doos, vorm, bool(omzetten))
    except MemoryError:
        return {"fout": "stuk"}
    except (av.error.FFmpegError, ValueError, ArithmeticError):
        return {"fout": "stuk"}


def _bekijk(doos: Any, vorm: str, omzetten: bool) -> dict[str, Any]:
    if not doos.streams.video:
        return {"fout": "geen_beeld"}
    beeld = doos.streams.video[0]
    codec = beeld.codec_context
    geluid = {spoor.codec_context.name for spoor in doos.streams.audio}
    past = _naam(codec.name) in BEELD[vorm] and {_naam(naam) for naam in geluid} <= GELUID[vorm]
    if codec.pix_fmt is None:  # the list of what is in it was cut off
        return {"fout": "stuk"}
    if max(codec.width, codec.height) > GROOTSTE_BEELD:
        return {"fout": "te_groot" if omzetten else "speelt_niet"}
    if not omzetten and (not past or codec.pix_fmt not in KLEUREN):
        return {"fout": "speelt_niet"}
    beloofd = doos.duration / 1_000_000 if doos.duration else 0.0
    echt, getekend = 0.0, False
    for pakket in doos.demux(beeld, *doos.streams.audio):
        if pakket.pts is not None:
            echt = max(echt, float((pakket.pts + (pakket.duration or 0)) * pakket.time_base))
        if pakket.stream is beeld and not getekend:
            getekend = bool(pakket.decode())
    if not getekend or echt <= 0 or echt < HEEL * beloofd:
        return {"fout": "stuk"}
    maat = {"breedte": codec.width, "hoogte": codec.height}
    return {"seconden": round(max(echt, beloofd), 1), **maat, "geluid": bool(geluid)}


def _naam(decoder: str) -> str:
    """``libdav1d`` and the like are other decoders of the same codec."""
    return {"libdav1d": "av1", "libvpx": "vp8", "libvpx-vp9": "vp9", "mp3float": "mp3", "libopus": "opus"}.get(
        decoder, decoder
    )
