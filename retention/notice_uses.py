"""What the schedule uses of the notice: each rule is a time that the notice lists, and some rest on a law."""

from __future__ import annotations

from collections.abc import Iterator

from privacy.codes import NoticeCode
from privacy.notices.uses import Use
from retention.schedule import DEFAULTS, LAW_OF_SOURCE

SAID_WITH = {"survey_answer": "survey"}
"""Rules that the notice tells in one line with another: answers go with the names of whoever gave them, or sooner."""


def uses() -> Iterator[Use]:
    """Each rule of the schedule, and the law it gives as its reason."""
    for rule in DEFAULTS:
        place = f"the rule “{rule.code}” of retention/schedule.py"
        code = SAID_WITH.get(rule.code, rule.code)
        page = NoticeCode.SURVEY if code == "survey" else NoticeCode.SERVICE
        yield Use("periods", code, page, place)
        if law := LAW_OF_SOURCE.get(rule.source):
            yield Use("laws", law, NoticeCode.SERVICE, f"{place}, by its source")
