from django.urls import path

from vik_portal.redactie import views, wetslink_views

app_name = "redactie"
urlpatterns = [
    path("", views.werkvoorraad, name="werkvoorraad"),
    path("teksten.xlsx", views.lijst, name="lijst"),
    path("wetslinks/", wetslink_views.wetslinks_nu, name="wetslinks"),
    path("overdragen/", views.overdragen, name="overdragen"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("<slug:soort>/<slug:slug>/", views.bewerk, name="bewerk"),
    path("<slug:soort>/<slug:slug>/bewaar/", views.bewaar, name="bewaar"),
    path("<slug:soort>/<slug:slug>/bekijk/", views.bekijk, name="bekijk"),
    path("<slug:soort>/<slug:slug>/indienen/", views.indienen, name="indienen"),
    path("<slug:soort>/<slug:slug>/publiceer/", views.publiceer, name="publiceer"),
    path("<slug:soort>/<slug:slug>/terug/", views.terug, name="terug"),
    path("<slug:soort>/<slug:slug>/intrekken/", views.intrekken, name="intrekken"),
    path("<slug:soort>/<slug:slug>/beheer/", views.beheer, name="beheer"),
    path("<slug:soort>/<slug:slug>/geschiedenis/", views.geschiedenis, name="geschiedenis"),
    path("<slug:soort>/<slug:slug>/verschil/", views.verschil, name="verschil"),
    path("<slug:soort>/<slug:slug>/herstel/", views.herstel, name="herstel"),
]
