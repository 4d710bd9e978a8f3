"""The merging app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door


class MergingConfig(AppConfig):
    """Duplicate records of people and families: the worklist, the merge and the way back.

    An app that must be asked before two records become one says so on its own ``AppConfig``:

        merge_stop = "retention.queries.lists.stops_merge"
    """

    name = "cases.families.merging"
    label = "merging"
    family_doors = (
        Door("Put two records of this family together", "merging:family_pair_new", Permission.RECORD_MERGE),
    )
