"""Later work of accounts: emails to staff, and the log of reads. Each task is safe to run at any time, twice."""

import datetime
import logging
from smtplib import SMTPException, SMTPRecipientsRefused

from celery import shared_task
from django.utils import timezone

from accounts.actions.access_seals import ROWS_AT_ONCE, access_log_make_parts, access_log_seal
from accounts.actions.emails import email_sent, emails_claim
from accounts.actions.reviews import reviews_carry_on
from accounts.actor import acting_as_system
from accounts.emails import email_send

AT_ONCE = 20
EMAILS, ACCESS_LOG = "emails", "access-log"
AHEAD = datetime.timedelta(days=92)

logger = logging.getLogger(__name__)


@shared_task
def send_due_emails() -> None:
    """Send what waits, until nothing is due or the mail server is unwell; the next sweep goes on. May run twice."""
    while True:
        with acting_as_system(EMAILS):
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
            with acting_as_system(EMAILS):
                email_sent(alert_id=claim.alert_id)


@shared_task
def seal_access_log() -> None:
    """Seal what was added since. The head in the process log lets an auditor see later that no seal was cut off."""
    more = True
    while more:
        with acting_as_system(ACCESS_LOG):
            seal = access_log_seal(at=timezone.now())
        more = seal is not None and seal.rows == ROWS_AT_ONCE
        if seal is not None:
            logger.info("Access log sealed, head %s", seal.head)


@shared_task
def make_access_log_parts() -> None:
    """Have the parts of this month and the next three ready; a night that fails leaves two months of nights to go."""
    today = timezone.localdate()
    with acting_as_system(ACCESS_LOG):
        access_log_make_parts(first=today, last=today + AHEAD)


@shared_task
def review_memberships() -> None:
    """Ask, warn and end as the day in London says. Safe to run twice, and to miss nights."""
    with acting_as_system("access review"):
        reviews_carry_on(on=timezone.localdate(), at=timezone.now())
