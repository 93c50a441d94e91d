"""The instrument in versions: what the editor accepts, who publishes, and that a version that exists never changes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pydantic import ValidationError

from risicoanalyse import concept as vorm
from risicoanalyse import keuring, versies
from risicoanalyse.laden import laad
from risicoanalyse.models import Concept, Vragenlijst, Werkproces
from risicoanalyse.rapport import rapport_van
from risicoanalyse.schema import WerkprocesInhoud
from risicoanalyse.stappen import instrument
from risicoanalyse.versies import InstrumentFout
from tests.risicoanalyse import rondes, zaal
from vik_portal.meedoen import services
from vik_portal.meedoen.models import Bijeenkomst, Stap
from vik_portal.meedoen.services import MeedoenFout
from vik_portal.register import Stapsoort, register

NIEUW = "In mijn team vertellen we elkaar waar we over twijfelen."
DICHTST = {"toelichting": "Scherper na de eerste proef."}


# --- what a good question is -------------------------------------------------------------------


@pytest.mark.parametrize("woord", ["niet", "Niet", "nooit", "geen", "niemand", "niets"])
def test_a_negation_is_refused_with_the_word_in_the_sentence(woord: str) -> None:
    with pytest.raises(ValueError, match=f"‘{woord.lower()}’ weg"):
        keuring.zonder_ontkenning(f"In mijn team hoor ik {woord}, ook later.")


def test_a_word_that_only_looks_like_a_negation_passes() -> None:
    for tekst in ("In mijn team genieten we van het werk.", "In mijn team speelt iets nietigs."):
        assert keuring.zonder_ontkenning(tekst) == tekst


def opmerkingen(tekst: str, bekend: tuple[str, ...] = ()) -> list[str]:
    return [op.zin for op in keuring.opmerkingen([keuring.Uitspraak("b.0.tekst", "Vraag 1", tekst)], bekend)]


def test_two_ideas_and_a_missing_team_are_asked_about_and_known_questions_are_not() -> None:
    dubbel = "In mijn team luisteren we en helpen we."
    assert [zin[:16] for zin in opmerkingen(dubbel)] == ["Hier staat ‘en’:"]
    assert "‘of’" in opmerkingen("In mijn team bel of schrijf ik.")[0]
    assert "eigen team" in opmerkingen("We bellen elkaar terug.")[0]
    assert opmerkingen("In mijn team bellen we elkaar terug.") == []
    assert opmerkingen(dubbel, (dubbel,)) == []


def test_a_tick_holds_for_the_words_that_were_looked_at() -> None:
    een, ander = (
        keuring.opmerkingen([keuring.Uitspraak("b.0.tekst", "Vraag 1", tekst)])[0].sleutel
        for tekst in ("In mijn team bel en schrijf ik.", "In mijn team bel en mail ik.")
    )
    assert een != ander


# --- the delivered content, and the limits of the method ---------------------------------------


@pytest.fixture
def geladen(db: None) -> None:
    laad()


def in_gebruik(soort: str = "vragenlijst", slug: str = "beknopt") -> Any:
    return versies.SOORTEN[soort].objects.get(slug=slug, actueel=True)


def test_all_that_comes_with_the_project_passes_the_editor_and_comes_back_unchanged(geladen: None) -> None:
    alle = [*Vragenlijst.objects.all(), *Werkproces.objects.all()]
    assert len(alle) == 12
    for versie in alle:
        concept = vorm.model_van(versie).model_validate(vorm.uit(versie)).model_dump(mode="json")
        assert versie.inhoud_model.model_validate(vorm.terug(versie, concept)) == versie.gelezen, versie
        assert vorm.opmerkingen(concept, concept) == [], versie


@pytest.mark.parametrize(
    ("slug", "veld", "zin"),
    [
        ("beknopt", "integriteit", "Hier horen 6 vragen; het zijn er 5."),
        ("beknopt", "sociale_veiligheid", "Hier horen 5 vragen; het zijn er 4."),
        ("beknopt", "inclusie", "Hier horen 4 vragen; het zijn er 3."),
        ("diepgaand-ondermijning", "inclusie", "Hier horen 4 tot 8 vragen; het zijn er 3."),
    ],
)
def test_the_method_says_how_many_questions(geladen: None, slug: str, veld: str, zin: str) -> None:
    versie = in_gebruik(slug=slug)
    concept = vorm.uit(versie)
    te_weinig = int(zin.rstrip(".").split()[-1])
    with pytest.raises(ValidationError, match=re.escape(zin)):
        vorm.model_van(versie).model_validate(concept | {veld: concept[veld][:te_weinig]})


def fouten(slug: str, **anders: Any) -> str:
    versie = in_gebruik(slug=slug)
    with pytest.raises(ValidationError) as fout:
        vorm.model_van(versie).model_validate(vorm.uit(versie) | anders)
    return str(fout.value)


def test_together_they_stay_a_form_that_people_finish(geladen: None) -> None:
    rijen = [
        {"tekst": f"In mijn team is er omstandigheid {i}.", "naam": f"Naam {i}", "mechanisme": "druk"}
        for i in range(20)
    ]
    meer = [{"tekst": f"In mijn team is er houvast nummer {i}."} for i in range(18)]
    zin = "Met vier werkprocessen worden het 52 vragen. Houd het bij 48."
    assert zin in fouten("diepgaand-ondermijning", b=rijen, integriteit=meer[:10], inclusie=meer[10:])


def test_a_question_twice_and_answers_that_are_missing_or_equal(geladen: None) -> None:
    versie = in_gebruik()
    concept = vorm.uit(versie)
    dubbel = [concept["integriteit"][0], *concept["integriteit"][:5]]
    assert "staat er twee keer in" in fouten("beknopt", integriteit=dubbel)
    schalen = concept["schalen"]
    assert "Hier horen 4 antwoorden" in fouten("beknopt", schalen=schalen | {"a": schalen["a"][:3]})
    assert "zijn gelijk" in fouten("beknopt", schalen=schalen | {"a": ["Nooit", "nooit", "Soms", "Vaak"]})


def test_a_new_question_gets_a_key_that_none_ever_had_and_a_moved_one_keeps_its_own(geladen: None) -> None:
    versie = in_gebruik()
    concept = vorm.uit(versie)
    eerste, *rest = concept["integriteit"]
    concept["integriteit"] = [*rest[:-1], eerste, {"tekst": NIEUW, "omgekeerd": False, "sleutel": ""}]
    inhoud = vorm.terug(versie, concept, {"i6", "i7"})
    assert [item["sleutel"] for item in inhoud["c"][:6]] == ["i2", "i3", "i4", "i5", "i1", "i8"]


# --- loading does not undo what landelijk decided ----------------------------------------------


def proces(tekst: str) -> WerkprocesInhoud:
    return WerkprocesInhoud(
        titel="Iets doen",
        kort="Iets doen met anderen.",
        volgorde=10,
        a=[{"sleutel": "blootstelling", "tekst": tekst}, {"sleutel": "verleiding", "tekst": "In mijn team lokt iets."}],
    )


def stand(slug: str = "iets") -> list[tuple[int, bool, bool]]:
    rijen = Werkproces.objects.filter(slug=slug).order_by("versie")
    return list(rijen.values_list("versie", "geleverd", "actueel"))


def laad_proces(tekst: str) -> None:
    versies.laad(model=Werkproces, slug="iets", inhoud=proces(tekst))


def publiceer(cast: Any, versie: Any, **anders: Any) -> Any:
    """A version made by ilias with these changes."""
    concept = versies.begin(versie=versie, door=cast.ilias)
    nummer = concept.nummer
    concept = versies.bewaar(concept=concept, inhoud=concept.inhoud | anders, nummer=nummer, door=cast.ilias)
    nu = versies.in_gebruik(concept)
    gezien = {op.sleutel for op in vorm.opmerkingen(concept.inhoud, vorm.uit(nu))}
    return versies.publiceer(
        concept=concept, nummer=concept.nummer, vervangt=nu.versie, gezien=gezien, door=cast.ilias, **DICHTST
    )


def test_a_changed_file_becomes_a_version_and_the_same_file_does_nothing(db: None) -> None:
    for tekst in ("In mijn team doen we dit.", "In mijn team doen we dit.", "In mijn team doen we dat."):
        laad_proces(tekst)
    assert stand() == [(1, True, False), (2, True, True)]


def test_a_file_never_brings_back_or_overrules_what_landelijk_published(cast: Any) -> None:
    laad_proces("In mijn team doen we dit.")
    publiceer(cast, in_gebruik("werkproces", "iets"), blootstelling=NIEUW)
    laad_proces("In mijn team doen we dit.")
    assert stand() == [(1, True, False), (2, False, True)]
    laad_proces("In mijn team doen we dat.")  # new in a release: kept beside theirs, to take over
    assert stand() == [(1, True, False), (2, False, True), (3, True, False)]
    laad_proces("In mijn team doen we dat.")
    laad_proces(NIEUW)  # the project took their words over: nothing to keep
    assert stand() == [(1, True, False), (2, False, True), (3, True, False)]
    assert str(in_gebruik("werkproces", "iets")) == "Iets doen, versie 2"


def test_what_was_delivered_beside_theirs_can_be_taken_over(cast: Any) -> None:
    laad_proces("In mijn team doen we dit.")
    publiceer(cast, in_gebruik("werkproces", "iets"), blootstelling=NIEUW)
    laad_proces("In mijn team doen we dat.")
    client = cast.client(cast.ilias)
    assert "nieuwe tekst geleverd" in client.get(reverse("risicoanalyse:instrument")).content.decode()
    client.post(adres("nieuw", "werkproces", "iets"), {"versie": "3"})
    assert Concept.objects.get().inhoud["blootstelling"] == "In mijn team doen we dat."


# --- a version never changes -------------------------------------------------------------------


def test_the_database_refuses_to_change_a_version(geladen: None) -> None:
    for veld, waarde in (("inhoud", {}), ("versie", 9), ("slug", "ander"), ("geleverd", False)):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Vragenlijst.objects.filter(slug="beknopt").update(**{veld: waarde})
    # What it does allow: another version comes into use.
    assert Vragenlijst.objects.filter(slug="beknopt").update(actueel=False) == 1


def tel_vragenlijst(bijeenkomst: Bijeenkomst) -> None:
    """Five people filled in its questionnaire."""
    zaal.neem_plaats(bijeenkomst, 5)
    enveloppen = rondes.enveloppen(rondes.SOORTEN, [(0, 5, 0, 0)] * 28, rondes.toeval(1))
    zaal.vul_in(bijeenkomst.stappen.get(soort="vragenlijst"), enveloppen)


def test_a_counted_meeting_keeps_its_version_and_the_next_one_gets_the_new_one(cast: Any) -> None:
    oud, later = zaal.plan(cast), zaal.plan(cast)
    tel_vragenlijst(oud)
    voor = rapport_van(oud)
    vervangen = vorm.uit(in_gebruik())["integriteit"]
    publiceer(cast, in_gebruik(), integriteit=[*vervangen[1:], {"tekst": NIEUW, "omgekeerd": False, "sleutel": ""}])
    publiceer(cast, in_gebruik("werkproces", "geweld-gebruiken"), blootstelling="In mijn team zie ik geweld van nabij.")
    assert rapport_van(oud) == voor
    assert voor.vragenlijst == "Team beknopt, versie 1"
    tel_vragenlijst(later)
    nieuw = rapport_van(later)
    teksten = [vraag.tekst for vraag in nieuw.beeld.vragen] if nieuw.beeld else []
    assert nieuw.vragenlijst == "Team beknopt, versie 2"
    assert {NIEUW, "In mijn team zie ik geweld van nabij."} <= set(teksten)


def test_it_is_said_how_often_a_version_was_asked_without_practice(cast: Any) -> None:
    tel_vragenlijst(zaal.plan(cast))
    tel_vragenlijst(zaal.plan(cast, oefening=True))
    zaal.plan(cast)
    gebruikt = versies.keren_gebruikt()
    assert gebruikt["vragenlijst", "beknopt", 1] == 1
    assert gebruikt["werkproces", "geweld-gebruiken", 1] == 1
    assert ("werkproces", "beslag-en-geld", 1) not in gebruikt
    assert "In 1 bijeenkomst gebruikt." in pagina(cast, "deel")


def test_a_start_that_was_refused_freezes_nothing(cast: Any) -> None:
    bijeenkomst = zaal.plan(cast)
    stap = bijeenkomst.stappen.get(soort="vragenlijst")
    soort = register.een(Stapsoort, "vragenlijst")
    assert soort.ronde is not None
    vorm_, vragen = soort.ronde(stap)
    with pytest.raises(MeedoenFout, match="telefoons"):
        services.open_ronde(bijeenkomst=bijeenkomst, soort="vragenlijst", vorm=vorm_, vragen=vragen, stap=stap)
    andere = ["beslag-en-geld", "omgang-op-straat", "systemen-raadplegen"]
    keuze = type("Keuze", (), {"getlist": lambda self, naam: andere})()
    soort.acties["processen"](stap, keuze)
    assert list(instrument(bijeenkomst)[1]) == andere
    zaal.neem_plaats(bijeenkomst, 5)
    ronde = zaal.vul_in(stap, [bytes([255] * 26)] * 5)
    assert ronde.vragen[0]["deel"].startswith("Omgaan met beslag")
    publiceer(cast, in_gebruik("werkproces", "beslag-en-geld"), titel="Heel iets anders")
    assert instrument(Bijeenkomst.objects.get(pk=bijeenkomst.pk))[1]["beslag-en-geld"].titel.startswith("Omgaan met")


def test_choosing_processes_takes_turns_with_whatever_else_changes_the_step(cast: Any) -> None:
    """Chosen on a page that is older than the step: what was written meanwhile stays, and waits for the same lock."""
    bijeenkomst = zaal.plan(cast)
    stap = bijeenkomst.stappen.get(soort="vragenlijst")
    intussen = Stap.objects.get(pk=stap.pk)
    intussen.inhoud = intussen.inhoud | {"vraag": 7}
    intussen.save()
    andere = ["beslag-en-geld", "omgang-op-straat", "systemen-raadplegen"]
    keuze = QueryDict(mutable=True)
    keuze.setlist("proces", andere)
    kies = register.een(Stapsoort, "vragenlijst").acties["processen"]
    with CaptureQueriesContext(connection) as vragen:
        kies(stap, keuze)
    intussen.refresh_from_db()
    assert (intussen.inhoud["vraag"], intussen.inhoud["processen"]) == (7, andere)
    # The meeting is locked before it is asked whether a round began.
    gevraagd = [vraag["sql"] for vraag in vragen]
    slot = next(nr for nr, sql in enumerate(gevraagd) if 'FROM "meedoen_bijeenkomst"' in sql and "FOR UPDATE" in sql)
    assert any('FROM "meedoen_ronde"' in sql for sql in gevraagd[slot:])


# --- the pages ---------------------------------------------------------------------------------


def adres(wat: str, soort: str = "vragenlijst", slug: str = "beknopt") -> str:
    return reverse(f"risicoanalyse:instrument_{wat}", args=[soort, slug])


def pagina(cast: Any, wat: str, *deel: str, wie: str = "ilias") -> str:
    return cast.client(getattr(cast, wie)).get(adres(wat, *deel)).content.decode()


def ingevuld(versie: Any, **anders: Any) -> dict[str, str]:
    """What a browser posts for a draft: the names of the form are the paths in the content."""
    uit: dict[str, str] = {"_conceptnummer": "0", "_doe": "bewaar"}

    def leg(naam: str, waarde: Any) -> None:
        if isinstance(waarde, dict):
            for sleutel, deel in waarde.items():
                leg(f"{naam}.{sleutel}".lstrip("."), deel)
        elif isinstance(waarde, list) and naam.startswith("schalen"):
            uit[naam] = "\n".join(waarde)
        elif isinstance(waarde, list):
            uit[f"{naam}.aantal"] = str(len(waarde))
            for nummer, deel in enumerate(waarde):
                leg(f"{naam}.{nummer}", deel)
        elif waarde is not False:
            uit[naam] = "on" if waarde is True else str(waarde)

    leg("", vorm.uit(versie))
    return uit | anders


@pytest.fixture
def begonnen(cast: Any, geladen: None) -> Any:
    """(cast, the version in use): a draft of the short instrument was begun."""
    versies.begin(versie=in_gebruik(), door=cast.ilias)
    return cast, in_gebruik()


def test_landelijk_finds_it_and_nobody_else_is_told_that_it_is_there(cast: Any, geladen: None) -> None:
    overzicht, vragenlijst = reverse("risicoanalyse:instrument"), reverse("risicoanalyse:vragenlijst")
    for wie, te_zien in (("ilias", True), ("anouk", False)):
        client = cast.client(getattr(cast, wie))
        for pad in ("/mijn/", vragenlijst):
            assert (f'href="{overzicht}"' in client.get(pad).content.decode()) is te_zien, (wie, pad)
    assert cast.client(cast.ilias).get(overzicht).content.decode().count("Versie 1, bij het portaal geleverd") == 12


def test_the_lists_ask_the_database_as_much_for_many_versions(cast: Any, geladen: None, django_assert_max_num_queries):
    for naam in ("geweld-gebruiken", "beslag-en-geld", "omgang-op-straat"):
        publiceer(cast, in_gebruik("werkproces", naam), blootstelling=NIEUW)
        publiceer(cast, in_gebruik("werkproces", naam), verleiding=NIEUW.replace("waar", "dat"))
    client = cast.client(cast.ilias)
    for pad, meest in ((reverse("risicoanalyse:instrument"), 11), (adres("deel", "werkproces", "beslag-en-geld"), 7)):
        with django_assert_max_num_queries(meest):
            client.get(pad)


def test_from_draft_to_a_version_in_use(begonnen: Any) -> None:
    cast, nu = begonnen
    client = cast.client(cast.ilias)
    data = ingevuld(nu, **{"integriteit.0.tekst": "In mijn team luisteren we en helpen we.", "_doe": "publiceren"})
    assert client.post(adres("bewerk"), data)["Location"] == adres("publiceer")
    scherm = client.get(adres("publiceer")).content.decode()
    assert re.search(r"<del>[^/]*weg: </span>[^<]*lastige keuzes", scherm)
    assert "Hier staat ‘en’" in scherm
    zonder = client.post(adres("publiceer"), {"nummer": "1", "vervangt": "1", "toelichting": "Anders gezegd."})
    assert zonder.status_code == 422
    assert "Zet een vinkje, of pas de vraag aan." in zonder.content.decode()
    assert "Anders gezegd." in zonder.content.decode()
    vinkje = re.findall(r'type="checkbox" name="(\w+)"', scherm)
    assert len(vinkje) == 1
    met = {"nummer": "1", "vervangt": "1", "toelichting": "Anders gezegd.", vinkje[0]: "on"}
    assert client.post(adres("publiceer"), met)["Location"] == adres("deel")
    nieuw = in_gebruik()
    assert (nieuw.versie, nieuw.inhoud["versie"], nieuw.gemaakt_door) == (2, 2, cast.ilias)
    assert nieuw.toelichting == "Anders gezegd."
    assert Vragenlijst.objects.get(slug="beknopt", versie=1).inhoud == nu.inhoud
    assert not Concept.objects.exists()
    spoor = Vragenlijst.pgh_event_model.objects.filter(slug="beknopt", versie=2).get()
    assert spoor.pgh_context.metadata["user"] == cast.ilias.pk


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(begonnen: Any) -> None:
    cast, nu = begonnen
    client = cast.client(cast.ilias)
    fout = {
        "integriteit.0.tekst": "In mijn team zeggen we nooit iets.",
        "b.1.tekst": "",
        "inclusie.0.tekst": "Kort",
        "inclusie.1.tekst": "x" * 161,
    }
    antwoord = client.post(adres("bewerk"), ingevuld(nu, **fout), follow=True)
    scherm = antwoord.content.decode()
    for zin in (
        "Haal ‘nooit’ weg en schrijf op wat er wel gebeurt",
        "Vul dit in.",
        "Schrijf minstens 10 tekens.",
        "Dit zijn 161 tekens. Er passen er 160.",
    ):
        assert zin in scherm, zin
    assert "Integriteit, vraag 1" in scherm
    for tekst in filter(None, fout.values()):
        assert f">\n{tekst}</textarea>" in scherm
    assert client.get(adres("publiceer"))["Location"] == adres("bewerk")
    # A draft that is not complete can still be looked at, empty questions and all.
    assert "Deze vraag is nog leeg" in client.get(adres("voorbeeld") + "?vraag=10").content.decode()


def test_rows_move_without_a_word_getting_lost(begonnen: Any) -> None:
    cast, nu = begonnen
    for doe, eerste in (("erbij:inclusie", "hoor ik erbij"), ("omlaag:inclusie.0", "wie ik ben")):
        data = ingevuld(nu, **{"inclusie.3.tekst": "Half een zin", "_doe": doe})
        scherm = cast.client(cast.ilias).post(adres("bewerk"), data).content.decode()
        assert "Half een zin" in scherm
        assert eerste in scherm.split('name="inclusie.0.tekst"')[1].split("</textarea>")[0]
    assert Concept.objects.get().nummer == 0


def test_two_people_do_not_overwrite_each_other(begonnen: Any) -> None:
    cast, nu = begonnen
    client = cast.client(cast.ilias)
    client.post(adres("bewerk"), ingevuld(nu, inleiding="Van de eerste, die het eerst bewaarde."))
    tweede = ingevuld(nu, inleiding="Van de tweede, die later bewaarde.")
    botsing = client.post(adres("bewerk"), tweede)
    assert botsing.status_code == 409
    assert "heeft dit concept intussen gewijzigd" in botsing.content.decode()
    assert "Van de tweede, die later bewaarde.</textarea>" in botsing.content.decode()
    assert client.post(adres("bewaar"), tweede).json()["stand"] == "botsing"
    assert Concept.objects.get().inhoud["inleiding"].startswith("Van de eerste")
    client.post(adres("bewerk"), tweede | {"_doe": "overnemen"})
    assert Concept.objects.get().inhoud["inleiding"].startswith("Van de tweede")


def test_words_outlive_a_draft_that_a_colleague_threw_away(begonnen: Any) -> None:
    cast, nu = begonnen
    client = cast.client(cast.ilias)
    client.post(adres("weg"))
    getypt = ingevuld(nu, inleiding="Getypt terwijl het concept verdween.")
    assert client.post(adres("bewaar"), getypt).status_code == 409
    weg = client.post(adres("bewerk"), getypt)
    assert weg.status_code == 409
    assert "Getypt terwijl het concept verdween.</textarea>" in weg.content.decode()
    assert not Concept.objects.exists()
    client.post(adres("bewerk"), getypt | {"_doe": "overnemen"})
    assert Concept.objects.get().inhoud["inleiding"].startswith("Getypt")


def test_autosave_keeps_unfinished_words_and_counts_on(begonnen: Any) -> None:
    cast, nu = begonnen
    client = cast.client(cast.ilias)
    antwoord = client.post(adres("bewaar"), ingevuld(nu, **{"inclusie.0.tekst": "Half"})).json()
    assert (antwoord["stand"], antwoord["conceptnummer"]) == ("bewaard", 1)
    assert client.post(adres("bewaar"), {"_doe": "hartslag"}).json()["stand"] == "ok"
    assert Concept.objects.get().inhoud["inclusie"][0]["tekst"] == "Half"


@pytest.mark.parametrize(
    ("anders", "gezien", "zin"),
    [
        ({}, {}, "Er is niets veranderd"),
        ({"inleiding": "Een andere inleiding, die klopt."}, {"nummer": 0}, "intussen gewijzigd"),
        ({"inleiding": "Een andere inleiding, die klopt."}, {"vervangt": 7}, "intussen gewijzigd"),
        ({"integriteit": []}, {}, "nog niet af"),
        ({"inleiding": "Een andere inleiding, die klopt.", "b": "omgekeerd"}, {}, "vinkje"),
    ],
)
def test_publishing_refuses(begonnen: Any, anders: Any, gezien: dict[str, int], zin: str) -> None:
    cast, nu = begonnen
    if anders.get("b"):
        rijen = vorm.uit(nu)["b"]
        anders = anders | {"b": [rijen[0] | {"tekst": "We lezen en schrijven alles twee keer."}, *rijen[1:]]}
    concept = Concept.objects.get()
    concept = versies.bewaar(concept=concept, inhoud=concept.inhoud | anders, nummer=0, door=cast.ilias)
    nummers = {"nummer": concept.nummer, "vervangt": 1} | gezien
    with pytest.raises(InstrumentFout, match=zin):
        versies.publiceer(concept=concept, gezien=set(), door=cast.ilias, **nummers, **DICHTST)
    assert Vragenlijst.objects.filter(slug="beknopt").count() == 1
    assert Concept.objects.exists()


# --- the phone ---------------------------------------------------------------------------------


def test_the_preview_is_what_the_phones_get(cast: Any) -> None:
    bijeenkomst = zaal.plan(cast)
    soort = register.een(Stapsoort, "vragenlijst")
    assert soort.ronde is not None
    _, vragen = soort.ronde(bijeenkomst.stappen.get(soort="vragenlijst"))
    assert in_gebruik().vragen() == vragen
    assert vorm.voorbeeld(in_gebruik(), vorm.uit(in_gebruik())) == vragen
    assert [vraag for vraag in vragen if "inleiding" in vraag] == vragen[:1]
    geweld = in_gebruik("werkproces", "geweld-gebruiken")
    assert [v["tekst"] for v in geweld.vragen()] == [v["tekst"] for v in vragen[4:6]]
    assert vorm.voorbeeld(geweld, vorm.uit(geweld)) == geweld.vragen()


def test_a_page_shows_one_question_with_its_answers(cast: Any, geladen: None) -> None:
    lijst = in_gebruik(slug="diepgaand-ondermijning")
    vraag = lijst.vragen()[30]
    pad = f"{lijst.get_absolute_url()}?vraag=31"
    scherm = cast.client(cast.ilias).get(pad).content.decode()
    toestel = scherm.split('id="toestel"')[1].split("</form>")[0]
    for tekst in (vraag["deel"], vraag["tekst"], *vraag["opties"], "Weet ik niet, of zeg ik liever niet"):
        assert tekst in toestel
