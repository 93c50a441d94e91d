"""The portal's addresses as they are when the organisation's own login is connected."""

from django.urls import include, path

from vik_portal.urls import handler403, handler404, handler500  # noqa: F401

urlpatterns = [
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("", include("vik_portal.urls")),
]
