"""Office files are zip archives with the time of packing inside: this takes the clock out of them."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from vik_portal.exports.huisstijl import moment

_TIJD = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")
#: The picture of an empty page that the libraries' templates carry along.
_MINIATUUR = "docProps/thumbnail.jpeg"
_VERWIJZING = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")


def stabiel(inhoud: bytes, dag: date) -> bytes:
    """The same archive with one fixed time everywhere, so that equal content gives equal bytes."""
    wanneer = moment(dag)
    tijd = wanneer.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            if naam == _MINIATUUR:
                continue
            deel = bron.read(naam)
            if naam == "docProps/core.xml":
                deel = _TIJD.sub(rb"\g<1>" + tijd + rb"\g<3>", deel)
            elif naam.endswith(".xlsx"):
                deel = stabiel(deel, dag)  # the workbook inside a chart has a clock of its own
            elif naam == "_rels/.rels":
                deel = _VERWIJZING.sub(b"", deel)
            item = zipfile.ZipInfo(naam, (max(wanneer.year, 1980), wanneer.month, wanneer.day, 12, 0, 0))
            item.compress_type, item.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            doel.writestr(item, deel)
    return uit.getvalue()
