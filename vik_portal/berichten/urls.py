from django.urls import path

from vik_portal.berichten import views

app_name = "berichten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("voorkeuren/", views.voorkeuren, name="voorkeuren"),
    path("agenda/maak/", views.agenda_maak, name="agenda_maak"),
    path("agenda/intrek/", views.agenda_intrek, name="agenda_intrek"),
    path("agenda/<slug:token>.ics", views.agenda, name="agenda"),
    path("verzending/", views.verzending, name="verzending"),
    path("verzending/opnieuw/", views.opnieuw, name="alles_opnieuw"),
    path("verzending/<int:pk>/opnieuw/", views.opnieuw, name="opnieuw"),
]
