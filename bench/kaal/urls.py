from django.urls import path

from bench.kaal import views

urlpatterns = [
    path("pagina/<slug:slug>/", views.pagina),
    path("zoek/", views.zoek),
    path("vragenlijst/", views.vragenlijst),
    path("stem/", views.stem),
]
