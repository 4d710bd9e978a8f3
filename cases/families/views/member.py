"""Who is in a family, how its members are related, and what it is called."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse

from accounts.access import FORM, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import row_add, row_change, row_end
from cases.families.forms.family import (
    AddMemberForm,
    FamilyNameForm,
    MembershipForm,
    RelationshipForm,
)
from cases.families.forms.reason import EndForm
from cases.families.models import Family, FamilyMembership, Relationship
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at, members_of, membership_of, relationship_of


def _back(family: Family) -> str:
    return reverse("families:family", kwargs={"family_id": family.pk})


@requires(Permission.FAMILY_EDIT, FORM)
def family_name(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """What the family is called."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    caption = str(family)
    form = FamilyNameForm(instance=family, **form_arguments(request, family))
    return edit_page(
        request,
        form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=_back(family),
        heading="Change the family’s name",
        caption=caption,
        said="Family name changed",
    )


@requires(Permission.FAMILY_EDIT, FORM)
def member_add(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Add somebody who has a record already."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    form = AddMemberForm(
        instance=FamilyMembership(family=family), user=request.user, **form_arguments(request)
    )
    return edit_page(
        request,
        form,
        save=lambda: row_add(row=form.instance, by=request.user, reason=form.reason),
        back=_back(family),
        heading="Add a person to the family",
        caption=str(family),
        said="Person added to the family",
    )


@requires(Permission.FAMILY_EDIT, FORM)
def member_change(request: StaffRequest, family_id: uuid.UUID, membership_id: uuid.UUID) -> HttpResponse:
    """Correct from when to when somebody was in the family, and whether they live with it."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    membership = membership_of(request, family, membership_id)
    form = MembershipForm(instance=membership, **form_arguments(request, membership))
    return edit_page(
        request,
        form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=_back(family),
        heading="Change membership of the family",
        caption=str(family),
        about=membership.person.full_name,
    )


@requires(Permission.FAMILY_EDIT, FORM)
def member_end(request: StaffRequest, family_id: uuid.UUID, membership_id: uuid.UUID) -> HttpResponse:
    """Somebody leaves the family; what is on file until then stays."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    membership = membership_of(request, family, membership_id)
    form = EndForm(started_on=membership.started_on, **form_arguments(request, membership))
    return edit_page(
        request,
        form,
        save=lambda: row_end(
            row=membership,
            version=form.cleaned_data["version"],
            ended_on=form.cleaned_data["ended_on"],
            by=request.user,
            reason=form.reason,
        ),
        back=_back(family),
        heading="End membership of the family",
        caption=str(family),
        button="End membership",
        said="Membership ended",
        about=membership.person.full_name,
    )


@requires(Permission.FAMILY_EDIT, FORM)
def relationship_add(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Say how two members are related."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    form = RelationshipForm(
        instance=Relationship(), people=members_of(request, family), **form_arguments(request)
    )
    return edit_page(
        request,
        form,
        save=lambda: row_add(row=form.instance, by=request.user, reason=form.reason),
        back=_back(family),
        heading="Add a relationship",
        caption=str(family),
        said="Relationship added",
    )


@requires(Permission.FAMILY_EDIT, FORM)
def relationship_change(
    request: StaffRequest, family_id: uuid.UUID, relationship_id: uuid.UUID
) -> HttpResponse:
    """Correct a relationship, give it its last day, or say who holds parental responsibility."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    relationship = relationship_of(request, family, relationship_id)
    form = RelationshipForm(
        instance=relationship, people=members_of(request, family), **form_arguments(request, relationship)
    )
    return edit_page(
        request,
        form,
        save=lambda: row_change(
            row=form.instance, version=form.cleaned_data["version"], by=request.user, reason=form.reason
        ),
        back=_back(family),
        heading="Change relationship",
        caption=str(family),
        said="Relationship changed",
    )
