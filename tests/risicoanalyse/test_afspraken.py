"""Agreements: who follows them, what is said of their day, their history, and what the portal recommends."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from risicoanalyse.models import Maatregel, Risico
from risicoanalyse.services import markeer_besproken
from risicoanalyse.themas import themakeuzes
from tests.risicoanalyse import rondes, zaal
from tests.wereld import maak_wereld
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.mijn import secties_voor

LIJST = "/risicoanalyse/afspraken/"


def plat(antwoord) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.content.decode())).split())


@pytest.fixture
def bijeenkomst(cast) -> Bijeenkomst:
    return zaal.plan(cast)


def besproken(bijeenkomst: Bijeenkomst) -> None:
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(nabesproken_op=timezone.localdate())


def test_followed_by_begeleider_and_after_discussion_by_the_teamchef_and_nobody_else(cast, bijeenkomst) -> None:
    _, maatregel = zaal.zet_afspraak(bijeenkomst)
    een = f"{LIJST}{maatregel.pk}/"
    nieuw = {"status": "loopt", "toelichting": "De briefing is begonnen"}
    for naam in ["bram", "carla", "guus", "hanna", "ilias", "kees", "lotte"]:
        client = cast.client(getattr(cast, naam))
        assert maatregel.tekst not in plat(client.get(LIJST)), naam
        assert client.get(een).status_code == client.post(een, nieuw).status_code == 404, naam
    assert maatregel.tekst in plat(cast.client(cast.anouk).get(LIJST))
    besproken(bijeenkomst)
    assert maatregel.tekst in plat(cast.client(cast.bram).get(LIJST))
    for naam in ["carla", "guus", "hanna", "ilias", "kees", "lotte"]:
        client = cast.client(getattr(cast, naam))
        assert maatregel.tekst not in plat(client.get(LIJST)), naam
        assert client.get(een).status_code == client.post(een, nieuw).status_code == 404, naam
    assert cast.client().get(een).status_code == 302
    maatregel.refresh_from_db()
    assert maatregel.status == "afgesproken"


@pytest.mark.parametrize(
    ("delen", "zin"),
    [
        (("Het is druk", "iemand slaat over", "een fout"), "Het is druk → iemand slaat over → een fout"),
        (
            ("Doordat het druk is,", "waardoor iemand overslaat;", "met een fout als gevolg. "),
            "Doordat het druk is → waardoor iemand overslaat → met een fout als gevolg",
        ),
        (("Het is druk →", "→ wie let op?", "een fout"), "Het is druk → wie let op? → een fout"),
    ],
)
def test_a_risk_reads_with_and_without_words_that_join(delen, zin) -> None:
    assert str(Risico(oorzaak=delen[0], gebeurtenis=delen[1], gevolg=delen[2])) == zin


def test_a_change_of_status_is_a_line_in_the_history(cast, bijeenkomst) -> None:
    _, maatregel = zaal.zet_afspraak(bijeenkomst)
    besproken(bijeenkomst)
    een = f"{LIJST}{maatregel.pk}/"
    for wie, status, zin in (
        (cast.anouk, "loopt", "Vanaf maandag hoort de ploeg het"),
        (cast.bram, "klaar", "Elke briefing begint ermee"),
    ):
        assert cast.client(wie).post(een, {"status": status, "toelichting": zin}).status_code == 302
    tekst = plat(cast.client(cast.bram).get(een))
    assert [regel.status for regel in maatregel.voortgang.all()] == ["klaar", "loopt", "afgesproken"]
    assert tekst.index("Elke briefing begint ermee") < tekst.index("Vanaf maandag hoort de ploeg het")
    # History says what and when, never who.
    assert not {veld.name for veld in maatregel.voortgang.model._meta.fields} - {
        "id",
        "maatregel",
        "dag",
        "status",
        "toelichting",
    }


@pytest.mark.parametrize(
    ("data", "zin"),
    [
        ({"status": "loopt", "toelichting": ""}, "Schrijf in één zin wat er gebeurd is."),
        ({"toelichting": "Het loopt goed"}, "Kies hoe het staat."),
        ({"status": "verzonnen", "toelichting": "Het loopt goed"}, "Kies hoe het staat."),
        ({"status": "loopt", "toelichting": "Vorige week sprak Marieke erover"}, "Is ‘Marieke’ de naam van iemand?"),
    ],
)
def test_a_line_is_needed_names_are_asked_about_and_nothing_typed_is_lost(cast, bijeenkomst, data, zin) -> None:
    _, maatregel = zaal.zet_afspraak(bijeenkomst)
    antwoord = cast.client(cast.anouk).post(f"{LIJST}{maatregel.pk}/", data)
    assert antwoord.status_code == 422
    assert zin in plat(antwoord)
    assert f'value="{data["toelichting"]}"' in antwoord.content.decode() or not data["toelichting"]
    maatregel.refresh_from_db()
    assert maatregel.status == "afgesproken"
    assert maatregel.voortgang.count() == 1


def test_a_word_with_a_capital_may_stay_when_it_is_no_name(cast, bijeenkomst) -> None:
    _, maatregel = zaal.zet_afspraak(bijeenkomst)
    data = {"status": "loopt", "toelichting": "De app van Slachtofferhulp helpt", "geen_naam": "1"}
    assert cast.client(cast.anouk).post(f"{LIJST}{maatregel.pk}/", data).status_code == 302


@pytest.mark.parametrize(
    ("over", "status", "zin"),
    [
        (-12, "loopt", "Over tijd: had 12 dagen geleden klaar moeten zijn."),
        (-1, "afgesproken", "Over tijd: had 1 dag geleden klaar moeten zijn."),
        (0, "loopt", "Moet vandaag klaar zijn."),
        (1, "loopt", "Nog 1 dag: klaar op"),
        (14, "loopt", "Nog 14 dagen: klaar op"),
        (15, "loopt", "Moet klaar zijn op"),
        (-12, "klaar", "Afgesproken dag:"),
    ],
)
def test_the_day_is_said_in_words(over: int, status: str, zin: str) -> None:
    maatregel = Maatregel(datum=timezone.localdate() + timedelta(days=over), status=status)
    assert maatregel.termijn.startswith(zin)


def test_home_asks_for_what_is_due_and_lists_the_rest_per_meeting(cast, bijeenkomst) -> None:
    for over, status in ((-3, "loopt"), (14, "afgesproken"), (15, "loopt")):
        _, maatregel = zaal.zet_afspraak(bijeenkomst, over, tekst=f"Doen we over {over} dagen")
        Maatregel.objects.filter(pk=maatregel.pk).update(status=status)

    def punten(wie, soort: str) -> list[str]:
        return [punt.titel for sectie in secties_voor(wie) if sectie.soort == soort for punt in sectie.punten]

    assert [t for t in punten(cast.anouk, "wacht") if t.startswith("Doen")] == [
        "Doen we over -3 dagen",
        "Doen we over 14 dagen",
    ]
    assert "Afspraken van Basisteam Vlietzoom" in punten(cast.anouk, "mijn")
    assert not [t for t in punten(cast.bram, "wacht") if t.startswith("Doen")]
    besproken(bijeenkomst)
    assert len([t for t in punten(cast.bram, "wacht") if t.startswith("Doen")]) == 2
    for wie in (cast.carla, cast.hanna, cast.guus, cast.ilias):
        assert not [t for t in punten(wie, "wacht") + punten(wie, "mijn") if t.startswith(("Doen", "Afspraken van"))]
    Maatregel.objects.update(status="klaar")
    assert not [
        t for t in punten(cast.bram, "wacht") + punten(cast.bram, "mijn") if t.startswith(("Doen", "Afspraken"))
    ]


def test_a_practice_asks_nobody_for_anything(cast) -> None:
    oefening = zaal.plan(cast, oefening=True)
    zaal.zet_afspraak(oefening, -3)
    titels = [punt.titel for sectie in secties_voor(cast.anouk) for punt in sectie.punten]
    assert not [titel for titel in titels if titel.startswith(("De opco", "Afspraken van"))]
    assert "Oefening" in plat(cast.client(cast.anouk).get(LIJST))


def test_the_list_costs_as_many_queries_for_one_meeting_as_for_many(
    cast, bijeenkomst, django_assert_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    zaal.zet_afspraak(bijeenkomst)
    anouk = cast.client(cast.anouk)
    anouk.get(LIJST)
    with CaptureQueriesContext(connection) as eerst:
        anouk.get(LIJST)
    for _ in range(3):
        ander = zaal.plan(cast)
        zaal.zet_afspraak(ander)
        zaal.zet_afspraak(ander)
    with django_assert_num_queries(len(eerst)):
        anouk.get(LIJST)


# --- themes and recommendations ------------------------------------------------------------------------


def test_recommendations_follow_the_theme_with_the_reason_and_by_role(cast, bijeenkomst) -> None:
    wereld = maak_wereld(cast)
    wereld.item.inhoud = {**wereld.item.inhoud, "themas": [wereld.blad.slug]}
    wereld.item.save()
    _, maatregel = zaal.zet_afspraak(bijeenkomst, thema=wereld.blad.slug)
    een = f"{LIJST}{maatregel.pk}/"
    tekst = plat(cast.client(cast.anouk).get(een))
    assert f"bij het thema ‘{wereld.blad.titel}’ zetten" in tekst
    assert wereld.item.titel in tekst
    # Somebody who leads meetings and has no role for briefings: the briefing item is not theirs to open.
    bijeenkomst.begeleiders.add(cast.ilias)
    tekst = plat(cast.client(cast.ilias).get(een))
    assert wereld.blad.titel in tekst
    assert wereld.item.titel not in tekst


def test_themes_of_the_chosen_processes_come_first_and_only_published_ones(cast) -> None:
    wereld = maak_wereld(cast)
    proces = rondes.PROCESSEN["systemen-raadplegen"]
    assert themakeuzes([proces]) == [("Andere thema’s", [(wereld.blad.slug, wereld.blad.titel)])]
    passend = proces.model_copy(update={"themas": [wereld.blad.slug]})
    assert themakeuzes([passend]) == [("Bij jullie werkprocessen", [(wereld.blad.slug, wereld.blad.titel)])]


def test_the_begeleider_chooses_the_theme_in_regie_and_later(cast, bijeenkomst) -> None:
    wereld = maak_wereld(cast)
    stap = bijeenkomst.stappen.get(soort="risicos")
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(huidige_stap=stap)
    regie = f"/bijeenkomsten/{bijeenkomst.pk}/regie/"
    anouk = cast.client(cast.anouk)
    assert f'<option value="{wereld.blad.slug}">' in anouk.get(regie).content.decode()
    risico = {
        "actie": "risico",
        "oorzaak": "Doordat het druk is",
        "gebeurtenis": "kijkt iemand mee",
        "gevolg": "en dat raakt een bewoner",
    }
    anouk.post(regie, risico | {"thema": wereld.blad.slug})
    anouk.post(regie, risico | {"thema": "bestaat-niet"})
    assert [r.thema for r in bijeenkomst.risicos.all()] == [wereld.blad.slug, ""]
    _, maatregel = zaal.zet_afspraak(bijeenkomst)
    besproken(bijeenkomst)
    pad = f"{LIJST}{maatregel.pk}/thema/"
    assert cast.client(cast.bram).post(pad, {"thema": wereld.blad.slug}).status_code == 404
    assert anouk.post(pad, {"thema": wereld.blad.slug}).status_code == 302
    maatregel.risico.refresh_from_db()
    assert maatregel.risico.thema == wereld.blad.slug
    markering = plat(cast.client(cast.bram).get(f"{LIJST}{maatregel.pk}/"))
    assert "Thema van dit risico" not in markering


def test_each_wrong_field_of_an_agreement_has_its_own_sentence_and_what_was_typed_stays(cast, bijeenkomst) -> None:
    zaal.zet_afspraak(bijeenkomst)
    stap = bijeenkomst.stappen.get(soort="afspraken")
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(huidige_stap=stap)
    risico = bijeenkomst.risicos.get()
    velden = {"actie": "maatregel", "volgorde": risico.volgorde, "soort": "verminderen", "datum": "2020-01-01"}
    antwoord = cast.client(cast.anouk).post(
        f"/bijeenkomsten/{bijeenkomst.pk}/regie/",
        velden | {"tekst": "we bellen terug", "rol": "", "merkbaar": "meer rust"},
    )
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    for naam in ("rol", "datum"):
        assert f'href="#fout-{naam}"' in pagina
        assert f'id="fout-{naam}"' in pagina
    assert pagina.count(" autofocus") == 1
    for getypt in ("we bellen terug", "2020-01-01", "meer rust"):
        assert f'value="{getypt}"' in pagina


def test_ending_without_a_single_agreement_is_asked_once(cast, bijeenkomst) -> None:
    regie, anouk = f"/bijeenkomsten/{bijeenkomst.pk}/regie/", cast.client(cast.anouk)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(huidige_stap=bijeenkomst.stappen.last())
    gevraagd = anouk.post(regie, {"actie": "afronden"})
    assert gevraagd.status_code == 422
    assert "Er staat nog geen afspraak. Wil je toch afronden?" in plat(gevraagd)
    assert '<input type="hidden" name="toch" value="1">' in gevraagd.content.decode()
    assert anouk.post(regie, {"actie": "afronden", "toch": "1"}).status_code == 302
    bijeenkomst.refresh_from_db()
    assert bijeenkomst.status == Bijeenkomst.Status.AFGEROND
    steps = anouk.get(f"/bijeenkomsten/{bijeenkomst.pk}/").content.decode()
    assert 'aria-current="step"' not in steps
    assert steps.count('<li class="done">') == bijeenkomst.stappen.count()


def test_a_meeting_with_an_agreement_ends_at_once(cast, bijeenkomst) -> None:
    zaal.zet_afspraak(bijeenkomst)
    antwoord = cast.client(cast.anouk).post(f"/bijeenkomsten/{bijeenkomst.pk}/regie/", {"actie": "afronden"})
    assert antwoord.status_code == 302


def test_discussing_needs_a_counted_questionnaire(cast, bijeenkomst) -> None:
    from vik_portal.meedoen.services import MeedoenFout, rond_af

    rond_af(bijeenkomst=bijeenkomst)
    with pytest.raises(MeedoenFout, match="geen vragenlijst geteld"):
        markeer_besproken(bijeenkomst=bijeenkomst)
