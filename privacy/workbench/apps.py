"""The workbench app."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """What officers do to answer a request: who is concerned, where was searched, who was asked, what was written."""

    name = "privacy.workbench"
    label = "workbench"
    verbose_name = "Answering data requests"
    default_auto_field = "django.db.models.BigAutoField"
    request_panels = (
        "privacy.workbench.panels.People",
        "privacy.workbench.panels.Searches",
        "privacy.workbench.panels.Letters",
    )
