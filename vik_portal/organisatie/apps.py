from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "vik_portal.organisatie"
    label = "organisatie"

    def ready(self) -> None:
        from vik_portal.organisatie import aansluiting

        aansluiting.sluit_aan()
