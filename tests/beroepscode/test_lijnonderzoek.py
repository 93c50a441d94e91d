"""Past hier een lijnonderzoek: the rule of the checklist, what it says, and the two empty forms."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from beroepscode.hulpmiddelen import lijnonderzoek_docx
from beroepscode.lijnonderzoek import WOORDEN, checklist, formulieren, gegeven, oordeel, teken

PAD = "/beroepscode/handreikingen/lijnonderzoek/checklist/"
SLEUTELS = [vraag.sleutel for vraag in checklist().vragen]
ANTWOORDEN = st.fixed_dictionaries({sleutel: st.sampled_from([*WOORDEN]) for sleutel in SLEUTELS})
#: What fits a lijnonderzoek on every point.
PAST = {v.sleutel: next(a for a in WOORDEN if v.wijst[a] in ("lijn", "")) for v in checklist().vragen}


@given(ANTWOORDEN)
def test_the_rule(antwoorden):
    wijst = {vraag.sleutel: vraag.wijst[antwoorden[vraag.sleutel]] for vraag in checklist().vragen}
    uit = oordeel(antwoorden)
    if "vik" in wijst.values():
        assert uit.richting == "vik"
    elif "sparren" in wijst.values():
        assert uit.richting == "sparren"
    else:
        assert uit.richting == "lijn"
    # The reasons are those of exactly the answers that point there.
    assert [vraag.sleutel for vraag, _ in uit.beslissend] == [s for s in SLEUTELS if wijst[s] == uit.richting]
    assert uit.beslissend
    assert all(reden == vraag.waarom[antwoorden[vraag.sleutel]] != "" for vraag, reden in uit.beslissend + uit.ook)
    assert [v.sleutel for v, _ in uit.ook] == [s for s in SLEUTELS if wijst[s] == "sparren" and uit.richting == "vik"]


@given(ANTWOORDEN, st.sampled_from(SLEUTELS))
def test_not_knowing_never_makes_it_a_lijnonderzoek(antwoorden, sleutel):
    assert oordeel(antwoorden | {sleutel: "weet_niet"}).richting != "lijn"


def test_a_clear_light_case_is_a_lijnonderzoek_and_what_may_be_criminal_never_is():
    assert oordeel(PAST).richting == "lijn"
    assert oordeel(PAST | {"strafbaar": "ja"}).richting == "vik"
    assert oordeel(PAST | {"los": "nee"}).richting == "sparren"


def vraag_om(antwoorden, dagen: int = 0) -> dict[str, str]:
    dag = timezone.localdate() - timedelta(days=dagen)
    return {teken(dag, sleutel): teken(dag, sleutel, antwoord) for sleutel, antwoord in antwoorden.items()}


@given(ANTWOORDEN)
def test_an_address_says_nothing_and_is_read_back_for_a_day(antwoorden):
    assert gegeven(vraag_om(antwoorden)) == gegeven(vraag_om(antwoorden, 1)) == antwoorden
    assert gegeven(vraag_om(antwoorden, 2)) == {}
    assert re.fullmatch(r"(v[0-9a-f]{7}=v[0-9a-f]{7}&?)+", urlencode(vraag_om(antwoorden)))


@pytest.mark.django_db
def test_result_says_what_decided_and_who_decides(client, django_assert_num_queries):
    for anders, richting in (({}, "lijn"), ({"helder": "nee"}, "sparren"), ({"gegevens": "ja", "los": "nee"}, "vik")):
        antwoorden = PAST | anders
        with django_assert_num_queries(0):
            antwoord = client.get(PAD, vraag_om(antwoorden))
        pagina = antwoord.content.decode()
        uit = checklist().uitkomsten[richting]
        assert all(zin in pagina for zin in (uit.titel, uit.tekst, *uit.nu, checklist().slot, checklist().opslag))
        assert all(reden in pagina for _, reden in oordeel(antwoorden).beslissend + oordeel(antwoorden).ook)
        assert ("aankondiging.docx" in pagina) == (richting == "lijn")
        assert (antwoord["Cache-Control"], antwoord["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert not antwoord.cookies
        assert pagina.count(" checked") == len(SLEUTELS)


@pytest.mark.django_db
def test_an_open_question_is_asked_again_and_the_rest_stays(client):
    pagina = client.get(PAD, vraag_om({s: a for s, a in PAST.items() if s != "helder"})).content.decode()
    assert "Kies bij elke vraag een antwoord" in pagina
    assert f'<a href="#{teken(timezone.localdate(), "helder")}">' in pagina
    assert pagina.count(" checked") == len(SLEUTELS) - 1
    assert checklist().uitkomsten["lijn"].tekst not in pagina
    assert "Kies bij elke vraag een antwoord" not in client.get(PAD).content.decode()


@pytest.mark.parametrize("formulier", formulieren().formulieren, ids=lambda f: f.sleutel)
def test_form_has_every_sentence_and_every_place_to_write(formulier, settings):
    bestand = lijnonderzoek_docx(formulier)
    assert bestand.naam == formulier.bestandsnaam
    document = Document(io.BytesIO(bestand.inhoud))
    gelezen = "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))
    velden = [veld for deel in formulier.delen for veld in deel.velden]
    nodig = [formulier.titel, formulier.ondertekening.tekst, *(r.label for r in formulier.ondertekening.regels)]
    nodig += [deel.kop for deel in formulier.delen] + [zin for deel in formulier.delen for zin in deel.tekst]
    nodig += [deel for veld in velden for deel in (veld.label, veld.hulp, *veld.opties, *veld.kolommen)]
    assert [zin for zin in nodig if zin not in gelezen] == []
    assert not any(zin in gelezen for zin in formulier.vooraf)  # those are for who writes it
    invullen = [veld for veld in velden if veld.soort not in ("keuze", "tabel")]
    assert len([*document.element.body.iter(qn("w:sdt"))]) == len(invullen)
    rijen = [veld.rijen for veld in velden if veld.soort == "tabel"] + [len(formulier.ondertekening.regels)]
    assert [len(table.rows) - 1 for table in document.tables] == rijen
    assert lijnonderzoek_docx(formulier).inhoud == bestand.inhoud
    assert document.core_properties.created.date() == formulieren().stand == date(2026, 11, 22)


@pytest.mark.django_db
def test_anyone_can_fetch_the_forms_and_no_others(client):
    for formulier in formulieren().formulieren:
        antwoord = client.get(f"/beroepscode/handreikingen/lijnonderzoek/{formulier.sleutel}.docx")
        assert antwoord.content.startswith(b"PK")
        assert formulier.bestandsnaam in antwoord["Content-Disposition"]
    assert client.get("/beroepscode/handreikingen/lijnonderzoek/anders.docx").status_code == 404
