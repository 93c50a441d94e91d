"""``manage.py demowereld``: people and teams to look around with, in a database that has nobody yet."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from aanvragen.models import Aanbod
from aanvragen.services import vraag_aan
from beroepscode.eenheidsregels import Regelwaarde, bewaar_regels
from beroepscode.models import Themablad
from briefings.demo import zet_voorbije_campagne
from briefings.models import Briefingsitem, Mijlpaal
from briefings.models.goedkeuring import eenheden_boven
from briefings.services import campagnes, zet_neer
from briefings.services.goedkeuren import beslis, vraag
from risicoanalyse.models import Vragenlijst
from risicoanalyse.pulse import demo as pulse_demo
from vik_portal.management import demobeeld
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.meedoen.services import plan
from vik_portal.organisatie import demowereld
from vik_portal.organisatie.models import Eenheid, Gebruiker
from vik_portal.redactie.models import publicatiesoorten
from vik_portal.register import Draaiboek, register

#: (themablad, eenheid) → field → what that eenheid filled in. Invented, like the addresses.
REGELS = {
    ("aannemen-geschenken", "Politie"): {
        "toestemming": Regelwaarde(
            "Je vraagt het aan je leidinggevende, voordat je iets aanneemt. (Voorbeeld uit de demowereld.)",
            "https://intranet.example/geschenk-voorleggen",
        ),
    },
    ("aannemen-geschenken", "Oost-Nederland"): {
        "eigen-regel": Regelwaarde(
            "Koffie bij een gesprek is goed. Wat je meekrijgt, zet je op de lijst in de koffiekamer. "
            "(Voorbeeld uit de demowereld.)"
        ),
        "niet-terug": Regelwaarde(
            "Wat met de post kwam, gaat naar het secretariaat. Dat bedankt de gever. (Voorbeeld uit de demowereld.)",
            "mailto:secretariaat@demo.example",
        ),
    },
    ("nevenwerkzaamheden", "Noord-Holland"): {
        "eigen-regel": Regelwaarde(
            "Je meldt nevenwerk met het formulier, ook als je het vrijwillig doet. (Voorbeeld uit de demowereld.)",
            "https://intranet.example/nevenwerk-melden",
        ),
    },
}

#: The district that has a campaign behind it: with enough teams to tell of its weeks.
AFGEROND = "District Beekdal"


class Command(BaseCommand):
    help = "Maakt de demowereld: twee eenheden, tien teams, één account per rol, en een jaar landelijk beeld."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ook-hier", action="store_true", help="ook als dit niet de lege database van de demo is")
        parser.add_argument("--tabel", action="store_true", help="toon alleen de accounts van de demowereld")

    def handle(self, *args: Any, ook_hier: bool = False, tabel: bool = False, **options: Any) -> None:
        """Build (once), or print who there is."""
        if tabel:
            self.toon()
            return
        if settings.PRODUCTIE:
            raise CommandError("In productie komt geen demowereld: iedereen kent het wachtwoord.")
        if not ook_hier:
            if not settings.INGEBOUWDE_DATABASE:
                raise CommandError("Dit is niet de database van de demo. Weet je het zeker, geef dan --ook-hier mee.")
            if Gebruiker.objects.exists():
                return
        if nieuw := demowereld.bouw():
            zet_klaar()
            analyses = demobeeld.bouw(timezone.localdate())
            self.stdout.write(
                f"Demowereld gemaakt: tien teams, {nieuw} accounts en {analyses} verzonnen risicoanalyses."
            )

    def toon(self) -> None:
        """One line per account; nothing when there is no demo world."""
        aanwezig = demowereld.accounts()
        if not aanwezig:
            return
        rijen = [("E-mailadres", "Rol", "Waar", "Wat je kunt proberen")]
        rijen += [(account.email, account.rol, account.waar, account.probeer) for account in aanwezig]
        breed = [max(len(rij[kolom]) for rij in rijen) for kolom in range(3)]
        self.stdout.write(f"Inloggen kan als (wachtwoord voor iedereen: {demowereld.WACHTWOORD}):")
        for rij in rijen:
            self.stdout.write("  ".join([*(deel.ljust(b) for deel, b in zip(rij, breed, strict=False)), rij[3]]))


def zet_klaar() -> None:
    """Something to open at once: a practice and a request for the preventiecoördinator, two items on a screen."""
    anouk, bram = (Gebruiker.objects.get(email=naam + demowereld.DOMEIN) for naam in ("anouk", "bram"))
    team = Eenheid.objects.get(naam="Basisteam Vlietzoom", soort=Eenheid.Soort.TEAM)
    oefening = Bijeenkomst(
        titel="Oefenen met de risicoanalyse",
        team=team,
        begin=timezone.now() + timedelta(hours=1),
        plaats="Achter je eigen bureau",
        oefening=True,
    )
    esra, finn = (Gebruiker.objects.get(email=naam + demowereld.DOMEIN) for naam in ("esra", "finn"))
    for nummer, model in enumerate(publicatiesoorten()):
        # Two texts stay without an owner, so that the desk has something to take.
        model._default_manager.exclude(slug__in=["piketauto", "doxing"]).update(eigenaar=(esra, finn)[nummer % 2])
    plan(bijeenkomst=oefening, draaiboek=register.een(Draaiboek, "risicoanalyse"), begeleider=anouk)
    # Only with the instrument loaded there is something to look back on.
    if Vragenlijst.actuele():
        pulse_demo.zet_klaar(team=team, begeleider=anouk)
    for aanbod in Aanbod.objects.published().filter(slug="dilemmasessie"):
        zin = "We krijgen veel nieuwe collega’s en praten weinig over lastige keuzes."
        thema = Themablad.objects.published().filter(slug="veilig-werkklimaat").first()
        vraag_aan(aanvrager=bram, aanbod=aanbod, team=team, thema=thema, maand=None, toelichting=zin)
    alle = list(Briefingsitem.objects.published().op_titel())
    items, eerder = alle[:5], alle[5:8]
    for dagen, item in enumerate(items[:2]):
        zet_neer(item=item, team=team, dag=timezone.localdate() + timedelta(days=2 * dagen), door=bram)
    for (slug, naam), waarden in REGELS.items():
        eenheid = Eenheid.objects.get(naam=naam, soort__in=[Eenheid.Soort.KORPS, Eenheid.Soort.EENHEID])
        for blad in Themablad.objects.published().filter(slug=slug):
            velden = {veld.sleutel for veld in blad.gelezen.invullen}
            passend = {veld: waarde for veld, waarde in waarden.items() if veld in velden}
            bewaar_regels(blad=blad, eenheid=eenheid, waarden=passend)
    if len(items) > 2:
        zet_campagne_klaar(items[2:], team, anouk)
    if eerder:
        hanna, district = Gebruiker.objects.get(email="hanna" + demowereld.DOMEIN), Eenheid.objects.get(naam=AFGEROND)
        zet_voorbije_campagne(items=eerder, district=district, maker=anouk, leiding=hanna)


def zet_campagne_klaar(items: list[Briefingsitem], team: Eenheid, maker: Gebruiker) -> None:
    """A campaign in the default rhythm that runs in the district of this team, from next week on."""
    assert team.ouder
    campagne = campagnes.begin(
        naam="Goed werk op straat", items=items, gesprek_gevraagd=True, eenheid=team.ouder, door=maker
    )
    district = Eenheid.objects.teams().filter(ouder=team.ouder)
    campagnes.kies_teams(campagne=campagne, teams=list(district), binnen=[team.ouder])
    campagnes.volg_ritme(campagne=campagne, begin=timezone.localdate() + timedelta(days=3))
    campagne.refresh_from_db()
    mijlpalen = [
        Mijlpaal(
            campagne=campagne,
            item=voorstel.item,
            soort=voorstel.soort,
            datum=voorstel.datum,
            eenheid=voorstel.eenheid,
            eigenaar_rol=voorstel.rol,
        )
        for voorstel in campagnes.stel_mijlpalen_voor(campagne)
    ]
    campagnes.start(campagne=campagne, mijlpalen=mijlpalen, door=maker)
    leiding = Gebruiker.objects.get(email="hanna" + demowereld.DOMEIN)
    for item, uiterlijk in zip(items[:2], (7, 5), strict=False):
        dag = timezone.localdate() + timedelta(days=uiterlijk)
        gevraagd = vraag(item=item, eenheden=eenheden_boven([team]), door=maker, uiterlijk=dag)
        # One may hang, one waits for an answer, and for the third nobody asked yet.
        if item == items[0]:
            beslis(goedkeuring=gevraagd.nieuw[0], door=leiding, akkoord=True)
