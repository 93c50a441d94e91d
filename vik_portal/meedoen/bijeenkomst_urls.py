"""Planning and leading, for people with an account. Participants never come here."""

from django.urls import path

from vik_portal.meedoen import draaiboek_views, views

app_name = "bijeenkomsten"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", views.nieuw, name="nieuw"),
    path("koppel/<str:token>/", views.koppel_telefoon, name="koppel"),
    path("<int:pk>/", views.bijeenkomst, name="bijeenkomst"),
    path("<int:pk>/beheer/", views.beheer, name="beheer"),
    path("<int:pk>/verzet/", views.verzetten, name="verzet"),
    path("<int:pk>/draaiboek/", draaiboek_views.draaiboek, name="draaiboek"),
    path("<int:pk>/draaiboek/nieuw/<slug:soort>/", draaiboek_views.nieuw, name="stap_nieuw"),
    path("<int:pk>/draaiboek/<int:stap>/", draaiboek_views.stap, name="stap"),
    path("<int:pk>/dia/<int:diaset>/<int:nummer>-<slug:maat>.webp", draaiboek_views.dia, name="dia"),
    path("<int:pk>/film/<int:film>/film.<slug:soort>", draaiboek_views.film, name="film"),
    path("<int:pk>/film/<int:film>/ondertiteling.vtt", draaiboek_views.ondertiteling, name="ondertiteling"),
    path("<int:pk>/agenda.ics", views.agenda, name="agenda"),
    path("<int:pk>/regie/", views.regie, name="regie"),
    path("<int:pk>/kaartjes/", views.kaartjes, name="kaartjes"),
    path("<int:pk>/papier/<int:stap>/", views.papier, name="papier"),
    path("<int:pk>/scherm/", views.scherm, name="scherm"),
    path("<int:pk>/stand/", views.stand, name="stand"),
    path("<int:pk>/telefoon/", views.koppel_qr, name="koppel_qr"),
]
