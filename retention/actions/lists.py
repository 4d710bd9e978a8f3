"""From a proposed list to an approved one: the nightly job proposes, two officers decide."""

import datetime

from django.db import connection, transaction

from accounts.models import User
from retention.models import DisposalItem, DisposalList, DisposalSwitch
from retention.models.disposal import Block, ItemState, ListState
from retention.queries.due import with_files_due
from retention.queries.schedule import schedule_is_approved
from retention.rules.officers import WrongState, check_approver, check_state

# Index card alone: a reference, the year of birth of the youngest, how many people.
ITEMS = """
INSERT INTO retention_disposalitem
       (id, disposal_list_id, family_id, group_key, reference, birth_year, people, rule_id, trigger_on, due_on, state,
        blocks, decision_reason)
SELECT uuidv7(), %(list)s, d.family_id, d.group_key, f.reference, m.birth_year, m.people, d.rule_id, d.trigger_on,
       d.due_on, CASE WHEN d.blocks = '{}' THEN 'due' ELSE 'blocked' END, d.blocks, ''
  FROM (<files due>) d
  JOIN families_family f ON f.id = d.family_id
  JOIN LATERAL (
      SELECT extract(year FROM max(p.date_of_birth)) AS birth_year, count(DISTINCT p.id) AS people
        FROM families_familymembership m JOIN families_person p ON p.id = m.person_id
       WHERE m.family_id = d.family_id) m ON true
 WHERE NOT EXISTS (SELECT 1 FROM retention_disposalitem i JOIN retention_disposallist l ON l.id = i.disposal_list_id
                    WHERE i.family_id = d.family_id AND i.state = 'due' AND l.state IN ('submitted', 'approved'))
ON CONFLICT (disposal_list_id, family_id) DO NOTHING
"""


@transaction.atomic
def list_propose(*, on: datetime.date, at: datetime.datetime) -> DisposalList | None:
    """Bring the one proposed list up to date with what is due on a day; ``None`` when there is nothing to show.

    Run again it changes nothing but what changed in the files; what officers decided stays.
    """
    if not schedule_is_approved(on) or not DisposalSwitch.objects.filter(may_run=True).exists():
        return None
    proposed: DisposalList
    proposed, _ = DisposalList.objects.select_for_update().get_or_create(
        state=ListState.PROPOSED, defaults={"due_on": on, "proposed_at": at}
    )
    proposed.items.filter(decided_by__isnull=True).delete()
    with connection.cursor() as cursor:
        cursor.execute(with_files_due(ITEMS), {"on": on, "families": None, "list": proposed.pk})
    if not proposed.items.exists():
        proposed.delete()
        return None
    proposed.due_on, proposed.proposed_at = on, at
    proposed.save(update_fields=["due_on", "proposed_at"])
    return proposed


@transaction.atomic
def item_take_off(
    *, item: DisposalItem, reason: str, review_on: datetime.date, at: datetime.datetime, by: User
) -> None:
    """Keep a file, and the files linked to it, until an officer looks again.

    Raises ``WrongState`` once the list is submitted, or when somebody was faster.
    """
    disposal_list = _locked(item.disposal_list)
    check_state(disposal_list, ListState.PROPOSED)
    there = disposal_list.items.select_related("decided_by").get(pk=item.pk)
    if there.state == ItemState.TAKEN_OFF:
        who, why = there.decided_by or "somebody", there.decision_reason
        raise WrongState(f"This file is kept already, by {who}: “{why}”. Nothing was changed")
    linked = disposal_list.items.filter(group_key=item.group_key).exclude(state=ItemState.TAKEN_OFF)
    linked.update(
        state=ItemState.TAKEN_OFF, decision_reason=reason, review_on=review_on, decided_by=by, decided_at=at
    )


@transaction.atomic
def item_agree(*, item: DisposalItem, reason: str, at: datetime.datetime, by: User) -> None:
    """Decide that a file whose rule asks for a person's judgement may go. Raises ``WrongState`` for any other file."""
    disposal_list = _locked(item.disposal_list)
    check_state(disposal_list, ListState.PROPOSED)
    item = disposal_list.items.select_for_update().get(pk=item.pk)
    if item.state != ItemState.BLOCKED or item.blocks != [Block.REVIEW]:
        who, why = item.decided_by or "nobody", item.decision_reason
        raise WrongState(
            f"This file was decided already, by {who}: “{why}”. Nothing was changed"
            if why
            else "This file is not waiting for a decision"
        )
    item.state, item.blocks = ItemState.DUE, []
    item.decision_reason, item.decided_by, item.decided_at = reason, by, at
    item.save()


@transaction.atomic
def list_submit(*, disposal_list: DisposalList, at: datetime.datetime, by: User) -> None:
    """Ask a second officer. Raises ``WrongState`` for a list that moved on or has nothing to destroy."""
    disposal_list = _locked(disposal_list)
    check_state(disposal_list, ListState.PROPOSED)
    if not disposal_list.items.filter(state=ItemState.DUE).exists():
        raise WrongState("Nothing on this list can be destroyed")
    disposal_list.state, disposal_list.submitted_by, disposal_list.submitted_at = ListState.SUBMITTED, by, at
    disposal_list.save()


@transaction.atomic
def list_return(*, disposal_list: DisposalList, by: User) -> None:
    """Stop a submitted or approved list; its files are proposed afresh by the next nightly run."""
    disposal_list = _locked(disposal_list)
    check_state(disposal_list, ListState.SUBMITTED, ListState.APPROVED)
    disposal_list.items.filter(state=ItemState.DUE).update(state=ItemState.BLOCKED, decided_by=by)
    disposal_list.state = ListState.STOPPED
    disposal_list.save()


@transaction.atomic
def list_approve(*, disposal_list: DisposalList, at: datetime.datetime, by: User) -> None:
    """Let the list be destroyed once it has cooled off. Raises ``SecondOfficerNeeded`` for its submitter."""
    disposal_list = _locked(disposal_list)
    check_state(disposal_list, ListState.SUBMITTED)
    check_approver(disposal_list, by)
    days = DisposalSwitch.objects.get().cooling_off_days
    disposal_list.state, disposal_list.approved_by, disposal_list.approved_at = ListState.APPROVED, by, at
    disposal_list.destroy_from = at + datetime.timedelta(days=days)
    disposal_list.save()


def _locked(disposal_list: DisposalList) -> DisposalList:
    locked: DisposalList = DisposalList.objects.select_for_update().get(pk=disposal_list.pk)
    return locked
