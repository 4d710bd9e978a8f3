"""The demo's random secrets and addresses, kept with its database so that a second start finds the same ones."""

import json
import secrets
from pathlib import Path
from uuid import uuid4

from familyhubs import local


def settings_kept(folder: Path) -> dict[str, str]:
    """The secrets of the demo in this folder, each made once; the file is for its owner's eyes only."""
    path = folder / local.KEPT
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    made = {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ACCESS_LOG_KEY": secrets.token_urlsafe(50),
        "NOTIFY_API_KEY": f"demo-{uuid4()}-{uuid4()}",
        "NOTIFY_CALLBACK_TOKEN": secrets.token_urlsafe(32),
    }
    kept = made | {str(name): str(value) for name, value in before.items()}
    if kept.keys() != before.keys():
        settings_keep(folder, kept)
    return kept


def settings_keep(folder: Path, settings: dict[str, str]) -> None:
    """Replace what is kept, in one step: a reader sees the old or the new, never half."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    fresh = folder / f"{local.KEPT}.new"
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    fresh.replace(folder / local.KEPT)
