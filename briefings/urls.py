from django.urls import path

from briefings.views import beeld, campagne, items, planner

app_name = "briefings"
urlpatterns = [
    path("", planner.planner, name="planner"),
    path("jaar/", planner.jaar, name="jaar"),
    path("items/", items.items, name="items"),
    path("items/<slug:slug>/", items.item, name="item"),
    path("items/<slug:slug>/item.pptx", items.item_als_pptx, name="item_als_pptx"),
    path("items/<slug:slug>/item.pdf", beeld.papier, name="item_als_pdf"),
    path("items/<slug:slug>/wand/", beeld.wand, name="wand"),
    path("items/<slug:slug>/telefoon/", beeld.telefoon, name="telefoon"),
    path("items/<slug:slug>/beeld/", beeld.beeld_bij_item, name="beeld_bij_item"),
    path("items/<slug:slug>/beeld/<int:pk>/", beeld.film_stand, name="film_stand"),
    path("items/<slug:slug>/ondertiteling/<slug:afdruk>.vtt", beeld.ondertiteling, name="ondertiteling"),
    path("beeld/<slug:afdruk>/<slug:maat>/", beeld.beeld, name="beeld"),
    path("film/<slug:afdruk>.mp4", beeld.film, name="film"),
    path("film/<slug:afdruk>.jpg", beeld.poster, name="poster"),
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
