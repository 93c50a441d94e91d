from django.urls import path

from dilemmas import views, views_inzending

app_name = "dilemmas"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("inzenden/", views_inzending.begin, name="inzenden"),
    path("inzenden/formulier/", views_inzending.formulier, name="inzenden_formulier"),
    path("inzenden/code/", views_inzending.code, name="inzenden_code"),
    path("inzendingen/", views_inzending.inzendingen, name="inzendingen"),
    path("inzendingen/<uuid:pk>/", views_inzending.inzending, name="inzending"),
    path("<slug:slug>/", views.dilemma, name="dilemma"),
    path("<slug:slug>/sterren/", views.sterren, name="sterren"),
]
