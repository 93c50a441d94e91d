from django.apps import AppConfig


class MeedoenConfig(AppConfig):
    name = "vik_portal.meedoen"
    label = "meedoen"

    def ready(self) -> None:
        from vik_portal.meedoen import aansluiting

        aansluiting.sluit_aan()
