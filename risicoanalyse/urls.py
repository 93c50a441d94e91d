from django.urls import path

from risicoanalyse import views

app_name = "risicoanalyse"
urlpatterns = [
    path("vragenlijst/", views.vragenlijst, name="vragenlijst"),
    path("bijeenkomst/<int:pk>/", views.verslag, name="verslag"),
    path("bijeenkomst/<int:pk>/besproken/", views.besproken, name="besproken"),
    path("bijeenkomst/<int:pk>/verslag.<slug:vorm>", views.verslag_als, name="verslag_als"),
    path("bijeenkomst/<int:pk>/afspraken.pdf", views.afspraken_als_pdf, name="afspraken_pdf"),
    path("bijeenkomst/<int:pk>/formulier.pdf", views.formulier, name="formulier"),
    path("afspraken/", views.afspraken, name="afspraken"),
    path("afspraken/<int:pk>/", views.afspraak, name="afspraak"),
    path("afspraken/<int:pk>/thema/", views.thema, name="thema"),
]
