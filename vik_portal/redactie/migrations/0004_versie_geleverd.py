from typing import Any

from django.db import migrations, models


def zet_geleverd(apps: Any, schema_editor: Any) -> None:
    """Until now a version without a maker was one that came with the portal."""
    apps.get_model("redactie", "Versie").objects.filter(gemaakt_door__isnull=True).update(geleverd=True)


class Migration(migrations.Migration):
    dependencies = [
        ("redactie", "0003_wetslinks"),
    ]

    operations = [
        migrations.AddField(
            model_name="versie",
            name="geleverd",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(zet_geleverd, migrations.RunPython.noop),
    ]
