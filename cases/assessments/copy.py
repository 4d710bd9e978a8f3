"""The family's copy of an assessment as PDF/UA."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from cases.assessments.models import Assessment
from govuk.pdf import pdf_of

TEMPLATE = Path(__file__).with_name("copy.typ")


def copy_pdf(assessment: Assessment, parts: Iterable[Mapping[str, Any]], *, on: datetime.date) -> bytes:
    """The chosen sections with every question and answer; the manager's comments to the worker are not in it."""
    begun = timezone.localdate(assessment.started_at)
    data = {
        "title": f"{assessment.form.definition}: {assessment.family}",
        "organisation": settings.ORGANISATION_NAME,
        "opening": [
            f"Begun on {_day(begun)} by {assessment.started_by}. Your copy was made on {_day(on)}.",
            "Is something wrong or missing? Tell us: we will put it right or write down that you disagree.",
        ],
        "parts": [{"title": part["title"], "rows": part["rows"]} for part in parts],
    }
    return pdf_of(TEMPLATE, data)


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
