from django.urls import path

from bench.kaal import views

urlpatterns = [
    path("pagina/<slug:slug>/", views.pagina),
    path("eigen/<slug:slug>/", views.eigen),
    path("stand/<slug:slug>/", views.stand),
    path("keuze/<slug:slug>/", views.keuze),
    path("zoek/", views.zoek),
    path("vragenlijst/", views.vragenlijst),
    path("stem/", views.stem),
]
