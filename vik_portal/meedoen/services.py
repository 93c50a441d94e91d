"""The verbs of a meeting: door, seats, rounds, counting, ending. Every verb is one transaction.

:class:`MeedoenFout` carries one Dutch sentence for the begeleider; nothing has changed then.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from vik_portal.meedoen import signalen, stembus
from vik_portal.meedoen.banden import MINIMUM, Uitslag, Vorm, Vraagsoort, geldig, publiceer
from vik_portal.meedoen.codes import LENGTE, TEKENS
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Kaartje, Ronde, Rondestoel, Stap, Stoel
from vik_portal.organisatie.models import Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol
from vik_portal.register import Draaiboek, Stapsoort, register

log = logging.getLogger(__name__)

#: A round open longer than this was forgotten; its box is destroyed unread.
LANGSTE_RONDE = timedelta(hours=24)
#: So long after the planned moment a meeting still counts as held then.
SPELING = timedelta(days=1)
#: A file younger than this (seconds) may belong to a round that is being opened right now: file first, then rows.
NET_GEMAAKT = 60


class MeedoenFout(Exception):
    """The message is one sentence that says what to do."""


def hash_token(token: str) -> bytes:
    """What the database knows of a seat or ticket."""
    return hashlib.sha256(token.encode()).digest()


def vraagsoorten(vragen: Sequence[dict[str, Any]]) -> list[Vraagsoort]:
    """The questions of a round as the publication gate wants them."""
    return [Vraagsoort(tuple(vraag["opties"]), vraag.get("schaal", "")) for vraag in vragen]


def uitslag_van(ronde: Ronde) -> Uitslag | None:
    """The published form of a counted round."""
    return Uitslag(**ronde.uitslag) if ronde.uitslag else None


def _slot(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """The meeting, locked: two begeleiders who press at once take turns."""
    return Bijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)


def nog_niet_voorbij(bijeenkomst: Bijeenkomst) -> None:
    """Raises :class:`MeedoenFout` for a meeting that was ended or cancelled."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGEROND:
        raise MeedoenFout("Deze bijeenkomst is afgerond. Plan een nieuwe.")
    niet_afgezegd(bijeenkomst)


def niet_afgezegd(bijeenkomst: Bijeenkomst) -> None:
    """Raises :class:`MeedoenFout` for a meeting that was cancelled."""
    if bijeenkomst.status == Bijeenkomst.Status.AFGEZEGD:
        raise MeedoenFout("Deze bijeenkomst is afgezegd. Kies eerst een nieuwe dag.")


def zet_begonnen(bijeenkomst: Bijeenkomst) -> list[str]:
    """Makes a planned meeting one that is being held; returns the fields that changed, to save.

    When it was planned for a later day, or for more than a day ago, it begins now: how long its results stay, when it
    is cleaned up and in which quarter it counts follow from the day on which it was held, whatever was typed. Nobody
    is told: who is in the room knows.
    """
    if bijeenkomst.status != Bijeenkomst.Status.GEPLAND:
        return []
    bijeenkomst.status, nu = Bijeenkomst.Status.BEZIG, timezone.now()
    if _op_de_dag(bijeenkomst, nu):
        return ["status"]
    bijeenkomst.begin = nu
    return ["status", "begin"]


def _op_de_dag(bijeenkomst: Bijeenkomst, nu: datetime) -> bool:
    """True when what happens ``nu`` belongs to the moment for which the meeting was planned."""
    begin = bijeenkomst.begin
    if begin > nu:
        return timezone.localdate(begin) == timezone.localdate(nu)
    return nu - begin <= SPELING


def tik(bijeenkomst: Bijeenkomst) -> None:
    """Tells scherm, regie and phones that there is something new."""
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(tik=F("tik") + 1)


def _nieuwe_code() -> str:
    while True:
        code = "".join(secrets.choice(TEKENS) for _ in range(LENGTE))
        if not Bijeenkomst.objects.filter(code=code).exists():
            return code


