"""Somebody who comes without a place: searched for first, created only when nobody is the same, then back here."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.actions.access_log import access_records_add
from accounts.limits import limited
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.forms.search import SearchForm
from cases.families.models import Family
from cases.families.search.cards import cards_of
from cases.families.search.people import MOST_RESULTS, find_people
from cases.families.search.query import read_query
from cases.families.search.recent import come_back, recall, remember
from cases.families.views.objects import person_looked_at
from cases.groups.actions.places import enrolment_add
from cases.groups.forms.people import WalkInForm
from cases.groups.models import State
from cases.groups.rules import may_take_register
from cases.groups.views.objects import session_of

FULL = "The group is full, so they are on the waiting list. Give the group another place to put them on the register"


@requires(Permission.GROUP_RUN, FORM)
@limited("search")
def walk_in(request: StaffRequest, session_id: uuid.UUID) -> HttpResponse:
    """Ask who came. What is typed is kept in the session, and in no address."""
    session = session_of(request, session_id)
    form = SearchForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        token = remember(request.session, form.cleaned_data["query"], now=timezone.now())
        come_back(request.session, token, route="groups:walk_in_add", session_id=session.pk)
        return redirect("groups:walk_in_results", session.pk, token)
    return render(request, "groups/walk_in.html", {"session": session, "form": form})


@requires(Permission.GROUP_RUN, READ)
def walk_in_results(request: StaffRequest, session_id: uuid.UUID, token: str) -> HttpResponse:
    """Who it may be. Only somebody one sees goes on a register; for others the card says whom to ask."""
    session = session_of(request, session_id)
    recent = recall(request.session, token)
    if recent is None:
        messages.info(request, "That search is no longer kept. Search again.")
        return redirect("groups:walk_in", session.pk)
    query = read_query(recent.text, today=timezone.localdate())
    cards = cards_of(find_people(query, at_most=MOST_RESULTS), user=request.user)
    access_records_add(
        by=request.user,
        at=timezone.now(),
        route="groups:walk_in_results",
        grounds={card.hit.person_id: card.ground for card in cards},
        action=Look.SEARCH,
    )
    context = {
        "session": session,
        "cards": cards,
        "token": token,
        "problems": query.problems,
        "may_create": request.user.can(Permission.PERSON_CREATE),
    }
    return render(request, "groups/walk_in_results.html", context)


@requires(Permission.GROUP_RUN, FORM)
def walk_in_add(request: StaffRequest, session_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Put them on the register, as part of one of their families."""
    session = session_of(request, session_id)
    person = person_looked_at(request, person_id, Look.CHANGE)
    today = timezone.localdate()
    families = Family.objects.visible_to(request.user).filter(memberships__person=person).distinct()
    posted = request.POST if request.method == "POST" else None
    form = WalkInForm(posted, initial={"family": families.first()}, families=families)
    if request.method == "POST" and form.is_valid():
        enrolment = enrolment_add(
            cohort=session.cohort,
            family=form.cleaned_data["family"],
            person=person,
            by=request.user,
            now=timezone.now(),
            today=today,
        )
        has_place = enrolment.state == State.ENROLLED
        messages.success(request, "They are on the register" if has_place else FULL)
        onward = "groups:register" if has_place and may_take_register(session, today) else "groups:cohort"
        return redirect(onward, session.pk if onward == "groups:register" else session.cohort_id)
    context = {"session": session, "person": person, "form": form}
    back = reverse("groups:register", args=[session.pk])
    return render(request, "groups/walk_in_add.html", {**context, "back": back})
