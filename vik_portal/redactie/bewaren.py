"""How long texts are kept, and what was uploaded with them."""

from __future__ import annotations

from vik_portal.media import films
from vik_portal.redactie import media
from vik_portal.register import Bewaard, Bewaartermijn, register


def _resten() -> int:
    return media.ruim_op() + films.ruim_bestanden_op()


def sluit_aan() -> None:
    register.registreer(
        Bewaartermijn(
            "los-beeld",
            "teksten",
            "Een film of besloten beeld dat bij geen tekst meer hoort",
            "1 dag",
            "Wie het net heeft geüpload, kan het nog bij een tekst zetten.",
            resten=_resten,
        )
    )
    # The media of texts stay as long as a version refers to them.
    for sleutel in ("media.Afbeelding", "media.Video"):
        register.registreer(Bewaard(sleutel, ("tekst", "los-beeld")))
    register.registreer(Bewaard("redactie.Versie", ("tekst",)))
    for sleutel in ("redactie.Stand", "redactie.Weergave", "redactie.Wetslink"):
        register.registreer(Bewaard(sleutel, ("techniek",)))
