from django.urls import include, path

from vik_portal import views
from vik_portal.organisatie.admin import beheer

urlpatterns = [
    path("", views.home, name="home"),
    path("mijn/", views.mijn, name="mijn"),
    path("zoeken/", include("vik_portal.zoeken.urls")),
    path("beroepscode/", include("beroepscode.urls")),
    path("dilemmas/", include("dilemmas.urls")),
    path("risicoanalyse/", include("risicoanalyse.urls")),
    path("aanbod/", include("aanvragen.urls")),
    path("briefings/", include("briefings.urls")),
    path("scherm/", include("briefings.urls_scherm")),
    path("b/", include("briefings.urls_briefer")),
    path("meedoen/", include("vik_portal.meedoen.urls")),
    path("bijeenkomsten/", include("vik_portal.meedoen.bijeenkomst_urls")),
    path("redactie/", include("vik_portal.redactie.urls")),
    path("media/", include("vik_portal.media.urls")),
    path("berichten/", include("vik_portal.berichten.urls")),
    path("organisatie/", include("vik_portal.organisatie.urls")),
    path("account/", include("vik_portal.organisatie.account_urls")),
    path("over/", views.over, name="over"),
    path("over/gegevens/", views.gegevens, name="gegevens"),
    path("bewaren/", views.bewaard, name="bewaren"),
    path("bewaren/straks/", views.bewaard_straks, name="bewaren_straks"),
    path("toegankelijkheid/", views.toegankelijkheid, name="toegankelijkheid"),
    path("stijl/", views.stijl, name="stijl"),
    path("gezond/", views.gezond, name="gezond"),
    path("beheer/", beheer.urls),
]
handler400 = "vik_portal.views.fout_400"
handler403 = "vik_portal.views.fout_403"
handler404 = "vik_portal.views.fout_404"
handler500 = "vik_portal.views.fout_500"
