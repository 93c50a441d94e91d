from django.apps import AppConfig


class BeroepscodeConfig(AppConfig):
    name = "beroepscode"

    def ready(self) -> None:
        from beroepscode import aansluiting

        aansluiting.sluit_aan()
