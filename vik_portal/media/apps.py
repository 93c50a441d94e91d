from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "vik_portal.media"
    label = "media"
