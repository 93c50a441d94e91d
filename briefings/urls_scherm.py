from django.urls import path

from briefings.views import scherm

app_name = "scherm"
urlpatterns = [
    path("", scherm.scherm, name="scherm"),
    path("bewaarder.js", scherm.bewaarder, name="bewaarder"),
    path("koppelen", scherm.koppelen, name="koppelen"),
    path("stand", scherm.stand, name="stand"),
    path("gegevens", scherm.gegevens, name="gegevens"),
    path("bewijs", scherm.bewijs, name="bewijs"),
    path("beeld/<slug:afdruk>", scherm.beeld, name="beeld"),
    path("film/<slug:afdruk>.mp4", scherm.film, name="film"),
    path("tekst/<slug:afdruk>.vtt", scherm.ondertiteling, name="ondertiteling"),
    path("qr.svg", scherm.qr, name="qr"),
]
