"""The record of processing activities (UK GDPR Article 30) and the evidence for an impact assessment (Article 35).

Both are made from what runs: the data map, the published notice, the schedule in force, the roles and the policies of
the database. Nobody keeps them up to date by hand, so they cannot say what the portal does not do.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from accounts.permissions import Permission
from accounts.roles import ROLES
from privacy.codes import Category, ContactPoint, NoticeCode
from privacy.data_map import PERSONAL, RECORDED_ELSEWHERE
from privacy.map_entry import Personal
from privacy.notices.models import NoticeVersion
from privacy.notices.queries import Line, lines_of, live_versions
from retention.models import Rule
from retention.models.rule import ACTION_WORDS
from retention.queries.schedule import schedule_is_approved
from retention.schedule import FILE_CODES, Action, rule_codes_of

SENSITIVE = {
    Category.EQUALITY: "Special category: ethnic origin (Article 9)",
    Category.HEALTH_AND_DISABILITY: "Special category: health (Article 9)",
    Category.SPECIAL_REQUIREMENTS: "May tell of health or religion: treated as special category (Article 9)",
    Category.OFFENCES_AND_COURT: "Criminal offence data (Article 10)",
    Category.VICTIMS: "Victims of crime: behind a wall of their own",
    Category.SAFETY: "Where somebody hides: kept from named people",
}
"""Categories that the law, or plain danger, sets apart."""

NO_TRANSFER = "None. Everything is kept in the United Kingdom; texts are sent through GOV.UK Notify."
FILE_PERIOD = "With the family’s file: the longest rule that fits the services they used"


@dataclass(frozen=True)
class Activity:
    """One kind of record: whose, what, how long, and what is kept out of a copy."""

    title: str
    whose: str
    categories: tuple[str, ...]
    fields: int
    kept: str
    then: str
    withheld: tuple[str, ...]


@dataclass(frozen=True)
class Processing:
    """The whole record: who answers for it, why and by which law it is done, with whom it is shared, each activity."""

    on: datetime.date
    controller: str
    service: str
    officer: str
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    transfers: str
    security: tuple[str, ...]
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class CategoryEvidence:
    """A category of the notice: how many fields of how many kinds of record hold it, and what is special about it."""

    title: str
    fields: int
    kinds: int
    sensitive: str
    withheld: int
    elsewhere: str


@dataclass(frozen=True)
class Evidence:
    """What an impact assessment has to weigh, counted today: what is held, and each safeguard as it stands."""

    on: datetime.date
    categories: tuple[CategoryEvidence, ...]
    safeguards: tuple[tuple[str, str, str], ...]


def record_of_processing(on: datetime.date) -> Processing:
    """The record as it stands on a day. Raises ``KeyError`` before a notice was published."""
    live = live_versions(on)
    content = live[NoticeCode.SERVICE].content
    officer = _officer(content)
    rules = {rule.code: rule for rule in Rule.objects.in_force(on)}
    titles = {line.code: line.title for line in _categories(live)}
    lists = tuple(
        (title, tuple(line.title for line in lines_of(content, name)))
        for title, name in (
            ("Purposes", "purposes"), ("Lawful bases", "bases"), ("Laws", "laws"), ("Recipients", "recipients"),
        )
    )  # fmt: skip
    return Processing(
        on=on,
        controller=content["organisation"]["name"],
        service=content["organisation"]["service_name"],
        officer=f"{officer['title']}, {officer['email']}",
        lists=lists,
        transfers=NO_TRANSFER,
        security=tuple(f"{name}: {state}" for name, state, _ in _safeguards(on)),
        activities=tuple(_activity(entry, rules, titles) for entry in PERSONAL),
    )


def impact_evidence(on: datetime.date) -> Evidence:
    """What is held by category, and every safeguard with its state, read from the running portal."""
    return Evidence(on, tuple(_category(line) for line in _categories(live_versions(on))), _safeguards(on))


def _categories(live: dict[NoticeCode, NoticeVersion]) -> list[Line]:
    """What the live notices say we hold, each kind once, in the order of the codes."""
    found = {line.code: line for version in live.values() for line in lines_of(version.content, "categories")}
    return [found[category] for category in Category if category in found]


def _officer(content: dict[str, Any]) -> dict[str, Any]:
    """The Data Protection Officer as the notice names them."""
    contacts = (contact for section in content["sections"] for contact in section["contacts"])
    return next(contact for contact in contacts if contact["code"] == ContactPoint.INFORMATION_GOVERNANCE)


def forced_tables() -> tuple[int, int]:
    """Of the tables with data about people and their earlier versions: how many are forced behind row security."""
    tables = [entry.model_class._meta.db_table for entry in PERSONAL if not entry.is_about_staff]
    tables += [
        entry.history_class._meta.db_table
        for entry in PERSONAL
        if not entry.is_about_staff and entry.history_class is not None
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relname = ANY (%s) AND relrowsecurity AND relforcerowsecurity",
            [tables],
        )
        (forced,) = cursor.fetchone()
    return forced, len(set(tables))


def _activity(entry: Personal, rules: dict[str, Rule], titles: dict[str, str]) -> Activity:
    kept, then = _kept(entry.model, rules)
    return Activity(
        title=entry.title or str(entry.model_class._meta.verbose_name_plural).capitalize(),
        whose="Our staff" if entry.is_about_staff else "Children, parents and carers",
        categories=tuple(titles.get(category.value, category.value) for category in sorted(entry.holds)),
        fields=len(entry.category_of()),
        kept=kept,
        then=then,
        withheld=tuple(sorted(set(entry.withheld.values()))),
    )


def _kept(model: str, rules: dict[str, Rule]) -> tuple[str, str]:
    """How long, and what happens then, by the rule that the model or the record it goes with names."""
    codes = rule_codes_of(model)
    if codes == FILE_CODES:
        return FILE_PERIOD, "Destroyed or reviewed by two officers"
    (code,) = codes
    rule = rules.get(code)
    if rule is None:
        return "No approved rule yet: nothing is destroyed", ""
    return rule.wording, ACTION_WORDS[Action(rule.action)]


def _category(line: Line) -> CategoryEvidence:
    code = Category(line.code)
    entries = [entry for entry in PERSONAL if code in entry.holds]
    return CategoryEvidence(
        title=line.title,
        fields=sum(len(entry.holds[code].split()) for entry in entries),
        kinds=len(entries),
        sensitive=SENSITIVE.get(code, ""),
        withheld=sum(entry.category_of()[name] is code for entry in entries for name in entry.withheld),
        elsewhere=RECORDED_ELSEWHERE.get(code, ""),
    )


def _safeguards(on: datetime.date) -> tuple[tuple[str, str, str], ...]:
    """Name, state, and what keeps it so."""
    forced, tables = forced_tables()
    searchers = sum(Permission.FAMILY_VIEW in role.permissions for role in ROLES)
    return (
        ("Need to know in the pages", f"{searchers} of {len(ROLES)} roles may see families, each only their own",
         "Every list starts from what the reader may see; tests/rules/test_need_to_know.py"),
        ("Need to know in the database", f"{forced} of {tables} tables about people force row security",
         "PostgreSQL policies; tests/rules/test_row_security.py"),
        ("Reads are logged", "Every look at a record is written down and cannot be changed",
         "Append-only table; tests/rules/test_looks.py"),
        ("Changes are kept", "Each version of a record says who, when and why", "tests/rules/test_history_is_kept.py"),
        ("Second step at sign-in", "Required" if settings.SECOND_FACTOR_REQUIRED else "Not required",
         "The setting SECOND_FACTOR_REQUIRED"),
        ("Sessions end", f"After {settings.SESSION_COOKIE_AGE // 60} minutes without use", "The session’s own clock"),
        ("Kept no longer than promised", "Approved and in force" if schedule_is_approved(on) else "Not approved yet:"
         " nothing is destroyed", "The schedule; two officers agree; disposal checks again before it destroys"),
        ("Backups", f"Encrypted, kept {settings.BACKUP_KEEP_DAYS} days; what was destroyed is destroyed again",
         "The keys stay outside the portal"),
        ("No decision by machine", "The portal scores and ranks nobody", "There is no such code"),
    )  # fmt: skip
