"""Whether the links to the law in published texts still work. What is kept: the address, how it answered, and when."""

from __future__ import annotations

import logging
import re
import time
import urllib.error
import urllib.request
from html import unescape
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vik_portal.redactie.models import Publicatie, Wetslink, publicatiesoorten

log = logging.getLogger(__name__)

WACHT = 10.0  # seconds, for each answer of a site
#: Between two links, for the sites' sake; and how long one check of all may take.
PAUZE, HOOGSTENS = 1.0, 30 * 60.0
#: What is kept when there is no answer at all.
GEEN_ANTWOORD = 0
_HREF = re.compile(r'href="(https?://[^"]+)"')


def op_wetsite(url: str) -> bool:
    """Whether this address is on one of ``settings.WETSITES``: nothing else is ever asked for."""
    delen = urlsplit(url)
    return f"{delen.scheme}://{delen.netloc}" in settings.WETSITES


def links_in(weergave: str) -> set[str]:
    """The links to the law in a rendered body."""
    return {url for href in _HREF.findall(weergave) if op_wetsite(url := unescape(href))}


def verzamel() -> set[str]:
    """All of them, in what readers see now. One query per kind of text."""
    return {
        url
        for model in publicatiesoorten()
        for weergave in model._default_manager.published().values_list("weergave", flat=True)  # type: ignore[attr-defined]
        for url in links_in(weergave)
    }


def _verzoek(url: str, methode: str) -> urllib.request.Request:
    """A request to one of the sites of the law."""
    if not op_wetsite(url):
        raise ValueError(f"{url} is geen wetslink.")
    return urllib.request.Request(url, method=methode, headers={"User-Agent": "VIK-portaal"})  # noqa: S310 (checked)


class _BlijfBinnen(urllib.request.HTTPRedirectHandler):
    """Follows a redirect within its own site; to another one, the redirect itself is the answer."""

    max_redirections = 5

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        oud, nieuw = urlsplit(req.full_url), urlsplit(newurl)
        if (oud.scheme, oud.netloc) != (nieuw.scheme, nieuw.netloc):
            return None
        return _verzoek(newurl, req.get_method())


_opener = urllib.request.build_opener(_BlijfBinnen)


def vraag_op(url: str, *, wacht: float = WACHT) -> int:
    """The status with which this address ends, HEAD first and GET where that fails; 0 without an answer.

    Nothing of a body is read.
    """
    status = GEEN_ANTWOORD
    for methode in ("HEAD", "GET"):
        try:
            with _opener.open(_verzoek(url, methode), timeout=wacht) as antwoord:
                return int(antwoord.status)
        except urllib.error.HTTPError as fout:
            status = fout.code
            fout.close()
        except (OSError, HTTPException, ValueError):
            status = GEEN_ANTWOORD
    return status


def goed(status: int) -> bool:
    return 200 <= status < 300


def controleer(*, pauze: float = PAUZE, wacht: float = WACHT) -> int:
    """Asks for every link, one at a time, and keeps how it answered; returns how many were asked for.

    When no site answers at all it is our own network that fails: then nothing is counted against a link.
    """
    if not settings.WETSLINKS_CONTROLEREN:
        return 0
    urls, einde, gevonden = sorted(verzamel()), time.monotonic() + HOOGSTENS, {}
    for nummer, url in enumerate(urls):
        if time.monotonic() > einde:
            log.warning("De controle van wetslinks duurde te lang; %d zijn niet bekeken.", len(urls) - nummer)
            break
        if nummer:
            time.sleep(pauze)
        gevonden[url] = vraag_op(url, wacht=wacht)
    if len(gevonden) > 1 and not any(gevonden.values()):
        log.warning("Geen enkele wetslink gaf antwoord: dat ligt aan het eigen netwerk.")
        return len(gevonden)
    _bewaar(urls, gevonden)
    return len(gevonden)


@transaction.atomic
def _bewaar(urls: list[str], gevonden: dict[str, int]) -> None:
    Wetslink.objects.exclude(url__in=urls).delete()
    bestaand, nu = Wetslink.objects.in_bulk(gevonden), timezone.now()
    for url, status in gevonden.items():
        mislukt = 0 if goed(status) else bestaand[url].mislukt + 1 if url in bestaand else 1
        Wetslink.objects.update_or_create(
            url=url, defaults={"status": status, "mislukt": min(mislukt, 100), "gecontroleerd_op": nu}
        )


def kapot_in(model: type[Publicatie], kapot: dict[str, int]) -> dict[int, list[str]]:
    """Per published text of this kind (its pk) the broken links in it. No query when there are none."""
    if not kapot:
        return {}
    uit = {}
    for pk, weergave in model._default_manager.published().values_list("pk", "weergave"):  # type: ignore[attr-defined]
        if gevonden := sorted(links_in(weergave) & kapot.keys()):
            uit[pk] = gevonden
    return uit


def kapotte_links() -> dict[str, int]:
    """The links that count as broken, with the status of the last time."""
    return dict(Wetslink.objects.kapot().values_list("url", "status"))


def in_een_zin(urls: list[str], kapot: dict[str, int]) -> str:
    """What is wrong with the links of one text."""
    namen = [f"{url.split('://')[1]} ({_antwoord(kapot[url])})" for url in urls]
    wat = "Een wetslink doet het niet meer" if len(namen) == 1 else "Wetslinks doen het niet meer"
    return f"{wat}: {', '.join(namen)}."


def _antwoord(status: int) -> str:
    if status == GEEN_ANTWOORD:
        return "geen antwoord"
    return "leidt naar een andere site" if 300 <= status < 400 else f"fout {status}"
