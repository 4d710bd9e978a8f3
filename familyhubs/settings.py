"""Settings of the portal. What differs between councils or machines comes from the environment (``env``)."""

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF

from familyhubs import env, local

BASE_DIR = local.ROOT
VAR_DIR = local.VAR

SECRET_KEY = env.secret("SECRET_KEY", at_least=50, local_default=local.secret_key)
# Older keys, still believed for what was signed before the key was changed; taken out again a day later.
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS", default="")
ALLOWED_HOSTS = env.host_names("ALLOWED_HOSTS", local_default="localhost,127.0.0.1,[::1],testserver")
# Seals the log of reads; never kept in the database, whose superuser must not be able to make a seal that fits.
ACCESS_LOG_KEY = env.secret("ACCESS_LOG_KEY", local_default=local.access_log_key)
# Cookies and redirects ask for https; only the demo on this machine's own address goes without.
INSECURE_LOCAL = env.insecure_local(ALLOWED_HOSTS)
DEBUG = env.debug(insecure_local=INSECURE_LOCAL)
ENTRA = env.entra_app()
DEMO_MODE = env.demo_mode(insecure=INSECURE_LOCAL, hosts=ALLOWED_HOSTS, entra=ENTRA)
ORGANISATION_NAME = env.text("ORGANISATION_NAME", default="Leicestershire County Council")
SERVICE_NAME = "Family Hubs"

INSTALLED_APPS = [
    "familyhubs",
    "retention",
    "privacy.rights",
    "privacy.survey",
    "privacy.telling",
    "privacy.release",
    "privacy.partners",
    "privacy.redaction",
    "privacy.notices",
    "privacy.duties",
    "privacy",
    "privacy.workbench",
    "privacy.public_forms",
    "cases.oversight",
    "cases.diary",
    "cases.referrals",
    "cases.documents",
    "cases.groups",
    "cases.assessments",
    "cases.texts",
    "cases.contacts",
    "cases.families.merging",
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
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "accounts.sessions_app.SessionsConfig",
    "csp",
    "simple_history",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "familyhubs.headers.HeadersMiddleware",
    "familyhubs.headers.MethodsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "familyhubs.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "familyhubs.csrf.OwnFormsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "familyhubs.files.NoFilesMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionLimitsMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.ActorMiddleware",
    "accounts.middleware.AccessMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "cases.families.old_links.OldLinksMiddleware",
    "cases.families.use_locked.UseLockMiddleware",
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
# Counts of tries. With Django's 300 entries anybody could push another's count out by making up addresses.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = True

# Email is unique whatever its capitals, by a constraint on Lower("email").
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# --- People ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.sign_in.SignInForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# Failed tries to sign in; accounts.tries says whose they are. Keys are hashed, so that the counts name nobody.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "login_failed_at_address": "30/5m/key",
    "login_failed_slowly": "15/h/key",
    "login_failed_anywhere": "60/h/key",
    "login_failed_device": "5/5m/key",
    "login_guessing_told": "1/d/key",
    "change_password": "5/m/user",
}
# How many proxies of ours stand in front: that many addresses at the end of X-Forwarded-For are believed, no others.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXIES", default=0, at_most=10)

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

# Entra ID: who somebody is comes from the directory alone; nothing of it is kept but the id an administrator entered.
SOCIALACCOUNT_ADAPTER = "accounts.entra.EntraAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "accounts.entra.EntraProvider", "APPS": [ENTRA] if ENTRA else []}
}
SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_AUTO_SIGNUP = False

# Signing in with a password asks for a second step, or for a passkey instead of both.
SECOND_FACTOR_REQUIRED = not DEMO_MODE
SECOND_FACTOR_KEY = env.secret("SECOND_FACTOR_KEY", default=SECRET_KEY)
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = f"{SERVICE_NAME}, {ORGANISATION_NAME}"

# Half an hour without a page, or twelve hours, ends a session; drafts and held forms keep what was typed.
SESSION_COOKIE_AGE = env.integer("SESSION_IDLE_SECONDS", default=30 * 60, at_least=10, at_most=30 * 60)
SESSION_LONGEST_SECONDS = env.integer(
    "SESSION_LONGEST_SECONDS", default=12 * 60 * 60, at_least=10, at_most=12 * 60 * 60
)
DEVICE_COOKIE_NAME = "device" if INSECURE_LOCAL else "__Host-device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_LOCAL
# "Strict" would lose the sign-in that comes back from Microsoft, and the forms open in other tabs of whoever follows a
# link in an email. "Lax" sends no cookie with a form or a picture on another site.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "session" if INSECURE_LOCAL else "__Host-session"
CSRF_COOKIE_NAME = "csrf" if INSECURE_LOCAL else "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "familyhubs.errors.form_expired"
# What was done, sometimes with a name in it, travels in the session and in no cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- The web --------------------------------------------------------------------------------------------------------
# The proxies in front, as addresses or networks. Only what comes from one of them is believed to have come by https.
PROXY_ADDRESSES = env.networks("PROXY_ADDRESSES")
# Where a stranger who found a hole can report it: mailto:… or https://…; shown in /.well-known/security.txt.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", default="")
SECURE_SSL_REDIRECT = not INSECURE_LOCAL
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 0 if INSECURE_LOCAL else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_LOCAL
SECURE_REFERRER_POLICY = "no-referrer"  # forms are known to be ours all the same: familyhubs/csrf.py
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
        # Chromium asks this of the address a form is sent on to as well.
        "form-action": [SELF, *([ENTRA["settings"]["origin"]] if ENTRA else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        # Ours and GOV.UK's scripts make no page out of text; neither may a hole in one of them.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
        "upgrade-insecure-requests": not INSECURE_LOCAL,
    }
}
# Room for the longest page of typed notes, several times over.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["govuk.uploads.DeclaredFiles"]
# Costly pages (accounts/limits.py): so many for each person signed in, or for each address.
RATE_LIMITS = {
    "search": "300/5m",
    "pack": "20/5m",
    "text": "60/5m",
    "data_request": "60/5m",
    "receipt_refused": "60/5m",
    "web_referral": "20/h",
    "survey": "20/h",
    "calendar_refused": "60/5m",
    # By anybody, and by a keyed hash of the address that changes each day (privacy/public_forms/limits.py).
    "public_form": "10/h",
    "public_file": "30/h",
    "public_save": "5/h",
    "public_return": "20/h",
    "answer_code": "30/5m",
}

