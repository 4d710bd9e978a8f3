"""The texts app."""

from django.apps import AppConfig


class TextsConfig(AppConfig):
    """Texts through GOV.UK Notify: outbox, sending, receipts."""

    name = "cases.texts"
    chronology_source = "cases.texts.chronology.Texts"
