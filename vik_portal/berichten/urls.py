from django.http import HttpResponse
from django.urls import path

app_name = "berichten"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="lijst"),
]