@transaction.atomic
def open_deur(*, bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Phones may sit down from now on. Not while a round is open: its seats are frozen.

    After a round everybody sits down anew: a phone that went empty or left keeps no seat, so that seats and people can
    be counted against each other again. Open phones do it by themselves. With tickets the seats stay, since a ticket
    works once.
    """
    vers = _slot(bijeenkomst)
    nog_niet_voorbij(vers)
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt een ronde. Tel die eerst, dan kan de deur weer open.")
    if not vers.deur_open and not vers.met_kaartjes and vers.rondes.exists():
        Stoel.objects.filter(bijeenkomst=vers).delete()
        vers.zitting += 1
    vers.code = vers.code or _nieuwe_code()
    vers.deur_open = True
    vers.save(update_fields=["code", "deur_open", "zitting", *zet_begonnen(vers)])
    tik(vers)
    return vers


@transaction.atomic
def sluit_deur(*, bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """No more phones. Who comes later joins the next round, after the door has been open again."""
    vers = _slot(bijeenkomst)
    vers.deur_open = False
    vers.save(update_fields=["deur_open"])
    tik(vers)
    return vers


@transaction.atomic
def maak_kaartjes(*, bijeenkomst: Bijeenkomst, aantal: int) -> list[str]:
    """Makes one-time tickets to print, and returns what stands on them; only hashes are kept. Replaces earlier ones.

    The code of the meeting stands on them too, so it is chosen now; it opens nothing before the door is.
    """
    if not MINIMUM <= aantal <= 200:
        raise MeedoenFout("Vul een getal in van 5 tot en met 200.")
    vers = _slot(bijeenkomst)
    nog_niet_voorbij(vers)
    Kaartje.objects.filter(bijeenkomst=vers).delete()
    kaartjes = ["".join(secrets.choice(TEKENS) for _ in range(12)) for _ in range(aantal)]
    # In the order of the hashes, so that the table says nothing about the order in which they were printed.
    rijen = sorted(hash_token(kaartje) for kaartje in kaartjes)
    Kaartje.objects.bulk_create(Kaartje(token=token, bijeenkomst=vers) for token in rijen)
    vers.code, vers.met_kaartjes = vers.code or _nieuwe_code(), True
    vers.save(update_fields=["code", "met_kaartjes"])
    return kaartjes


def aantal_stoelen(bijeenkomst: Bijeenkomst) -> int:
    return Stoel.objects.filter(bijeenkomst=bijeenkomst).count()


def open_ronde(
    *,
    bijeenkomst: Bijeenkomst,
    soort: str,
    vorm: Vorm,
    vragen: list[dict[str, Any]],
    stap: Stap | None = None,
    keer: int = 1,
) -> Ronde:
    """Opens a sealed round for the seats that are taken now. The file of the stembus is made first."""
    if not 1 <= len(vragen) <= stembus.MAX_VRAGEN:
        raise MeedoenFout("Een ronde heeft minstens één vraag.")
    ronde_id = secrets.token_hex(16)
    bus = stembus.maak(ronde_id)
    try:
        with transaction.atomic():
            return _open_ronde(bus, bijeenkomst, soort, vorm, vragen, stap, keer)
    except BaseException:
        stembus.vernietig(ronde_id)
        raise


def _open_ronde(
    bus: stembus.Slot,
    bijeenkomst: Bijeenkomst,
    soort: str,
    vorm: Vorm,
    vragen: list[dict[str, Any]],
    stap: Stap | None,
    keer: int,
) -> Ronde:
    vers = _slot(bijeenkomst)
    if vers.deur_open:
        raise MeedoenFout("De deur is nog open. Tel de telefoons en doe eerst de deur dicht.")
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt al een ronde. Tel die eerst.")
    tokens = sorted(bytes(token) for token in Stoel.objects.filter(bijeenkomst=vers).values_list("token", flat=True))
    if len(tokens) < MINIMUM:
        raise MeedoenFout(
            f"Er zitten {len(tokens)} telefoons. Vanaf vijf kan een ronde open: met minder mensen is niemand anoniem."
        )
    # A paper round has no box, and so no mark.
    if stap and stap.rondes.filter(status=Ronde.Status.GETELD, merk=b"", keer=keer).exists():
        raise MeedoenFout("Deze stap is op papier geteld. Papier en telefoons gaan niet door elkaar.")
    ronde = Ronde.objects.create(
        id=bus.ronde,
        bijeenkomst=vers,
        stap=stap,
        soort=soort,
        vorm=vorm,
        vragen=vragen,
        oefening=vers.oefening,
        stoelen=len(tokens),
        merk=bus.merk("ronde", *_afspraken(len(tokens), vers.oefening, vorm, vragen)),
        volgnummer=vers.rondes.count() + 1,
        keer=keer,
    )
    # In the order of the hashes: who sat down first cannot be read from the table.
    Rondestoel.objects.bulk_create(
        Rondestoel(ronde=ronde, stoel=token, merk=bus.merk("stoel", token)) for token in tokens
    )
    vers.uitslag_op_scherm = False
    vers.save(update_fields=["uitslag_op_scherm"])
    tik(vers)
    return ronde


def _afspraken(stoelen: int, oefening: bool, vorm: str, vragen: list[dict[str, Any]]) -> tuple[int | str, ...]:
    """What was agreed when the round opened, for its mark. Questions too: another scale would publish finer bands."""
    return stoelen, str(oefening), vorm, json.dumps(vragen, sort_keys=True)


def is_echt(slot: stembus.Slot, ronde: Ronde) -> bool:
    """True when the round still is as its box was told: nobody changed the row by hand."""
    return slot.klopt(ronde.merk, "ronde", *_afspraken(ronde.stoelen, ronde.oefening, ronde.vorm, ronde.vragen))


def ontvangen(ronde: Ronde) -> tuple[int, int]:
    """(envelopes, seats) of an open round. Regie says only "nog niet allemaal" or "allemaal" with it."""
    return Envelop.objects.filter(ronde_id=ronde.pk).count(), ronde.stoelen


def sluit_ronde(*, ronde: Ronde) -> Ronde:
    """Counts a round, once. What is stored is the publishable form; after commit its file is gone.

    A second close, by another begeleider in the same second, returns what the first one made.
    """
    with transaction.atomic():
        vers = Ronde.objects.select_for_update(of=("self",)).select_related("bijeenkomst").get(pk=ronde.pk)
        if vers.status == Ronde.Status.OPEN:
            _tel(vers)
            vers.save(update_fields=["status", "uitslag"])
            tik(vers.bijeenkomst)
    stembus.vernietig(vers.pk)
    return vers


def _tel(ronde: Ronde) -> None:
    """Opens the envelopes in memory and sets ``status`` and ``uitslag``; the rows are deleted in this transaction."""
    rijen = _neem_enveloppen(ronde)
    ronde.status = Ronde.Status.VERVALLEN
    try:
        slot = stembus.slot(ronde.pk)
        echte = _echte_stoelen(slot, ronde)
        if echte is None:
            return
        dicht = [
            inhoud for stoel, inhoud, merk in rijen if stoel in echte and slot.klopt(merk, "envelop", stoel, inhoud)
        ]
        uitslag = _tel_apart(ronde, dicht, len(rijen)) if len(dicht) >= MINIMUM else None
    except stembus.StembusWeg:
        return
    ronde.status = Ronde.Status.GETELD if uitslag else Ronde.Status.TE_WEINIG
    ronde.uitslag = uitslag


def _tel_apart(ronde: Ronde, dicht: list[bytes], binnen: int) -> dict[str, Any] | None:
    """The published form, made in a process of its own: answers and exact counts never enter this one."""
    try:
        uit = json.loads(stembus.apart(lambda: _open_en_publiceer(ronde, dicht, binnen)))
    except RuntimeError as fout:
        # Nothing was committed: the envelopes are still there, sealed.
        raise MeedoenFout("Het tellen lukte niet. Wacht even en druk nog een keer op tellen.") from fout
    if uit == "weg":
        raise stembus.StembusWeg(ronde.pk)
    return uit


def _open_en_publiceer(ronde: Ronde, dicht: list[bytes], binnen: int) -> bytes:
    try:
        bus = stembus.lees(ronde.pk)
    except stembus.StembusWeg:
        return b'"weg"'
    soorten = vraagsoorten(ronde.vragen)
    open_, nonces = [], set()
    for inhoud in dicht:
        gelezen = bus.open(inhoud, len(soorten))
        if gelezen and gelezen[0] not in nonces and geldig(soorten, gelezen[1]):
            nonces.add(gelezen[0])
            open_.append(gelezen[1])
    uitslag = publiceer(ronde.vorm, soorten, open_, binnen - len(open_))  # type: ignore[arg-type]
    return json.dumps(asdict(uitslag) if uitslag else None).encode()


def _neem_enveloppen(ronde: Ronde) -> list[tuple[bytes, bytes, bytes]]:
    """Takes all envelopes of a round out of the database: (seat, content, HMAC)."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meedoen_envelop WHERE ronde_id = %s RETURNING stoel, inhoud, merk", [ronde.pk])
        return [(bytes(stoel), bytes(inhoud), bytes(merk)) for stoel, inhoud, merk in cursor.fetchall()]


