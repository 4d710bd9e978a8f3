"""The settings of a real start: what Django's own check says, what is refused, and that no secret is in the code."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from familyhubs import env, local
from tests import production

WEB = ["-m", "gunicorn", "--check-config"]
COMMAND = ["manage.py", "check"]
COOKIES = """
from familyhubs.start import load_settings; load_settings()
from django.conf import settings
for kind in ("SESSION", "CSRF"):
    names = ("NAME", "SECURE", "HTTPONLY", "SAMESITE", "PATH", "DOMAIN")
    print(*(getattr(settings, f"{kind}_COOKIE_{name}") for name in names))
print(settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD)
print(settings.SECURE_SSL_REDIRECT, settings.SECURE_PROXY_SSL_HEADER, settings.USE_X_FORWARDED_HOST, settings.DEBUG)
print(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"])
"""


def test_djangos_check_for_a_real_start_finds_nothing() -> None:
    checked = production.run([*COMMAND, "--deploy", "--fail-level", "WARNING"])
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_cookies_and_https_are_as_strict_as_they_can_be() -> None:
    said = production.run(["-c", COOKIES])
    assert said.stdout.splitlines() == [
        "__Host-session True True Lax / None",
        "__Host-csrf True True Lax / None",
        "31536000 True True",
        "True None False False",
        "True",
    ], said.stderr


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"DEBUG": "true"}, "DEBUG must be false"),
        (
            {
                "DEBUG": "true",
                "INSECURE_LOCAL": "true",
                "BIND_HOST": "127.0.0.1",
                "ALLOWED_HOSTS": "localhost",
            },
            "DEBUG must be false",
        ),
        ({"INSECURE_LOCAL": "true"}, "INSECURE_LOCAL must be false"),
        ({"INSECURE_LOCAL": "true", "BIND_HOST": "0.0.0.0"}, "INSECURE_LOCAL must be false"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must list each host name in full"),
        ({"ALLOWED_HOSTS": "hubs.example,.gov.uk"}, "ALLOWED_HOSTS must list each host name in full"),
        ({"PROXY_ADDRESSES": "*"}, "PROXY_ADDRESSES must list addresses or networks"),
        ({"PROXY_ADDRESSES": "10.0.0.1/8"}, "PROXY_ADDRESSES must list addresses or networks"),
        ({"SECRET_KEY": "k" * 49}, "SECRET_KEY must have at least 50 characters"),
    ],
    ids=str,
)
def test_a_start_that_would_not_be_safe_is_refused_in_one_sentence(
    given: dict[str, str], sentence: str
) -> None:
    refused = production.run(WEB, production.environment(**given))
    assert refused.returncode != 0
    assert refused.stderr.startswith(f"Not started: {sentence}"), refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_faults_are_shown_with_their_source_on_no_server_and_on_no_command_for_real() -> None:
    for command in ([*WEB], ["-m", "celery", "-A", "familyhubs", "report"], COMMAND):
        refused = production.run(command, production.environment(DEBUG="true"))
        assert refused.stderr.startswith("Not started: DEBUG must be false"), command


# --- Secrets ----------------------------------------------------------------------------------------------------------

SHOW = """
from familyhubs.start import load_settings; load_settings()
from django.conf import settings
from django.db import connection
from django.views.debug import SafeExceptionReporterFilter
print({name: getattr(settings, name) for name in dir(settings) if name.isupper()})
print(repr(connection.settings_dict), SafeExceptionReporterFilter().get_safe_settings())
"""


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "diffsettings", "--all"],
        ["-c", SHOW],
        ["-m", "celery", "-A", "familyhubs", "report"],
        [*WEB, "--print-config"],
    ],
    ids=["diffsettings", "repr", "celery report", "gunicorn's settings"],
)
def test_no_secret_shows_where_settings_are_printed(command: list[str]) -> None:
    settings = production.environment()
    key = settings["NOTIFY_API_KEY"]
    secrets = [settings["SECRET_KEY"], settings["NOTIFY_CALLBACK_TOKEN"], key, key[-36:]]
    secrets += ["a-password-of-the-database", "a-password-of-the-broker"]
    shown = production.run(command, settings)
    assert shown.returncode == 0, shown.stderr
    assert len(shown.stdout) > 500
    assert [secret for secret in secrets if secret in shown.stdout + shown.stderr] == []


def test_a_secret_is_itself_wherever_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEY", "k" * 40)
    secret = env.secret("KEY")
    assert secret == "k" * 40
    assert f"{secret}" == str(secret) == "k" * 40
    assert "kk" not in repr({"KEY": secret})


def test_every_secret_of_the_settings_comes_from_the_environment() -> None:
    tree = ast.parse((local.ROOT / "familyhubs" / "settings.py").read_text())
    given = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and re.search(r"(SECRET|KEY|TOKEN|PASSWORD|URL|DSN)$", target.id)
    }
    ours = {"SECRET_KEY", "CELERY_BROKER_URL", "NOTIFY_API_KEY", "NOTIFY_CALLBACK_TOKEN", "NOTIFY_BASE_URL"}
    assert ours <= given.keys()
    harmless = {"LOGIN_URL", "LOGIN_REDIRECT_URL", "ACCOUNT_LOGOUT_REDIRECT_URL", "STATIC_URL"}
    for name in given.keys() - harmless:
        assert ast.unparse(given[name]).startswith("env."), f"{name} is written into the settings"


UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MADE_UP = "open-sesame|password|guest|hunter2|p%40ss|…|a-password"
PATTERNS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "an age key": r"AGE-SECRET-KEY-1[0-9A-Z]{20,}",
    "a key of GOV.UK Notify": rf"\b(?!a-1|build-0|sandbox-)\w+-{UUID}-{UUID.replace('(', '(?:')}",
    "a key of Amazon": r"\bAKIA[0-9A-Z]{16}\b",
    "a token of GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36}",
    "a token of Slack": r"\bxox[abpr]-[A-Za-z0-9-]{10,}",
    "a signed token": r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.",
    "a password in an address": rf"://(?![^@\s/:]*:(?:{MADE_UP}))[\w.-]+:[^@\s/{{}}$\"']{{3,}}@",
    "a value given to a secret": r"(?i)\b\w*(secret_key|api_key|token|passwd|password)\s*[=:]\s*"
    r"[\"'](?=[^\"']*\d)(?=[^\"']*[a-z])[\w+/=!-]{16,}[\"']",
}


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=local.ROOT, capture_output=True, text=True, check=True
    )
    return [local.ROOT / name for name in listed.stdout.split("\0") if name]


def secrets_in(text: str) -> list[str]:
    return [what for what, pattern in PATTERNS.items() if re.search(pattern, text)]


def test_no_secret_is_in_a_file_of_the_repository() -> None:
    files = tracked()
    assert len(files) > 300
    found = []
    for path in files:
        if path.suffix in {".png", ".lock"} or path == Path(__file__) or not path.is_file():
            continue
        found += [
            f"{path.relative_to(local.ROOT)}: {what}" for what in secrets_in(path.read_text(errors="replace"))
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "line",
    [
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        f"AGE-SECRET-KEY-1{'Q' * 58}",
        "live-3ab0e1d4-0f4f-4c1b-9d36-111111111111-5d0bb0f3-2a63-4f55-9b1b-222222222222",
        "postgresql://hubs:Tr0ub4dor@db.internal/hubs",
        'SECRET_KEY = "3k9dkw0s8f7g6h5j4k3l2"',
        'api_key: "a1b2c3d4e5f6a7b8c9d0"',
    ],
)
def test_a_secret_in_a_file_would_be_found(line: str) -> None:
    assert secrets_in(line)


def test_files_that_hold_secrets_are_in_no_version_and_no_image() -> None:
    assert ".env" not in {path.name for path in tracked()}
    ignored = subprocess.run(["git", "check-ignore", "--quiet", ".env"], cwd=local.ROOT, check=False)
    assert ignored.returncode == 0
    shipped = (local.ROOT / ".dockerignore").read_text().split()
    assert shipped[0] == "*"
    assert not [name for name in shipped if "env" in name]
