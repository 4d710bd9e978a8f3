"""Decisions about passages: each a line of the log, from which alone follows what stands."""

import random

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import acting_as
from cases.families.actions.rows import Refused
from cases.families.models import PersonName, Phone, Relationship
from privacy.redaction.actions.decisions import decision_add, decision_undo, proposals_accept
from privacy.redaction.models import Decision, Passage
from privacy.redaction.models.passage import DecisionKind
from privacy.redaction.output.redacted import shown
from privacy.redaction.queries import progress_of
from privacy.redaction.rules.replay import NOTHING, replayed, still_counting
from tests.database import as_owner, as_web
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.redaction import AT, make_review, passages_with

THIRD = {"ground": "third_party", "reason": "It is about the brother"}


@pytest.fixture
def review(council):
    with as_owner():
        robin, brother = make_person("Robin"), make_person("Barnaby")
        file = make_family(council.north_hub, robin, brother)
        PersonName(person=brother, name="Bobs", kind="nickname").save_by(by=None, reason=REASON)
        Relationship(person=robin, relative=brother, kind="sibling").save_by(by=None, reason=REASON)
        Phone(
            person=brother, number="+447700900321", is_confidential=True, confidential_from="The father"
        ).save_by(by=None, reason=REASON)
        make_contact(file, council.hub_worker, what_happened="Robin told Bobs to ring 07700 900321 today.")
        make_contact(file, council.hub_worker, what_happened="07700900321")
    return make_review(robin, council.information_officer)


def one(review, words):
    with as_owner():
        return passages_with(review, words)[0]


def decide(review, council, kind, number, **said):
    with as_owner():
        return decision_add(
            review_id=review.pk, kind=kind, passages=[number], at=AT, by=council.information_officer, **said
        )


def test_words_are_cut_and_the_rest_goes_out(review, council):
    passage = one(review, "Robin told Bobs")
    start = passage.text.index("Bobs")
    decide(review, council, "words", passage.number, ranges=[[start, start + 4]], **THIRD)
    with as_owner():
        passage.refresh_from_db()
        stands = replayed(Decision.objects.filter(review=review))[passage.number]
    assert passage.state == "words"
    assert shown(passage, stands) == "Robin told [held back: about somebody else] to ring [held back] today."


def test_a_kept_passage_still_holds_back_the_safe_number_inside_it(review, council):
    passage = one(review, "Robin told Bobs")
    decide(review, council, "keep", passage.number)
    with as_owner():
        stands = replayed(Decision.objects.filter(review=review))[passage.number]
    assert "07700" not in shown(passage, stands)


@pytest.mark.parametrize("kind", ["keep", "cut", "words"])
def test_a_safe_number_is_opened_by_nobody(review, council, kind):
    passage = one(review, "07700900321")
    with pytest.raises(Refused, match="nobody can open it here"):
        decide(review, council, kind, passage.number, ranges=[[0, 2]], **(THIRD if kind != "keep" else {}))
    with (
        as_owner(),
        transaction.atomic(),
        pytest.raises(IntegrityError, match="passage_never_told_stays_cut"),
    ):
        Passage.objects.filter(pk=passage.pk).update(state="open")


def test_the_programs_own_cut_is_not_taken_back(review, council):
    with as_owner():
        first = Decision.objects.get(review=review, by=None)
        with pytest.raises(Refused):
            decision_undo(review_id=review.pk, decision_id=first.pk, at=AT, by=council.information_officer)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ground": "", "reason": "x"}, "on which ground"),
        ({"ground": "third_party", "reason": " "}, "on which ground"),
        ({"ground": "serious_harm", "reason": "x"}, "Name the practitioner"),
        ({"ground": "health", "reason": "x"}, "Name the practitioner"),
        ({"ground": "never", "reason": "x"}, "Choose the ground"),
    ],
)
def test_a_cut_needs_its_ground_reason_and_practitioner(review, council, said, words):
    with pytest.raises(Refused, match=words):
        decide(review, council, "cut", one(review, "Robin told Bobs").number, **said)
    with as_owner():
        assert Decision.objects.filter(review=review, by__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("said", "constraint"),
    [
        ({"ground": "", "reason": "x"}, "decision_cut_has_ground_and_reason"),
        ({"ground": "serious_harm", "reason": "x"}, "decision_harm_names_practitioner"),
        ({"ground": "third_party", "reason": "x", "by": None}, "decision_has_an_officer"),
    ],
)
def test_the_database_refuses_half_a_cut_too(review, council, said, constraint):
    row = {"review": review, "number": 90, "kind": "cut", "by": council.information_officer, "at": AT} | said
    with as_owner(), transaction.atomic(), pytest.raises(IntegrityError, match=constraint):
        Decision.objects.create(**row)


