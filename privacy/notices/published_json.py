"""A version for machines. The shape is documented by ``schema.json`` beside this file and published with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from privacy.notices.models import ENGLISH, NoticeVersion

SCHEMA: dict[str, Any] = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))


def as_json(version: NoticeVersion) -> dict[str, Any]:
    """A published version in the documented shape."""
    return {
        "notice": version.page,
        "version": version.number,
        "effective_from": version.effective_from.isoformat(),
        "what_changed": version.what_changed,
        "language": ENGLISH,
        **{key: value for key, value in version.content.items() if key not in ("page", "labels")},
    }
