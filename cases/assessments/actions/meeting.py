"""Arranging meetings of the team around the family, and writing them up."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.models import User
from cases.assessments.actions.plan import draft_name
from cases.assessments.models import MeetingInvitee, TeamMeeting
from cases.families.actions.drafts import draft_discard
from cases.families.actions.rows import row_add, row_change


@transaction.atomic
def meeting_arrange(*, meeting: TeamMeeting, invited: Iterable[MeetingInvitee], by: User) -> TeamMeeting:
    """Keep a meeting and who is asked to it. It sends nothing: the worker invites people in their own way."""
    meeting.arranged_by = by
    row_add(row=meeting, by=by, reason="Meeting arranged")
    for invitee in invited:
        invitee.meeting = meeting
        row_add(row=invitee, by=by, reason="Asked to the meeting")
    return meeting


@transaction.atomic
def meeting_move(*, meeting: TeamMeeting, version: uuid.UUID | None, by: User, reason: str) -> TeamMeeting:
    """Keep the new day or place; who was asked stays asked, and where it was to be stays in its history.

    It tells nobody. Raises ``RowChanged``.
    """
    return row_change(row=meeting, version=version, by=by, reason=reason)


@transaction.atomic
def meeting_write_up(
    *,
    meeting: TeamMeeting,
    attendance: Mapping[MeetingInvitee, str],
    version: uuid.UUID | None,
    by: User,
    reason: str,
) -> TeamMeeting:
    """Keep the minutes, who came and when the next meeting is. Raises ``RowChanged``."""
    row_change(row=meeting, version=version, by=by, reason=reason)
    for invitee, said in attendance.items():
        if invitee.attendance != said:
            invitee.attendance = said
            invitee.save_by(by=by, reason=reason)
    draft_discard(by=by, family=meeting.plan.family, form=draft_name(meeting.pk))
    return meeting
