from django.urls import path

from risicoanalyse import views

app_name = "risicoanalyse"
urlpatterns = [path("vragenlijst/", views.vragenlijst, name="vragenlijst")]