STATIC_URL = "/static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
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
    "send due emails": {"task": "accounts.tasks.send_due_emails", "schedule": 30.0},
    "seal access log": {"task": "accounts.tasks.seal_access_log", "schedule": 60.0},
    "make access log parts": {
        "task": "accounts.tasks.make_access_log_parts",
        "schedule": crontab(hour="1", minute="45"),
    },
    "carry out decisions": {"task": "privacy.rights.tasks.carry_out_decisions", "schedule": 60.0},
    "carry out erasures": {"task": "retention.tasks.carry_out_erasures", "schedule": 60.0},
    "tell about a changed notice": {"task": "privacy.telling.tasks.tell_unfinished", "schedule": 30.0},
    "collect waiting packs": {"task": "privacy.tasks.collect_waiting_packs", "schedule": 30.0},
    "prepare and check packs": {"task": "privacy.redaction.tasks.see_to_reviews", "schedule": 30.0},
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
    "find duplicates": {
        "task": "cases.families.merging.tasks.find_duplicates",
        "schedule": crontab(hour="0", minute="45"),
    },
    "send codes of saved forms": {"task": "privacy.public_forms.tasks.send_codes", "schedule": 15.0},
    "forget saved forms": {
        "task": "privacy.public_forms.tasks.forget_saved_forms",
        "schedule": crontab(hour="3", minute="45"),
    },
    "destroy files of ended downloads": {
        "task": "privacy.partners.tasks.forget_ended_downloads",
        "schedule": crontab(minute="*/10"),
    },
    "take web referrals": {"task": "cases.referrals.tasks.take_web_referrals", "schedule": 15.0},
    "carry out merges": {"task": "cases.families.merging.tasks.carry_out_waiting", "schedule": 30.0},
    "review memberships": {
        "task": "accounts.tasks.review_memberships",
        "schedule": crontab(hour="1", minute="45"),
    },
    "destroy files of destroyed documents": {"task": "cases.documents.tasks.clean_folder", "schedule": 60.0},
    "destroy files of failed uploads": {
        "task": "cases.documents.tasks.sweep_folder",
        "schedule": crontab(hour="4", minute="45"),
    },
    "carry out row rules": {
        "task": "retention.tasks.carry_out_row_rules",
        "schedule": crontab(hour="4", minute="15"),
    },
}

# --- Backups --------------------------------------------------------------------------------------------------------
BACKUP_FOLDER = env.text("BACKUP_FOLDER", default=str(VAR_DIR / "backups"))
# Public keys of age; no private key is ever on this machine.
BACKUP_RECIPIENT = env.items("BACKUP_RECIPIENT", default="")
BACKUP_KEEP_DAYS = env.integer("BACKUP_KEEP_DAYS", default=35, at_least=1, at_most=400)
# Where `restore_check` restores into, when not into an embedded server that is thrown away.
RESTORE_DATABASE_URL = env.text("RESTORE_DATABASE_URL", default="")
# Outside the database: what was destroyed after a backup is destroyed again after that backup is restored.
ERASURE_LOG = env.text("ERASURE_LOG", default="")

# --- Documents ------------------------------------------------------------------------------------------------------
# Outside every folder that is served, on a disk that outlasts a release; a server has no default, lest files be lost.
DOCUMENT_FOLDER = env.text("DOCUMENT_FOLDER", local_default=str(VAR_DIR / "documents"))
# The council's virus scanner, tcp://host:3310. Once it is named, nothing is kept that it has not called clean.
CLAMD_ADDRESS = env.scanner()

# --- GOV.UK Notify --------------------------------------------------------------------------------------------------
NOTIFY_BASE_URL = env.web_address(
    "NOTIFY_BASE_URL",
    default=None if local.may_assume_defaults() else "https://api.notifications.service.gov.uk",
    local_default=local.notify_base_url,
)
NOTIFY_API_KEY = env.notify_api_key(local_default=local.notify_api_key)
NOTIFY_CALLBACK_TOKEN = env.secret("NOTIFY_CALLBACK_TOKEN", local_default=local.notify_callback_token)

# --- Email to staff: off unless a server is named ---------------------------------------------------------------------
EMAIL_SERVER = env.email_server()
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_SERVER else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SERVER or (
    "", 0, "", "", False, False,
)  # fmt: skip
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.email_address("EMAIL_FROM") if EMAIL_SERVER else "nobody@localhost"

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

# --- Every host that may be called (familyhubs/outbound.py refuses all others). A new part adds its address here. -----
OUTBOUND_HOSTS = env.outbound_hosts(
    DATABASES["default"],
    CELERY_BROKER_URL,
    NOTIFY_BASE_URL,
    RESTORE_DATABASE_URL,
    f"smtp://{EMAIL_SERVER.host}:{EMAIL_SERVER.port}" if EMAIL_SERVER else "",
    ENTRA["settings"]["origin"] if ENTRA else "",
    CLAMD_ADDRESS,
)
