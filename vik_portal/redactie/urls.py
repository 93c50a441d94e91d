from django.urls import path

from vik_portal.redactie import wetslink_views
from vik_portal.redactie.views import beoordelen, bewerken, bureau, geschiedenis

app_name = "redactie"
urlpatterns = [
    path("", bureau.werkvoorraad, name="werkvoorraad"),
    path("teksten.xlsx", bureau.lijst, name="lijst"),
    path("wetslinks/", wetslink_views.wetslinks_nu, name="wetslinks"),
    path("overdragen/", bureau.overdragen, name="overdragen"),
    path("nieuw/", bureau.nieuw, name="nieuw"),
    path("<slug:soort>/<slug:slug>/", bewerken.bewerk, name="bewerk"),
    path("<slug:soort>/<slug:slug>/bewaar/", bewerken.bewaar, name="bewaar"),
    path("<slug:soort>/<slug:slug>/bekijk/", beoordelen.bekijk, name="bekijk"),
    path("<slug:soort>/<slug:slug>/indienen/", beoordelen.indienen, name="indienen"),
    path("<slug:soort>/<slug:slug>/publiceer/", beoordelen.publiceer, name="publiceer"),
    path("<slug:soort>/<slug:slug>/terug/", beoordelen.terug, name="terug"),
    path("<slug:soort>/<slug:slug>/intrekken/", beoordelen.intrekken, name="intrekken"),
    path("<slug:soort>/<slug:slug>/beheer/", beoordelen.beheer, name="beheer"),
    path("<slug:soort>/<slug:slug>/geschiedenis/", geschiedenis.geschiedenis, name="geschiedenis"),
    path("<slug:soort>/<slug:slug>/verschil/", geschiedenis.verschil, name="verschil"),
    path("<slug:soort>/<slug:slug>/herstel/", geschiedenis.herstel, name="herstel"),
]
