"""The illustration of each item, by its slug. What each one shows stands beside the item, as its ``alt``."""

from __future__ import annotations

from collections.abc import Callable

from briefings.beeldmaker.vormen import BLEEK, BREED, GOUD, HOOG, LICHT, MIDDEN, VELD, VLAK, WIT, Blad, Vulling

#: Where people stand.
GROND = 780
_KOMPAS: list[tuple[int, int, int, str, Vulling]] = [
    (0, 0, 0, WIT, "integer"),
    (1, 0, 1, BLEEK, "betrouwbaar"),
    (1, 1, 2, MIDDEN, "moedig"),
    (0, 1, 3, LICHT, "verbindend"),
]


def straat(blad: Blad) -> None:
    """The ground, and the two corners that every drawing has."""
    blad.vlak(0, GROND, BREED, HOOG - GROND, VLAK)
    blad.kwart(BREED - 200, 0, 200, 3, VLAK, "verbindend")
    blad.kwart(0, 0, 120, 2, VLAK)


def geweld_en_pv(blad: Blad) -> None:
    straat(blad)
    blad.vlak(860, 110, 500, 680, WIT, hoek=90)
    for nummer, (kolom, rij, draai, kleur, vulling) in enumerate(_KOMPAS):
        blad.kwart(240 + kolom * 250, 190 + rij * 250, 240, draai, kleur, vulling)
        boven = 190 + nummer * 145
        blad.kwart(910, boven, 90, draai, GOUD if nummer == 2 else VLAK)
        for regel, breed in ((10, 290), (50, 230)):
            blad.vlak(1020, boven + regel, breed, 20, MIDDEN)


def bejegening_op_straat(blad: Blad) -> None:
    straat(blad)
    blad.mens(480, GROND, 520, WIT)
    blad.mens(1120, GROND, 520, LICHT)
    blad.ballon(600, 90, 110, GOUD, naar="links")
    blad.ballon(860, 170, 70, BLEEK, naar="rechts")


def systemen_na_het_nieuws(blad: Blad) -> None:
    straat(blad)
    blad.vlak(330, 150, 940, 530, VLAK, hoek=80)
    blad.vlak(370, 190, 860, 450, VELD, hoek=60)
    blad.vlak(720, 680, 160, 100, VLAK)
    for draai, (x, y) in enumerate([(560, 210), (770, 210), (770, 420), (560, 420)]):
        blad.kwart(x, y, 200, draai, (BLEEK, LICHT, MIDDEN, LICHT)[draai], "betrouwbaar")
    blad.rond(765, 415, 130, VELD)
    blad.rond(765, 395, 52, GOUD, lijn=22)
    blad.vlak(685, 400, 160, 110, GOUD, hoek=30)


def de_doos_op_de_motorkap(blad: Blad) -> None:
    straat(blad)
    blad.kwart(430, 330, 230, 0, LICHT)
    blad.vlak(655, 330, 260, 230, LICHT)
    blad.vlak(300, 555, 1000, 165, BLEEK, hoek=70)
    blad.kwart(480, 380, 160, 0, VELD)
    blad.vlak(680, 380, 190, 160, VELD)
    for x in (500, 1090):
        blad.rond(x, 720, 95, VELD)
        blad.rond(x, 720, 70, WIT)
        blad.rond(x, 720, 28, VELD)
    blad.vlak(1000, 400, 230, 152, GOUD)
    blad.vlak(1000, 400, 230, 40, WIT)
    for x in (1040, 1110, 1180):
        blad.kwart(x - 25, 280, 60, 1, MIDDEN, "betrouwbaar")


def ben_je_online_ooit_vrij(blad: Blad) -> None:
    straat(blad)
    for nummer, x in enumerate((150, 370, 1230, 1450)):
        blad.mens(x, GROND + 60, 380, (MIDDEN, VLAK, VLAK, MIDDEN)[nummer])
    blad.vlak(610, 90, 380, 700, WIT, hoek=80)
    blad.vlak(640, 150, 320, 560, VELD, hoek=50)
    blad.ballon(680, 190, 95, GOUD, naar="links")
    for y, breed in ((440, 240), (500, 200), (560, 240), (620, 120)):
        blad.vlak(680, y, breed, 28, LICHT)


def een_fout_in_je_pv(blad: Blad) -> None:
    straat(blad)
    blad.vlak(300, 120, 520, 680, WIT, hoek=90)
    for nummer in range(6):
        blad.vlak(360, 200 + nummer * 80, 400 if nummer % 2 else 340, 26, MIDDEN)
    blad.lijn([(350, 453), (780, 453)], 12, GOUD)
    blad.vlak(930, 330, 400, 300, BLEEK, hoek=60)
    blad.vlak(980, 390, 290, 26, VLAK)
    blad.vlak(980, 450, 230, 26, VLAK)
    blad.kwart(1130, 500, 110, 1, GOUD)
    blad.lijn([(800, 453), (920, 453)], 12, GOUD)


