"""What briefings keep, one module per idea: items, the days they are shown, campaigns, approval, notices."""

from briefings.models.campagnes import Campagne, Campagneitem, Mijlpaal, Teamgesprek
from briefings.models.goedkeuring import Goedkeuring, Teamagenda
from briefings.models.items import Briefingsitem
from briefings.models.kennisgevingen import Kennisgeving
from briefings.models.schermen import Bespreking, Besprekingsweek, Koppelcode, Regel, Scherm, Vertoond
from briefings.models.vertoningen import Briefingtijd, Vertoning

__all__ = [
    "Bespreking",
    "Besprekingsweek",
    "Briefingsitem",
    "Briefingtijd",
    "Campagne",
    "Campagneitem",
    "Goedkeuring",
    "Kennisgeving",
    "Koppelcode",
    "Mijlpaal",
    "Regel",
    "Scherm",
    "Teamagenda",
    "Teamgesprek",
    "Vertoning",
    "Vertoond",
]
