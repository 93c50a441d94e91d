"""The Django admin at /beheer/, for beheerders: eenheden, accounts, roles, and what happened to them.

Who may come in follows from the role and from nothing else; ``is_staff`` and ``is_superuser`` are not looked at.
What a room keeps secret (``meedoen``) has no place here: only what this file registers exists in it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, Model, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from vik_portal.organisatie import services
from vik_portal.organisatie.models import Eenheid, Gebruiker, Rol
from vik_portal.organisatie.toegang import heeft_rol


def _is_beheerder(request: HttpRequest) -> bool:
    return request.user.is_active and heeft_rol(request.user, Rol.Soort.BEHEERDER)


class Beheersite(admin.AdminSite):
    """Logging in, logging out and passwords are allauth's, second factor included."""

    site_header = site_title = "Beheer van het VIK-portaal"
    index_title = "Eenheden, accounts en rollen"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return _is_beheerder(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        logout(request)
        return redirect("home")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account_change_password")


class VoorBeheerders(admin.ModelAdmin):  # type: ignore[type-arg]
    """Permissions follow the role. No bulk actions: each removal is looked at by itself."""

    actions = None
    list_per_page = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _is_beheerder(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return _is_beheerder(request)

    has_add_permission = has_module_permission
    has_change_permission = has_delete_permission = has_view_permission


class EenheidAdmin(VoorBeheerders):
    list_display = ("naam", "soort", "ouder", "actief")
    list_filter = ("soort", "actief")
    list_select_related = ("ouder",)
    search_fields = ("naam",)
    autocomplete_fields = ("ouder",)
    fields = ("naam", "soort", "ouder", "actief")


class GebruikerAdmin(VoorBeheerders):
    list_display = ("naam", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("naam", "email")
    fields = ("email", "naam", "is_active", "last_login", "date_joined")
    readonly_fields = ("last_login", "date_joined")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An account is made at Rollen: its owner then gets a mail."""
        return False

    def save_model(self, request: HttpRequest, obj: Gebruiker, form: Any, change: bool) -> None:
        """Another address takes the place of the old one everywhere: allauth keeps a row of who came in by OIDC."""
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        vrij = not isinstance(obj, Gebruiker) or not services.is_laatste_beheerder(obj)
        return vrij and super().has_delete_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        vast = obj is not None and services.is_laatste_beheerder(obj)
        return (*self.readonly_fields, "is_active") if vast else self.readonly_fields


class RolAdmin(VoorBeheerders):
    """A role is given or taken, never turned into another."""

    list_display = ("gebruiker", "soort", "eenheid")
    list_filter = ("soort",)
    list_select_related = ("gebruiker", "eenheid")
    search_fields = ("gebruiker__naam", "gebruiker__email", "eenheid__naam")
    autocomplete_fields = ("gebruiker", "eenheid")

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        try:
            services.neem_rol(rol=obj)
        except services.OrganisatieFout as fout:
            messages.error(request, str(fout))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if isinstance(obj, Rol) and obj.soort == Rol.Soort.BEHEERDER and services.is_laatste_beheerder(obj.gebruiker):
            return False
        return super().has_delete_permission(request, obj)


class RolSpoorAdmin(VoorBeheerders):
    """What happened to roles, newest first; nobody can change it here.

    Names come from subqueries: a join would hide the line of somebody whose account is gone.
    """

    list_display = ("wanneer", "wat", "rol", "van", "waar", "door")
    list_filter = ("soort",)
    date_hierarchy = "pgh_created_at"
    ordering = ("-pgh_created_at", "-pgh_id")
    fields = readonly_fields = list_display

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        def naam(model: type[Model], van: str) -> Subquery:
            return Subquery(model._default_manager.filter(pk=OuterRef(van)).values("naam"))

        sporen = (
            super()
            .get_queryset(request)
            .annotate(wie=Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField()))
        )
        return sporen.annotate(
            van_naam=naam(Gebruiker, "gebruiker_id"),
            waar_naam=naam(Eenheid, "eenheid_id"),
            door_naam=naam(Gebruiker, "wie"),
        )

    @admin.display(description="Wanneer", ordering="pgh_created_at")
    def wanneer(self, spoor: Any) -> datetime:
        return spoor.pgh_created_at

    @admin.display(description="Wat")
    def wat(self, spoor: Any) -> str:
        return {"insert": "gegeven", "update": "veranderd", "delete": "weggenomen"}[spoor.pgh_label]

    @admin.display(description="Rol")
    def rol(self, spoor: Any) -> str:
        return str(Rol.Soort(spoor.soort).label)

    @admin.display(description="Van")
    def van(self, spoor: Any) -> str:
        return spoor.van_naam or f"account {spoor.gebruiker_id}, niet meer hier"

    @admin.display(description="Waar")
    def waar(self, spoor: Any) -> str:
        return spoor.waar_naam or f"eenheid {spoor.eenheid_id}, niet meer hier"

    @admin.display(description="Door")
    def door(self, spoor: Any) -> str:
        return spoor.door_naam or (f"account {spoor.wie}, niet meer hier" if spoor.wie else "het systeem")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    has_delete_permission = has_change_permission


beheer = Beheersite(name="admin")
beheer.register(Eenheid, EenheidAdmin)
beheer.register(Gebruiker, GebruikerAdmin)
beheer.register(Rol, RolAdmin)
beheer.register(Rol.pgh_event_model, RolSpoorAdmin)  # type: ignore[attr-defined]
