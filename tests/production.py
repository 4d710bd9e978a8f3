"""The portal as a council starts it: every setting given, nothing assumed, nothing of this machine's.

python -m tests.production check --deploy    runs a command of manage.py under those settings
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from uuid import uuid4

from familyhubs import local

HOST = "hubs.example"


def environment(**settings: str) -> dict[str, str]:
    """Everything a process is started with, made up anew each time; `settings` are added or replaced."""
    return {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ACCESS_LOG_KEY": secrets.token_urlsafe(50),
        "DATABASE_URL": "postgresql://hubs:a-password-of-the-database@db.example:5432/hubs?sslmode=verify-full",
        "CELERY_BROKER_URL": "amqps://hubs:a-password-of-the-broker@broker.example:5671//",
        "ALLOWED_HOSTS": HOST,
        "INSECURE_LOCAL": "false",
        "ORGANISATION_NAME": "Example County Council",
        "NOTIFY_BASE_URL": "https://notify.example",
        "NOTIFY_API_KEY": f"live-{uuid4()}-{uuid4()}",
        "NOTIFY_CALLBACK_TOKEN": secrets.token_urlsafe(32),
        "DOCUMENT_FOLDER": "/srv/documents",
        "SECURITY_CONTACT": "mailto:security@hubs.example",
        "PROXY_ADDRESSES": "127.0.0.1",
        **settings,
    }


def run(
    command: list[str], settings: Mapping[str, str] | None = None, *, asked: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a program of this checkout's Python, `asked` on its standard input; its output is kept."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=local.ROOT,
        env={**(settings or environment())},
        input=asked,
        capture_output=True,
        text=True,
        check=False,
    )


if __name__ == "__main__":
    done = run(["manage.py", *sys.argv[1:]])
    print(done.stdout, done.stderr, sep="", end="")
    sys.exit(done.returncode)
