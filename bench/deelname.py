"""Taking part, whole: sitting down, the form, an acknowledged envelope; and the naive questionnaire beside it.

A unit here is four requests: the page, a seat, the form, the envelope. Seats are taken while the door is open and
envelopes only after it closed, so a unit sits down in one meeting and sends in another, with a seat prepared there.
What was prepared is used once in a run: an envelope that comes twice would be other work.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import secrets
import sys
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.belasting import Client, WrongAnswer

if TYPE_CHECKING:
    from vik_portal.meedoen.models import Bijeenkomst, Ronde, Stap

#: Where the run keeps what was prepared; in the environment of the process that makes the load.
PAD, AULAPAD = "BENCH_DEELNAME", "BENCH_AULA"
RONDES, STOELEN = 10, 1000
#: Rooms that people come into at the same time.
DEUREN = 20
#: Units that one slice may use: three seconds of four thousandths each, and as much again.
BLOK = 1200
#: Questions of the questionnaire; both sides ask the same ones.
VRAGEN = 28
#: A room: this many phones look every two seconds, regie and scherm every second.
ZAAL = 40
#: An auditorium that votes over a dilemma: this many phones press in the same moment, in rounds of their own.
AULA, AULARONDES, AULABLOK = 200, 16, 4000
COOKIE = "stoel"


# --- preparing, under the portal's settings -----------------------------------------------------------


def bereid_voor(pad: Path) -> None:
    """Makes the meetings and writes codes, seat tokens and sealed envelopes to ``pad``."""
    from vik_portal.meedoen import services, stembus

    deuren = [services.open_deur(bijeenkomst=bijeenkomst(f"Deur {nummer}")).code for nummer in range(DEUREN)]
    rondes = []
    for nummer in range(RONDES):
        ronde, tokens = ronde_met_stoelen(bijeenkomst(f"Ronde {nummer}"), STOELEN)
        publiek, aantal = stembus.slot(ronde.pk).publiek, len(ronde.vragen)
        assert aantal == VRAGEN
        enveloppen = [stembus.verzegel(publiek, ronde.pk, random.choices(range(1, 4), k=aantal)) for _ in tokens]
        rondes.append(
            {
                "code": ronde.bijeenkomst.code,
                "pk": ronde.bijeenkomst_id,
                "ronde": ronde.pk,
                "stoelen": tokens,
                "enveloppen": [b64encode(envelop).decode() for envelop in enveloppen],
            }
        )
    pad.write_text(json.dumps({"deuren": deuren, "rondes": rondes, "sessie": sessie()}))


def bereid_aula_voor(pad: Path) -> None:
    """Makes rounds of one vote over a dilemma, and writes seats with their sealed envelopes to ``pad``."""
    from dilemmas.groepsgesprek import nummer_van
    from vik_portal.meedoen import stembus

    rondes = []
    for nummer in range(AULARONDES):
        stuk = bijeenkomst(f"Aula {nummer}", "dilemmasessie")
        stap = stuk.stappen.filter(soort="dilemma").first()
        assert stap is not None
        ronde, tokens = ronde_met_stoelen(stuk, STOELEN, stap, nummer_van("eerste"))
        publiek = stembus.slot(ronde.pk).publiek
        enveloppen = [stembus.verzegel(publiek, ronde.pk, [random.randrange(3)]) for _ in tokens]
        rondes.append(
            {
                "code": ronde.bijeenkomst.code,
                "ronde": ronde.pk,
                "stoelen": tokens,
                "enveloppen": [b64encode(envelop).decode() for envelop in enveloppen],
            }
        )
    pad.write_text(json.dumps({"rondes": rondes}))


def begeleider() -> Any:
    """The one account of the bench."""
    from vik_portal.organisatie.models import Gebruiker

    return Gebruiker.objects.get_or_create(email="begeleider@portaal.example", defaults={"naam": "Begeleider"})[0]


def bijeenkomst(titel: str, draaiboek: str = "risicoanalyse") -> Bijeenkomst:
    """A planned risk analysis, or another meeting."""
    from django.utils import timezone

    from vik_portal.meedoen import services
    from vik_portal.meedoen.models import Bijeenkomst
    from vik_portal.organisatie.models import Eenheid
    from vik_portal.register import Draaiboek, register

    team = Eenheid.objects.order_by("pk").first()
    nieuw = Bijeenkomst(titel=titel, team=team, begin=timezone.now())
    return services.plan(bijeenkomst=nieuw, draaiboek=register.een(Draaiboek, draaiboek), begeleider=begeleider())


def ronde_met_stoelen(
    stuk: Bijeenkomst, aantal: int, stap: Stap | None = None, plek: int = 1
) -> tuple[Ronde, list[str]]:
    """Seats people, closes the door and opens the questionnaire, or the round of ``stap``; with the seats' tokens."""
    from vik_portal.meedoen import services
    from vik_portal.meedoen.models import Stoel
    from vik_portal.register import Stapsoort, register

    services.open_deur(bijeenkomst=stuk)
    tokens = [secrets.token_hex(16) for _ in range(aantal)]
    Stoel.objects.bulk_create(Stoel(token=services.hash_token(token), bijeenkomst=stuk) for token in tokens)
    stuk = services.sluit_deur(bijeenkomst=stuk)
    stap = stap or stuk.stappen.get(soort="vragenlijst")
    stap.bijeenkomst = services.ga_naar(bijeenkomst=stuk, stap=stap, plek=plek)
    soort = register.een(Stapsoort, stap.soort)
    assert soort.ronde
    vorm, vragen = soort.ronde(stap)
    ronde = services.open_ronde(bijeenkomst=stuk, soort=stap.soort, vorm=vorm, vragen=vragen, stap=stap)
    return ronde, tokens


