from django.urls import path

from aanvragen import views

app_name = "aanvragen"
urlpatterns = [
    path("", views.aanbod, name="aanbod"),
    path("vraag/", views.vraag, name="vraag"),
    path("jaar/", views.jaar, name="jaar"),
    path("aanvragen/", views.lijst, name="lijst"),
    path("aanvragen/<int:pk>/", views.aanvraag, name="aanvraag"),
    path("aanvragen/<int:pk>/plan/", views.plan, name="plan"),
]
