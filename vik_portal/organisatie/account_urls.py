"""The part of django-allauth that the portal uses.

Not ``allauth.urls``: that also opens pages for signing up, adding addresses and connecting accounts. The names of
those pages must exist, since allauth reverses them, but they answer 404.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as dienstaccount
from django.conf import settings
from django.urls import include, path, re_path

from vik_portal.organisatie import views

urlpatterns = [
    path("login/", views.Inloggen.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", herstelcodes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", views.herstelcodes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", views.sleutel_weg, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("dienstaccount/afgebroken/", dienstaccount.login_cancelled, name="socialaccount_login_cancelled"),
    path("dienstaccount/fout/", dienstaccount.login_error, name="socialaccount_login_error"),
    path("dienstaccount/onvolledig/", views.dienstaccount_onvolledig, name="socialaccount_signup"),
    path("signup/", views.niet_in_gebruik, name="account_signup"),
    path("email/", views.niet_in_gebruik, name="account_email"),
    path("confirm-email/", views.niet_in_gebruik, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", views.niet_in_gebruik, name="account_confirm_email"),
    path("dienstaccount/", views.niet_in_gebruik, name="socialaccount_connections"),
]
if settings.SOCIALACCOUNT_PROVIDERS:
    urlpatterns.append(path("", include("allauth.socialaccount.providers.openid_connect.urls")))
