"""Celery: tasks are a nudge about rows that are due, never the record of them.

Messages carry ids alone; no result is kept; a message is acknowledged after its work, so that killing a worker loses
nothing that the sweep in settings would not find again.
"""

import sys
from pathlib import Path
from typing import Any

from celery import Celery
from django.conf import settings

from familyhubs import local, start

if local.program(sys.argv) == "celery":
    start.load_settings()

FILE_BROKER = local.VAR / "broker"


def _defaults() -> dict[str, Any]:
    return {
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "result_backend": None,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "worker_send_task_events": False,
        "task_send_sent_event": False,
        "broker_connection_retry_on_startup": True,
        # A page that nudges must not wait for a dead broker: the sweep will find the row.
        "broker_connection_timeout": 2,
        "task_publish_retry": False,
        "beat_schedule_filename": str(local.VAR / "celerybeat-schedule"),
        **(_file_broker() if settings.CELERY_BROKER_URL.startswith("filesystem:") else {}),
    }


def _file_broker() -> dict[str, Any]:
    """One machine's broker in plain files; remote control would only litter it."""
    folders = {name: FILE_BROKER / name for name in ("messages", "control", "processed")}
    for folder in folders.values():
        _private(folder)
    return {
        "worker_enable_remote_control": False,
        "broker_transport_options": {
            "data_folder_in": str(folders["messages"]),
            "data_folder_out": str(folders["messages"]),
            "control_folder": str(folders["control"]),
            "processed_folder": str(folders["processed"]),
            "store_processed": False,
            "polling_interval": 0.2,
        },
    }


def _private(folder: Path) -> None:
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


app = Celery("familyhubs")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.add_defaults(_defaults)
app.autodiscover_tasks()
