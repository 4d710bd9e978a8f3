"""The wordings a council starts with. Their ids are the sandbox's; for real ones put in the ids GOV.UK Notify gives."""

import uuid
from typing import Any

from django.db import migrations
from django.utils import timezone

from accounts.keys import new_key

TEMPLATES = (
    (
        "b0a6d3c1-52f4-4d0e-9d35-6a8f2c1e7b01",
        "Visit reminder",
        "Reminds somebody of a visit that was agreed.",
        "Hello ((first name)), this is a reminder of our visit on ((day)) at ((time)). If it no longer suits you,"
        " please ring ((telephone)). ((worker))",
    ),
    (
        "b0a6d3c1-52f4-4d0e-9d35-6a8f2c1e7b02",
        "Changed appointment",
        "Tells somebody that an appointment has moved.",
        "Hello ((first name)), your appointment on ((old day)) has moved to ((new day)) at ((time)). If that does not"
        " suit you, please ring ((telephone)). ((worker))",
    ),
    (
        "b0a6d3c1-52f4-4d0e-9d35-6a8f2c1e7b03",
        "Group reminder",
        "Reminds somebody of a group session they booked.",
        "Hello ((first name)), your next session is on ((day)) at ((time)), at ((place)). See you there. ((worker))",
    ),
    (
        "b0a6d3c1-52f4-4d0e-9d35-6a8f2c1e7b04",
        "Please ring us",
        "Asks somebody to ring, without saying what about.",
        "Hello ((first name)), please ring ((worker)) on ((telephone)) when you have a moment. It is not urgent.",
    ),
)


def load(apps: Any, schema_editor: Any) -> None:
    """Templates and the first version of each in their history."""
    template = apps.get_model("texts", "TextTemplate")
    version = apps.get_model("texts", "HistoricalTextTemplate")
    for notify_id, name, purpose, body in TEMPLATES:
        values = {
            "id": new_key(),
            "name": name,
            "purpose": purpose,
            "notify_id": uuid.UUID(notify_id),
            "body": body,
        }
        template.objects.create(**values)
        version.objects.create(
            **values,
            history_date=timezone.now(),
            history_type="+",
            history_change_reason="Came with the portal",
        )


class Migration(migrations.Migration):
    """Data a council rewords in the admin."""

    dependencies = [("texts", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