def _echte_stoelen(slot: stembus.Slot, ronde: Ronde) -> set[bytes] | None:
    """The frozen seats as the box made them; ``None`` when round or seats were changed by hand."""
    if not is_echt(slot, ronde):
        return None
    rijen = Rondestoel.objects.filter(ronde_id=ronde.pk).values_list("stoel", "merk")
    echte = {bytes(stoel) for stoel, merk in rijen if slot.klopt(merk, "stoel", bytes(stoel))}
    return echte if len(echte) == ronde.stoelen else None


def stop_ronde(*, ronde: Ronde) -> Ronde:
    """Ends a round without counting; its envelopes are destroyed unread."""
    with transaction.atomic():
        vers = Ronde.objects.select_for_update(of=("self",)).select_related("bijeenkomst").get(pk=ronde.pk)
        if vers.status == Ronde.Status.OPEN:
            Envelop.objects.filter(ronde_id=vers.pk).delete()
            vers.status = Ronde.Status.VERVALLEN
            vers.save(update_fields=["status"])
            tik(vers.bijeenkomst)
    stembus.vernietig(vers.pk)
    return vers


@transaction.atomic
def rond_af(*, bijeenkomst: Bijeenkomst, vanzelf: bool = False) -> Bijeenkomst:
    """Ends the meeting: seats, tickets and the code go, and its draaiboek does what it does then, once.

    ``vanzelf`` is for the hourly clean-up: then nobody was there, the draaiboek does nothing, and the meeting says so
    until somebody ends it after all.
    """
    vers = _slot(bijeenkomst)
    niet_afgezegd(vers)
    al_door_iemand, begonnen = vers.voorbij and not vers.vanzelf_afgerond, zet_begonnen(vers)
    if vers.rondes.filter(status=Ronde.Status.OPEN).exists():
        raise MeedoenFout("Er loopt nog een ronde. Tel of stop die eerst.")
    Rondestoel.objects.filter(ronde__bijeenkomst=vers).delete()
    Stoel.objects.filter(bijeenkomst=vers).delete()
    Kaartje.objects.filter(bijeenkomst=vers).delete()
    vers.status, vers.code, vers.deur_open = Bijeenkomst.Status.AFGEROND, None, False
    vers.vanzelf_afgerond = vanzelf and not al_door_iemand
    vers.save(update_fields=["status", "code", "deur_open", "vanzelf_afgerond", *begonnen])
    if not (al_door_iemand or vanzelf) and (draaiboek := register.misschien(Draaiboek, vers.soort)):
        draaiboek.na_afloop(vers)
    tik(vers)
    return vers


