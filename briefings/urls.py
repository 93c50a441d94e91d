from django.urls import path

from briefings import item_views, views

app_name = "briefings"
urlpatterns = [
    path("", views.planner, name="planner"),
    path("items/", views.items, name="items"),
    path("items/<slug:slug>/", views.item, name="item"),
    path("items/<slug:slug>/item.pptx", views.item_als_pptx, name="item_als_pptx"),
    path("items/<slug:slug>/item.pdf", item_views.papier, name="item_als_pdf"),
    path("items/<slug:slug>/wand/", item_views.wand, name="wand"),
    path("items/<slug:slug>/telefoon/", item_views.telefoon, name="telefoon"),
    path("items/<slug:slug>/beeld/", item_views.beeld_bij_item, name="beeld_bij_item"),
    path("items/<slug:slug>/beeld/<int:pk>/", item_views.film_stand, name="film_stand"),
    path("items/<slug:slug>/ondertiteling/<slug:afdruk>.vtt", item_views.ondertiteling, name="ondertiteling"),
    path("beeld/<slug:afdruk>/<slug:maat>/", item_views.beeld, name="beeld"),
    path("film/<slug:afdruk>.mp4", item_views.film, name="film"),
    path("film/<slug:afdruk>.jpg", item_views.poster, name="poster"),
    path("vertoning/<int:pk>/weghalen/", views.weghalen, name="weghalen"),
    path("team/<int:team>/<str:dag>/", views.dag, name="dag"),
    path("team/<int:team>/<str:dag>/scherm/", views.scherm, name="scherm"),
]
