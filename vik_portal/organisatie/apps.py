from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "vik_portal.organisatie"
    label = "organisatie"
