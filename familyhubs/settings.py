"""Settings of the portal. What differs between councils or machines comes from the environment (``env``)."""

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from familyhubs import env, local

BASE_DIR = local.ROOT
VAR_DIR = local.VAR

SECRET_KEY = env.secret("SECRET_KEY", local_default=local.secret_key)
DEBUG = env.boolean("DEBUG", default=False)
# Cookies and redirects ask for https; only the demo on this machine's own address goes without.
INSECURE_LOCAL = env.boolean("INSECURE_LOCAL", default=local.may_assume_defaults())
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", local_default="localhost,127.0.0.1,[::1],testserver")
ORGANISATION_NAME = env.text("ORGANISATION_NAME", default="Leicestershire County Council")
SERVICE_NAME = "Family Hubs"

INSTALLED_APPS = [
    "familyhubs",
    "retention",
    "privacy",
    "cases.texts",
    "cases.contacts",
    "cases.families",
    "accounts",
    "govuk",
    "familyhubs.apps.FamilyHubsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    "familyhubs.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.IdleMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ActorMiddleware",
    "accounts.middleware.AccessMiddleware",
]

ROOT_URLCONF = "familyhubs.urls"
WSGI_APPLICATION = "familyhubs.wsgi.application"

FORM_RENDERER = "govuk.renderer.GovukRenderer"
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
                "familyhubs.navigation.page_frame",
            ],
            "builtins": ["govuk.templatetags.govuk"],
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True

# Email is unique whatever its capitals, by a constraint on Lower("email").
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "change_password": "5/m/user"}

# --- Who still needs access, and how it is used ---------------------------------------------------------------------
ACCESS_REVIEW_DAYS = 42  # to confirm a membership in, from the first night of a quarter
ACCESS_REVIEW_WARNING_DAYS = 14  # always between the warning and the end of access
ACCESS_UNUSED_DAYS = 90  # without a sign-in or a look at a record, and a membership is marked as unused
ACCESS_PATTERNS_LOOKED_BACK_DAYS = 7  # nights that were missed are made up for
# What makes a way of looking at records worth a question; each name is asked by the SQL of cases.families.patterns.
ACCESS_PATTERN_LIMITS = {
    "few_on_a_page": 3,  # a page that shows no more people than this was opened for them
    "days_after_closing": 91,  # work that ended still counts as work: there is a summary to write, and people ring
    "adult_years": 16,  # nobody younger works here, whatever they are called
    "looks_outside_work": 3,  # at one person or family that is not one's work…
    "days_outside_work": 28,  # …within so many days
    "people_on_cards": 150,  # different people on index cards within an hour…
    "minutes_until_opened": 15,  # …by searches after which nothing was opened for so long
    "office_opens": "07:00",  # London time
    "office_closes": "20:00",
    "records_out_of_hours": 10,  # different records opened in one day while offices are closed
    "days_until_asked_again": 28,  # whoever is on call explains it once in a while, not each weekend
}

SESSION_COOKIE_AGE = (
    30 * 60
)  # half an hour without a page ends a session; drafts and held forms keep what was typed
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_LOCAL
SESSION_COOKIE_NAME = "session" if INSECURE_LOCAL else "__Host-session"
CSRF_COOKIE_NAME = "csrf" if INSECURE_LOCAL else "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "familyhubs.errors.form_expired"

# --- The web --------------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = not INSECURE_LOCAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if INSECURE_LOCAL else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_LOCAL
# With "no-referrer" Chromium sends "Origin: null" on every form, which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Room for the longest page of typed notes, several times over.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [VAR_DIR / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
DATE_FORMAT, TIME_FORMAT = "j F Y", "g:ia"

# --- Later work -----------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.broker()
CELERY_TIMEZONE = TIME_ZONE
# In kilobytes. typst keeps the memory of each pack it sets; a worker that has grown past this is replaced.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000
# Beat is the sweep that makes the broker disposable: whatever is due is found again in PostgreSQL.
CELERY_BEAT_SCHEDULE = {
    "send due texts": {"task": "cases.texts.tasks.send_due_texts", "schedule": 15.0},
    "apply receipts": {"task": "cases.texts.tasks.apply_receipts", "schedule": 15.0},
    "ask for missing receipts": {
        "task": "cases.texts.tasks.poll_missing_receipts",
        "schedule": crontab(minute="*/10"),
    },
    "collect waiting packs": {"task": "privacy.tasks.collect_waiting_packs", "schedule": 30.0},
    "forget expired sessions": {
        "task": "familyhubs.tasks.forget_expired_sessions",
        "schedule": crontab(minute="5"),
    },
    "propose disposal": {
        "task": "retention.tasks.propose_disposal",
        "schedule": crontab(hour="2", minute="15"),
    },
    "destroy approved": {
        "task": "retention.tasks.destroy_approved",
        "schedule": crontab(hour="3", minute="15"),
    },
    "find access patterns": {
        "task": "cases.families.tasks.find_access_patterns",
        "schedule": crontab(hour="1", minute="15"),
    },
    "review memberships": {
        "task": "accounts.tasks.review_memberships",
        "schedule": crontab(hour="1", minute="45"),
    },
    "carry out row rules": {
        "task": "retention.tasks.carry_out_row_rules",
        "schedule": crontab(hour="4", minute="15"),
    },
}

# --- GOV.UK Notify --------------------------------------------------------------------------------------------------
NOTIFY_BASE_URL = env.web_address(
    "NOTIFY_BASE_URL",
    default=None if local.may_assume_defaults() else "https://api.notifications.service.gov.uk",
    local_default=local.notify_base_url,
)
NOTIFY_API_KEY = env.notify_api_key(local_default=local.notify_api_key)
NOTIFY_CALLBACK_TOKEN = env.secret("NOTIFY_CALLBACK_TOKEN", local_default=local.notify_callback_token)

# --- Logs: what happened, never about whom ----------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "familyhubs.logs.QuietFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}
