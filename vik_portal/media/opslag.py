"""Rows and files together: both are kept, or neither. What every upload of the portal stands on."""

from __future__ import annotations

import contextlib
import errno
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from vik_portal.lokaal import is_vol
from vik_portal.media.beeld import MediaFout

VOL = "Er is geen plaats meer om bestanden te bewaren. Er is niets bewaard. Vraag de beheerder om ruimte."
#: A folder without a row that is younger than this may belong to an upload that is going on.
NET_GEMAAKT = timedelta(hours=1)
Schrijver = Callable[[str, "File[Any]"], None]


def vol(fout: BaseException | str) -> bool:
    """Whether there is no room: on the disk, in a quota, or under the limit of one file."""
    return is_vol(fout) or (isinstance(fout, OSError) and fout.errno == errno.EFBIG) or "File too large" in str(fout)


def nieuwe_map(map_: str) -> str:
    """A folder of its own, at random: one that is being removed can never be one that is being filled."""
    return f"{map_}/{secrets.token_hex(16)}"


@contextlib.contextmanager
def alles_of_niets(map_: str) -> Iterator[Schrijver]:
    """One transaction with a function that stores a file in ``map_``. Whatever goes wrong: no row, no file.

    Raises :class:`MediaFout` when the disk is full.
    """
    geschreven: list[str] = []

    def schrijf(naam: str, bestand: File[Any]) -> None:
        geschreven.append(naam)
        omvang = bestand.size
        default_storage.save(naam, bestand)
        # The last piece of a copy may be cut off by a full disk without an error.
        if default_storage.size(naam) != omvang:
            raise OSError(errno.ENOSPC, "not all of it was written", naam)

    try:
        with transaction.atomic():
            yield schrijf
    except BaseException as fout:
        wis([*geschreven, map_])
        if isinstance(fout, OSError) and vol(fout):
            raise MediaFout(VOL) from None
        raise


def wis(namen: Iterable[str]) -> None:
    """Removes files and empty folders."""
    for naam in namen:
        # A file that will not go must not keep the others, nor hide the error that brought us here.
        with contextlib.suppress(OSError):
            default_storage.delete(naam)


def ruim_mappen_op(map_: str, bekend: set[str]) -> int:
    """Folders under ``map_`` that no row knows, left by a crash. Returns how many went."""
    try:
        mappen, _ = default_storage.listdir(map_)
    except FileNotFoundError:
        return 0
    return sum(_ruim_op(f"{map_}/{naam}") for naam in mappen if f"{map_}/{naam}" not in bekend)


def _ruim_op(map_: str) -> bool:
    grens = timezone.now() - NET_GEMAAKT
    try:
        namen = [f"{map_}/{naam}" for naam in default_storage.listdir(map_)[1]]
        if any(default_storage.get_modified_time(naam) > grens for naam in namen):
            return False
    except FileNotFoundError:  # a page took it away meanwhile
        return False
    wis([*namen, map_])
    return True
