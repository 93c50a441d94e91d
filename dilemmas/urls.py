from django.urls import path

from dilemmas import views, views_inzending, views_kaart, views_sessie

app_name = "dilemmas"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("inzenden/", views_inzending.begin, name="inzenden"),
    path("inzenden/formulier/", views_inzending.formulier, name="inzenden_formulier"),
    path("inzenden/code/", views_inzending.code, name="inzenden_code"),
    path("inzendingen/", views_inzending.inzendingen, name="inzendingen"),
    path("inzendingen/<uuid:pk>/", views_inzending.inzending, name="inzending"),
    path("sessie/kaarten.pdf", views_sessie.kaarten, name="kaarten"),
    path("sessie/opgevallen/", views_sessie.opgevallen, name="opgevallen"),
    path("sessie/<int:pk>/verslag.<slug:vorm>", views_sessie.sessie_als, name="sessie_als"),
    path("sessie/<int:pk>/kaarten.pdf", views_sessie.kaarten_van_de_sessie, name="sessie_kaarten"),
    path("<slug:slug>/kaart.pdf", views_kaart.kaart, name="kaart"),
    path("<slug:slug>/kaart-a4.pdf", views_kaart.kaart_op_a4, name="kaart_a4"),
    path("<slug:slug>/", views.dilemma, name="dilemma"),
    path("<slug:slug>/sterren/", views.sterren, name="sterren"),
]
