from django.apps import AppConfig


class RedactieConfig(AppConfig):
    name = "vik_portal.redactie"
    label = "redactie"
