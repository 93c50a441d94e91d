from django.apps import AppConfig


class RedactieConfig(AppConfig):
    name = "vik_portal.redactie"
    label = "redactie"

    def ready(self) -> None:
        from vik_portal.redactie import aansluiting

        aansluiting.sluit_aan()
