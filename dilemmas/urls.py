from django.urls import path

from dilemmas import sessie_views, views

app_name = "dilemmas"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("sessie/kaarten.pdf", sessie_views.kaarten, name="kaarten"),
    path("sessie/opgevallen/", sessie_views.opgevallen, name="opgevallen"),
    path("sessie/<int:pk>/verslag.<slug:vorm>", sessie_views.sessie_als, name="sessie_als"),
    path("<slug:slug>/", views.dilemma, name="dilemma"),
]
