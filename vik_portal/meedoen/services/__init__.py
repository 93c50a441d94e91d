"""The verbs of a meeting: planning, door, seats, rounds, screen, ending. Every verb is one transaction.

:class:`MeedoenFout` carries one Dutch sentence for the begeleider; nothing has changed then.

``verzetten`` is imported by its own name: it sends mail with an appointment, which builds on what stands here.
"""

from vik_portal.meedoen.services.afronden import NET_GEMAAKT, OpruimFout, rond_af, ruim_op
from vik_portal.meedoen.services.bijeenkomst import (
    MeedoenFout,
    NogOpen,
    VeldFout,
    niet_afgezegd,
    nog_niet_voorbij,
    op_slot,
    tik,
    zet_begonnen,
)
from vik_portal.meedoen.services.deur import (
    VolFout,
    aantal_stoelen,
    hash_token,
    maak_kaartjes,
    neem_stoel,
    open_deur,
    sluit_deur,
)
from vik_portal.meedoen.services.plannen import plan, stop_als_begeleider, vink, voeg_begeleider_toe
from vik_portal.meedoen.services.rondes import (
    is_echt,
    ontvangen,
    open_ronde,
    stop_ronde,
    uitslag_van,
    vraagsoorten,
)
from vik_portal.meedoen.services.scherm import ga_naar, stelling_nu, toon_uitslag, zet, zet_zwart
from vik_portal.meedoen.services.tellen import sluit_ronde

__all__ = [
    "NET_GEMAAKT",
    "MeedoenFout",
    "NogOpen",
    "OpruimFout",
    "VeldFout",
    "VolFout",
    "aantal_stoelen",
    "ga_naar",
    "hash_token",
    "is_echt",
    "maak_kaartjes",
    "neem_stoel",
    "niet_afgezegd",
    "nog_niet_voorbij",
    "ontvangen",
    "op_slot",
    "open_deur",
    "open_ronde",
    "plan",
    "rond_af",
    "ruim_op",
    "sluit_deur",
    "sluit_ronde",
    "stelling_nu",
    "stop_als_begeleider",
    "stop_ronde",
    "tik",
    "toon_uitslag",
    "uitslag_van",
    "vink",
    "voeg_begeleider_toe",
    "vraagsoorten",
    "zet",
    "zet_begonnen",
    "zet_zwart",
]
