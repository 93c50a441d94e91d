from django.urls import path

from vik_portal.zoeken import views

app_name = "zoeken"
urlpatterns = [path("", views.zoekpagina, name="zoeken")]
