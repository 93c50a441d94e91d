from django.http import HttpResponse
from django.urls import path

app_name = "meedoen"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="code"),
]
