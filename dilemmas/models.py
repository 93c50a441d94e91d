from django.db import models


class DilemmaManager(models.Manager):
    def van_de_week(self):
        return None


class Dilemma:
    objects = DilemmaManager()
