from django.http import HttpResponse
from django.urls import path

app_name = "media"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="lijst"),
]
