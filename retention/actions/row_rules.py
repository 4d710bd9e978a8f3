"""Carrying out the rules about single rows, each night, by themselves.

The two officers are for files of families, which cannot be had back. These rows have a date of their own that nobody
has to judge, so the approved schedule is authority enough; the off switch, holds and open requests count all the same.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Mapping

from django.db import connection, transaction

from retention.actions.single_rows import (
    access_checks_destroy,
    accounts_blank,
    alerts_destroy,
    complaints_destroy,
    drafts_destroy,
    referrals_destroy,
    requests_destroy,
    survey_answers_destroy,
    texts_blank,
)
from retention.models import DisposalRegister, DisposalSwitch, Rule
from retention.queries.row_rules import rows_due
from retention.queries.schedule import rule_to_carry_out

ROWS_AT_ONCE = 20_000

# A hold or a request that arrives now either counts already or waits until these rows are done; likewise a worker who
# types on, or somebody who comes back to their job.
DOORS = ("privacy_datarequest", "duties_complaint", "families_uselock", "retention_hold")
OWN_DOORS = {
    "draft": ("families_draft",),
    "referral": ("referrals_referral",),
    "staff_account": ("accounts_membership", "accounts_user"),
}
CLOSE_THE_DOORS = """
SET LOCAL lock_timeout = '500ms';
LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE;
SET LOCAL lock_timeout = 0
"""


@transaction.atomic
def row_rule_carry_out(*, code: str, run: uuid.UUID, on: datetime.date, at: datetime.datetime) -> bool:
    """Do to the next rows what a rule says once their period is over; tells whether more may be left.

    Nothing happens while the switch is off or the schedule is not approved. What was done is added to the register row
    of the run; a run that finds nothing leaves none. Raises ``OperationalError`` when somebody has been writing for too
    long to wait; nothing is changed then.
    """
    switch = DisposalSwitch.objects.select_for_update().get()
    rule = rule_to_carry_out(code, on)
    if rule is None or not switch.may_run:
        return False
    with connection.cursor() as cursor:
        cursor.execute(CLOSE_THE_DOORS.format(tables=", ".join((*OWN_DOORS.get(code, ()), *DOORS))))
    keys = rows_due(code, months=rule.months_kept, on=on, limit=ROWS_AT_ONCE)
    if not keys:
        return False
    _write_down(run, at, rule, len(keys), CARRY_OUT[code](keys))
    return len(keys) == ROWS_AT_ONCE


def _write_down(
    run: uuid.UUID, at: datetime.datetime, rule: Rule, rows: int, counts: Mapping[str, int]
) -> None:
    register, _ = DisposalRegister.objects.get_or_create(pk=run, defaults={"started_at": at})
    name = f"{rule.code} version {rule.version}"
    register.rules[name] = register.rules.get(name, 0) + rows
    register.counts = dict(sorted((Counter(register.counts) + Counter(counts)).items()))
    register.finished_at = at
    register.save()


CARRY_OUT: Mapping[str, Callable[[Collection[uuid.UUID]], Counter[str]]] = {
    "text_delivery": texts_blank,
    "data_request": requests_destroy,
    "complaint": complaints_destroy,
    "survey_answer": survey_answers_destroy,
    "referral": referrals_destroy,
    "draft": drafts_destroy,
    "staff_account": accounts_blank,
    "staff_alert": alerts_destroy,
    "access_check": access_checks_destroy,
}
