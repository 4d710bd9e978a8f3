"""What the privacy notice promises, and what keeps each promise: the page on which a parent can hold us to our word.

The figures are counted when the page is read. A promise that no program can keep says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings

from privacy.codes import NoticeCode, Section
from privacy.data_map import PERSONAL
from privacy.notices.drift import drift
from privacy.notices.models import NoticeVersion
from privacy.notices.queries import lines_of, live_version
from privacy.notices.uses import all_uses
from retention.models import Rule
from retention.queries.processing import forced_tables
from retention.queries.schedule import schedule_is_approved


@dataclass(frozen=True)
class Promise:
    """A promise in our words, the part of the notice that makes it, what keeps it, and how that stands today."""

    promise: str
    section: Section
    keeper: str
    today: str
    is_kept_by_program: bool = True


def promises(on: datetime.date) -> list[Promise]:
    """Each promise of the notice, in the order of its sections."""
    notice = live_version(NoticeCode.SERVICE, on)
    return [
        _holds_what_it_says(notice),
        _says_all_it_does(notice),
        _need_to_know(),
        Promise(
            "We write down who looks at your record.",
            Section.SECURITY,
            "The portal notes each look before it shows the page. Nobody can change the list, and it is sealed so that"
            " a change would show. You can ask us for it.",
            "Nobody can switch that off.",
        ),
        _sign_in(),
        Promise(
            "Your data stays in the UK.",
            Section.SECURITY,
            "The council chooses where the portal runs, and the texts go through GOV.UK Notify. No page of ours loads"
            " anything from elsewhere.",
            "Your browser is told to refuse it.",
        ),
        _only_those_listed(notice),
        *_no_longer(on),
        _survey(on),
        Promise(
            "You can ask for a copy of what we hold.",
            Section.RIGHTS,
            "From the moment you ask, nothing about you is destroyed until we have answered. The portal works out the"
            " last day by the law, and shows it to us every day.",
            "One list decides what we may hold and what goes into your copy: nothing can be left out by mistake.",
        ),
        Promise(
            "We tell you when we change something that matters to you.",
            Section.CHANGES,
            "A person does this. The portal gives each change of the notice a number and a date.",
            f"The notice that counts today is version {notice.number}, of {notice.effective_from:%-d %B %Y}.",
            is_kept_by_program=False,
        ),
    ]


def _holds_what_it_says(notice: NoticeVersion) -> Promise:
    fields = sum(len(entry.category_of()) for entry in PERSONAL)
    kinds = len(lines_of(notice.content, "categories"))
    return Promise(
        "We hold only what this notice lists.",
        Section.WHAT_WE_HOLD,
        "Each box that a worker can fill in belongs to a line of the notice. The portal does not start when a box has"
        " no line, or a line has no box.",
        f"Today {fields} boxes belong to {kinds} lines.",
    )


def _says_all_it_does(notice: NoticeVersion) -> Promise:
    """The check of drift, on the version that counts today."""
    uses = all_uses()
    listed = {(use.kind, str(use.code)) for use in uses if use.page == notice.page}
    differences = len(drift(notice.content, uses))
    return Promise(
        "The notice says all that we do with your data, and nothing that we do not do.",
        Section.WHY,
        "Each line about what we hold, why, by which law, whom we share with, your rights and how long we keep things"
        " belongs to a place in the portal. Nobody can publish a notice that leaves one out, or that lists one too"
        " many. Another person than its writer has to agree.",
        f"Today {len(listed)} lines were compared, and "
        + (
            f"{differences} of them differ. We are putting that right."
            if differences
            else "none of them differs."
        ),
    )


def _need_to_know() -> Promise:
    forced, tables = forced_tables()
    return Promise(
        "Only staff who need to see your record can see it.",
        Section.SECURITY,
        "The portal shows a worker only the families of their own team. The database checks again by itself, so a"
        " mistake in a page shows nothing.",
        f"Today {forced} of {tables} tables with data about families are locked in this way.",
    )


def _sign_in() -> Promise:
    second_step = settings.SECOND_FACTOR_REQUIRED
    return Promise(
        "We sign in safely.",
        Section.SECURITY,
        "The portal signs staff out when they do nothing. The council decides whether a password is enough.",
        f"They are signed out after {settings.SESSION_COOKIE_AGE // 60} minutes. "
        + (
            "A password is not enough: they need a second step."
            if second_step
            else "Today a password is enough."
        ),
    )


def _only_those_listed(notice: NoticeVersion) -> Promise:
    return Promise(
        "We share with nobody who is not on the list.",
        Section.SHARING,
        "A worker who shares something has to choose from the list of this notice, say why less would not do, and have"
        " another person agree. The portal writes it down, and it goes into the copy you may ask for.",
        f"The list has {len(lines_of(notice.content, 'recipients'))} lines. On the phone, only people can keep to it.",
    )


def _no_longer(on: datetime.date) -> list[Promise]:
    rules = Rule.objects.in_force(on).count()
    approved = schedule_is_approved(on)
    return [
        Promise(
            "We keep your record no longer than our schedule says.",
            Section.HOW_LONG,
            "Each night the portal looks for records whose time is over. Two members of staff must agree before the"
            " file of a family goes.",
            f"{rules} rules are in force."
            if approved
            else "The council has not approved its schedule yet, so nothing is destroyed.",
        ),
        Promise(
            "We destroy nothing early.",
            Section.HOW_LONG,
            "The portal checks every date, and whether you or a court need the record, once more in the moment before"
            " it destroys it.",
            f"Locked backup copies follow {settings.BACKUP_KEEP_DAYS} days later.",
        ),
    ]


def _survey(on: datetime.date) -> Promise:
    rule = Rule.objects.in_force(on).filter(code="survey").first()
    period = f"{rule.period}, so that there is time for the checks" if rule else "not approved yet"
    return Promise(
        "What you tell us to test this website is gone within six months.",
        Section.HOW_LONG,
        "A rule of its own in the schedule.",
        f"The rule says: {period}.",
    )
