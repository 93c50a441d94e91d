"""Large uploads: a file that is too large is not stored while it comes in, and the rest of the form is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from vik_portal.media.opslag import vol


class _Maat(FileUploadHandler):
    """Stops keeping a file once it is larger than ``meeste`` bytes, and remembers in which field it was."""

    def __init__(self, request: HttpRequest, meeste: int) -> None:
        super().__init__(request)
        self.meeste = meeste

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) > self.meeste:
            te_groot(self.request).add(self.field_name)  # type: ignore[arg-type]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None


class _NaarSchijf(TemporaryFileUploadHandler):
    """To disk; when that is full the file is let go, and it is remembered in which field it was."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fout:
            if not vol(fout):
                raise
            schijf_vol(self.request).add(self.field_name)  # type: ignore[arg-type]
            self.file.close()
            raise SkipFile from None


def begrens_upload(request: HttpRequest, meeste: int) -> None:
    """Every file of this request goes to disk, at most ``meeste`` bytes of it. Before anything has read the form."""
    request.upload_handlers = [_Maat(request, meeste), _NaarSchijf(request)]


def te_groot(request: HttpRequest) -> set[str]:
    """The fields whose file was too large."""
    return _velden(request, "_te_groot")


def schijf_vol(request: HttpRequest) -> set[str]:
    """The fields whose file did not fit on the disk."""
    return _velden(request, "_schijf_vol")


def _velden(request: HttpRequest, naam: str) -> set[str]:
    if not hasattr(request, naam):
        setattr(request, naam, set())
    velden: set[str] = getattr(request, naam)
    return velden


def met_upload(meeste: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For a view with a file of at most ``meeste`` bytes: the limit first, then CSRF, which reads the form.

    Stands under the gate: for who may not send it, nothing of a large form is read.
    """

    def maak(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        beschermd = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def poort(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            begrens_upload(request, meeste)
            return beschermd(request, *args, **kwargs)

        return poort

    return maak
