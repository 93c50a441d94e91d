"""What briefings keep, one module per idea: items, the days they are shown, campaigns."""

from briefings.models.campagnes import Campagne, Campagneitem, Mijlpaal, Teamgesprek
from briefings.models.items import Briefingsitem
from briefings.models.vertoningen import Briefingtijd, Vertoning

__all__ = ["Briefingsitem", "Briefingtijd", "Campagne", "Campagneitem", "Mijlpaal", "Teamgesprek", "Vertoning"]
