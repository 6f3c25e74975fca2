"""Django's settings, derived from `env.Environment`; nothing else reads the environment."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from vetting.config.env import Environment, Mode, database_settings, sqlite_settings
from vetting.config.logs import logging_settings

REPOSITORY = Path(__file__).resolve().parents[2]
ENVIRONMENT = Environment()  # type: ignore[call-arg]  # every field comes from the environment

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.signing_key()
ALLOWED_HOSTS = ENVIRONMENT.hosts()
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.public_url.rstrip("/")]
ROOT_URLCONF = "vetting.config.urls"
WSGI_APPLICATION = "vetting.config.wsgi.application"
ASGI_APPLICATION = "vetting.config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "vetting.core",
    "vetting.audit",
    "vetting.mail",
    "vetting.accounts",
    "vetting.rubrics",
    "vetting.openings",
    "vetting.assessments",
    "vetting.profiles",
    "vetting.attempts",
    "vetting.runs",
    "vetting.reviews",
    "vetting.shortlists",
    "vetting.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # first, so that files carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# People.
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Data. Embedded mode keeps everything in one folder.
DATABASES: dict[str, Any] = {
    "default": database_settings(ENVIRONMENT.database_url.get_secret_value())
    if ENVIRONMENT.database_url
    else sqlite_settings(ENVIRONMENT.home.resolve() / "vetting.sqlite3")
}
CELERY_BROKER_URL = (
    ENVIRONMENT.redis_url.get_secret_value()
    if ENVIRONMENT.redis_url and ENVIRONMENT.mode is Mode.SERVER
    else "memory://"
)
# A broker that is silent must neither keep a request waiting nor swallow hints for ever.
REDIS_TRANSPORT = {
    "visibility_timeout": 4 * 1800,
    "socket_timeout": 3,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
}
# At its default of a second, whoever runs their checks would wait for the poll.
MEMORY_TRANSPORT = {"polling_interval": 0.03}
CELERY_BROKER_TRANSPORT_OPTIONS = (
    MEMORY_TRANSPORT if CELERY_BROKER_URL == "memory://" else REDIS_TRANSPORT
)
RUNNER_FACTORY = f"vetting.runs.runner.{ENVIRONMENT.runner}_runner"

# Mail: printed where no server is named.
_smtp = urlsplit(ENVIRONMENT.smtp_url.get_secret_value()) if ENVIRONMENT.smtp_url else None
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _smtp else 'console'}.EmailBackend"
if _smtp:
    EMAIL_HOST = _smtp.hostname
    EMAIL_PORT = _smtp.port or 587
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_SSL = _smtp.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL and bool(_smtp.username)
    EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from

# Time and language: the product stores and sends UTC; the pages show the reader's zone.
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"

# Pages. Vite names assets by their content, so browsers may keep them for good.
FRONTEND_DIST = REPOSITORY / "frontend" / "dist"
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[\w-]{8,}\.\w+$"

# What a browser may do with our pages.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.trusted_proxies else None
)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the front end sends it back in X-CSRFToken
CSRF_FAILURE_VIEW = "vetting.config.failures.csrf_failed"

# JSON and form bodies: the largest file of a workspace with every character escaped, and room.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["vetting.core.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["vetting.core.parsers.SoundJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "vetting.core.problems.render_problem",
    "NUM_PROXIES": ENVIRONMENT.trusted_proxies,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Vetting",
    "DESCRIPTION": "Finds out whether people can do machine learning work in production.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "OpeningState": "vetting.openings.models.Opening.State",
        "OpeningRole": "vetting.openings.models.OpeningMember.Role",
        "AssessmentState": "vetting.assessments.models.Assessment.State",
        "InvitationState": "vetting.attempts.models.Invitation.State",
        "AttemptState": "vetting.attempts.models.Attempt.State",
        "ScorecardState": "vetting.reviews.models.Scorecard.State",
        "Recommendation": "vetting.reviews.models.Scorecard.Recommendation",
        "Verdict": "vetting.shortlists.models.Decision.Verdict",
        "Stage": "vetting.reviews.standings.Stage",
        "RunState": "vetting.runs.models.Run.State",
        "RunKind": "vetting.runs.models.Run.Kind",
        "ReportState": "vetting.runs.selectors.ReportState",
        "DataState": "vetting.attempts.models.Workspace.DataState",
        "HandedInBy": "vetting.attempts.models.Attempt.HandedInBy",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "vetting.core.schema.require_what_is_sent",
        "vetting.core.schema.announce_problems",
    ],
}

LOGGING = logging_settings(as_json=ENVIRONMENT.mode is Mode.SERVER)
