"""Who can see a family, and restricting it to named staff."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look, User
from accounts.permissions import Permission
from cases.families.actions.restrictions import (
    NamedMeanwhile,
    names_of,
    restriction_lift,
    restriction_name,
    restriction_place,
)
from cases.families.forms.restriction import LiftForm, NamedForm, RestrictForm
from cases.families.models import BreakGlass, Family, FamilyMembership, Involvement, NamedStaff, Restriction
from cases.families.rules.who_sees import by_emergency, by_name, by_work
from cases.families.views.drafts import replaced
from cases.families.views.long_forms import form_page, form_sent
from cases.families.views.objects import family_looked_at

MEANWHILE = "Somebody else changed who may see this family meanwhile. Compare, then save what should stand"


@requires(Permission.ACCESS_REVIEW, READ)
def who_sees(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Every member of staff who can see this family today, and on what ground."""
    family, today = family_looked_at(request, family_id), timezone.localdate()
    work = Involvement.objects.visible_to(request.user).filter(family=family)
    work = work.select_related("service", "team", "allocated_to")
    restriction = _restriction(request, family)
    members = FamilyMembership.objects.visible_to(request.user).current(today).filter(family=family)
    broken = BreakGlass.objects.visible_to(request.user).standing(timezone.now())
    grants = broken.filter(person__in=members.values("person")).select_related("user")
    if restriction:
        seers = by_name(_named(restriction), today) + by_emergency(grants.filter(opens_restricted=True))
    else:
        seers = by_work(work, today) + by_emergency(grants)
    context = {"family": family, "seers": seers, "restriction": restriction}
    return render(request, "families/who_sees.html", context)


@requires(Permission.FAMILY_RESTRICT, FORM)
def restrict(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Restrict a family to named staff; one that is restricted already is shown as it is."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    if _restriction(request, family):
        if request.method == "POST":
            messages.info(request, "Somebody restricted this family already. Nothing was changed")
        return redirect("families:restriction", family.pk)
    form = RestrictForm(
        request.POST if request.method == "POST" else None,
        instance=Restriction(family=family),
        initial={"named": [request.user.pk]},
        staff=_staff(),
        today=timezone.localdate(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                restriction_place(
                    restriction=form.instance,
                    named=form.cleaned_data["named"],
                    by=request.user,
                    at=timezone.now(),
                )
        except IntegrityError:
            form.add_error(
                None, "Somebody restricted this family a moment ago. Open it again to see who may see it."
            )
        else:
            form_sent(request)
            messages.success(request, "The family is restricted. Only the staff you named find it now.")
            return redirect("home" if request.user not in form.cleaned_data["named"] else _page(family))
    elsewhere = _in_other_families(request, family)
    context = {"form": form, "family": family, "elsewhere": elsewhere}
    return form_page(request, "families/restrict.html", context)


@requires(Permission.FAMILY_RESTRICT, FORM)
def restriction(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Change who is named for a restricted family."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    standing = _restriction(request, family)
    if standing is None:
        return redirect("families:restrict", family.pk)
    form = NamedForm(
        request.POST if request.method == "POST" else None,
        initial={"named": [row.user_id for row in _named(standing)], "seen": names_of(standing)},
        staff=_staff(),
        today=timezone.localdate(),
    )
    context = {"form": form, "family": family, "restriction": standing}
    if request.method == "POST" and form.is_valid():
        named, seen = form.cleaned_data["named"], form.cleaned_data["seen"]
        try:
            restriction_name(restriction=standing, named=named, seen=seen, by=request.user, at=timezone.now())
        except NamedMeanwhile:
            form.data = replaced(request.POST, "seen", names_of(standing))
            form.add_error("named", MEANWHILE)
            told = context | {"now": [row.user.full_name for row in _named(standing)]}
            return render(request, "families/restriction.html", told, status=409)
        messages.success(request, "The staff who may see this family are changed")
        return redirect("home" if request.user not in named else _page(family))
    return render(request, "families/restriction.html", context)


@requires(Permission.FAMILY_RESTRICT, FORM)
def restriction_end(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Lift the restriction, with the reason. One that is lifted already stays lifted."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    if request.method == "POST" and _restriction(request, family) is None:
        messages.info(request, "The restriction is lifted already. Nothing was changed")
        return redirect(_page(family))
    form = LiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        restriction_lift(
            family=family, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
        form_sent(request)
        messages.success(
            request, "The restriction is lifted. The teams that work with the family see it again."
        )
        return redirect("home")
    words = {"heading": "Lift the restriction", "caption": str(family), "button": "Lift the restriction"}
    back = reverse("families:restriction", args=[family.pk])
    return form_page(request, "families/edit.html", {"form": form, "back": back, **words})


def _page(family: Family) -> str:
    return reverse("families:family", args=[family.pk])


def _restriction(request: StaffRequest, family: Family) -> Restriction | None:
    found = Restriction.objects.visible_to(request.user).standing().filter(family=family)
    standing: Restriction | None = found.select_related("placed_by").first()
    return standing


def _named(restriction: Restriction) -> QuerySet[NamedStaff]:
    rows: QuerySet[NamedStaff] = restriction.named.filter(removed_at__isnull=True).select_related("user")
    return rows


def _staff() -> QuerySet[User]:
    """Whoever may see families at all."""
    return User.objects.holding(Permission.FAMILY_VIEW, timezone.localdate())


def _in_other_families(request: StaffRequest, family: Family) -> list[str]:
    """Members who belong to other families too, as far as the reader sees those: they vanish from there as well."""
    current = FamilyMembership.objects.visible_to(request.user).current(timezone.localdate())
    people = current.filter(family=family).values("person")
    others = current.filter(person__in=people).exclude(family=family).select_related("person", "family")
    return [f"{row.person.full_name}, in {row.family}" for row in others]
