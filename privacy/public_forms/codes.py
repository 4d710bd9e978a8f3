"""Sending the code of a saved form through GOV.UK Notify."""

from __future__ import annotations

from cases.texts.models import TextTemplate
from cases.texts.notify import Notify
from privacy.public_forms.actions.saving import Waiting
from privacy.public_forms.models import SendBy

TEXT_WORDING = "Code to go on with a form, by text"
EMAIL_WORDING = "Code to go on with a form, by email"


def code_send(waiting: Waiting) -> None:
    """Hand it over, unless a worker that was killed since did so already. Raises ``NotifyTrouble``."""
    is_text = waiting.send_by == SendBy.TEXT
    template = TextTemplate.objects.get(name=TEXT_WORDING if is_text else EMAIL_WORDING)
    gaps = {"code": waiting.code}
    with Notify() as notify:
        if waiting.attempt > 1 and notify.find(waiting.key):
            return
        if is_text:
            notify.send(
                number=waiting.send_to,
                template_id=template.notify_id,
                personalisation=gaps,
                reference=waiting.key,
            )
        else:
            notify.send_email(
                address=waiting.send_to,
                template_id=template.notify_id,
                personalisation=gaps,
                reference=waiting.key,
            )
