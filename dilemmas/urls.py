from django.urls import path

from dilemmas import views

app_name = "dilemmas"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<slug:slug>/", views.dilemma, name="dilemma"),
    path("<slug:slug>/sterren/", views.sterren, name="sterren"),
]
