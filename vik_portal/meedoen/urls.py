from django.urls import path

from vik_portal.meedoen import views

app_name = "meedoen"
urlpatterns = [path("", views.code, name="code")]
