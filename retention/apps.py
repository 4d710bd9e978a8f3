"""The retention app."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """The schedule, holds and disposal."""

    name = "retention"
