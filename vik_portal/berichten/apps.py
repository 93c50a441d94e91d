from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "vik_portal.berichten"
    label = "berichten"

    def ready(self) -> None:
        from vik_portal.berichten import aansluiting

        aansluiting.sluit_aan()
