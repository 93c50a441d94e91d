"""What briefings keep, one module per idea: items, their days, campaigns, approval, screens, packages, and so on."""

from briefings.models.campagnes import Campagne, Campagneitem, Mijlpaal, Teamgesprek
from briefings.models.evaluatie import Terugblikantwoord, Weektotaal
from briefings.models.goedkeuring import Goedkeuring, Teamagenda
from briefings.models.items import Briefingsitem
from briefings.models.kennisgevingen import Kennisgeving
from briefings.models.pakketten import Pakket
from briefings.models.schermen import Bespreking, Koppelcode, Regel, Scherm, Vertoond
from briefings.models.vertoningen import Briefingtijd, Vertoning

__all__ = [
    "Bespreking",
    "Briefingsitem",
    "Briefingtijd",
    "Campagne",
    "Campagneitem",
    "Goedkeuring",
    "Kennisgeving",
    "Koppelcode",
    "Mijlpaal",
    "Pakket",
    "Regel",
    "Scherm",
    "Teamagenda",
    "Teamgesprek",
    "Terugblikantwoord",
    "Vertoning",
    "Vertoond",
    "Weektotaal",
]
