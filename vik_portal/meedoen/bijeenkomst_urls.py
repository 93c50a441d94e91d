"""Planning and leading, for people with an account. Participants never come here."""

from django.urls import path

from vik_portal.meedoen import views

app_name = "bijeenkomsten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("koppel/<str:token>/", views.koppel_telefoon, name="koppel"),
    path("<int:pk>/", views.bijeenkomst, name="bijeenkomst"),
    path("<int:pk>/beheer/", views.beheer, name="beheer"),
    path("<int:pk>/agenda.ics", views.agenda, name="agenda"),
    path("<int:pk>/regie/", views.regie, name="regie"),
    path("<int:pk>/kaartjes/", views.kaartjes, name="kaartjes"),
    path("<int:pk>/papier/<int:stap>/", views.papier, name="papier"),
    path("<int:pk>/scherm/", views.scherm, name="scherm"),
    path("<int:pk>/stand/", views.stand, name="stand"),
    path("<int:pk>/telefoon/", views.koppel_qr, name="koppel_qr"),
]
