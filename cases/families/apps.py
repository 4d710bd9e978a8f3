"""The families app."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """People, families, relationships, contact points and involvements."""

    name = "cases.families"
    draft_forms = {"family_create": ("New record", "families:create")}
