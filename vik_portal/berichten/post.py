"""One message as plain text to the mail server, and what went wrong as one sentence."""

from __future__ import annotations

import logging
import smtplib
import ssl
from email.mime.text import MIMEText
from email.utils import parseaddr
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage

from vik_portal.berichten import soorten
from vik_portal.berichten.models import Bericht

log = logging.getLogger(__name__)


class Postfout(Exception):
    """The mail was not accepted; the message is one Dutch sentence. ``blijvend``: trying again will not help."""

    def __init__(self, zin: str, *, blijvend: bool = False) -> None:
        super().__init__(zin)
        self.blijvend = blijvend


def mailtekst(bericht: Bericht) -> str:
    """The whole text of the mail: greeting, message, one link, why somebody gets it and how that stops."""
    soort = soorten.een(bericht.soort)
    naam = bericht.ontvanger.get_short_name()
    slot = f"Je krijgt dit bericht omdat {soort.reden}."
    if soort.uit_te_zetten:
        slot += "\nLiever niet per mail? Zet het uit in het portaal, onder Berichten."
    else:
        slot += "\nDit bericht hoort bij je account. Je kunt het niet uitzetten."
    delen = [f"Dag {naam}," if naam else "Dag,", bericht.tekst.strip()]
    if bericht.url:
        url = soort.maillink(bericht) if soort.maillink else bericht.url
        delen.append(f"Bekijk het hier:\n{urljoin(settings.SITE_URL + '/', url)}")
        if soort.maillink:
            delen.append("Deze link is van jou en werkt zonder inloggen. Stuur deze mail daarom niet door.")
    return "\n\n".join([*delen, f"-- \n{slot}"]) + "\n"


def verstuur(bericht: Bericht) -> None:
    """Hands the mail to the mail server. Raises :class:`Postfout`."""
    domein = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        # The same at every try: when we crash after the server took it, mail programs see one message.
        "Message-ID": f"<bericht-{bericht.pk}-{bericht.gemaakt_op:%Y%m%d%H%M%S}@{domein}>",
        "Auto-Submitted": "auto-generated",
    }
    try:
        mail = EmailMessage(bericht.onderwerp, mailtekst(bericht), to=[bericht.ontvanger.email], headers=headers)
        if bericht.agenda:
            mail.attach(_agendabijlage(bericht.agenda))
        mail.send()
    except Exception as fout:
        # Not only SMTP errors: whatever it is, the message must not hang in the queue without a word.
        # The type alone: messages of smtplib hold the address.
        log.warning("bericht %s niet verzonden: %s", bericht.pk, type(fout).__name__)
        raise _als_postfout(fout) from None


def _agendabijlage(ics: str) -> MIMEText:
    """A calendar file that mail programs offer to keep: published, so nobody is asked to accept anything."""
    deel = MIMEText(ics, "calendar", "utf-8")
    deel.set_param("method", "PUBLISH")
    deel.add_header("Content-Disposition", "attachment", filename="agenda.ics")
    return deel


def _als_postfout(fout: Exception) -> Postfout:
    match fout:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in fout.recipients.values()]
            if all(code >= 500 for code in codes):
                return Postfout("De mailserver kent dit adres niet.", blijvend=True)
            return Postfout(f"De mailserver neemt het bericht nu niet aan (code {codes[0]}).")
        case smtplib.SMTPAuthenticationError():
            return Postfout("De mailserver weigert onze inlog: controleer EMAIL_HOST_USER en EMAIL_HOST_PASSWORD.")
        case smtplib.SMTPNotSupportedError() | ssl.SSLError():
            return Postfout("Een beveiligde verbinding met de mailserver lukt niet: controleer EMAIL_USE_TLS.")
        case smtplib.SMTPSenderRefused():
            return Postfout("De mailserver weigert ons als afzender: controleer DEFAULT_FROM_EMAIL.")
        case smtplib.SMTPConnectError() | smtplib.SMTPServerDisconnected():
            return Postfout("De mailserver verbreekt de verbinding.")
        case smtplib.SMTPResponseException() if fout.smtp_code >= 500:
            return Postfout(f"De mailserver weigert dit bericht (code {fout.smtp_code}).", blijvend=True)
        case smtplib.SMTPResponseException():
            return Postfout(f"De mailserver neemt het bericht nu niet aan (code {fout.smtp_code}).")
        case OSError():
            return Postfout(f"De mailserver ({settings.EMAIL_HOST}, poort {settings.EMAIL_PORT}) is niet bereikbaar.")
        case _:
            return Postfout(f"Er ging iets mis bij ons ({type(fout).__name__}).")
