"""Creating a person: reachable only from a search, and never without a look at who it may be already."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.actions.access_log import access_records_add
from accounts.models import Look, Team
from accounts.permissions import Permission
from cases.families.actions.create import creation_wait_for_turn, family_create, person_create, phone_create
from cases.families.forms.create import NEW, CreatePersonForm, first_answers
from cases.families.models import Family, Person
from cases.families.rules.duplicates import likely_duplicates
from cases.families.search.cards import Card, cards_of
from cases.families.search.people import find_people
from cases.families.search.query import read_query
from cases.families.search.recent import recall, remember, way_on

MOST_DUPLICATES = 8


@requires(Permission.PERSON_CREATE, FORM)
def person_create_page(request: StaffRequest, token: str) -> HttpResponse:
    """Ask for the person, filled in from the search; save once nobody on file is the same."""
    recent = recall(request.session, token)
    if request.method == "POST":
        return _posted(request, token, searched=recent is not None)
    if recent is None or not recent.is_fresh(timezone.now()):
        messages.info(request, "Search for the person before you create them.")
        return redirect("search")
    today = timezone.localdate()
    answers = first_answers(
        read_query(recent.text, today=today), today=today, teams=list(Team.objects.of(request.user))
    )
    form = CreatePersonForm(initial=answers, user=request.user, today=today)
    return _page(request, form, token)


def _posted(request: StaffRequest, token: str, *, searched: bool) -> HttpResponse:
    form = CreatePersonForm(request.POST, user=request.user, today=timezone.localdate())
    form.is_valid()
    creation_wait_for_turn()
    form.ask_about(_duplicates(request, form))
    if not searched:  # the session ran out meanwhile: what was typed is searched for now, and kept
        token = remember(request.session, form.full_name, now=timezone.now())
        form.add_error(None, "Your search had run out, so we searched again. Check the answers and save.")
    if form.errors:
        return _page(request, form, token)
    if form.chosen is not None:
        messages.info(request, "Nothing new was saved: the person is on file already.")
        on = way_on(request.session, token, form.chosen.hit.person_id)
        return redirect(on) if on else redirect("families:family", family_id=form.chosen.families[0].pk)
    family, person = _save(request, form)
    on = way_on(request.session, token, person.pk)
    return redirect(on) if on else redirect("families:family", family_id=family.pk)


@transaction.atomic
def _save(request: StaffRequest, form: CreatePersonForm) -> tuple[Family, Person]:
    data, by, today = form.cleaned_data, request.user, form.today
    is_new = data["family_choice"] == NEW
    family: Family = (
        family_create(
            name=data["new_family_name"],
            service=data["service"],
            team=data["team"],
            allocated_to=data["allocated_to"],
            started_on=data["started_on"],
            by=by,
        )
        if is_new
        else data["family"]
    )
    person = person_create(
        family=family,
        given_name=data["given_name"],
        family_name=data["family_name"],
        birth_date_kind=data["birth_date_kind"],
        date_of_birth=data["date_of_birth"],
        joined_on=data["started_on"] if is_new else None,
        by=by,
    )
    if data["phone"]:
        phone_create(person=person, number=data["phone"], started_on=today, by=by)
    return family, person


def _duplicates(request: StaffRequest, form: CreatePersonForm) -> list[tuple[Card, str]]:
    query = form.as_query()
    if query.is_empty:
        return []
    born = query.birth_date.year if query.birth_date else None
    likely = likely_duplicates(find_people(query), year_of_birth=born)[:MOST_DUPLICATES]
    cards = cards_of([hit for hit, _ in likely], user=request.user)
    access_records_add(
        by=request.user,
        at=timezone.now(),
        route="person_create",
        grounds={card.hit.person_id: card.ground for card in cards},
        action=Look.SEARCH,
    )
    return [(card, why) for card, (_, why) in zip(cards, likely, strict=True)]


def _page(request: StaffRequest, form: CreatePersonForm, token: str) -> HttpResponse:
    return render(request, "families/create.html", {"form": form, "token": token})
