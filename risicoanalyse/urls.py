from django.http import HttpResponse
from django.urls import path

app_name = "risicoanalyse"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="vragenlijst"),
]
