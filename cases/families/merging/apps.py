"""The merging app."""

from django.apps import AppConfig


class MergingConfig(AppConfig):
    """Duplicate records of people: the worklist, the merge and the way back.

    An app that must be asked before two records become one says so on its own ``AppConfig``:

        merge_stop = "retention.queries.lists.stops_merge"
    """

    name = "cases.families.merging"
    label = "merging"
