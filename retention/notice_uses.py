"""What the schedule uses of the notice: each rule is a time that the notice lists, and some rest on a law."""

from __future__ import annotations

from collections.abc import Iterator

from privacy.codes import NoticeCode
from privacy.notices.uses import Use
from retention.schedule import DEFAULTS, LAW_OF_SOURCE


def uses() -> Iterator[Use]:
    """Each rule of the schedule, and the law it gives as its reason."""
    for rule in DEFAULTS:
        place = f"the rule “{rule.code}” of retention/schedule.py"
        page = NoticeCode.SURVEY if rule.service_kind == "survey" else NoticeCode.SERVICE
        yield Use("periods", rule.code, page, place)
        if law := LAW_OF_SOURCE.get(rule.source):
            yield Use("laws", law, NoticeCode.SERVICE, f"{place}, by its source")
