from django.urls import path

from dilemmas import views, views_inzending, views_kaart, views_sessie
from dilemmas.les import groep_views
from dilemmas.les import views as lesviews

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
    path("lesprogrammas/", lesviews.lijst, name="lesprogrammas"),
    path("lesprogrammas/formulier.pdf", lesviews.formulier, name="les_formulier"),
    path("lesprogrammas/groepen/", groep_views.groepen, name="lesgroepen"),
    path("lesprogrammas/groepen/nieuw/", groep_views.nieuw, name="lesgroep_nieuw"),
    path("lesprogrammas/groepen/<int:pk>/", groep_views.groep, name="lesgroep"),
    path("lesprogrammas/groepen/<int:pk>/wijzig/", groep_views.wijzig, name="lesgroep_wijzig"),
    path("lesprogrammas/evaluatie/<int:pk>/", groep_views.evaluatie, name="les_evaluatie"),
    path("lesprogrammas/<slug:slug>/", lesviews.lesprogramma, name="lesprogramma"),
    path("lesprogrammas/<slug:slug>/huiswerk.pdf", lesviews.huiswerk, name="les_huiswerk"),
    path("lesprogrammas/<slug:slug>/draaiboek/", lesviews.draaiboek, name="les_draaiboek"),
    path("lesprogrammas/<slug:slug>/draaiboek.<slug:vorm>", lesviews.draaiboek_als, name="les_draaiboek_als"),
    path("lesprogrammas/<slug:slug>/plan/", lesviews.plan, name="les_plan"),
    path("<slug:slug>/", views.dilemma, name="dilemma"),
    path("<slug:slug>/sterren/", views.sterren, name="sterren"),
]
