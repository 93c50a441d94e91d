"""Beside a dilemma that was sent in stand those of the library that are like it."""

from __future__ import annotations

import pytest

from dilemmas.models import Inzending

pytestmark = pytest.mark.django_db
FOTO = "Een collega deelt een foto van een ongeluk in de appgroep. Iedereen stuurt een duimpje."


def test_similar_dilemmas_stand_beside_it(alle_inhoud, cast):
    stuk = Inzending.objects.create(afdruk="x", gebeurd=FOTO, botst="Eerlijk zijn, en trouw zijn aan een maat.")
    pagina = cast.client(cast.esra).get(f"/dilemmas/inzendingen/{stuk.pk}/")
    gevonden = [gelijkend.sleutel for gelijkend in pagina.context["lijkt"]]
    assert len(gevonden) == 3
    assert "tien-duimpjes" in gevonden
    assert "/dilemmas/tien-duimpjes/" in pagina.text
