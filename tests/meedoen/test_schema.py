"""What may be stored of taking part, to the column. Anything new fails here first, with its name."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.db import connection

from vik_portal.meedoen.models import Envelop, Kaartje, Ronde, Rondestoel, Stoel

MODELLEN = (Stoel, Kaartje, Rondestoel, Envelop, Ronde)

#: Everything that stands in the database about these tables. A line added here is a promise changed:
#: docs/anonimiteit.md comes first.
TOEGESTAAN = {
    "meedoen_stoel": {
        "column token bytea NOT NULL",
        "column bijeenkomst_id bigint NOT NULL",
        "constraint PRIMARY KEY (token)",
        "constraint FOREIGN KEY (bijeenkomst_id) REFERENCES meedoen_bijeenkomst(id) DEFERRABLE INITIALLY DEFERRED",
        "index UNIQUE btree (token)",
        "index btree (bijeenkomst_id)",
    },
    "meedoen_kaartje": {
        "column token bytea NOT NULL",
        "column bijeenkomst_id bigint NOT NULL",
        "constraint PRIMARY KEY (token)",
        "constraint FOREIGN KEY (bijeenkomst_id) REFERENCES meedoen_bijeenkomst(id) DEFERRABLE INITIALLY DEFERRED",
        "index UNIQUE btree (token)",
        "index btree (bijeenkomst_id)",
    },
    "meedoen_rondestoel": {
        "column ronde_id character varying(32) NOT NULL",
        "column stoel bytea NOT NULL",
        "column merk bytea NOT NULL",
        "constraint PRIMARY KEY (ronde_id, stoel)",
        "constraint FOREIGN KEY (ronde_id) REFERENCES meedoen_ronde(id) DEFERRABLE INITIALLY DEFERRED",
        "index UNIQUE btree (ronde_id, stoel)",
        "index btree (ronde_id)",
        "index btree (ronde_id varchar_pattern_ops)",
    },
    "meedoen_envelop": {
        "column ronde_id character varying(32) NOT NULL",
        "column stoel bytea NOT NULL",
        "column inhoud bytea NOT NULL",
        "column merk bytea NOT NULL",
        "constraint PRIMARY KEY (ronde_id, stoel)",
        "constraint FOREIGN KEY (ronde_id) REFERENCES meedoen_ronde(id) DEFERRABLE INITIALLY DEFERRED",
        "constraint CHECK ((octet_length(inhoud) = 384))",
        "index UNIQUE btree (ronde_id, stoel)",
        "index btree (ronde_id)",
        "index btree (ronde_id varchar_pattern_ops)",
    },
    "meedoen_ronde": {
        "column id character varying(32) NOT NULL",
        "column bijeenkomst_id bigint NOT NULL",
        "column stap_id bigint",
        "column soort character varying(40) NOT NULL",
        "column vorm character varying(10) NOT NULL",
        "column vragen jsonb NOT NULL",
        "column status character varying(10) NOT NULL",
        "column oefening boolean NOT NULL",
        "column stoelen smallint NOT NULL",
        "column merk bytea NOT NULL",
        "column uitslag jsonb",
        "column volgnummer smallint NOT NULL",
        "column keer smallint NOT NULL",
        "column kaarten boolean NOT NULL",
        "constraint PRIMARY KEY (id)",
        "constraint FOREIGN KEY (bijeenkomst_id) REFERENCES meedoen_bijeenkomst(id) DEFERRABLE INITIALLY DEFERRED",
        "constraint FOREIGN KEY (stap_id) REFERENCES meedoen_stap(id) DEFERRABLE INITIALLY DEFERRED",
        "constraint UNIQUE (bijeenkomst_id, volgnummer)",
        "constraint CHECK ((stoelen >= 0))",
        "constraint CHECK ((volgnummer >= 0))",
        "constraint CHECK ((keer >= 0))",
        # A SQL NULL makes this unknown, which passes; any other result of a round that is not counted does not.
        "constraint CHECK ((((status)::text = 'geteld'::text) OR (uitslag = 'null'::jsonb)))",
        "index UNIQUE btree (id)",
        "index btree (id varchar_pattern_ops)",
        "index btree (bijeenkomst_id)",
        "index btree (stap_id)",
        "index UNIQUE btree (bijeenkomst_id, volgnummer)",
        "index UNIQUE btree (bijeenkomst_id) WHERE ((status)::text = 'open'::text)",
    },
}

VRAGEN = {
    "column": """
        SELECT a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            || CASE WHEN a.attidentity <> '' THEN ' IDENTITY' ELSE '' END
            || CASE WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped""",
    # PostgreSQL 18 lists NOT NULL as a constraint too; the columns say it already.
    "constraint": """
        SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype <> 'n'""",
    "index": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = %s",
    "trigger": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
    "rule": "SELECT rulename FROM pg_rules WHERE tablename = %s",
    "policy": "SELECT polname FROM pg_policy WHERE polrelid = %s::regclass",
    "sequence": """
        SELECT c.relname FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
        WHERE d.refobjid = %s::regclass""",
    "statistics": "SELECT stxname FROM pg_statistic_ext WHERE stxrelid = %s::regclass",
    "publication": "SELECT pubname FROM pg_publication_tables WHERE tablename = %s",
    "child table": "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = %s::regclass",
    "option": "SELECT unnest(reloptions) FROM pg_class WHERE oid = %s::regclass",
}


def schema(tabel: str) -> set[str]:
    """Everything that the database knows to exist on this table, one line each, without names it made up itself."""
    regels = set()
    with connection.cursor() as cursor:
        for soort, vraag in VRAGEN.items():
            cursor.execute(vraag, [tabel])
            for (tekst,) in cursor.fetchall():
                if soort == "index":
                    tekst = re.sub(r"CREATE (UNIQUE )?INDEX \S+ ON \S+ USING ", lambda m: m[1] or "", tekst)
                regels.add(f"{soort} {tekst}")
    return regels


def verschil(tabel: str) -> list[str]:
    """What is there and may not be, or should be and is not."""
    hier, mag = schema(tabel), TOEGESTAAN[tabel]
    return [f"new in {tabel}: {regel}" for regel in sorted(hier - mag)] + [
        f"gone from {tabel}: {regel}" for regel in sorted(mag - hier)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", TOEGESTAAN)
def test_nothing_is_stored_that_is_not_listed(tabel: str) -> None:
    assert verschil(tabel) == [], "taking part stores something else than was promised; see docs/anonimiteit.md"


@pytest.mark.django_db
def test_the_list_covers_every_table_of_taking_part() -> None:
    assert set(TOEGESTAAN) == {model._meta.db_table for model in MODELLEN}
    anders = {"meedoen_bijeenkomst", "meedoen_bijeenkomst_begeleiders", "meedoen_stap"}
    anders |= {"meedoen_diaset", "meedoen_film"}  # what the begeleider shows
    hier = {naam for naam in connection.introspection.table_names() if naam.startswith("meedoen_")}
    assert hier - anders == set(TOEGESTAAN), "a table of meedoen that no list covers"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wijziging", "melding"),
    [
        ("ALTER TABLE meedoen_envelop ADD COLUMN gemaakt timestamptz DEFAULT now()", "column gemaakt timestamp"),
        (
            "ALTER TABLE meedoen_stoel ADD COLUMN nummer bigint GENERATED ALWAYS AS IDENTITY",
            "nummer bigint NOT NULL IDENT",
        ),
        ("ALTER TABLE meedoen_stoel ADD COLUMN nummer serial", "sequence meedoen_stoel_nummer_seq"),
        (
            "ALTER TABLE meedoen_envelop ADD COLUMN wie bigint REFERENCES organisatie_gebruiker(id)",
            "constraint FOREIGN KEY",
        ),
        ("CREATE INDEX ergens ON meedoen_envelop (merk)", "index btree (merk)"),
        (
            "CREATE TRIGGER spoor BEFORE INSERT ON meedoen_envelop FOR EACH ROW "
            "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            "trigger spoor",
        ),
        ("CREATE RULE spoor AS ON INSERT TO meedoen_envelop DO ALSO NOTIFY spoor", "rule spoor"),
        ("ALTER TABLE meedoen_envelop ALTER COLUMN inhoud TYPE text USING ''", "column inhoud text"),
        (
            "ALTER TABLE meedoen_envelop DROP CONSTRAINT envelop_vaste_lengte",
            "gone from meedoen_envelop: constraint CHECK",
        ),
    ],
)
def test_each_kind_of_addition_is_seen(wijziging: str, melding: str) -> None:
    """The list would be worth nothing if something could be added beside it."""
    with connection.cursor() as cursor:
        cursor.execute(wijziging)
    assert any(melding in regel for tabel in TOEGESTAAN for regel in verschil(tabel))


def test_no_admin_and_no_history() -> None:
    import pgtrigger.registry
    from django.apps import apps
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 (the admin registers when its urls are read)
    for model in MODELLEN:
        assert not admin.site.is_registered(model)
        assert not any(getriggerd is model for getriggerd, _ in pgtrigger.registry.registered())
        volgers = [
            ander._meta.label
            for ander in apps.get_models()
            if getattr(ander, "pgh_tracked_model", None) is model
            or any(veld.related_model is model for veld in ander._meta.get_fields() if veld.name.startswith("pgh_"))
        ]
        assert volgers == []
