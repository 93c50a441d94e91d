"""The form that is derived from a content model."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from lxml import html
from pydantic import BaseModel

from beroepscode.schema import LoketInhoud, ThemabladInhoud
from briefings.schema import BriefingsitemInhoud
from dilemmas.schema import DilemmaInhoud
from tests.redactie.pagina import fields_of
from tests.redactie.teksten import content_of
from vik_portal.redactie.models import publicatiesoorten
from vik_portal.redactie.vorm import Vorm, groep_van
from vik_portal.redactie.vorm.afleiding import _veld

THEMABLADEN = sorted(p.stem for p in (Path(settings.BASE_DIR) / "beroepscode/inhoud/themabladen").glob("*.md"))


def through_the_form(model: type[BaseModel], content: dict) -> Vorm:
    """Content → form as HTML → what a browser sends → content."""
    velden = Vorm(model, content).velden()
    pagina = "".join(render_to_string("redactie/veld.html", {"v": veld, "niveau": 0}) for veld in velden)
    post = QueryDict(mutable=True)
    for naam, waarde in fields_of(html.fromstring(f"<form>{pagina}</form>")).items():
        post[naam] = waarde
    return Vorm.uit_post(model, post)


@pytest.mark.django_db
@pytest.mark.parametrize("name", THEMABLADEN)
def test_every_themablad_survives_the_form(name):
    content = ThemabladInhoud.model_validate(content_of("beroepscode/inhoud/themabladen", name)).model_dump(mode="json")
    vorm = through_the_form(ThemabladInhoud, content)
    assert vorm.controleer(), vorm.fouten
    assert vorm.inhoud == content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "folder", "body"),
    [
        (LoketInhoud, "beroepscode/inhoud/loketten", "tekst"),
        (DilemmaInhoud, "dilemmas/inhoud", "verhaal"),
        (BriefingsitemInhoud, "briefings/inhoud", "notities"),
    ],
)
def test_other_kinds_survive_the_form(model, folder, body):
    from vik_portal.redactie.inhoud import lees_map

    bestanden = list(lees_map(Path(settings.BASE_DIR) / folder))
    assert bestanden
    for bestand in bestanden:
        velden = {naam: w for naam, w in bestand.velden.items() if naam in _names(model)}
        content = model.model_validate({**velden, body: bestand.html()}).model_dump(mode="json")
        vorm = through_the_form(model, content)
        assert vorm.controleer(), (bestand.naam, vorm.fouten)
        assert vorm.inhoud == content, bestand.naam


def _names(model: type[BaseModel]) -> set[str]:
    return {veld.sleutel for veld in groep_van(model).velden}


def test_every_kind_of_content_has_a_form():
    soorten = publicatiesoorten()
    assert len(soorten) >= 4
    for model in soorten:
        assert groep_van(model.inhoud_model).velden


def test_an_unknown_type_is_refused_when_the_form_is_made():
    class Odd(BaseModel):
        size: complex

    with pytest.raises(TypeError, match="size"):
        groep_van(Odd)


def test_rich_text_is_cleaned_however_it_comes_in():
    post = QueryDict(mutable=True)
    post["waarom"] = '<p onclick="x()">Goed<script>alert(1)</script> <a href="javascript:x">hier</a></p>'
    assert Vorm.uit_post(ThemabladInhoud, post).inhoud["waarom"] == "<p>Goed <a>hier</a></p>"
    content = {
        **content_of("beroepscode/inhoud/themabladen", "aannemen-geschenken"),
        "beleid": "<p>Lang genoeg zo.<img src=x onerror=y></p>",
    }
    assert "<img" not in ThemabladInhoud.model_validate(content).beleid


def test_errors_stand_beside_their_field_in_dutch():
    vorm = Vorm(
        ThemabladInhoud,
        {
            "norm": "kort",
            "wet": [{"regeling": "Een wet", "bwb": "fout", "zin": "x"}],
            "kennisvragen": [{"vraag": "x", "antwoorden": ["a", "b"], "goed": 7, "waarom": "y"}],
            "melden": [{"sleutel": "v1", "vraag": "Is het zo?", "ja": "v9", "nee": {"uitkomst": "ja"}}],
        },
    )
    assert not vorm.controleer()
    zinnen = {naam: (label, zin) for naam, label, zin in vorm.fouten}
    assert zinnen["titel"] == ("Titel", "Vul dit in.")
    assert zinnen["norm"][1] == "Schrijf minstens 10 tekens."
    assert zinnen["wet.0.bwb"][0] == "Wet 1 › BWB-nummer"
    assert zinnen["kennisvragen.0"][1] == "Het goede antwoord bestaat niet."
    assert zinnen["melden.0.nee.tekst"] == ("Meldvraag 1 › Is het nee › Wat doe je dan?", "Vul dit in.")
    # The writer chose a next question for "ja": nothing is said about the answer that was not chosen.
    assert not any(naam.startswith("melden.0.ja") for naam in zinnen)
    for _, _, zin in vorm.fouten:
        assert zin[0].isupper()
        assert zin.endswith(".")
        assert "Value error" not in zin


@pytest.mark.parametrize("veld", ["invullen", "melden"])
def test_two_fields_or_questions_cannot_have_one_key(veld):
    inhoud = content_of("beroepscode/inhoud/themabladen", "aannemen-geschenken")
    assert Vorm(ThemabladInhoud, inhoud).controleer()
    laatste = inhoud[veld][-1]
    dubbel = inhoud | {veld: [laatste, laatste]}
    vorm = Vorm(ThemabladInhoud, dubbel)
    assert not vorm.controleer()
    [(plek, _, zin)] = vorm.fouten
    assert plek == veld
    assert zin == f"De sleutel {laatste['sleutel']} staat er twee keer, geef elk een eigen sleutel."
    # What is online already can still be read.
    assert ThemabladInhoud.model_validate(dubbel)


@pytest.mark.parametrize(
    ("doe", "verwacht"),
    [
        ("erbij:vragen", [{"a": 1}, {"a": 2}, {"a": 3}]),  # not a list of rows: nothing happens
        ("erbij:voorbeelden", [{"a": 1}, {"a": 2}, {"a": 3}, {}]),
        ("weg:voorbeelden.1", [{"a": 1}, {"a": 3}]),
        ("omhoog:voorbeelden.2", [{"a": 1}, {"a": 3}, {"a": 2}]),
        ("omhoog:voorbeelden.0", [{"a": 1}, {"a": 2}, {"a": 3}]),
        ("omlaag:voorbeelden.0", [{"a": 2}, {"a": 1}, {"a": 3}]),
        ("omlaag:voorbeelden.2", [{"a": 1}, {"a": 2}, {"a": 3}]),
        ("weg:voorbeelden.9", [{"a": 1}, {"a": 2}, {"a": 3}]),
        ("weg:", [{"a": 1}, {"a": 2}, {"a": 3}]),
        ("erbij:melden.0.ja.bij", [{"a": 1}, {"a": 2}, {"a": 3}]),
        ("erbij:titel.x", [{"a": 1}, {"a": 2}, {"a": 3}]),
    ],
)
def test_rows_move_and_a_forged_path_does_nothing(doe, verwacht):
    vorm = Vorm(ThemabladInhoud, {"titel": "T", "voorbeelden": [{"a": 1}, {"a": 2}, {"a": 3}]})
    vorm.schuif(doe)
    assert vorm.inhoud["voorbeelden"] == verwacht


def test_a_row_deep_inside_can_be_added():
    vorm = Vorm(ThemabladInhoud, {"melden": [{"ja": {"bij": ["vik"]}}]})
    vorm.schuif("erbij:melden.0.ja.bij")
    assert vorm.inhoud["melden"][0]["ja"]["bij"] == ["vik", ""]
    assert vorm.focus == "melden.0.ja.bij.1"


def test_a_choice_that_does_not_exist_yet_is_kept_and_named(blad):
    pagina = render_to_string(
        "redactie/veld.html",
        {"v": next(v for v in Vorm(ThemabladInhoud, blad.concept).velden() if v["naam"] == "verwant"), "niveau": 0},
    )
    assert "(bestaat nog niet)" in pagina


def test_optional_values_and_days():
    from datetime import date

    from pydantic import Field

    class Small(BaseModel):
        day: date | None = None
        count: int | None = Field(default=None, title="Hoeveel")

    post = QueryDict(mutable=True)
    post["day"], post["count"] = "2026-11-30", ""
    vorm = Vorm.uit_post(Small, post)
    assert vorm.inhoud == {"day": "2026-11-30", "count": None}
    assert vorm.controleer()
    assert groep_van(Small).kind("count").label == "Hoeveel"
    assert _veld("x", Small.model_fields["day"]).invoer == "date"
    for getikt, gelezen in (("-5", -5), ("--5", "--5"), ("vijf", "vijf")):
        post["count"] = getikt
        vorm = Vorm.uit_post(Small, post)
        assert vorm.inhoud["count"] == gelezen
        assert vorm.controleer() is isinstance(gelezen, int)