def hoe_gaat_het_met_je_maat(blad: Blad) -> None:
    straat(blad)
    blad.vlak(330, 640, 940, 50, MIDDEN)
    for x in (400, 1160):
        blad.vlak(x, 690, 45, 90, MIDDEN)
    blad.mens(560, 650, 420, LICHT, buig=-0.1)
    blad.mens(1000, 650, 480, WIT)
    blad.ballon(690, 60, 90, GOUD, naar="rechts")


def nee_aan_de_balie(blad: Blad) -> None:
    straat(blad)
    blad.mens(420, GROND - 60, 540, WIT)
    blad.vlak(110, 540, 620, 240, MIDDEN, hoek=80)
    blad.vlak(110, 540, 620, 36, BLEEK)
    blad.mens(920, GROND, 480, LICHT)
    blad.vlak(1240, 330, 210, 450, GOUD)
    blad.rond(1410, 565, 14, VELD)
    for nummer in range(3):
        blad.rond(1130 + nummer * 45, 690, 12, GOUD)
    blad.ballon(540, 90, 80, BLEEK, naar="links")


def uren_cadeau(blad: Blad) -> None:
    straat(blad)
    blad.rond(800, 430, 320, WIT)
    blad.rond(800, 430, 280, VELD)
    for nummer in range(12):
        blad.taart(800, 430, 255, nummer * 30 - 2, nummer * 30 + 2, BLEEK)
    blad.rond(800, 430, 215, VELD)
    blad.taart(800, 430, 280, 0, 30, GOUD)
    blad.lijn([(800, 430), (800, 200)], 22, WIT)
    blad.lijn([(800, 430), (940, 505)], 22, WIT)
    blad.rond(800, 430, 24, WIT)
    blad.kwart(1180, 560, 220, 0, MIDDEN, "moedig")
    blad.kwart(200, 560, 220, 1, MIDDEN, "verbindend")


def waarom_deze_auto(blad: Blad) -> None:
    straat(blad)
    for nummer, kleur in enumerate((MIDDEN, LICHT, WIT)):
        x = 90 + nummer * 500
        blad.kwart(x + 60, 470, 120, 0, kleur)
        blad.vlak(x + 178, 470, 110, 120, kleur)
        blad.kwart(x + 286, 470, 120, 1, kleur)
        blad.vlak(x, 588, 440, 110, kleur, hoek=50)
        for wiel in (x + 100, x + 340):
            blad.rond(wiel, 700, 62, VELD)
            blad.rond(wiel, 700, 38, kleur)
    blad.ballon(1200, 120, 120, GOUD, naar="links", leeg=True)
    blad.kwart(1260, 180, 110, 1, GOUD)


def wat_leert_de_aspirant(blad: Blad) -> None:
    straat(blad)
    blad.mens(560, GROND, 620, WIT)
    blad.mens(1090, GROND, 430, LICHT)
    for x, maat, kleur in ((700, 150, GOUD), (1190, 105, GOUD)):
        blad.kwart(x, GROND - 2.9 * maat, maat, 1, kleur)
    for nummer in range(4):
        blad.rond(800 + nummer * 52, 215 + nummer * 52, 13, BLEEK)


def wie_zwijgt_lacht_mee(blad: Blad) -> None:
    straat(blad)
    vullingen: list[Vulling] = ["betrouwbaar", "moedig", "verbindend"]
    for nummer in range(5):
        x = 200 + nummer * 300
        stil = nummer == 3
        blad.mens(x, GROND, 400, LICHT if stil else (WIT, BLEEK, MIDDEN, LICHT, BLEEK)[nummer])
        if stil:
            blad.ballon(x - 60, 100, 90, GOUD, naar="links", leeg=True)
        else:
            blad.kwart(x - 30, 170, 130, 1, MIDDEN if nummer != 2 else LICHT, vullingen[nummer % 3])


TEKENINGEN: dict[str, Callable[[Blad], None]] = {
    functie.__name__.replace("_", "-"): functie
    for functie in (
        geweld_en_pv,
        bejegening_op_straat,
        systemen_na_het_nieuws,
        de_doos_op_de_motorkap,
        ben_je_online_ooit_vrij,
        een_fout_in_je_pv,
        hoe_gaat_het_met_je_maat,
        nee_aan_de_balie,
        uren_cadeau,
        waarom_deze_auto,
        wat_leert_de_aspirant,
        wie_zwijgt_lacht_mee,
    )
}


def teken(slug: str) -> Blad:
    """The drawing of one item."""
    blad = Blad()
    TEKENINGEN[slug](blad)
    return blad
