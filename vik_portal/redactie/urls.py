from django.http import HttpResponse
from django.urls import path

app_name = "redactie"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="werkvoorraad"),
]
