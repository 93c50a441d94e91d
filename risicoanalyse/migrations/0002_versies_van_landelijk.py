import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


def versies_in_gebruik(apps, schema_editor):
    """Until now everything came with the project, and the newest of each kind was the one in use."""
    Vragenlijst = apps.get_model("risicoanalyse", "Vragenlijst")
    apps.get_model("risicoanalyse", "Werkproces").objects.update(geleverd=True)
    nieuwste = {}
    for lijst in Vragenlijst.objects.order_by("versie"):
        fenomeen = lijst.inhoud.get("fenomeen")
        lijst.slug = f"{lijst.slug}-{fenomeen}" if fenomeen else lijst.slug
        lijst.geleverd, lijst.actueel = True, False
        lijst.save()
        nieuwste[lijst.slug] = lijst
    for lijst in nieuwste.values():
        lijst.actueel = True
        lijst.save()


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('risicoanalyse', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='vragenlijst', name='vragenlijst_versie_uniek'),
        migrations.RenameField(model_name='vragenlijst', old_name='soort', new_name='slug'),
        migrations.AlterField(model_name='vragenlijst', name='slug', field=models.SlugField(max_length=60)),
        migrations.RenameField(model_name='vragenlijst', old_name='geladen_op', new_name='gemaakt_op'),
        migrations.AlterField(
            model_name='vragenlijst',
            name='gemaakt_op',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(model_name='vragenlijst', name='actueel', field=models.BooleanField(default=True)),
        migrations.AddField(model_name='vragenlijst', name='geleverd', field=models.BooleanField(default=False)),
        migrations.AddField(model_name='werkproces', name='geleverd', field=models.BooleanField(default=False)),
        migrations.RunPython(versies_in_gebruik, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='vragenlijst',
            constraint=models.UniqueConstraint(fields=('slug', 'versie'), name='vragenlijst_versie_uniek'),
        ),
        migrations.AddConstraint(
            model_name='vragenlijst',
            constraint=models.UniqueConstraint(
                condition=models.Q(('actueel', True)), fields=('slug',), name='vragenlijst_een_actueel'
            ),
        ),
        migrations.CreateModel(
            name='Concept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('vragenlijst', 'Vragenlijst'), ('werkproces', 'Werkproces')], max_length=12)),
                ('slug', models.SlugField(max_length=60)),
                ('vanaf', models.PositiveIntegerField()),
                ('inhoud', models.JSONField()),
                ('nummer', models.PositiveIntegerField(default=0)),
                ('bewaard_op', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name_plural': 'concepten',
            },
        ),
        migrations.CreateModel(
            name='VragenlijstSpoor',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('slug', models.SlugField(db_index=False, max_length=60)),
                ('versie', models.PositiveIntegerField()),
                ('actueel', models.BooleanField(default=True)),
                ('geleverd', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WerkprocesSpoor',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('slug', models.SlugField(db_index=False, max_length=60)),
                ('versie', models.PositiveIntegerField()),
                ('actueel', models.BooleanField(default=True)),
                ('geleverd', models.BooleanField(default=False)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='vragenlijst',
            name='gemaakt_door',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vragenlijst',
            name='toelichting',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        migrations.AddField(
            model_name='werkproces',
            name='gemaakt_door',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='werkproces',
            name='gemaakt_op',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name='werkproces',
            name='toelichting',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vragenlijst',
            trigger=pgtrigger.compiler.Trigger(name='versie_ligt_vast', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."versie" IS DISTINCT FROM (NEW."versie") OR OLD."inhoud" IS DISTINCT FROM (NEW."inhoud") OR OLD."geleverd" IS DISTINCT FROM (NEW."geleverd"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='81d4798183a521496bfc658e7230b4adbb06f3f7', operation='UPDATE', pgid='pgtrigger_versie_ligt_vast_3c0ca', table='risicoanalyse_vragenlijst', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vragenlijst',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "risicoanalyse_vragenlijstspoor" ("actueel", "geleverd", "gemaakt_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "versie") VALUES (NEW."actueel", NEW."geleverd", NEW."gemaakt_door_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."versie"); RETURN NULL;', hash='cc1779c6b955c2dcf3b9545c9184560d2242a7a1', operation='INSERT', pgid='pgtrigger_insert_insert_ccd6f', table='risicoanalyse_vragenlijst', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='vragenlijst',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actueel" IS DISTINCT FROM (NEW."actueel") OR OLD."geleverd" IS DISTINCT FROM (NEW."geleverd") OR OLD."gemaakt_door_id" IS DISTINCT FROM (NEW."gemaakt_door_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."versie" IS DISTINCT FROM (NEW."versie"))', func='INSERT INTO "risicoanalyse_vragenlijstspoor" ("actueel", "geleverd", "gemaakt_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "versie") VALUES (NEW."actueel", NEW."geleverd", NEW."gemaakt_door_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."versie"); RETURN NULL;', hash='045f3541d048f3560b097034b43a079f44d6bb71', operation='UPDATE', pgid='pgtrigger_update_update_d752d', table='risicoanalyse_vragenlijst', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='werkproces',
            trigger=pgtrigger.compiler.Trigger(name='versie_ligt_vast', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."versie" IS DISTINCT FROM (NEW."versie") OR OLD."inhoud" IS DISTINCT FROM (NEW."inhoud") OR OLD."geleverd" IS DISTINCT FROM (NEW."geleverd"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5d759ccc489c6cb49fed6cedf9198de38bd11dc7', operation='UPDATE', pgid='pgtrigger_versie_ligt_vast_14872', table='risicoanalyse_werkproces', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='werkproces',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "risicoanalyse_werkprocesspoor" ("actueel", "geleverd", "gemaakt_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "versie") VALUES (NEW."actueel", NEW."geleverd", NEW."gemaakt_door_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."versie"); RETURN NULL;', hash='fc0fdd2165f4ab63e44d5c760175a34067ee2adf', operation='INSERT', pgid='pgtrigger_insert_insert_fdde5', table='risicoanalyse_werkproces', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='werkproces',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."actueel" IS DISTINCT FROM (NEW."actueel") OR OLD."geleverd" IS DISTINCT FROM (NEW."geleverd") OR OLD."gemaakt_door_id" IS DISTINCT FROM (NEW."gemaakt_door_id") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."versie" IS DISTINCT FROM (NEW."versie"))', func='INSERT INTO "risicoanalyse_werkprocesspoor" ("actueel", "geleverd", "gemaakt_door_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "versie") VALUES (NEW."actueel", NEW."geleverd", NEW."gemaakt_door_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."versie"); RETURN NULL;', hash='d95005b1e9e586860e32f69a1ec784ebc4252b73', operation='UPDATE', pgid='pgtrigger_update_update_0c202', table='risicoanalyse_werkproces', when='AFTER')),
        ),
        migrations.AddField(
            model_name='concept',
            name='bewaard_door',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vragenlijstspoor',
            name='gemaakt_door',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='vragenlijstspoor',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='vragenlijstspoor',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='slug_versie_actueel_geleverd_gemaakt_door_events', to='risicoanalyse.vragenlijst'),
        ),
        migrations.AddField(
            model_name='werkprocesspoor',
            name='gemaakt_door',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='werkprocesspoor',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='werkprocesspoor',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='slug_versie_actueel_geleverd_gemaakt_door_events', to='risicoanalyse.werkproces'),
        ),
        migrations.AddConstraint(
            model_name='concept',
            constraint=models.UniqueConstraint(fields=('soort', 'slug'), name='concept_een_per_deel'),
        ),
    ]
