from django.apps import AppConfig


class RisicoanalyseConfig(AppConfig):
    name = "risicoanalyse"

    def ready(self) -> None:
        from risicoanalyse import aansluiting

        aansluiting.sluit_aan()
