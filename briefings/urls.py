from django.http import HttpResponse
from django.urls import path

app_name = "briefings"
urlpatterns = [
    path("", lambda request: HttpResponse(""), name="planner"),
]
