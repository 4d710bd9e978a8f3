"""The search box of every page and its results. What is typed is posted, kept in the session, and in no address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.actions.access_log import access_records_add
from accounts.limits import limited
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.forms.search import SearchForm
from cases.families.search.cards import cards_of
from cases.families.search.people import MOST_RESULTS, find_people
from cases.families.search.query import read_query
from cases.families.search.recent import recall, remember


@requires(Permission.FAMILY_SEARCH, FORM)
@limited("search")
def search(request: StaffRequest) -> HttpResponse:
    """Keep the search under a token and go to its results; without one, ask for it."""
    today = timezone.localdate()
    form = SearchForm(request.POST or None, today=today)
    if request.method == "POST":
        form = SearchForm(request.POST, today=today)
        if form.is_valid():
            token = remember(request.session, form.cleaned_data["query"], now=timezone.now())
            return redirect("search_results", token=token)
    return render(request, "families/search.html", {"form": form})


@requires(Permission.FAMILY_SEARCH, READ)
def search_results(request: StaffRequest, token: str) -> HttpResponse:
    """One ranked list: people the reader may see, and index cards of the others. Who was shown is logged."""
    recent = recall(request.session, token)
    if recent is None:
        messages.info(request, "That search is no longer kept. Search again.")
        return redirect("search")
    query = read_query(recent.text, today=timezone.localdate())
    hits = find_people(query, at_most=MOST_RESULTS + 1)
    cards = cards_of(hits[:MOST_RESULTS], user=request.user)
    access_records_add(
        by=request.user,
        at=timezone.now(),
        route="search_results",
        grounds={card.hit.person_id: card.ground for card in cards},
        action=Look.SEARCH,
    )
    context = {
        "token": token,
        "cards": cards,
        "search_form": SearchForm(initial={"query": recent.text}, today=timezone.localdate()),
        "problems": query.problems,
        "has_more": len(hits) > MOST_RESULTS,
        "may_create": request.user.can(Permission.PERSON_CREATE),
        "may_log_requests": request.user.can(Permission.REQUEST_HANDLE),
        "may_break_glass": request.user.can(Permission.GLASS_BREAK),
    }
    return render(request, "families/search_results.html", context)
