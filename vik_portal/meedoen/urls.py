"""Names for the participant's addresses. They are answered by ``meedoen.poort`` before Django's URLs are looked at."""

from django.urls import path

from vik_portal.meedoen import deelname

app_name = "meedoen"
urlpatterns = [
    path("", deelname.code, name="code"),
    path("wat-weten-wij/", deelname.wat_weten_wij, name="wat_weten_wij"),
    path("<str:code>/", deelname.telefoon, name="telefoon"),
]
