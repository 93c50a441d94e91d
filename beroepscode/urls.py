from django.urls import path, re_path

from beroepscode import views

app_name = "beroepscode"
urlpatterns = [
    path("", views.code, name="code"),
    path("kernwaarde/<slug:naam>/", views.onderdeel, {"soort": "kernwaarde"}, name="kernwaarde"),
    path("richtlijn/<slug:naam>/", views.onderdeel, {"soort": "richtlijn"}, name="richtlijn"),
    path("themabladen/", views.themabladen, name="themabladen"),
    path("themabladen/<slug:slug>/", views.themablad, name="themablad"),
    re_path(r"^themabladen/(?P<slug>[-\w]+)/themablad\.(?P<vorm>pdf|docx)$", views.themablad_als, name="themablad_als"),
    path("loketten/", views.loketten, name="loketten"),
    path("loketten/<slug:slug>/", views.loket, name="loket"),
]
