"""The sandbox as a process of its own, as the demo starts it."""

import json
import os
import signal
import subprocess
import sys
from uuid import uuid4

import pytest
from notifications_python_client import NotificationsAPIClient

from cases.texts.sandbox import ApiKey, KeyKind
from tests.cases.texts.sandbox_client import NUMBER, PLAIN

COMMAND = [sys.executable, "-m", "cases.texts.sandbox"]


@pytest.fixture
def start(tmp_path):
    started = []

    def start(*arguments, **environment):
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
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


def test_it_serves_until_told_to_stop_and_says_nothing_of_what_passed(start, templates):
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


def test_it_runs_without_django():
    code = "import sys, cases.texts.sandbox.__main__; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
