from django.urls import path

from briefings import briefer_views, views

app_name = "briefings"
urlpatterns = [
    path("", views.planner, name="planner"),
    path("items/", views.items, name="items"),
    path("items/<slug:slug>/", views.item, name="item"),
    path("items/<slug:slug>/item.pptx", views.item_als_pptx, name="item_als_pptx"),
    path("vertoning/<int:pk>/weghalen/", views.weghalen, name="weghalen"),
    path("schermen/", briefer_views.schermen, name="schermen"),
    path("schermen/<int:pk>/loskoppelen/", briefer_views.scherm_intrekken, name="scherm_intrekken"),
    path("team/<int:team>/besproken/", briefer_views.besproken, name="besproken"),
    path("team/<int:team>/<str:dag>/", views.dag, name="dag"),
    path("team/<int:team>/<str:dag>/scherm/", views.scherm, name="scherm"),
    path("team/<int:team>/<str:dag>/briefer/", briefer_views.voor_de_briefer, name="voor_de_briefer"),
]
