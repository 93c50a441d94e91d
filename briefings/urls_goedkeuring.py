"""Approval, announcements and the calendar of a team: part of ``briefings.urls``."""

from django.urls import path

from briefings.views import goedkeuring as views

urlpatterns = [
    path("goedkeuren/<str:token>/", views.goedkeuren, name="goedkeuren"),
    path("goedkeuren/<str:token>/<slug:deel>", views.goedkeuren_media, name="goedkeuren_media"),
    path("goedkeuring/<int:pk>/", views.goedkeuring, name="goedkeuring"),
    path("items/<slug:slug>/akkoord/", views.vraag_bij_item, name="akkoord_item"),
    path("campagnes/<int:pk>/akkoord/", views.vraag_bij_campagne, name="akkoord_campagne"),
    path("mijlpaal/<int:pk>/vertel/", views.vertellen, name="vertellen"),
    path("teamagenda/<int:team>/", views.teamagenda, name="teamagenda"),
    path("agenda/<slug:token>.ics", views.agenda, name="agenda"),
]
