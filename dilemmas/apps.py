from django.apps import AppConfig


class DilemmasConfig(AppConfig):
    name = "dilemmas"

    def ready(self) -> None:
        from dilemmas import aansluiting

        aansluiting.sluit_aan()
