"""Later work of accounts."""

import logging
from smtplib import SMTPException, SMTPRecipientsRefused

from celery import shared_task
from django.utils import timezone

from accounts.actions.emails import email_sent, emails_claim
from accounts.actor import acting_as_system
from accounts.emails import email_send

AT_ONCE = 20
JOB = "emails"

logger = logging.getLogger(__name__)


@shared_task
def send_due_emails() -> None:
    """Send what waits, until nothing is due or the mail server is unwell; the next sweep goes on. May run twice."""
    while True:
        with acting_as_system(JOB):
            claims = emails_claim(at=timezone.now(), at_most=AT_ONCE)
        if not claims:
            return
        for claim in claims:
            try:
                email_send(claim)
            except SMTPRecipientsRefused:
                logger.warning("The mail server does not know a member of staff")
                continue
            except (SMTPException, OSError) as error:
                logger.warning("The mail server took no email (%s)", type(error).__name__)
                return
            with acting_as_system(JOB):
                email_sent(alert_id=claim.alert_id)
