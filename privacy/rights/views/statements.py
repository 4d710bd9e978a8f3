"""Somebody's own words beside what we wrote of them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.assessments.models import Assessment
from cases.contacts.models import Contact
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, members_of
from privacy.rights.actions.decisions import statement_add
from privacy.rights.forms.after import StatementForm
from privacy.rights.models import Statement
from privacy.rights.models.statement import About

RECORDS: dict[str, tuple[Any, str]] = {
    About.CONTACT.value: (Contact, "contacts:contact"),
    About.ASSESSMENT.value: (Assessment, "assessments:read"),
}


@requires(Permission.FAMILY_EDIT, FORM)
def statement_new(
    request: StaffRequest, family_id: uuid.UUID, about: str, record_id: uuid.UUID
) -> HttpResponse:
    """Write down what somebody says about a contact or an assessment."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    if about not in RECORDS:
        raise Http404
    model, route = RECORDS[about]
    if not model.objects.visible_to(request.user).filter(pk=record_id, family=family).exists():
        raise Http404
    form = StatementForm(people=members_of(request, family), **form_arguments(request))

    def save() -> None:
        said = form.cleaned_data
        statement = Statement(
            family=family, person=said["person"], about=about, record_id=record_id, words=said["words"],
            said_on=said["said_on"],
        )  # fmt: skip
        statement_add(statement=statement, at=timezone.now(), by=request.user)

    return edit_page(
        request, form, save=save, back=reverse(route, args=[family.pk, record_id]), caption=str(family),
        heading="What they say about this", said="It stands beside the record",
        about="What we think stays as it is. Their words stand beside it, here and in the copy they may ask for.",
    )  # fmt: skip
