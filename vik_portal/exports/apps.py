from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "vik_portal.exports"
    label = "exports"
