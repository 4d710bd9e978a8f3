"""Plans of families: needs, goals, actions of the family, the worker and agencies, reviews, and meetings."""

from __future__ import annotations

import datetime
from typing import Any

from accounts.records import Record
from cases.assessments.models import (
    GoalProgress,
    MeetingInvitee,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    TeamMeeting,
)
from cases.families.models import Involvement
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

SCHOOL, HEALTH = "Hill Primary School, Ms Osei", "Health visitor, Jo Lund"
STORIES = (
    (
        "education",
        "{child} misses school when mornings are hard.",
        "{child} is at school by nine",
        "The register shows four days out of five for a whole half term",
        ((0, "Lays out clothes and bag the evening before"), (2, "Keeps a place at the breakfast club")),
    ),
    (
        "health",
        "{carer} has slept badly since the spring and has nobody to talk to about it.",
        "{carer} sleeps through on most nights",
        "{carer} says so, and has been to the GP",
        ((0, "Books a GP appointment"), (1, "Goes along to the first appointment if wanted")),
    ),
    (
        "money",
        "The rent is two months behind.",
        "The rent is paid and stays paid",
        "The rent account shows no new arrears",
        ((1, "Rings housing together with {carer}"),),
    ),
)
SUMMARY = "Mornings are calmer and the register shows it. Money is still tight and the letters still come."
FAMILY_VIEW = "{carer}: “It helps that somebody asks.” {child}: “I like breakfast club.”"
MINUTES = "We went through the plan. {carer} said what helps. The school will ring {carer} rather than write."


def plans_make(maker: Maker, homes: dict[str, list[Household]]) -> None:
    """For some of the families whose worker had the time; others have none yet."""
    for number, home in enumerate([*homes["own"][:6], *homes["open"][:6]]):
        work = home.family.involvements.filter(ended_on__isnull=True, wall="").first()
        days = (maker.today - work.started_on).days if work else 0
        if work is not None and work.allocated_to and days > 40:
            _Sheet(maker, home, work).write(maker.days_ago(min(days - 20, 120)), number)
    maker.ledger.write()


class _Sheet:
    """One plan being written."""

    def __init__(self, maker: Maker, home: Household, work: Involvement) -> None:
        self.maker, self.home, self.work, self.by = maker, home, work, work.allocated_to
        self.words = {"carer": home.main_carer.given_name, "child": home.main_child.given_name}
        self.goals: list[PlanGoal] = []

    def write(self, day: datetime.date, number: int) -> None:
        """The plan, and for those that are older a review and a meeting; some reviews are overdue."""
        at = self.maker.moment(self.maker.working_day(day), 11, 5)
        plan = Plan(family=self.home.family, involvement=self.work, started_by=self.by, started_at=at)
        self._keep(plan, at)
        for area, need, goal, signs, actions in STORIES[: 2 + number % 2]:
            self._need(plan, at, (area, need, goal, signs), actions)
        if number % 3 and (self.maker.today - at.date()).days > 45:
            self._review(plan, self.maker.working_day(at.date() + datetime.timedelta(days=40)))
        if number % 2 == 0:
            self._meetings(plan, at)

    def _need(
        self, plan: Plan, at: datetime.datetime, told: tuple[str, ...], actions: tuple[tuple[int, str], ...]
    ) -> None:
        area, words, better, signs = (text.format_map(self.words) for text in told)
        need = PlanNeed(plan=plan, area=area, words=words, added_at=at)
        self._keep(need, at)
        goal = PlanGoal(need=need, words=better, signs=signs, added_at=at)
        self._keep(goal, at)
        self.goals.append(goal)
        for number, (kind, doing) in enumerate(actions):
            who: Any = ({"person": self.home.main_carer}, {"worker": self.by}, {"agency": SCHOOL})[kind]
            due = at.date() + datetime.timedelta(days=14 + 30 * number)
            is_done = number == 0 and due < self.maker.today
            done: Any = (
                {"state": "done", "ended_on": due, "outcome": "Done, and it helps."} if is_done else {}
            )
            action = PlanAction(
                goal=goal, words=doing.format_map(self.words), due_on=due, added_at=at, **who, **done
            )
            self._keep(action, at)

    def _review(self, plan: Plan, day: datetime.date) -> None:
        at = self.maker.moment(day, 14, 30)
        said = {"summary": SUMMARY, "family_view": FAMILY_VIEW.format_map(self.words)}
        review = PlanReview(plan=plan, held_on=day, written_by=self.by, written_at=at, **said)
        self._keep(review, at)
        for number, goal in enumerate(self.goals):
            progress = ("better", "achieved", "same")[number % 3]
            self._keep(GoalProgress(review=review, goal=goal, progress=progress), at)

    def _meetings(self, plan: Plan, at: datetime.datetime) -> None:
        held = self.maker.moment(self.maker.working_day(at.date() + datetime.timedelta(days=7)), 11, 5)
        ahead = self.maker.moment(self.maker.working_day_after(self.maker.days_ago(-10)), 10)
        for starts_at, minutes in ((held, MINUTES.format_map(self.words)), (ahead, "")):
            meeting = TeamMeeting(
                plan=plan, starts_at=starts_at, place="The family hub, green room", minutes=minutes,
                arranged_by=self.by, next_on=ahead.date() if minutes else None,
            )  # fmt: skip
            self._keep(meeting, at)
            came = ("came", "came", "apologies", "came") if minutes else ("", "", "", "")
            asked: Any = (
                {"person": self.home.main_carer},
                {"agency": SCHOOL},
                {"agency": HEALTH},
                {"worker": self.by},
            )
            for who, attendance in zip(asked, came, strict=True):
                self._keep(MeetingInvitee(meeting=meeting, attendance=attendance, **who), at)

    def _keep(self, row: Record, at: datetime.datetime) -> None:
        self.maker.keep_at(row, by=self.by, at=at, reason="Plan written")
