from django.apps import AppConfig


class ZoekenConfig(AppConfig):
    name = "vik_portal.zoeken"
    label = "zoeken"

    def ready(self) -> None:
        from vik_portal.zoeken import aansluiting

        aansluiting.sluit_aan()
