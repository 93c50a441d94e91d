from django.apps import AppConfig


class MeedoenConfig(AppConfig):
    name = "vik_portal.meedoen"
    label = "meedoen"