def ruim_op() -> int:
    """At start-up and every hour: finishes what a crash left. Returns how many boxes were destroyed.

    A file whose round is not open goes; a round open for more than a day is stopped unread; an open round whose file
    is gone is void. The age of a round is that of its file: the database keeps no time of it. A meeting that nobody
    ended loses its seats a day after it began; one that will not end keeps no other, and :class:`OpruimFout` says so
    when all the rest is done. On a host that does not see ``STEMBUS_DIR`` nothing happens: there every
    round would look as if its file were gone.
    """
    if not stembus.bereikbaar():
        return 0
    # Boxes first: whatever is wrong with a meeting, no box stays because of it.
    vernietigd = _ruim_bussen_op()
    vergeten = Bijeenkomst.objects.filter(status=Bijeenkomst.Status.BEZIG, begin__lt=timezone.now() - LANGSTE_RONDE)
    fouten = 0
    for bijeenkomst in vergeten.exclude(rondes__status=Ronde.Status.OPEN):
        try:
            rond_af(bijeenkomst=bijeenkomst, vanzelf=True)
        except Exception as fout:
            # Its type alone: the message of a fault in the database may quote a row.
            log.error("meedoen: een vergeten bijeenkomst blijft open (%s)", type(fout).__name__)
            fouten += 1
    if fouten:
        raise OpruimFout(f"{fouten} vergeten bijeenkomsten blijven open")
    return vernietigd


