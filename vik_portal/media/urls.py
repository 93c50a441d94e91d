from django.urls import path

from vik_portal.media import views

app_name = "media"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<int:pk>/verwijder/", views.verwijder, name="verwijder"),
    path("<slug:vingerafdruk>/<int:breedte>", views.afbeelding, name="afbeelding"),
]
