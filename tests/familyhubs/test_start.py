"""Every way of starting refuses a bad or missing setting with one sentence, and nothing else."""

import os
import subprocess
import sys

import pytest

from familyhubs import local

PYTHON = sys.executable
GOOD = {
    "SECRET_KEY": "k" * 50,
    "ACCESS_LOG_KEY": "l" * 50,
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "CELERY_BROKER_URL": "amqp://127.0.0.1:1//",
    "ALLOWED_HOSTS": "hubs.example",
    "NOTIFY_API_KEY": "a-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222",
    "NOTIFY_CALLBACK_TOKEN": "t" * 40,
    "DOCUMENT_FOLDER": "/srv/documents",
}
WEB = [PYTHON, "-m", "gunicorn", "--check-config"]
WORKER = [PYTHON, "-m", "celery", "-A", "familyhubs", "report"]
COMMAND = [PYTHON, "manage.py", "help", "check"]


def start(command, **settings):
    environment = {
        name: value for name, value in {"PATH": os.environ["PATH"], **GOOD, **settings}.items() if value
    }
    return subprocess.run(
        command, cwd=local.ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", [WEB, WORKER, COMMAND], ids=["web", "worker", "command"])
def test_a_malformed_setting_stops_every_kind_of_process_with_one_sentence(command):
    refused = start(command, DATABASE_URL="mysql://u:hunter2@h/n")
    assert refused.returncode != 0
    assert refused.stdout == ""
    assert refused.stderr.splitlines() == [
        "Not started: DATABASE_URL must start with postgresql://, because this service runs on PostgreSQL only."
    ]


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("command", [WEB, WORKER], ids=["web", "worker"])
def test_a_server_started_for_real_assumes_no_setting(command, name):
    refused = start(command, **{name: None})
    assert refused.returncode != 0
    assert len(refused.stderr.splitlines()) == 1
    assert refused.stderr.startswith(f"Not started: {name} is not set")


DEMO = {
    "DEMO_MODE": "on",
    "INSECURE_LOCAL": "on",
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "BIND_HOST": "127.0.0.1",
}
ENTRA = {
    "ENTRA_TENANT_ID": "3f0c4a52-98c1-4f9e-8f43-2f7f3d3b9b10",
    "ENTRA_CLIENT_ID": "3f0c4a52-98c1-4f9e-8f43-2f7f3d3b9b11",
    "ENTRA_CLIENT_SECRET": "secret",
}


@pytest.mark.parametrize("command", [WEB, WORKER, COMMAND], ids=["web", "worker", "command"])
@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"INSECURE_LOCAL": "off"}, "INSECURE_LOCAL"),
        ({"ALLOWED_HOSTS": "127.0.0.1,hubs.example"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"BIND_HOST": "0.0.0.0"}, "BIND_HOST"),
        ({"BIND_HOST": None}, "BIND_HOST"),
        (ENTRA, "ENTRA_"),
    ],
)
def test_demo_mode_is_refused_wherever_somebody_else_could_come_in(command, changed, named):
    refused = start(command, **{**DEMO, **changed})
    assert refused.returncode != 0
    assert len(refused.stderr.splitlines()) == 1
    assert refused.stderr.startswith("Not started: ")
    assert named in refused.stderr


@pytest.mark.parametrize("command", [WEB, WORKER], ids=["web", "worker"])
def test_a_server_that_others_reach_refuses_to_go_without_https(command):
    refused = start(command, INSECURE_LOCAL="on", BIND_HOST="127.0.0.1")
    assert refused.stderr.splitlines() == [
        "Not started: INSECURE_LOCAL sends passwords in the clear, so ALLOWED_HOSTS may then name this machine alone."
    ]
    assert refused.returncode != 0


def test_the_demo_and_a_portal_with_entra_are_accepted():
    assert start(WEB, **DEMO).returncode == 0
    assert start(WEB, **ENTRA).returncode == 0


@pytest.mark.parametrize("command", [WEB, WORKER, COMMAND], ids=["web", "worker", "command"])
def test_complete_settings_are_accepted(command):
    assert start(command).returncode == 0
