from django.apps import AppConfig


class AanvragenConfig(AppConfig):
    name = "aanvragen"

    def ready(self) -> None:
        from aanvragen import aansluiting

        aansluiting.sluit_aan()