class OpruimFout(Exception):
    """The hourly clean-up did all it could, and something is left."""


def _ruim_bussen_op() -> int:
    """Destroys the boxes that no open round needs, and stops rounds that are too old or have none."""
    open_rondes = {ronde.pk: ronde for ronde in Ronde.objects.filter(status=Ronde.Status.OPEN)}
    bestanden = stembus.aanwezig()
    vernietigd = 0
    for ronde_id, leeftijd in bestanden.items():
        if ronde_id not in open_rondes and leeftijd > NET_GEMAAKT:
            stembus.vernietig(ronde_id)
            vernietigd += 1
        elif ronde_id in open_rondes and leeftijd > LANGSTE_RONDE.total_seconds():
            stop_ronde(ronde=open_rondes[ronde_id])
            vernietigd += 1
    for ronde_id in set(open_rondes) - set(bestanden):
        stop_ronde(ronde=open_rondes[ronde_id])
    return vernietigd


@transaction.atomic
def ga_naar(*, bijeenkomst: Bijeenkomst, stap: Stap, plek: int = 1) -> Bijeenkomst:
    """Makes this the current step on scherm and regie, at its first place or another one.

    Who looks through the steps before the day does not begin the meeting with that.
    """
    vers = _slot(bijeenkomst)
    niet_afgezegd(vers)
    if stap.bijeenkomst_id != vers.pk:
        raise MeedoenFout("Deze stap hoort bij een andere bijeenkomst.")
    _verlaat(vers)
    vers.huidige_stap, vers.stap_sinds, vers.uitslag_op_scherm, vers.plek = stap, timezone.now(), False, plek
    nu = timezone.now()
    begonnen = [] if vers.begin > nu and not _op_de_dag(vers, nu) else zet_begonnen(vers)
    vers.save(update_fields=["huidige_stap", "stap_sinds", "uitslag_op_scherm", "plek", *begonnen])
    tik(vers)
    return vers


def _verlaat(bijeenkomst: Bijeenkomst) -> None:
    """Tells the current step that the screen no longer shows it."""
    if bijeenkomst.huidige_stap:
        register.een(Stapsoort, bijeenkomst.huidige_stap.soort).verlaat(bijeenkomst.huidige_stap)


class VolFout(MeedoenFout):
    """The door is closed, or a ticket is needed and this one does not work."""


#: One statement for who comes in by an open door. It waits for a door that is being closed and then finds it shut.
_NEEM_STOEL = """
WITH deur AS (
    UPDATE meedoen_bijeenkomst SET tik = tik + 1 WHERE code = %s AND deur_open AND NOT met_kaartjes RETURNING id
)
INSERT INTO meedoen_stoel (token, bijeenkomst_id) SELECT %s, id FROM deur RETURNING 1
"""


def neem_stoel(*, code: str, kaartje: str = "") -> str:
    """Gives a phone a seat in the meeting with this code and returns its token (32 hex digits), said once.

    Raises ``Bijeenkomst.DoesNotExist`` for a code that opens nothing and :class:`VolFout` with one sentence.
    """
    token = secrets.token_hex(16)
    with connection.cursor() as cursor:
        cursor.execute(_NEEM_STOEL, [code, hash_token(token)])
        if cursor.fetchone() is None:
            _neem_stoel_met_kaartje(code, kaartje, token)
    return token


@transaction.atomic
def _neem_stoel_met_kaartje(code: str, kaartje: str, token: str) -> None:
    """A seat for a ticket; or the reason why there is none."""
    bijeenkomst = Bijeenkomst.objects.select_for_update(of=("self",)).get(code=code)
    if not bijeenkomst.deur_open:
        raise VolFout("De deur is dicht. Zeg het tegen de begeleider, dan doe je mee met de volgende ronde.")
    if bijeenkomst.met_kaartjes:
        verwijderd, _ = Kaartje.objects.filter(bijeenkomst=bijeenkomst, token=hash_token(kaartje)).delete()
        if not verwijderd:
            raise VolFout("Dit kaartje werkt niet of is al gebruikt. Typ over wat erop staat, of trek een ander.")
    Stoel.objects.create(token=hash_token(token), bijeenkomst=bijeenkomst)
    tik(bijeenkomst)


