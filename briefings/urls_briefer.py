from django.urls import path

from briefings.views import briefer

app_name = "briefer"
urlpatterns = [path("<str:token>/", briefer.notities, name="notities")]
