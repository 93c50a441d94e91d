from django.urls import path

from briefings import briefer_views

app_name = "briefer"
urlpatterns = [path("<str:token>/", briefer_views.notities, name="notities")]
