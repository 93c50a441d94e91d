from django.apps import AppConfig


class PortaalConfig(AppConfig):
    name = "vik_portal"

    def ready(self) -> None:
        from vik_portal import bewaartermijnen

        bewaartermijnen.sluit_aan()
