"""Three questions about the instrument: who is asked, who may answer, and what is kept of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from risicoanalyse.ijking import terugkoppelen
from risicoanalyse.laden import laad
from risicoanalyse.models import Terugkoppeling
from tests.risicoanalyse import teams
from vik_portal.meedoen.models import Bijeenkomst
from vik_portal.mijn import secties_voor

pytestmark = pytest.mark.django_db
GOED = {"klopte": "deels", "tijd": "krap", "onbegrepen": ["b:leiding", "a:systemen-raadplegen:verleiding"]}


def pad(bijeenkomst: Bijeenkomst) -> str:
    return reverse("risicoanalyse:terugkoppeling", args=[bijeenkomst.pk])


@pytest.fixture
def gehouden(cast: Any) -> Bijeenkomst:
    laad()
    return teams.houd(cast.team, cast.anouk, timezone.now() - timedelta(days=1))


def wacht(persoon: Any) -> list[str]:
    return [punt.titel for punt in secties_voor(persoon)[0].punten if "Drie vragen" in punt.titel]


def test_only_who_led_it_is_asked_and_may_answer(cast: Any, gehouden: Bijeenkomst) -> None:
    Bijeenkomst.objects.filter(pk=gehouden.pk).update(nabesproken_op=timezone.localdate())
    assert cast.client(cast.anouk).get(pad(gehouden)).status_code == 200
    for naam in ("bram", "lotte", "hanna", "ilias", "jetske", "guus"):
        persoon = getattr(cast, naam)
        assert cast.client(persoon).get(pad(gehouden)).status_code == 404, naam
        assert cast.client(persoon).post(pad(gehouden), GOED).status_code == 404, naam
        assert not wacht(persoon)
    assert not Terugkoppeling.objects.exists()
    verslag = reverse("risicoanalyse:verslag", args=[gehouden.pk])
    assert pad(gehouden) in cast.client(cast.anouk).get(verslag).content.decode()
    assert pad(gehouden) not in cast.client(cast.bram).get(verslag).content.decode()


@pytest.mark.parametrize("wat", [{"oefening": True}, {"status": "bezig"}, {"status": "gepland"}])
def test_a_practice_and_a_meeting_that_runs_are_not_asked_about(cast: Any, wat: dict[str, Any]) -> None:
    laad()
    stuk = teams.houd(cast.team, cast.anouk, timezone.now(), **wat)
    assert not wacht(cast.anouk)
    assert cast.client(cast.anouk).get(pad(stuk)).status_code == 404


def test_it_waits_until_it_is_answered_or_six_weeks_went_by(cast: Any, gehouden: Bijeenkomst) -> None:
    assert wacht(cast.anouk)
    assert cast.client(cast.anouk).post(pad(gehouden), GOED).status_code == 302
    assert not wacht(cast.anouk)
    lang_geleden = timezone.now() - terugkoppelen.VRAAG_BINNEN - timedelta(days=1)
    teams.houd(cast.buurteam, cast.anouk, lang_geleden, zaad=2)
    assert not wacht(cast.anouk)


def test_choices_are_kept_and_can_be_changed(cast: Any, gehouden: Bijeenkomst) -> None:
    client = cast.client(cast.anouk)
    client.post(pad(gehouden), GOED)
    client.post(pad(gehouden), GOED | {"tijd": "ruim", "onbegrepen": ["b:leiding"]})
    stuk = Terugkoppeling.objects.get()
    assert (stuk.klopte, stuk.tijd, stuk.onbegrepen) == ("deels", "ruim", ["b:leiding"])
    assert client.get(pad(gehouden)).content.decode().count(" checked") == 3


@pytest.mark.parametrize(
    "fout", [{"klopte": ""}, {"klopte": "wel"}, {"tijd": ""}, {"onbegrepen": ["b:bestaat-niet"]}, {"onbegrepen": ["x"]}]
)
def test_anything_but_a_choice_is_refused_and_nothing_chosen_is_lost(
    cast: Any, gehouden: Bijeenkomst, fout: dict[str, Any]
) -> None:
    antwoord = cast.client(cast.anouk).post(pad(gehouden), GOED | fout)
    assert antwoord.status_code == 422
    assert not Terugkoppeling.objects.exists()
    if "onbegrepen" not in fout:
        assert 'value="b:leiding" checked' in antwoord.content.decode()


def test_no_column_says_who_or_when_and_what_was_summed_up_is_wiped(cast: Any, gehouden: Bijeenkomst) -> None:
    velden = {veld.name for veld in Terugkoppeling._meta.get_fields()}
    assert velden == {"id", "bijeenkomst", "klopte", "tijd", "onbegrepen", "geteld"}
    stuk = terugkoppelen.bewaar(bijeenkomst=gehouden, **GOED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Terugkoppeling.objects.filter(pk=stuk.pk).update(geteld=True)
    Terugkoppeling.objects.filter(pk=stuk.pk).update(geteld=True, klopte="", tijd="", onbegrepen=[])
    antwoord = cast.client(cast.anouk).post(pad(gehouden), GOED, follow=True)
    assert "al opgeteld" in antwoord.content.decode()
    assert Terugkoppeling.objects.get().onbegrepen == []
    assert not wacht(cast.anouk)
