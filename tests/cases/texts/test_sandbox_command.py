"""The sandbox as a process of its own, as the demo starts it."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from notifications_python_client import NotificationsAPIClient

from cases.texts.sandbox import ApiKey, KeyKind
from tests.cases.texts.sandbox_client import NUMBER, PLAIN

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "cases.texts.sandbox"]


@pytest.fixture
def home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def start(home):
    started = []

    def start(*arguments, **environment):
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(home)} | environment,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def templates(tmp_path):
    path = tmp_path / "templates.json"
    path.write_text(json.dumps([{"id": str(PLAIN.id), "name": "Plain", "body": "Please ring the hub."}]))
    return path


def test_it_serves_until_told_to_stop_and_leaves_no_trace_of_what_passed(start, templates, home):
    key = ApiKey.generate(uuid4(), KeyKind.TEST)
    process = start("--templates", str(templates), NOTIFY_SANDBOX_KEYS=f"test:{key.text}")
    url = process.stdout.readline().split()[-1]
    client = NotificationsAPIClient(key.text, base_url=url)
    client.send_sms_notification(NUMBER, str(PLAIN.id), reference="r-1")
    client.request_session.close()
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == 0
    assert (output, errors) == ("", "")
    assert list(home.iterdir()) == []


def test_without_keys_it_makes_and_prints_one_of_each_kind(start, templates):
    process = start("--templates", str(templates), NOTIFY_SANDBOX_KEYS="")
    url = process.stdout.readline().split()[-1]
    printed = [process.stdout.readline().split() for _ in range(3)]
    assert [words[0] for words in printed] == ["live", "team", "test"]
    client = NotificationsAPIClient(printed[0][-1], base_url=url)
    assert client.get_all_templates()["templates"][0]["name"] == "Plain"
    client.request_session.close()


@pytest.mark.parametrize(
    "content", ["{}", "[{}]", "nonsense", '[{"id": "x", "name": "n", "body": "b"}]', None]
)
def test_a_bad_templates_file_stops_it_with_one_sentence(start, tmp_path, content):
    path = tmp_path / "bad.json"
    if content is not None:
        path.write_text(content)
    process = start("--templates", str(path))
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "is not a list of templates" in errors
    assert "Traceback" not in errors


def test_a_taken_port_stops_it_with_one_sentence(start):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start("--port", str(taken.getsockname()[1]))
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 1
    assert errors.startswith("Cannot listen on 127.0.0.1 port ")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("keys", ["live:short", "gold:x-1", "nonsense"])
def test_a_malformed_key_stops_it_and_is_not_repeated(start, keys):
    process = start(NOTIFY_SANDBOX_KEYS=keys)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "NOTIFY_SANDBOX_KEYS must hold" in errors
    assert keys not in errors


def test_a_team_number_that_is_no_mobile_stops_it(start):
    process = start("--team", "01752 668000")
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "a team number must be a mobile number" in errors


def test_it_runs_without_django():
    code = "import sys, cases.texts.sandbox.__main__; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