def sessie() -> str:
    """The cookie of the begeleider, for regie and scherm."""
    from django.test import Client as Proefclient

    client = Proefclient()
    client.force_login(begeleider())
    return client.cookies["vik_sessie"].value


def tel() -> dict[str, int]:
    """How many envelopes are in the boxes that the load fills."""
    from vik_portal.meedoen.models import Envelop

    return {"enveloppen": Envelop.objects.count()}


# --- the load -----------------------------------------------------------------------------------------


class Voorraad:
    """What was prepared, a block of it for this process; the blocks of earlier processes are used up."""

    def __init__(self, pad: Path, blok: int) -> None:
        self.blok = blok
        self.stand = json.loads(pad.read_text())
        teller = pad.with_suffix(".teller")
        self.begin = int(teller.read_text()) if teller.exists() else 0
        teller.write_text(str(self.begin + blok))

    def stuk(self, nummer: int) -> tuple[dict[str, Any], str, bytes]:
        """Round, seat and envelope for unit ``nummer`` of this process."""
        if nummer >= self.blok or self.begin + nummer >= len(self.stand["rondes"]) * STOELEN:
            raise WrongAnswer("De voorbereide stoelen zijn op; maak er in bench/deelname.py meer.")
        ronde, plek = divmod(self.begin + nummer, STOELEN)
        rij = self.stand["rondes"][ronde]
        return rij, rij["stoelen"][plek], b64decode(rij["enveloppen"][plek])


_SLOT = threading.Lock()


def voorraad() -> Voorraad:
    """The block of this process; its threads ask for it in the same moment."""
    with _SLOT:
        return _voorraad(Path(os.environ[PAD]), BLOK)


def aula() -> Voorraad:
    """The same of the rounds that an auditorium votes in."""
    with _SLOT:
        return _voorraad(Path(os.environ[AULAPAD]), AULABLOK)


@cache
def _voorraad(pad: Path, blok: int) -> Voorraad:
    return Voorraad(pad, blok)


def code() -> str:
    """The code of a meeting whose round is open."""
    return json.loads(Path(os.environ[PAD]).read_text())["rondes"][0]["code"]


def neem_deel(client: Client, nummer: int) -> None:
    """Page, seat, form, envelope: as a phone does it, from scan to "Verzonden"."""
    rij, stoel, envelop = voorraad().stuk(nummer)
    oorsprong = f"http://127.0.0.1:{client.port}"
    deur = voorraad().stand["deuren"][nummer % DEUREN]
    client.get(f"/meedoen/{deur}/")
    client.request("POST", f"/meedoen/{deur}/stoel", b"{}", status=201, Origin=oorsprong)
    pad, koekje = f"/meedoen/{rij['code']}/ronde/{rij['ronde']}", f"{COOKIE}={stoel}"
    client.request("GET", pad, Cookie=koekje)
    client.request("POST", f"{pad}/envelop", envelop, Origin=oorsprong, Cookie=koekje)


def stem(client: Client, nummer: int) -> None:
    """One sealed vote, acknowledged after commit."""
    rij, stoel, envelop = aula().stuk(nummer)
    pad, oorsprong = f"/meedoen/{rij['code']}/ronde/{rij['ronde']}/envelop", f"http://127.0.0.1:{client.port}"
    client.request("POST", pad, envelop, Origin=oorsprong, Cookie=f"{COOKIE}={stoel}")


def stem_kaal(client: Client, nummer: int) -> None:
    """One row, acknowledged after commit, from as many bytes."""
    client.request("POST", "/stem/", b"x" * 384)


_CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


def vul_in(client: Client, nummer: int) -> None:
    """The naive questionnaire: GET the form of 28 items, POST the answers under a name of its own."""
    pagina, koppen = client.request("GET", "/vragenlijst/")
    teken = _CSRF.search(pagina)
    if teken is None:
        raise WrongAnswer("/vragenlijst/: geen formulier")
    koekje = koppen["Set-Cookie"].split(";")[0]
    lijf = "&".join([f"csrfmiddlewaretoken={teken[1].decode()}", *(f"v{n}={nummer % 4}" for n in range(VRAGEN))])
    soort = "application/x-www-form-urlencoded"
    client.request("POST", "/vragenlijst/", lijf.encode(), Content_Type=soort, Cookie=koekje)


@contextmanager
def kijkende_zaal(port: int) -> Iterator[None]:
    """Meanwhile every phone of a room looks where the meeting is every two seconds, regie and scherm every second."""
    stop = threading.Event()
    fout: list[Exception] = []

    def kijk(pad: str, om_de: float, **koppen: str) -> None:
        client = Client(port)
        stop.wait(random.random() * om_de)
        try:
            while not stop.is_set():
                client.request("GET", pad, **koppen)
                stop.wait(om_de)
        except Exception as error:
            fout.append(error)
        finally:
            client.close()

    rij = voorraad().stand["rondes"][0]
    koekje = f"vik_sessie={voorraad().stand['sessie']}"
    draden = [threading.Thread(target=kijk, args=(f"/meedoen/{rij['code']}/stand", 2.0)) for _ in range(ZAAL)]
    pad = f"/bijeenkomsten/{rij['pk']}/stand/"
    draden += [threading.Thread(target=kijk, args=(pad, 1.0), kwargs={"Cookie": koekje}) for _ in range(2)]
    for draad in draden:
        draad.start()
    try:
        yield
    finally:
        stop.set()
        for draad in draden:
            draad.join()
    if fout:
        raise fout[0]


# --- counting -----------------------------------------------------------------------------------------


def sluit() -> dict[str, float]:
    """Counts rounds of forty envelopes: units, CPU seconds of this process and its children, wall seconds."""
    from vik_portal.meedoen import services, stembus
    from vik_portal.meedoen.models import Envelop

    rondes = []
    for nummer in range(8):
        ronde, tokens = ronde_met_stoelen(bijeenkomst(f"Sluiten {nummer}"), ZAAL)
        slot = stembus.slot(ronde.pk)
        for token in tokens:
            stoel = services.hash_token(token)
            inhoud = stembus.verzegel(slot.publiek, ronde.pk, random.choices(range(1, 4), k=len(ronde.vragen)))
            Envelop.objects.create(ronde=ronde, stoel=stoel, inhoud=inhoud, merk=slot.merk("envelop", stoel, inhoud))
        rondes.append(ronde)
    with gemeten() as uit:
        for ronde in rondes:
            if services.sluit_ronde(ronde=ronde).status != "geteld":
                raise WrongAnswer("Een ronde werd niet geteld.")
    return uit | {"units": len(rondes)}


def ontcijfer() -> dict[str, float]:
    """Forty bare RSA-3072 decryptions, as many times."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    sleutel = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    oaep = padding.OAEP(mgf=padding.MGF1(hashes.SHA256()), algorithm=hashes.SHA256(), label=b"ronde")
    stukken = [sleutel.public_key().encrypt(secrets.token_bytes(16 + VRAGEN), oaep) for _ in range(ZAAL)]
    with gemeten() as uit:
        for _ in range(8):
            for stuk in stukken:
                sleutel.decrypt(stuk, oaep)
    return uit | {"units": 8}


@contextmanager
def gemeten() -> Iterator[dict[str, float]]:
    """CPU seconds of this process and of its children that ended, and wall seconds, of what happens inside."""
    uit: dict[str, float] = {}
    voor, begin = _cpu(), time.monotonic()
    yield uit
    uit["cpu"] = _cpu() - voor
    uit["seconds"] = time.monotonic() - begin


def _cpu() -> float:
    """User and system time so far, of this process and of its children that ended, in seconds."""
    delen = [resource.getrusage(wie) for wie in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(deel.ru_utime + deel.ru_stime for deel in delen)


def main() -> int:
    import django

    django.setup()
    doe, *pad = sys.argv[1:]
    uit = {
        "sluit": sluit,
        "ontcijfer": ontcijfer,
        "bereid_voor": bereid_voor,
        "bereid_aula_voor": bereid_aula_voor,
        "tel": tel,
    }[doe](*map(Path, pad))
    if uit is not None:
        json.dump(uit, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