def test_nobody_changes_a_line_of_the_log_or_the_words_of_a_passage(review, council):
    passage = one(review, "Robin told Bobs")
    decision = decide(review, council, "keep", passage.number)
    with as_web(), acting_as(council.information_officer):
        for change in (
            lambda: Decision.objects.filter(pk=decision.pk).update(reason="Another"),
            lambda: Decision.objects.filter(pk=decision.pk).delete(),
            lambda: Passage.objects.filter(pk=passage.pk).update(text="Nothing"),
            lambda: Passage.objects.filter(pk=passage.pk).update(never=[]),
        ):
            with transaction.atomic(), pytest.raises(ProgrammingError, match="permission denied"):
                change()


def test_others_see_no_row_of_it(review, council):
    with as_web(), acting_as(council.hub_worker):
        assert not Passage.objects.filter(review=review).exists()
    with as_web(), acting_as(council.information_officer):
        assert Passage.objects.filter(review=review).exists()
    assert not Passage.objects.visible_to(council.hub_worker).exists()


def test_an_undo_brings_back_what_was_decided_before(review, council):
    passage = one(review, "Robin told Bobs")
    decide(review, council, "cut", passage.number, **THIRD)
    kept = decide(review, council, "keep", passage.number)
    with as_owner():
        decision_undo(review_id=review.pk, decision_id=kept.pk, at=AT, by=council.information_officer)
        passage.refresh_from_db()
        assert passage.state == "cut"
        with pytest.raises(Refused, match="taken back already"):
            decision_undo(review_id=review.pk, decision_id=kept.pk, at=AT, by=council.information_officer)


def test_accepting_all_proposals_is_taken_back_in_two_steps(review, council):
    officer = council.information_officer
    with as_owner():
        before = progress_of(review)
        numbers = list(Passage.objects.filter(review=review).values_list("number", flat=True))
        made = proposals_accept(
            review_id=review.pk, passages=numbers, reason="As proposed", scope="All", at=AT, by=officer
        )
        assert progress_of(review).decided > before.decided
        assert Passage.objects.get(review=review, text__contains="Robin told Bobs").state == "cut"
        for decision in made:
            decision_undo(review_id=review.pk, decision_id=decision.pk, at=AT, by=officer)
        assert progress_of(review) == before


def random_log(seed, numbers):
    """Decisions as an officer may take them, with undos of any that still count."""
    chance, log = random.Random(seed), []
    for number in range(1, chance.randint(2, 30)):
        counting = still_counting(log)
        if counting and chance.random() < 0.3:
            log.append(Decision(number=number, kind=DecisionKind.UNDO, undoes_id=chance.choice(counting).pk))
            continue
        kind = chance.choice([DecisionKind.KEEP, DecisionKind.CUT, DecisionKind.WORDS])
        picked = chance.sample(numbers, 1 if kind == DecisionKind.WORDS else chance.randint(1, len(numbers)))
        start = chance.randint(0, 5)
        ranges = [[start, start + 3]] if kind == DecisionKind.WORDS else []
        log.append(Decision(number=number, kind=kind, passages=picked, ranges=ranges, ground="third_party"))
    return log


@given(st.integers())
def test_what_stands_is_what_the_same_log_without_its_undone_lines_says(seed):
    log = random_log(seed, [1, 2, 3, 4])
    never_made = still_counting(log)
    assert replayed(log) == replayed(never_made)
    assert replayed(sorted(log, key=lambda line: -line.number)) == replayed(log)


@given(st.integers())
def test_undoing_everything_leaves_nothing_decided(seed):
    log = random_log(seed, [1, 2, 3])
    for decision in list(still_counting(log)):
        log.append(Decision(number=len(log) + 1, kind=DecisionKind.UNDO, undoes_id=decision.pk))
    assert all(stands == NOTHING for stands in replayed(log).values())


@pytest.mark.parametrize("seed", range(3))
def test_rows_always_say_what_the_log_says(review, council, seed):
    chance, officer = random.Random(seed), council.information_officer
    with as_owner():
        numbers = list(
            Passage.objects.filter(review=review, never_all=False, picture=None).values_list(
                "number", flat=True
            )
        )
        made = []
        for _ in range(25):
            if made and chance.random() < 0.35:
                gone = made.pop(chance.randrange(len(made)))
                decision_undo(review_id=review.pk, decision_id=gone.pk, at=AT, by=officer)
                continue
            kind = chance.choice(["keep", "cut", "words"])
            picked = chance.sample(numbers, 1 if kind == "words" else 5)
            ranges = [[0, 1]] if kind == "words" else []
            why = THIRD if kind != "keep" else {}
            made.append(
                decision_add(
                    review_id=review.pk, kind=kind, passages=picked, ranges=ranges, at=AT, by=officer, **why
                )
            )
        stands = replayed(Decision.objects.filter(review=review))
        for row in Passage.objects.filter(review=review):
            wanted = stands.get(row.number, NOTHING)
            assert (row.state, row.cuts) == (wanted.state, wanted.stored())
