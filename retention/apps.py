"""The retention app."""

from django.apps import AppConfig

from retention import checks


class RetentionConfig(AppConfig):
    """The schedule, holds and disposal; importing the checks registers them."""

    name = "retention"
    system_checks = checks
    notice_uses = "retention.notice_uses.uses"
    merge_stop = "retention.queries.lists.stops_merge"
