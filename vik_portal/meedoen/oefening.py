"""Simulated phones, so that one person can practise a whole meeting on one screen.

They take the same way as real ones (a seat by its hash, an envelope sealed with the round's public key), and exist only
in a meeting that is marked as practice; the mark is part of what the round's box vouches for.
"""

from __future__ import annotations

import random
import secrets

from django.db import transaction

from vik_portal.meedoen import stembus
from vik_portal.meedoen.models import Bijeenkomst, Envelop, Ronde, Rondestoel, Stoel
from vik_portal.meedoen.services import MeedoenFout, hash_token, is_echt, tik

#: As many as sit in an ordinary briefing room.
TELEFOONS = 12
#: One in so many answers is "weet ik niet".
WEET_NIET_EEN_OP = 9


@transaction.atomic
def laat_plaatsnemen(*, bijeenkomst: Bijeenkomst, aantal: int = TELEFOONS) -> None:
    """Gives simulated phones a seat. Raises :class:`MeedoenFout` when this is no practice or the door is closed."""
    if not bijeenkomst.oefening:
        raise MeedoenFout("Nagebootste telefoons doen alleen mee aan een oefening.")
    if not bijeenkomst.deur_open:
        raise MeedoenFout("Doe eerst de deur open.")
    nodig = max(0, aantal - Stoel.objects.filter(bijeenkomst=bijeenkomst).count())
    Stoel.objects.bulk_create(
        Stoel(token=hash_token(secrets.token_hex(16)), bijeenkomst=bijeenkomst) for _ in range(nodig)
    )
    tik(bijeenkomst)


def _niveaus(vragen: list[dict[str, object]]) -> list[float]:
    """Per question the level of its part, from 0 to 1: the parts take turns at high, low and in between."""
    delen = list(dict.fromkeys(vraag["deel"] for vraag in vragen))
    beurt = [0.95, 0.1, 0.85, 0.5]
    return [beurt[delen.index(vraag["deel"]) % len(beurt)] for vraag in vragen]


def _antwoorden(vragen: list[dict[str, object]], dobbel: random.Random) -> list[int]:
    """Plausible answers: a level per part of the form, so that there is something to see, and some division."""
    niveaus = {vraag["deel"]: plek for vraag, plek in zip(vragen, _niveaus(vragen), strict=True)}
    antwoorden = []
    for nummer, vraag in enumerate(vragen):
        if dobbel.randrange(WEET_NIET_EEN_OP) == 0:
            antwoorden.append(stembus.WEET_NIET)
            continue
        aantal = len(vraag["opties"])  # type: ignore[arg-type]
        eerste = 1 if vraag.get("schaal") == "1-5" else 0
        midden = niveaus[vraag["deel"]] if nummer % 9 else dobbel.choice([0.05, 0.95])
        plek = min(aantal - 1, max(0, round(dobbel.gauss(midden, 0.1) * (aantal - 1))))
        antwoorden.append(eerste + plek)
    return antwoorden


@transaction.atomic
def laat_invullen(*, ronde: Ronde) -> None:
    """Sends an envelope for every seat of a practice round that has not sent one."""
    if not (ronde.oefening and ronde.bijeenkomst.oefening):
        raise MeedoenFout("Nagebootste telefoons doen alleen mee aan een oefening.")
    try:
        slot = stembus.slot(ronde.pk)
    except stembus.StembusWeg as fout:
        raise MeedoenFout("Deze ronde is vervallen. Begin hem opnieuw.") from fout
    # The box marks these envelopes: a real round that somebody calls practice in the database must not get them.
    if not is_echt(slot, ronde):
        raise MeedoenFout("Deze ronde is vervallen. Begin hem opnieuw.")
    verstuurd = {bytes(stoel) for stoel in Envelop.objects.filter(ronde_id=ronde.pk).values_list("stoel", flat=True)}
    # Answers of nobody: that they can be predicted is what makes a practice repeatable.
    dobbel = random.Random(f"{ronde.bijeenkomst_id}-{ronde.volgnummer}")  # noqa: S311
    for stoel in map(bytes, Rondestoel.objects.filter(ronde_id=ronde.pk).values_list("stoel", flat=True)):
        if stoel not in verstuurd:
            inhoud = stembus.verzegel(slot.publiek, ronde.pk, _antwoorden(ronde.vragen, dobbel))
            merk = slot.merk("envelop", stoel, inhoud)
            Envelop.objects.create(ronde=ronde, stoel=stoel, inhoud=inhoud, merk=merk)
    tik(ronde.bijeenkomst)
