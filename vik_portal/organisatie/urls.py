from django.http import HttpResponse
from django.urls import path

app_name = "organisatie"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="account"),
    path("rollen/", lambda request: HttpResponse(""), name="rollen"),
]
