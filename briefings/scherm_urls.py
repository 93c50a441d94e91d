from django.urls import path

from briefings import scherm_views

app_name = "scherm"
urlpatterns = [
    path("", scherm_views.scherm, name="scherm"),
    path("bewaarder.js", scherm_views.bewaarder, name="bewaarder"),
    path("koppelen", scherm_views.koppelen, name="koppelen"),
    path("stand", scherm_views.stand, name="stand"),
    path("gegevens", scherm_views.gegevens, name="gegevens"),
    path("bewijs", scherm_views.bewijs, name="bewijs"),
    path("qr.svg", scherm_views.qr, name="qr"),
]
