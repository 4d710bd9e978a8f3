"""Destroying what two officers approved: the only way the rows of a family's file ever go.

Everything is asked again inside the transaction that deletes, while nobody else can write: whatever arrived first, a
contact, a hold, a request or an involvement opened again, wins; whatever arrives later waits, then finds the file gone.
"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from retention.actions.deletion import files_delete
from retention.erasure_log import log_append
from retention.models import DisposalItem, DisposalList, DisposalRegister, DisposalSwitch, Rule
from retention.models.disposal import Block, ItemState, ListState
from retention.queries.due import DueFile, files_due, linked_families, people_of
from retention.queries.graph import StillShared
from retention.queries.schedule import schedule_is_approved

# Writers wait while a batch runs: for one to three seconds. However few the files, it takes some hundred statements.
GROUPS_AT_ONCE = 200

# Foreign keys are checked at commit, so the lock of a row would not make a new contact wait. The tables through which
# anything can arrive are closed to writers for the length of one batch instead. We give up before PostgreSQL looks for
# a deadlock (after 1 s), so that it never picks somebody who is writing a note; the job tries again.
CLOSE_THE_DOORS = """
SET LOCAL lock_timeout = '500ms';
LOCK TABLE families_familymembership, families_involvement, families_person, contacts_contact, texts_text,
           contacts_significantevent, referrals_referral, documents_document, families_warningnote,
           oversight_oversightnote, oversight_caseaudit, oversight_handover, privacy_disclosure, diary_task,
           partners_download, telling_given, telling_told,
           diary_visit, groups_enrolment, groups_attendance, assessments_assessment, assessments_plan,
           privacy_datarequest, duties_complaint, rights_statement, families_uselock,
           texts_textstop, retention_hold{more}
        IN SHARE ROW EXCLUSIVE MODE;
SET LOCAL lock_timeout = 0
"""


@transaction.atomic
def batch_destroy(*, list_id: uuid.UUID, on: datetime.date, at: datetime.datetime) -> bool:
    """Destroy the next files of an approved list that has cooled off; tells whether more may be left.

    Safe to run at any time and twice at once: a list in somebody else's hands, stopped, not yet cooled off or finished
    is left alone, and so is everything while the switch is off or the schedule is not approved. Raises
    ``OperationalError`` when somebody has been writing for too long to wait, and ``OSError`` when the log of erasures
    cannot be written; nothing is changed then.
    """
    lists = DisposalList.objects.select_for_update(skip_locked=True)
    disposal_list = lists.filter(pk=list_id, state=ListState.APPROVED, destroy_from__lte=at).first()
    switch = DisposalSwitch.objects.select_for_update().get()
    if disposal_list is None or not switch.may_run or not schedule_is_approved(on):
        return False
    register = _register(disposal_list, at)
    items = _next_items(disposal_list)
    if not items:
        register.finished_at = disposal_list.finished_at = at
        register.save()
        disposal_list.state = ListState.DONE
        disposal_list.save()
        return False
    close_the_doors()
    families = linked_families({item.family_id for item in items})
    checked = {file.family_id: file for file in files_due(on, families)}
    destroyed = groups_destroy(_ready_groups(disposal_list, checked.values()), register)
    _keep_back(items, checked, destroyed, register)
    register.save()
    if destroyed and settings.ERASURE_LOG:
        # Before the commit: what cannot be written down is not destroyed.
        log_append(Path(settings.ERASURE_LOG), destroyed, at=at)
    return True


def close_the_doors(also: Collection[str] = ()) -> None:
    """Let nobody write through whom anything could arrive, nor in these other tables, until we are done."""
    with connection.cursor() as cursor:
        cursor.execute(CLOSE_THE_DOORS.format(more="".join(f", {table}" for table in also)))


def _register(disposal_list: DisposalList, at: datetime.datetime) -> DisposalRegister:
    register, _ = DisposalRegister.objects.get_or_create(
        disposal_list=disposal_list,
        defaults={
            "started_at": at,
            "submitted_by_id": disposal_list.submitted_by_id,
            "approved_by_id": disposal_list.approved_by_id,
            "approved_at": disposal_list.approved_at,
        },
    )
    return register


def _next_items(disposal_list: DisposalList) -> list[DisposalItem]:
    waiting = disposal_list.items.filter(state=ItemState.DUE)
    groups = waiting.order_by("group_key").values_list("group_key", flat=True).distinct()[:GROUPS_AT_ONCE]
    return list(waiting.filter(group_key__in=list(groups)).select_for_update())


def _ready_groups(disposal_list: DisposalList, checked: Iterable[DueFile]) -> list[list[DueFile]]:
    """Groups of linked files of which each is still due, kept by nothing, and was approved on this list."""
    checked = list(checked)
    families = [file.family_id for file in checked]
    approved = disposal_list.items.filter(state=ItemState.DUE, family_id__in=families)
    # What each approved file may still be blocked by: a person has decided, so only that decision.
    allowed = {
        family: {Block.REVIEW} if decided_by else set()
        for family, decided_by in approved.values_list("family_id", "decided_by")
    }
    return groups_allowed(checked, allowed)


def groups_allowed(
    files: Iterable[DueFile], allowed: Mapping[uuid.UUID, Collection[str]]
) -> list[list[DueFile]]:
    """Groups of linked files of which each may go: named here, and kept by nothing but what is named beside it."""
    groups: dict[uuid.UUID, list[DueFile]] = {}
    for file in files:
        groups.setdefault(file.group_key, []).append(file)
    return [
        group
        for group in groups.values()
        if all(
            file.family_id in allowed and set(file.blocks) <= set(allowed[file.family_id]) for file in group
        )
    ]


def groups_destroy(groups: list[list[DueFile]], register: DisposalRegister) -> set[uuid.UUID]:
    """Destroy all groups at once; should that fail, each half, down to one: one shared row keeps one group, no more."""
    files = [file for group in groups for file in group]
    if not files:
        return set()
    if _destroyed(files, register):
        return {file.family_id for file in files}
    if len(groups) == 1:
        return set()
    half = len(groups) // 2
    return groups_destroy(groups[:half], register) | groups_destroy(groups[half:], register)


def _destroyed(files: list[DueFile], register: DisposalRegister) -> bool:
    families = [file.family_id for file in files]
    people = people_of(families)
    try:
        with transaction.atomic():
            counts = files_delete(families=families, people=people, at=register.started_at)
    except (IntegrityError, StillShared):
        return False
    register.families += len(families)
    register.people += len(people)
    register.counts = _sum(register.counts, counts)
    names = {rule.pk: f"{rule.code} version {rule.version}" for rule in Rule.objects.all()}
    register.rules = _sum(register.rules, *({names[file.rule_id]: 1} for file in files))
    return True


def _sum(*counts: dict[str, int]) -> dict[str, int]:
    total: dict[str, int] = {}
    for count in counts:
        for name, number in count.items():
            total[name] = total.get(name, 0) + number
    return dict(sorted(total.items()))


def _keep_back(
    items: list[DisposalItem],
    checked: dict[uuid.UUID, DueFile],
    destroyed: set[uuid.UUID],
    register: DisposalRegister,
) -> None:
    """Say on each item that stays why; its file is proposed again when its time comes."""
    for item in items:
        if item.family_id in destroyed:
            continue
        file = checked.get(item.family_id)
        item.state = ItemState.BLOCKED
        item.blocks = [Block.NOT_DUE] if file is None else file.blocks or [Block.FAULT]
        item.save(update_fields=["state", "blocks"])
        register.kept_back += 1