@transaction.atomic
def plan(*, bijeenkomst: Bijeenkomst, draaiboek: Draaiboek, begeleider: Gebruiker) -> Bijeenkomst:
    """Saves a new meeting with the steps of its draaiboek; who plans it leads it."""
    bijeenkomst.soort, bijeenkomst.stopregels = draaiboek.sleutel, draaiboek.stopregels()
    bijeenkomst.save()
    bijeenkomst.begeleiders.add(begeleider)
    Stap.objects.bulk_create(
        Stap(bijeenkomst=bijeenkomst, volgorde=nummer, **velden) for nummer, velden in enumerate(draaiboek.stappen(), 1)
    )
    return bijeenkomst


@transaction.atomic
def vink(*, bijeenkomst: Bijeenkomst, regel: str, gedaan: bool) -> None:
    """Ticks a line of the checklist, or takes the tick away."""
    vers = _slot(bijeenkomst)
    vers.gedaan = [ander for ander in vers.gedaan if ander != regel] + ([regel] if gedaan else [])
    vers.save(update_fields=["gedaan"])


@transaction.atomic
def voeg_begeleider_toe(*, bijeenkomst: Bijeenkomst, email: str) -> Gebruiker:
    """Lets a second preventiecoördinator lead this meeting too. Raises :class:`MeedoenFout` for anybody else."""
    persoon = Gebruiker.objects.filter(email=email.strip().lower(), is_active=True).first()
    if persoon is None or not heeft_rol(persoon, Rol.Soort.PREVENTIECOORDINATOR):
        raise MeedoenFout("Met dit e-mailadres is geen preventiecoördinator bekend. Kijk het adres na.")
    bijeenkomst.begeleiders.add(persoon)
    signalen.begeleiders_gewijzigd.send(Bijeenkomst, bijeenkomst=bijeenkomst, erbij=persoon)
    return persoon


@transaction.atomic
def stop_als_begeleider(*, bijeenkomst: Bijeenkomst, wie: Gebruiker) -> None:
    """Hands the meeting over: the others go on, and who stops sees it no more."""
    vers = _slot(bijeenkomst)
    if not vers.begeleiders.exclude(pk=wie.pk).exists():
        raise MeedoenFout("Je bent de enige begeleider. Voeg eerst een collega toe, dan kun je overdragen.")
    vers.begeleiders.remove(wie)
    signalen.begeleiders_gewijzigd.send(Bijeenkomst, bijeenkomst=vers, eraf=wie)


@transaction.atomic
def stelling_nu(*, bijeenkomst: Bijeenkomst, stelling: str) -> Stap:
    """Puts a statement that was typed on the spot right after the current step, and goes there."""
    vers = _slot(bijeenkomst)
    na = vers.huidige_stap.volgorde if vers.huidige_stap else 0
    Stap.objects.filter(bijeenkomst=vers, volgorde__gt=na).update(volgorde=F("volgorde") + 1)
    stap = Stap.objects.create(
        bijeenkomst=vers,
        volgorde=na + 1,
        soort="stelling",
        titel=stelling[:120],
        minuten=3,
        inhoud={"stelling": stelling},
    )
    ga_naar(bijeenkomst=vers, stap=stap)
    return stap


@transaction.atomic
def zet_zwart(*, bijeenkomst: Bijeenkomst, zwart: bool) -> None:
    """Makes the screen black, or shows the step again. A film does not go on unseen."""
    vers = _slot(bijeenkomst)
    if zwart:
        _verlaat(vers)
    zet(bijeenkomst=vers, scherm_zwart=zwart)


@transaction.atomic
def zet(*, bijeenkomst: Bijeenkomst, **velden: Any) -> None:
    """Changes what the screen shows (``uitslag_op_scherm``, ``scherm_zwart``, ``plek``) and tells it."""
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(tik=F("tik") + 1, **velden)
