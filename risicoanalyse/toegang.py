"""Who may look into the instrument: those who lead a risk analysis or keep it current."""

from vik_portal.organisatie.models import Rol

INSTRUMENT_ROLLEN = (Rol.Soort.PREVENTIECOORDINATOR, Rol.Soort.LANDELIJK)
