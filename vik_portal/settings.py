"""The one settings file. Every choice that differs per place comes from the environment.

``VIK_OMGEVING`` is ``demo`` (default: everything on this machine), ``test`` or ``productie``.
Production refuses to start without SECRET_KEY, ALLOWED_HOSTS, DATABASE_URL and SITE_URL.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from vik_portal import lokaal, postgres

BASE_DIR = Path(__file__).resolve().parent.parent
OMGEVING = os.environ.get("VIK_OMGEVING", "demo")
PRODUCTIE = OMGEVING == "productie"


def _aan(naam: str, standaard: bool) -> bool:
    return os.environ.get(naam, str(standaard)).lower() in {"1", "true", "ja", "aan"}


def _lijst(naam: str, standaard: str = "") -> list[str]:
    return [deel.strip() for deel in os.environ.get(naam, standaard).split(",") if deel.strip()]


if OMGEVING not in {"demo", "test", "productie"}:
    raise ImproperlyConfigured(f"VIK_OMGEVING is demo, test of productie, en niet {OMGEVING!r}.")
if PRODUCTIE:
    for naam in (VERPLICHT := ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "SITE_URL")):
        if not os.environ.get(naam):
            raise ImproperlyConfigured(f"{naam} ontbreekt. In productie zet je {', '.join(VERPLICHT)} in de omgeving.")

# --- wiring -----------------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or lokaal.geheim()
ALLOWED_HOSTS = _lijst("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _lijst("CSRF_TRUSTED_ORIGINS")
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8310')}").rstrip("/")
ROOT_URLCONF = "vik_portal.urls"
WSGI_APPLICATION = "vik_portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_prose_editor",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "template_partials",
    "vik_portal.apps.PortaalConfig",
    "vik_portal.organisatie",
    "vik_portal.zoeken",
    "vik_portal.exports",
    "vik_portal.berichten",
    "vik_portal.media",
    "vik_portal.redactie",
    "vik_portal.meedoen",
    "beroepscode",
    "dilemmas",
    "risicoanalyse",
    "aanvragen",
    "briefings",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Taking part ends here: nothing below ever sees a participant.
    "vik_portal.meedoen.poort.MeedoenPoort",
    # Sending in a dilemma: what says who somebody is, is taken off here.
    "dilemmas.poort.InzendPoort",
    "vik_portal.beleid.BeleidMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vik_portal.spoor.Spoor",
    "vik_portal.organisatie.middleware.TweedeFactorMiddleware",
    "vik_portal.terugweg.Terugweg",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "vik_portal.context.portaal",
            ],
            "builtins": ["vik_portal.templatetags.portaal"],
        },
    }
]

# --- data -------------------------------------------------------------------------------------
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or postgres.url())}
DATABASES["default"].setdefault("OPTIONS", {})
# Statements are planned once per connection only where vik_portal.opdracht asks for it, never by themselves.
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 10**9
if OMGEVING != "test":
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4}
INGEBOUWDE_DATABASE = not os.environ.get("DATABASE_URL")
# The default is what allauth counts in: attempts to log in, for all processes together, and nothing else.
CACHES = {
    "default": {"BACKEND": "vik_portal.organisatie.pogingen.Pogingen"},
    "proces": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "taken"  # each app's jobs stand in its taken.py
# A worker that was down at 07:00 still makes that day's digest when it starts before one o'clock.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 6 * 60 * 60}
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", lokaal.data_map() / "media"))
MEDIA_URL = "/media/"
# The boxes of open rounds: one small file each, outside PostgreSQL. In production a tmpfs or encrypted volume shared
# by the web hosts, and in no backup (docs/anonimiteit.md).
# Own host name for taking part; empty: on this host, with everything still scoped to its paths.
MEEDOEN_HOST = os.environ.get("MEEDOEN_HOST", "")
STEMBUS_DIR = Path(os.environ.get("STEMBUS_DIR", lokaal.data_map() / "stembus"))
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Reading changes nothing; with GET among these, every anonymous page would look into the session and vary by cookie.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# How many days what a team made in a meeting stays (docs/besluiten/0025). It may be made shorter, never longer.
LANGSTE_RESULTATEN_DAGEN = 730
RESULTATEN_DAGEN = int(os.environ.get("RESULTATEN_DAGEN", LANGSTE_RESULTATEN_DAGEN))
if not 1 <= RESULTATEN_DAGEN <= LANGSTE_RESULTATEN_DAGEN:
    raise ImproperlyConfigured(
        f"RESULTATEN_DAGEN is een getal van 1 tot en met {LANGSTE_RESULTATEN_DAGEN}, en niet {RESULTATEN_DAGEN}."
    )

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["vik_portal.formats"]

# --- static -----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", lokaal.data_map() / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

# --- who may come in --------------------------------------------------------------------------
AUTH_USER_MODEL = "organisatie.Gebruiker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "mijn"
ACCOUNT_ADAPTER = "vik_portal.organisatie.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "vik_portal.organisatie.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by a beheerder or come from the organisation's own login
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make the portal mail an address that has no account
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 1800
# Behind a proxy, the number of hops that may be trusted; allauth's rate limits need the real address for it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {}
# Where the browser is sent to log in; only needed when that is another address than OIDC_SERVER_URL.
OIDC_ORIGIN = os.environ.get("OIDC_ORIGIN") or "/".join(os.environ.get("OIDC_SERVER_URL", "").split("/")[:3])
if os.environ.get("OIDC_CLIENT_ID"):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "dienstaccount",
                "name": os.environ.get("OIDC_NAAM", "je dienstaccount"),
                "client_id": os.environ["OIDC_CLIENT_ID"],
                "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": os.environ.get("OIDC_SERVER_URL", "")},
            }
        ],
    }
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "VIK-portaal"
MFA_ADAPTER = "vik_portal.organisatie.adapters.MFAAdapter"
MFA_FORMS = {"add_webauthn": "vik_portal.organisatie.forms.SleutelForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # a beheerder vouches for the address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTIE
# The demo world has one password and no second factor, and says so. Nothing else may switch this off.
TWEEDE_FACTOR_VERPLICHT = _aan("TWEEDE_FACTOR_VERPLICHT", OMGEVING != "demo") or PRODUCTIE
LEZEN_VEREIST_INLOGGEN = _aan("LEZEN_VEREIST_INLOGGEN", False)

# --- safety -----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
if OIDC_ORIGIN:
    # Browsers hold a form's redirect to the same rule, and logging in there starts with a POST here.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(OIDC_ORIGIN)
if MEEDOEN_HOST:
    # The code that is typed on the start page goes there, by way of this host.
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(f"https://{MEEDOEN_HOST}")
SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]  # a load balancer asks the process itself, without TLS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "vik_sessie"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "vik_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "vik_portal.views.csrf_fout"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if PRODUCTIE:
    SECURE_SSL_REDIRECT = _aan("SECURE_SSL_REDIRECT", True)
    SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", str(365 * 24 * 3600)))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _aan("ACHTER_PROXY", True) else None
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

# --- mail -------------------------------------------------------------------------------------
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _aan("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "VIK-portaal <vik-portaal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Without a mail server (demo) messages are kept and shown under Berichten, and not sent.
MAIL_VERSTUREN = _aan("MAIL_VERSTUREN", PRODUCTIE or "EMAIL_HOST" in os.environ)

# --- the law -----------------------------------------------------------------------------------
# Once a week a job asks whether links to the law still work: only these sites, and only where this is on.
WETSLINKS_CONTROLEREN = _aan("WETSLINKS_CONTROLEREN", PRODUCTIE)
WETSITES = ["https://wetten.overheid.nl", "https://uitspraken.rechtspraak.nl"]

# --- logging: what happened, never who read what ------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "kort": {"()": "vik_portal.logboek.ZonderSleutels", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kort"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    "loggers": {"django.request": {"level": "ERROR"}},
}

if OMGEVING == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_AUTOREFRESH = False
    WHITENOISE_USE_FINDERS = True
