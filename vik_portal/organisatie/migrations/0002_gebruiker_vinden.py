from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("organisatie", "0001_initial"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="gebruiker",
            index=models.Index(fields=["naam"], name="gebruiker_naam"),
        ),
        # The expression of ``models._woorden``, as Django writes it. Not in the model: the autodetector takes two
        # equal expressions for a change.
        migrations.RunSQL(
            "CREATE INDEX gebruiker_woorden ON organisatie_gebruiker USING gin (to_tsvector('simple'::regconfig, "
            "COALESCE(translate(naam || ' ' || email, '.@-_+', '     '), '')))",
            "DROP INDEX gebruiker_woorden",
        ),
    ]
