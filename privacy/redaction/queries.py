"""What pages about looking through a pack show: each with a number of statements that does not grow with the pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from privacy.grounds import Ground
from privacy.redaction.models import Decision, Passage, Review
from privacy.redaction.models.passage import ABOUT_PASSAGES, DecisionKind, SaidBy

ITEMS_A_PAGE = 20
MOST_A_PAGE = 120  # passages; a record with more than this stands on a page of its own


@dataclass(frozen=True)
class Progress:
    """How far the looking through has come, in passages."""

    total: int
    decided: int
    open: int
    cut: int
    partly: int

    @property
    def left(self) -> int:
        """Those nobody decided."""
        return self.total - self.decided


@dataclass(frozen=True)
class ReviewPage:
    """Records of one page of the review, in their order."""

    items: list[list[Passage]]
    number: int
    pages: int


def progress_of(review: Review) -> Progress:
    """One statement."""
    told = Passage.objects.filter(review=review).aggregate(
        total=Count("id"),
        decided=Count("id", filter=~Q(state="")),
        open=Count("id", filter=Q(state="open")),
        cut=Count("id", filter=Q(state="cut")),
        partly=Count("id", filter=Q(state="words")),
    )
    return Progress(**told)


def page_of(review: Review, number: int) -> ReviewPage:
    """Records by twenty; two statements. A number beyond the end gives the last page."""
    last = Passage.objects.filter(review=review).aggregate(last=Max("item"))["last"] or 0
    pages = last // ITEMS_A_PAGE + 1
    at = min(max(number, 1), pages)
    first = (at - 1) * ITEMS_A_PAGE
    rows = Passage.objects.filter(review=review, item__gte=first, item__lt=first + ITEMS_A_PAGE)
    items: dict[int, list[Passage]] = {}
    for passage in rows.defer("picture__image", "picture__words").order_by("number"):
        items.setdefault(passage.item, []).append(passage)
    return ReviewPage(list(items.values()), at, pages)


def page_number(passage: Passage) -> int:
    """The page of the review a passage stands on."""
    return passage.item // ITEMS_A_PAGE + 1


def next_undecided(review: Review, after: int) -> Passage | None:
    """The next passage nobody decided, from the beginning again when there is none behind this one."""
    waiting = Passage.objects.filter(review=review, state="").order_by("number")
    return waiting.filter(number__gt=after).first() or waiting.first()


def chosen(review: Review, choice: Mapping[str, Any]) -> QuerySet[Passage]:
    """Undecided passages by author, kind of record, person or proposal: what a decision about many is about."""
    rows = Passage.objects.filter(review=review, state="", picture__isnull=True)
    if choice.get("said_by"):
        rows = rows.filter(said_by=choice["said_by"])
    if choice.get("title"):
        rows = rows.filter(title=choice["title"])
    if choice.get("about"):
        rows = rows.filter(about__contains=[choice["about"]])
    if choice.get("proposal"):
        rows = rows.filter(proposal="" if choice["proposal"] == "none" else choice["proposal"])
    return rows


class Cuts(NamedTuple):
    """On which grounds something of a pack is held back, and in which kinds of record."""

    grounds: set[str]
    titles: list[str]


def cuts_of(review: Review) -> Cuts:
    """Of the whole pack as it stands; what the program itself holds back counts too."""
    rows = Passage.objects.filter(review=review).filter(~Q(cuts=[]) | ~Q(never=[])).order_by("number")
    told = list(rows.values_list("title", "cuts", "never"))
    grounds = {cut["ground"] for _, cuts, _ in told for cut in cuts}
    if any(never for _, _, never in told):
        grounds.add(Ground.NEVER.value)
    return Cuts(grounds, list(dict.fromkeys(title for title, _, _ in told)))


def titles_of(review: Review) -> list[str]:
    """The kinds of record in the pack."""
    rows = Passage.objects.filter(review=review).order_by("section").values_list("title", flat=True)
    return list(dict.fromkeys(rows.distinct()))


def log_of(review: Review) -> QuerySet[Decision]:
    """Every decision, the newest first."""
    return Decision.objects.filter(review=review).select_related("by", "undone_by").order_by("-number")


def last_to_undo(review: Review) -> Decision | None:
    """The newest decision of an officer that still counts."""
    rows = Decision.objects.filter(review=review, by__isnull=False, undone_by__isnull=True)
    return rows.filter(kind__in=ABOUT_PASSAGES).order_by("-number").first()


def deciders_of(review: Review) -> set[UUID]:
    """Officers who decided something about a passage."""
    rows = Decision.objects.filter(review=review, by__isnull=False)
    about = rows.filter(kind__in=[*ABOUT_PASSAGES, DecisionKind.UNDO])
    return set(about.order_by().values_list("by", flat=True).distinct())


def names_by_code(review: Review) -> dict[str, dict[str, Any]]:
    """The people of a pack by their codes."""
    return {person["code"]: person for person in review.people}


def said_by_words(passages: Iterable[Passage]) -> dict[int, str]:
    """Who said each, in words."""
    return {
        p.number: f"{SaidBy(p.said_by).label}{f', {p.said_name}' if p.said_name else ''}" for p in passages
    }
