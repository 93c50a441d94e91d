"""From a content model to its form: the one mapping of types to fields."""

from __future__ import annotations

import types
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from vik_portal.redactie.velden import Bij, Keuzes, Opmaak, Verborgen
from vik_portal.redactie.vorm.velden import Groep, Keuze, Of, Regels, Rijen, Tekst, Veld, VerborgenTekst, Vink, woord

#: From this many characters on, a text gets more than one line.
LANG = 120


def _grens(info: FieldInfo, naam: str) -> Any:
    return next((getattr(m, naam) for m in info.metadata if getattr(m, naam, None) is not None), None)


def _hulp(info: FieldInfo) -> str:
    lengte = _grens(info, "max_length")
    zeg_lengte = lengte and info.annotation is str and 80 < lengte < 600 and info.description != ""
    hoogstens = f"Hoogstens {lengte} tekens." if zeg_lengte else ""
    return " ".join(deel for deel in (info.description or "", hoogstens) if deel)


def _veld(sleutel: str, info: FieldInfo) -> Veld:
    """The one mapping: type of a content field → field of the form. An unknown type is a ``TypeError``."""
    soort = info.annotation
    optioneel = type(None) in get_args(soort)
    if optioneel:
        over = [deel for deel in get_args(soort) if deel is not type(None)]
        soort = over[0] if len(over) == 1 else Union[tuple(over)]  # noqa: UP007
    if soort is not info.annotation or get_origin(soort) is not None:
        binnen = FieldInfo.from_annotation(soort)
        soort, info = binnen.annotation, FieldInfo.merge_field_infos(binnen, info, annotation=binnen.annotation)
    label = info.title or woord(sleutel)
    basis: dict[str, Any] = {
        "sleutel": sleutel,
        "label": label,
        "hulp": _hulp(info),
        "verplicht": info.is_required() or bool(_grens(info, "min_length")),
        "bij": next((m for m in info.metadata if isinstance(m, Bij)), None),
    }
    keuzes = next((m for m in info.metadata if isinstance(m, Keuzes)), None)
    if get_origin(soort) is Literal:
        return Keuze(**basis, vast=get_args(soort), optioneel=optioneel)
    if keuzes:
        return Keuze(**basis, bron=keuzes, optioneel=optioneel)
    if soort is bool:
        return Vink(**basis)
    if any(isinstance(m, Verborgen) for m in info.metadata):
        return VerborgenTekst(**basis)
    if soort in (int, date, str):
        return Tekst(**basis, invoer=_invoer(soort, info), optioneel=optioneel)
    if get_origin(soort) is list:
        return _lijst(basis, FieldInfo.from_annotation(get_args(soort)[0]))
    if get_origin(soort) is dict:
        sleutels, waarde = get_args(soort)
        velden = tuple(_veld(str(s), FieldInfo.from_annotation(waarde)) for s in get_args(sleutels))
        return Groep(**basis, velden=velden, laat_leeg_weg=True)
    if get_origin(soort) in (Union, types.UnionType):
        model, tekst = get_args(soort)
        return Of(
            **basis,
            groep=_groep(sleutel, model, label),
            tekst=_veld("tekst_zelf", FieldInfo.from_annotation(tekst)),  # type: ignore[arg-type]
            modelnaam=model.__name__,
        )
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        groep = _groep(sleutel, soort, label)
        return Groep(**basis, velden=groep.velden)
    raise TypeError(f"De redactie kent geen formulierveld voor {sleutel}: {soort!r}.")


def _invoer(soort: Any, info: FieldInfo) -> str:
    if soort is not str:
        return "number" if soort is int else "date"
    if any(isinstance(m, Opmaak) for m in info.metadata):
        return "rijk"
    return "lang" if (_grens(info, "max_length") or 0) > LANG else "regel"


def _lijst(basis: dict[str, Any], deel: FieldInfo) -> Veld:
    if isinstance(deel.annotation, type) and issubclass(deel.annotation, BaseModel):
        return Rijen(**basis, rij=_groep("", deel.annotation, deel.annotation.__name__))
    rij = _veld(basis["sleutel"], deel)
    if isinstance(rij, Keuze):
        return Rijen(**basis, rij=rij)
    return Regels(**basis | {"hulp": " ".join(filter(None, [basis["hulp"], "Eén per regel."]))})


def _groep(sleutel: str, model: type[BaseModel], label: str) -> Groep:
    met_alias = model.model_config.get("serialize_by_alias")
    velden = tuple(
        _veld((info.alias or naam) if met_alias else naam, _met_titel(info, naam))
        for naam, info in model.model_fields.items()
    )
    return Groep(sleutel, label, "", True, velden)


def _met_titel(info: FieldInfo, naam: str) -> FieldInfo:
    return FieldInfo.merge_field_infos(info, title=info.title or woord(naam))


@cache
def groep_van(model: type[BaseModel]) -> Groep:
    """The whole form of a content model."""
    return _groep("", model, model.__name__)
