"""From one vector per page to words and passages. Run ``laad_inhoud`` after it, as after every release: it fills them."""

import django.db.models.deletion
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


def van_document(related_name, **opties):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=related_name, to="zoeken.document", **opties
    )


def samen(*velden):
    return models.CompositePrimaryKey(*velden, blank=True, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("zoeken", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="document", name="document_vector"),
        migrations.RemoveField(model_name="document", name="vector"),
        migrations.RemoveField(model_name="document", name="kort"),
        migrations.RemoveField(model_name="document", name="plat"),
        migrations.RemoveField(model_name="document", name="tekst"),
        migrations.RemoveField(model_name="document", name="trefwoorden"),
        migrations.AddField(
            model_name="document", name="vingerafdruk", field=models.CharField(default="", max_length=64)
        ),
        migrations.AddField(
            model_name="document",
            name="namen",
            field=ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        # By hand: makemigrations adds the foreign key after the primary key that is made of it.
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("pk", samen("document_id", "nummer")),
                ("document", van_document("passages", db_index=False)),
                ("nummer", models.SmallIntegerField()),
                ("tekst", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Vindplaats",
            fields=[
                ("pk", samen("document_id", "lexeem")),
                ("document", van_document("vindplaatsen", db_index=False)),
                ("lexeem", models.TextField()),
                ("zichtbaar", models.CharField(max_length=10)),
                ("gewicht", models.FloatField()),
                ("passages", ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ("vormen", models.TextField()),
            ],
            options={
                "verbose_name_plural": "vindplaatsen",
                "indexes": [
                    models.Index(
                        name="vindplaats_lexeem", fields=["lexeem"], include=("document", "gewicht", "zichtbaar")
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Woord",
            fields=[
                ("pk", samen("woord", "zichtbaar")),
                ("woord", models.TextField()),
                ("zichtbaar", models.CharField(max_length=10)),
                ("lexeem", models.TextField()),
                ("klank", models.TextField()),
            ],
            options={"verbose_name_plural": "woorden"},
        ),
        migrations.CreateModel(
            name="Verwant",
            fields=[
                ("pk", samen("gevraagd", "lexeem")),
                ("gevraagd", models.TextField()),
                ("lexeem", models.TextField()),
                ("factor", models.FloatField()),
            ],
            options={"verbose_name_plural": "verwanten"},
        ),
    ]
