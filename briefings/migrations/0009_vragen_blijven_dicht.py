from datetime import timedelta

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone


def sluit_wat_voorbij_is(apps, schema_editor):
    """What was told by the calendar until now: campaigns that ended, and those of which the fortnight is over."""
    vandaag = timezone.localdate()
    over = Q(status__in=["afgesloten", "geannuleerd"]) | Q(status="loopt", tot__lt=vandaag - timedelta(days=13))
    apps.get_model("briefings", "Campagne").objects.filter(over).update(vragen_dicht_op=vandaag)


class Migration(migrations.Migration):

    dependencies = [
        ('briefings', '0008_koppelcode_geldig_tot'),
    ]

    operations = [
        migrations.AddField(
            model_name='campagne',
            name='vragen_dicht_op',
            field=models.DateField(blank=True, editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campagne',
            trigger=pgtrigger.compiler.Trigger(name='vragen_blijven_dicht', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."vragen_dicht_op" IS DISTINCT FROM (NEW."vragen_dicht_op") AND OLD."vragen_dicht_op" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='db0da948ed413ff5731b1d225beda802d7473c01', operation='UPDATE', pgid='pgtrigger_vragen_blijven_dicht_f9b09', table='briefings_campagne', when='BEFORE')),
        ),
        migrations.RunPython(sluit_wat_voorbij_is, migrations.RunPython.noop),
    ]
