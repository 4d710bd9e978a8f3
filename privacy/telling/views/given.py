"""Noting that somebody of a family was given the notice."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.models import Person
from cases.families.views.objects import family_looked_at, members_of
from privacy.codes import NoticeCode
from privacy.notices.models import NoticeVersion
from privacy.telling.actions.given import notice_give
from privacy.telling.forms.given import GivenForm
from privacy.telling.models import Given


@requires(Permission.FAMILY_EDIT, FORM)
def give(request: StaffRequest, family_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Which version, how and when."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    person: Person = get_object_or_404(members_of(request, family), pk=person_id)
    today = timezone.localdate()
    begun = NoticeVersion.objects.published().filter(page=NoticeCode.SERVICE, effective_from__lte=today)
    versions = list(begun.defer("content"))
    initial = {"given_on": today, "version": str(versions[0].pk) if versions else ""}
    form = GivenForm(request.POST or None, versions=versions, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = Given(
            person=person, version=form.versions[said["version"]], how=said["how"], language=said["language"],
            given_on=said["given_on"],
        )  # fmt: skip
        notice_give(given=given, family=family, by=request.user)
        messages.success(request, "Noted that the notice was given")
        return redirect("families:family", family_id=family.pk)
    return render(request, "telling/give.html", {"form": form, "person": person, "family": family})
