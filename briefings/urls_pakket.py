"""E-briefingpakketten and looking back: part of ``briefings.urls``."""

from django.urls import path

from briefings.views import evaluatie, pakket

urlpatterns = [
    path("campagnes/<int:pk>/pakketten/", pakket.pakketten, name="pakketten"),
    path("campagnes/<int:pk>/pakketten/<int:item>/<int:eenheid>/", pakket.pakket_maken, name="pakket_maken"),
    path("pakket/<int:pk>/", pakket.pakket, name="pakket"),
    path("pakket/<int:pk>/pakket.zip", pakket.pakket_bestand, name="pakket_bestand"),
    path("vertoning/<int:pk>/pakket/", pakket.pakket_van_team, name="pakket_van_team"),
    path("campagnes/<int:pk>/evaluatie/", evaluatie.evaluatie, name="evaluatie"),
    path("campagnes/<int:pk>/evaluatie.pdf", evaluatie.als_pdf, name="evaluatie_als_pdf"),
    path("campagnes/<int:pk>/evaluatie.pptx", evaluatie.als_pptx, name="evaluatie_als_pptx"),
    path("campagnes/<int:pk>/terugblik/", evaluatie.terugblik, name="terugblik"),
    path("vragen/<str:token>/", evaluatie.vragen, name="vragen"),
]
