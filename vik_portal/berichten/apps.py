from django.apps import AppConfig


class BerichtenConfig(AppConfig):
    name = "vik_portal.berichten"
    label = "berichten"
