from django.urls import path

from risicoanalyse import views, views_instrument, views_overzicht
from risicoanalyse.fenomeen import views as fenomeen
from risicoanalyse.ijking import views as ijking
from risicoanalyse.pulse import views as views_pulse

app_name = "risicoanalyse"
urlpatterns = [
    path("vragenlijst/", views.vragenlijst, name="vragenlijst"),
    path("bijeenkomst/<int:pk>/", views.verslag, name="verslag"),
    path("bijeenkomst/<int:pk>/besproken/", views.besproken, name="besproken"),
    path("bijeenkomst/<int:pk>/verslag.<slug:vorm>", views.verslag_als, name="verslag_als"),
    path("bijeenkomst/<int:pk>/afspraken.pdf", views.afspraken_als_pdf, name="afspraken_pdf"),
    path("bijeenkomst/<int:pk>/formulier.pdf", views.formulier, name="formulier"),
    path("bijeenkomst/<int:pk>/toen-en-nu/", views_pulse.pulse, name="pulse"),
    path("bijeenkomst/<int:pk>/toen-en-nu/formulier.pdf", views_pulse.formulier, name="pulse_formulier"),
    path("bijeenkomst/<int:pk>/toen-en-nu/blad.pdf", views_pulse.blad, name="pulse_blad"),
    path("bijeenkomst/<int:pk>/toen-en-nu/afronden/", views_pulse.laat_zo, name="pulse_afronden"),
    path("bijeenkomst/<int:pk>/terugkoppeling/", ijking.terugkoppeling, name="terugkoppeling"),
    path("ijking/", ijking.ijking, name="ijking"),
    path("ijking/<slug:slug>/", ijking.ijking, name="ijking_van"),
    path("leidraad/<slug:slug>/", views.leidraad_pagina, name="leidraad"),
    path("leidraad/<slug:slug>.pdf", views.leidraad_als_pdf, name="leidraad_pdf"),
    path("afspraken/", views.afspraken, name="afspraken"),
    path("afspraken/<int:pk>/", views.afspraak, name="afspraak"),
    path("afspraken/<int:pk>/thema/", views.thema, name="thema"),
    path("fenomenen/", fenomeen.overzicht, name="fenomenen"),
    path("fenomenen/<slug:slug>/", fenomeen.fenomeen, name="fenomeen"),
    path("fenomenen/<slug:slug>/<slug:kwartaal>/", fenomeen.rapport, name="fenomeen_rapport"),
    path("fenomenen/<slug:slug>/<slug:kwartaal>/weg/", fenomeen.weg, name="fenomeen_weg"),
    path("fenomenen/<slug:slug>/<slug:kwartaal>/verslag.<slug:vorm>", fenomeen.rapport_als, name="fenomeen_als"),
    path("landelijk/", views_overzicht.landelijk, name="landelijk"),
    path("landelijk/<slug:kwartaal>/", views_overzicht.landelijk, name="landelijk_kwartaal"),
    path("landelijk/<slug:kwartaal>.<slug:vorm>", views_overzicht.landelijk_als, name="landelijk_als"),
    path("eenheid/", views_overzicht.eenheid, name="eenheid"),
    path("eenheid/<int:pk>/", views_overzicht.van_eenheid, name="van_eenheid"),
    path("eenheid/<int:pk>/<slug:kwartaal>/", views_overzicht.van_eenheid, name="van_eenheid_kwartaal"),
    path("eenheid/<int:pk>/<slug:kwartaal>.<slug:vorm>", views_overzicht.van_eenheid_als, name="van_eenheid_als"),
    path("onleesbaar/", views_overzicht.onleesbaar, name="onleesbaar"),
    path("instrument/", views_instrument.instrument, name="instrument"),
    path("instrument/<slug:soort>/<slug:slug>/", views_instrument.deel, name="instrument_deel"),
    path("instrument/<slug:soort>/<slug:slug>/<int:nummer>/", views_instrument.versie, name="instrument_versie"),
    path("instrument/<slug:soort>/<slug:slug>/nieuw/", views_instrument.nieuw, name="instrument_nieuw"),
    path("instrument/<slug:soort>/<slug:slug>/bewerk/", views_instrument.bewerk, name="instrument_bewerk"),
    path("instrument/<slug:soort>/<slug:slug>/bewaar/", views_instrument.bewaar, name="instrument_bewaar"),
    path("instrument/<slug:soort>/<slug:slug>/voorbeeld/", views_instrument.voorbeeld, name="instrument_voorbeeld"),
    path("instrument/<slug:soort>/<slug:slug>/publiceer/", views_instrument.publiceer, name="instrument_publiceer"),
    path("instrument/<slug:soort>/<slug:slug>/weg/", views_instrument.weg, name="instrument_weg"),
]
