"""Wording the forms: a new draft from the newest version, publishing it, and loading the one the portal comes with."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db import transaction

from accounts.authorship import name_author
from accounts.models import User
from cases.assessments.models import FormDefinition, FormQuestion, FormSection, FormVersion
from cases.assessments.rules import faults


class NotReadyError(Exception):
    """The draft cannot be published; ``args`` say why, one after the other."""


@transaction.atomic
def definition_row_save(*, row: Any, by: User, reason: str) -> None:
    """Write a form, or a section of a draft, with who and why."""
    name_author(row, by=by, reason=reason)
    row.save()


@transaction.atomic
def definition_row_remove(*, row: Any, by: User, reason: str) -> None:
    """Take a section or a question out of a draft."""
    name_author(row, by=by, reason=reason)
    row.delete()


@transaction.atomic
def version_draft(*, definition: FormDefinition, by: User, reason: str) -> FormVersion:
    """The form's draft: the one there is, or a copy of the newest version to be changed."""
    FormDefinition.objects.select_for_update().get(pk=definition.pk)
    newest = definition.versions.order_by("-number").first()
    if newest is not None and newest.published_on is None:
        return newest
    draft = FormVersion(definition=definition, number=newest.number + 1 if newest else 1)
    definition_row_save(row=draft, by=by, reason=reason)
    if newest is not None:
        for section in newest.sections.prefetch_related("questions"):
            _copy_section(section, draft, by, reason)
    return draft


@transaction.atomic
def version_publish(*, version: FormVersion, on: datetime.date, by: User) -> None:
    """Freeze a draft: new assessments use it from now on. Raises ``NotReadyError`` for one that makes no sense yet."""
    kept = FormVersion.objects.select_for_update().get(pk=version.pk)
    if kept.published_on is not None:
        raise NotReadyError("It is published already")
    if wrong := faults(kept.sections.prefetch_related("questions")):
        raise NotReadyError(*wrong)
    kept.published_on = on
    definition_row_save(row=kept, by=by, reason="Published")


def _copy_section(section: FormSection, draft: FormVersion, by: User, reason: str) -> None:
    questions = list(section.questions.all())
    copy = _copied(section, version=draft)
    definition_row_save(row=copy, by=by, reason=reason)
    made: dict[uuid.UUID, FormQuestion] = {}
    for question in questions:
        follows = made[question.shown_when_id] if question.shown_when_id else None
        made[question.pk] = _copied(question, section=copy, shown_when=follows)
        definition_row_save(row=made[question.pk], by=by, reason=reason)


def _copied(row: Any, **changed: Any) -> Any:
    links = set(changed)
    values = {
        field.name: getattr(row, field.name)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in links
    }
    return type(row)(**values, **changed)
