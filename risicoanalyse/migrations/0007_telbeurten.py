"""Which team counted when, apart from its meeting; filled from what counted so far."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max


def vul(apps: Any, schema_editor: Any) -> None:
    """Pictures by what counted in them. Of sums of begeleiders it is not known in which a team was: the last one."""
    Telbeurt, Beeld = apps.get_model("risicoanalyse", "Telbeurt"), apps.get_model("risicoanalyse", "Beeld")
    Meegeteld = apps.get_model("risicoanalyse", "Meegeteld")
    Terugkoppeling = apps.get_model("risicoanalyse", "Terugkoppeling")
    geteld = Meegeteld.objects.filter(reeks="beeld", beeld__isnull=False)
    paren = {(*paar, "beeld") for paar in geteld.values_list("bijeenkomst__team", "beeld__kwartaal")}
    sommen = Beeld.objects.filter(soort="ijking", onderwerp__startswith="begeleiders:")
    if laatste := sommen.aggregate(dag=Max("kwartaal"))["dag"]:
        teams = Terugkoppeling.objects.filter(geteld=True).values_list("bijeenkomst__team", flat=True)
        paren |= {(team, laatste, "begeleiders") for team in teams}
    Telbeurt.objects.bulk_create(
        Telbeurt(team_id=team, kwartaal=dag, reeks=reeks) for team, dag, reeks in sorted(paren)
    )


class Migration(migrations.Migration):
    dependencies = [
        ("organisatie", "0002_gebruiker_vinden"),
        ("risicoanalyse", "0006_onleesbare_analyses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Telbeurt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kwartaal", models.DateField()),
                (
                    "reeks",
                    models.CharField(
                        choices=[("beeld", "Beelden over teams"), ("begeleiders", "Wat begeleiders zeggen")],
                        default="beeld",
                        max_length=11,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisatie.eenheid"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "telbeurten",
                "constraints": [
                    models.UniqueConstraint(fields=("team", "kwartaal", "reeks"), name="telbeurt_een_keer")
                ],
            },
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
    ]
