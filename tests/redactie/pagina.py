"""A browser without JavaScript, as far as a form goes: read what the page holds, change it, press a button."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from vik_portal.redactie.models import Publicatie


def fields_of(form: html.HtmlElement) -> dict[str, str]:
    """What a browser would send of this form, buttons aside."""
    velden: dict[str, str] = {}
    for element in form.iter("input", "textarea", "select"):
        naam = element.get("name")
        if not naam or element.get("type") in ("submit", "button"):
            continue
        if element.tag == "select":
            gekozen = element.xpath(".//option[@selected]") or element.xpath(".//option")[:1]
            velden[naam] = gekozen[0].get("value")
        elif element.get("type") in ("checkbox", "radio"):
            if element.get("checked") is not None:
                velden[naam] = element.get("value", "on")
        elif element.tag == "textarea":
            # HTML drops the first line break after the tag and sends line breaks as CR LF.
            tekst = "".join(element.itertext())
            velden[naam] = tekst.removeprefix("\n").replace("\n", "\r\n")
        else:
            velden[naam] = element.get("value", "")
    return velden


def address(stuk: Publicatie, name: str) -> str:
    return reverse(f"redactie:{name}", args=[stuk._meta.model_name, stuk.slug])


class Editor:
    """The editor of one text: ``velden`` is what stands in the form now, ``druk`` presses a button."""

    def __init__(self, client: Client, stuk: Publicatie) -> None:
        self.client, self.stuk = client, stuk
        self.lees(client.get(address(stuk, "bewerk")))

    def lees(self, antwoord: HttpResponse) -> None:
        self.antwoord = antwoord
        self.pagina = html.fromstring(antwoord.content.decode())
        formulier = self.pagina.xpath("//form[@id='redactie']")
        self.velden = fields_of(formulier[0]) if formulier else {}

    def druk(self, knop: str) -> HttpResponse:
        antwoord = self.client.post(address(self.stuk, "bewerk"), {**self.velden, "_doe": knop})
        if antwoord.status_code == 302:
            self.naar = antwoord["Location"]
            self.lees(self.client.get(self.naar))
        else:
            self.naar = ""
            self.lees(antwoord)
        self.stuk.refresh_from_db()
        return self.antwoord

    def bewaar_stil(self, **extra: str) -> HttpResponse:
        """What the script does every twenty seconds."""
        antwoord = self.client.post(address(self.stuk, "bewaar"), {**self.velden, **extra})
        if antwoord.status_code == 200 and "conceptnummer" in antwoord.json():
            self.velden["_conceptnummer"] = str(antwoord.json()["conceptnummer"])
        self.stuk.refresh_from_db()
        return antwoord

    @property
    def tekst(self) -> str:
        return " ".join(self.pagina.xpath("//main")[0].text_content().split())
