from django.urls import include, path

from briefings.views import campagne, items, planner

app_name = "briefings"
urlpatterns = [
    path("", planner.planner, name="planner"),
    path("", include("briefings.urls_goedkeuring")),
    path("jaar/", planner.jaar, name="jaar"),
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("items/<slug:slug>/item.pptx", items.item_als_pptx, name="item_als_pptx"),
    path("vertoning/<int:pk>/", planner.vertoning, name="vertoning"),
    path("vertoning/<int:pk>/weghalen/", planner.weghalen, name="weghalen"),
    path("team/<int:team>/tijden/", planner.tijden, name="tijden"),
    path("team/<int:team>/<str:dag>/", planner.dag, name="dag"),
    path("team/<int:team>/<str:dag>/scherm/", planner.scherm, name="scherm"),
    path("campagnes/", campagne.lijst, name="campagnes"),
    path("campagnes/nieuw/", campagne.nieuw, name="campagne_nieuw"),
    path("campagnes/<int:pk>/", campagne.campagne, name="campagne"),
    path("campagnes/<int:pk>/wat/", campagne.wat, name="wat"),
    path("campagnes/<int:pk>/waar/", campagne.waar, name="waar"),
    path("campagnes/<int:pk>/wanneer/", campagne.wanneer, name="wanneer"),
    path("campagnes/<int:pk>/uitwijken/", campagne.uitwijken, name="uitwijken"),
    path("campagnes/<int:pk>/controleer/", campagne.controleer, name="controleer"),
    path("campagnes/<int:pk>/stop/", campagne.stop, name="stop"),
    path("campagnes/<int:pk>/afronden/", campagne.afronden, name="afronden"),
    path("campagnes/<int:pk>/gesprek/<int:team>/", campagne.gesprek, name="gesprek"),
    path("campagnes/<int:pk>/dag/<int:item>/<str:dag>/", campagne.campagnedag, name="campagnedag"),
    path("mijlpaal/<int:pk>/", campagne.mijlpaal, name="mijlpaal"),
]
