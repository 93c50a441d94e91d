from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


class Pagina(models.Model):
    """A page: its title and its body as HTML."""

    slug = models.SlugField(unique=True)
    titel = models.CharField(max_length=200)
    tekst = models.TextField()

    def __str__(self) -> str:
        return self.titel


class Document(models.Model):
    """A findable text with its stored vector."""

    titel = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    tekst = models.TextField()
    tsv = models.GeneratedField(
        expression=SearchVector("titel", weight="A", config="dutch") + SearchVector("tekst", config="dutch"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [GinIndex(name="kaal_tsv", fields=["tsv"])]

    def __str__(self) -> str:
        return self.titel


class Antwoord(models.Model):
    """A filled-in questionnaire as the naive way keeps it."""

    antwoorden = models.JSONField()
    ingevuld_op = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"antwoord {self.pk}"


class Teller(models.Model):
    """How many filled it in."""

    aantal = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.aantal)
