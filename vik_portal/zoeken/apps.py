from django.apps import AppConfig


class ZoekenConfig(AppConfig):
    name = "vik_portal.zoeken"
    label = "zoeken"
