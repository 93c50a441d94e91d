from django.urls import path, re_path

from beroepscode import bijhoud_views, code_views, editie_views, hulp_views, inlees_views, views

app_name = "beroepscode"
urlpatterns = [
    path("", code_views.code, name="code"),
    # What is read most comes first: every pattern that does not match costs a page some of its time.
    path("themabladen/", views.themabladen, name="themabladen"),
    path("themabladen/<slug:slug>/", views.themablad, name="themablad"),
    path("kernwaarde/<slug:naam>/", code_views.onderdeel, {"soort": "kernwaarde"}, name="kernwaarde"),
    path("richtlijn/<slug:naam>/", code_views.onderdeel, {"soort": "richtlijn"}, name="richtlijn"),
    path("beroepscode.pdf", code_views.code_pdf, name="code_pdf"),
    path("dialoogkaarten/", code_views.dialoogkaarten, name="dialoogkaarten"),
    path("dialoogkaarten/kaarten.pdf", code_views.dialoogkaarten_pdf, name="dialoogkaarten_pdf"),
    path("dialoogkaarten/<slug:naam>/", code_views.dialoogkaart, name="dialoogkaart"),
    path("trek-een-kaart/", code_views.trek_een_kaart, name="trek_een_kaart"),
    path("zonder-netwerk/", code_views.zonder_netwerk, name="zonder_netwerk"),
    # Here and nowhere higher: a service worker reaches no further than the folder that it lies in.
    path("bewaarder.js", code_views.bewaarder, name="bewaarder"),
    path("edities/", editie_views.edities, name="edities"),
    path("edities/<slug:slug>/", editie_views.editie, name="editie"),
    path("inlezen/", inlees_views.inlezen, name="inlezen"),
    path("inlezen/<slug:slug>/", inlees_views.inlezing, name="inlezing"),
    path("inlezen/<slug:slug>/weg/", inlees_views.weg, name="inlezing_weg"),
    re_path(r"^inlezen/(?P<slug>[-\w]+)/regel/(?P<n>[0-9]+(?:\.[0-9]+)?)/$", inlees_views.regel, name="inlezing_regel"),
    path("inlezen/<slug:slug>/<slug:soort>/<slug:naam>/", inlees_views.deel, name="inlezing_deel"),
    re_path(
        r"^themabladen/(?P<slug>[-\w]+)/themablad\.(?P<vorm>pdf|docx|pptx)$", views.themablad_als, name="themablad_als"
    ),
    path("invullen/", bijhoud_views.invullen, name="invullen"),
    path("invullen/<int:eenheid>/<slug:slug>/", bijhoud_views.invullen_blad, name="invullen_blad"),
    path("normmatrix/", bijhoud_views.matrix, name="normmatrix"),
    re_path(r"^normmatrix/normmatrix\.(?P<vorm>xlsx|pdf)$", bijhoud_views.matrix_als, name="normmatrix_als"),
    path("normmatrix/<slug:slug>/", bijhoud_views.matrix_blad, name="normmatrix_blad"),
    path("loketten/", hulp_views.loketten, name="loketten"),
    path("loketten/weg/<slug:sleutel>/", hulp_views.weg, name="weg"),
    path("loketten/<slug:slug>/", views.loket, name="loket"),
    path("handreikingen/", hulp_views.handreikingen, name="handreikingen"),
    path("handreikingen/lijnonderzoek/checklist/", hulp_views.lijnonderzoek_checklist, name="lijnonderzoek_checklist"),
    path(
        "handreikingen/lijnonderzoek/<slug:sleutel>.docx",
        hulp_views.lijnonderzoek_formulier,
        name="lijnonderzoek_formulier",
    ),
    path("handreikingen/<slug:slug>/", hulp_views.handreiking, name="handreiking"),
    path("handreikingen/<slug:slug>/handreiking.pdf", hulp_views.handreiking_als_pdf, name="handreiking_als_pdf"),
]
