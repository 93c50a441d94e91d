"""How django-allauth behaves here: no self-registration, mail through our own queue."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by a beheerder or come from the organisation's own login."""
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Only when the organisation has connected its own login; a role is then still given by hand."""
        return bool(settings.SOCIALACCOUNT_PROVIDERS)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        gebruiker = super().populate_user(request, sociallogin, data)
        gebruiker.naam = data.get("name") or f"{data.get('first_name', '')} {data.get('last_name', '')}".strip()
        return gebruiker
