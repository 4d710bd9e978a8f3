"""Emails to staff: what happened and when, what to do, and no name of anybody. There is no link in them to follow."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from accounts.actions.emails import EmailClaim
from accounts.models import AlertKind

TEMPLATES = {AlertKind.NEW_DEVICE: "new_device", AlertKind.SIGN_IN_GUESSED: "sign_in_guessed"}


def email_send(claim: EmailClaim) -> None:
    """Hand the email to the mail server.

    A second try carries the same Message-ID, so that a mailbox shows one. Raises ``SMTPException`` or ``OSError``.
    """
    kind = AlertKind(claim.kind)
    words = render_to_string(
        f"account/email/{TEMPLATES.get(kind, 'alert')}.txt",
        {"at": claim.raised_at, "browser": claim.detail, "kind": kind.label},
    )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    EmailMessage(
        subject=f"{settings.SERVICE_NAME}: {kind.label}",
        body=words.strip() + "\n",
        to=[claim.address],
        headers={"Message-ID": f"<{claim.alert_id}@{domain}>", "Auto-Submitted": "auto-generated"},
    ).send()
