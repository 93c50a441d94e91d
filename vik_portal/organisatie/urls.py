from django.urls import path

from vik_portal.organisatie import views

app_name = "organisatie"
urlpatterns = [
    path("account/", views.account, name="account"),
    path("rollen/", views.rollen, name="rollen"),
    path("rollen/nieuw/", views.gebruiker_nieuw, name="gebruiker_nieuw"),
    path("rollen/gebruiker/<int:pk>/", views.gebruiker, name="gebruiker"),
    path("rollen/gebruiker/<int:pk>/actief/", views.gebruiker_actief, name="gebruiker_actief"),
    path("rollen/gebruiker/<int:pk>/mail/", views.gebruiker_mail, name="gebruiker_mail"),
    path("rollen/gebruiker/<int:pk>/tweede-stap/", views.tweede_stap_weg, name="tweede_stap_weg"),
    path("rollen/rol/<int:pk>/neem/", views.rol_neem, name="rol_neem"),
]
