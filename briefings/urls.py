from django.urls import include, path

from briefings import views

app_name = "briefings"
urlpatterns = [
    path("", views.planner, name="planner"),
    path("", include("briefings.urls_goedkeuring")),
    path("items/", views.items, name="items"),
    path("items/<slug:slug>/", views.item, name="item"),
    path("items/<slug:slug>/item.pptx", views.item_als_pptx, name="item_als_pptx"),
    path("vertoning/<int:pk>/weghalen/", views.weghalen, name="weghalen"),
    path("team/<int:team>/<str:dag>/", views.dag, name="dag"),
    path("team/<int:team>/<str:dag>/scherm/", views.scherm, name="scherm"),
]
