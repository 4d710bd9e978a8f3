"""Corrections, deletions, objections, locks: decided on a ground, carried out, told to everybody who was given it."""

import datetime
import json
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as, acting_as_system
from cases.diary.models import Task
from cases.families.models import HealthNeed, Person, UseLock
from cases.texts.actions.claim import deliveries_claim
from cases.texts.actions.objection import texts_stop
from cases.texts.models import Delivery, Status, TextStop
from privacy.models import Disclosure
from privacy.rights import tasks
from privacy.rights.models import Decision, RecipientNotice, Statement
from privacy.rights.models.decision import Ground
from privacy.rights.rules.grounds import AGAINST, FOR, LETTER, fits
from retention import tasks as retention_tasks
from retention.models import DisposalRegister, DisposalSwitch
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_member
from tests.factories.contacts import make_contact
from tests.factories.duties import make_complaint
from tests.factories.families import REASON, join_family, make_family, make_person
from tests.factories.privacy import make_disclosure, make_request
from tests.factories.retention import approve_schedule, make_hold
from tests.factories.rights import make_decision, make_lock
from tests.factories.texts import make_phone, make_text
from tests.page_client import PageClient

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def case(council):
    with as_owner():
        return make_family(council.north_hub, allocated_to=council.hub_worker)


@pytest.fixture
def asked(council, case):
    with as_owner():
        return make_request(
            case.person, council.information_officer, right="rectification", received_on=TODAY
        )


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


@pytest.fixture
def worker(council):
    client = PageClient()
    client.force_login(council.hub_worker)
    return client


@pytest.fixture
def second(council):
    with as_owner():
        colleague = make_member(
            "Sol Second", council.information_officer.memberships.get().team, "information_officer"
        )
    client = PageClient()
    client.force_login(colleague)
    return client


@pytest.fixture
def shared(council, case):
    """What a school and, of a sister alone, a doctor were given; and what nobody agreed to."""
    gone = {"decision": "approved", "decided_by": council.hub_manager, "decided_at": timezone.now()}
    with as_owner():
        sister = make_person("Sister", "Of")
        join_family(sister, case.family)
        make_disclosure(case.family, council.hub_worker, shared_on=TODAY, shared_how="Email", **gone)
        make_disclosure(
            case.family, council.hub_worker, person=case.person, organisation="Their school", shared_on=TODAY,
            shared_how="Email", wall="youth_justice", **gone,
        )  # fmt: skip
        make_disclosure(
            case.family, council.hub_worker, person=sister, organisation="Doctor of another", shared_on=TODAY,
            shared_how="Email", **gone,
        )  # fmt: skip
        make_disclosure(case.family, council.hub_worker, organisation="Never sent", **gone)


def decide(client, asked, right, **typed):
    typed = {"what": "It", "reasons": "So", "is_granted": "yes"} | typed
    return client.post(reverse("rights:decide", args=[asked.pk, right]), typed)


def carry_out():
    with as_worker():
        tasks.carry_out_decisions()


def erase():
    with as_worker():
        retention_tasks.carry_out_erasures()


def test_whoever_works_with_the_family_is_asked_once_to_correct_the_rest(
    council, case, asked, officer, worker
):
    decide(officer, asked, "rectification", ground=Ground.WRONG_FACT, fact="team", what="The school is wrong")
    carry_out()
    carry_out()
    with as_owner():
        task = Task.objects.get()
        assert (task.owner, task.family) == (council.hub_worker, case.family)
        assert task.what == f"Correct what is wrong, request {asked.reference}: The school is wrong"
        assert Decision.objects.get().done_at is None
    assert "1 worker of the family got a task" in text(
        officer.get(reverse("rights:request", args=[asked.pk]))
    )
    assert "The school is wrong" in text(worker.get(reverse("diary:tasks")))


def test_where_nobody_works_with_the_family_the_officer_is_told(council, case, asked, officer):
    with as_owner():
        for work in case.family.involvements.all():
            work.allocated_to = None
            work.save_by(by=council.hub_manager, reason="Left the team")
    decide(officer, asked, "rectification", ground=Ground.WRONG_FACT, fact="team", what="The school is wrong")
    carry_out()
    with as_owner():
        assert not Task.objects.exists()
    page = text(officer.get(reverse("rights:request", args=[asked.pk])))
    assert "Nobody works with the family now" in page


@pytest.mark.parametrize("right", sorted(FOR))
def test_a_ground_for_is_no_ground_against_and_every_refusal_has_words_for_the_letter(right):
    assert not set(FOR[right]) & set(AGAINST[right]) - {Ground.CLAIMS}
    assert all(fits(right, ground, is_granted=True) for ground in FOR[right])
    assert not any(fits(right, ground, is_granted=True) for ground in set(AGAINST[right]) - set(FOR[right]))
    assert all(LETTER[ground] for ground in AGAINST[right])


@pytest.mark.parametrize(("answer", "ground"), [("yes", "public_task"), ("no", "not_needed")])
def test_a_ground_that_does_not_go_with_the_answer_is_refused(officer, asked, answer, ground):
    told = decide(officer, asked, "erasure", is_granted=answer, ground=ground, kinds=["families.Phone"])
    assert "This ground does not go with your answer" in text(told)
    with as_owner():
        assert not Decision.objects.exists()


def test_a_refusal_has_its_letter_ready(officer, asked):
    assert decide(
        officer, asked, "erasure", is_granted="no", ground="public_task", reasons="We help you still"
    )
    shown = text(officer.get(reverse("rights:request", args=[asked.pk])))
    assert "Article 17(3)(b)" in shown
    assert "We help you still" in shown
    assert "Information Commissioner" in shown


def test_an_officer_corrects_a_fact_with_the_request_in_its_history(officer, asked, case, council, shared):
    decide(officer, asked, "rectification", ground="wrong_fact", fact="family_name", value="Rightly")
    carry_out()
    with as_owner():
        person = Person.objects.get(pk=case.person.pk)
        newest = person.history.select_related("history_user").first()
        assert (person.family_name, newest.history_user) == ("Rightly", council.information_officer)
        assert asked.reference in newest.history_change_reason
        assert Decision.objects.get().done_words == "Last name corrected"


def test_a_date_of_birth_is_typed_as_a_date(officer, asked, case):
    told = decide(
        officer, asked, "rectification", ground="wrong_fact", fact="date_of_birth", value="31/2/2015"
    )
    assert "Enter the date as 27/3/2015" in text(told)
    decide(officer, asked, "rectification", ground="wrong_fact", fact="date_of_birth", value="27/3/2015")
    carry_out()
    with as_owner():
        assert Person.objects.get(pk=case.person.pk).date_of_birth == datetime.date(2015, 3, 27)


def test_everybody_who_was_given_the_data_is_to_be_told_behind_walls_too_and_nobody_else(
    officer, asked, shared
):
    decide(officer, asked, "rectification", ground="wrong_fact", fact="given_name", value="Right")
    carry_out()
    carry_out()
    with as_owner():
        rows = RecipientNotice.objects.order_by("organisation").values_list("organisation", flat=True)
        assert list(rows) == ["Example Primary", "Their school"]
    assert "2 recipients to tell" in text(officer.get("/"))


def test_a_recipient_is_told_or_there_is_a_reason_of_the_law(officer, asked, shared):
    decide(officer, asked, "rectification", ground="wrong_fact", fact="given_name", value="Right")
    carry_out()
    with as_owner():
        first, second = RecipientNotice.objects.order_by("organisation")
    there = reverse("rights:recipient", args=[first.pk])
    assert "Select whether they were told" in text(officer.post(there, {"words": "x"}))
    assert "Enter when they were told" in text(officer.post(there, {"words": "x", "why_not": "told"}))
    told = {"words": "Rang them", "why_not": "told", **day("told_on", TODAY)}
    assert officer.post(there, told).status_code == 302
    assert officer.post(
        reverse("rights:recipient", args=[second.pk]), {"words": "It closed", "why_not": "impossible"}
    )
    assert "Nothing was changed" in text(officer.get(there, follow=True))
    with as_owner():
        assert not RecipientNotice.objects.to_tell().exists()
        listed = officer.get(reverse("rights:recipients_csv", args=[Decision.objects.get().pk]))
    assert "Rang them" in listed.content.decode()
    assert "It closed" in listed.content.decode()


def test_the_person_is_given_the_list_of_recipients_when_they_ask_for_it(
    officer, asked, shared, council, page
):
    decide(officer, asked, "rectification", ground="wrong_fact", fact="given_name", value="Right")
    of_the_request = reverse("privacy:request", args=[asked.pk])
    assert "list to print" not in text(officer.get(of_the_request))
    carry_out()
    with as_owner():
        decision = Decision.objects.get()
    there = reverse("rights:recipients_given", args=[decision.pk])
    assert there in text(officer.get(of_the_request))
    listed = text(officer.get(there))
    assert "Example Primary" in listed
    assert "Their school" in listed
    assert "Doctor of another" not in listed
    assert "We have not told them of the change yet" in listed
    assert "There is a problem" in text(officer.post(there, {}))
    assert officer.post(there, day("on", TODAY)).status_code == 302
    with as_owner():
        assert Decision.objects.get().list_given_on == TODAY
        assert Decision.history.first().history_user == council.information_officer
    assert "given to them on" in text(officer.get(of_the_request))
    page.force_login(council.hub_manager)
    assert page.get(there).status_code == 403


def test_what_may_be_taken_elsewhere_hangs_on_a_decision_about_that_alone(officer, asked):
    decide(officer, asked, "rectification", ground="wrong_fact", fact="given_name", value="Right")
    with as_owner():
        key = Decision.objects.get().pk
    assert officer.get(reverse("rights:portable", args=[key])).status_code == 404


def test_an_opinion_stays_and_what_they_say_stands_beside_it_and_in_the_copy(worker, case, council):
    with as_owner():
        contact = make_contact(
            case, council.hub_worker, about={case.person: {}}, what_we_think="They were angry"
        )
    there = reverse("rights:statement_new", args=[case.family.pk, "contact", contact.pk])
    typed = {"person": case.person.pk, "words": "I was afraid, not angry", **day("said_on", TODAY)}
    assert worker.post(there, typed).status_code == 302
    shown = text(worker.get(reverse("contacts:contact", args=[case.family.pk, contact.pk])))
    assert "They were angry" in shown
    assert "I was afraid, not angry" in shown
    stranger = PageClient()
    stranger.force_login(council.other_hub_worker)
    assert stranger.get(there).status_code == 404
    assert (
        worker.get(
            reverse("rights:statement_new", args=[case.family.pk, "contact", case.family.pk])
        ).status_code
        == 404
    )


class TestLock:
    """Restriction."""

    @pytest.fixture
    def locked(self, officer, asked):
        answer = decide(
            officer,
            asked,
            "restriction",
            ground="accuracy_checked",
            reach="person",
            **day("review_on", TODAY + 30 * DAY),
        )
        assert answer.status_code == 302
        with as_owner():
            return UseLock.objects.get()

    def test_it_is_said_on_every_page_of_the_family_in_general_words(self, locked, worker, case):
        for route in ("families:family", "contacts:chronology", "privacy:disclosures", "texts:list"):
            shown = text(worker.get(reverse(route, args=[case.family.pk])))
            assert f"What we hold about {case.person.full_name} is kept and may not be used" in shown
            assert "Somebody says that it is not right" in shown
        assert "may not be used" in text(worker.get(reverse("families:person", args=[case.person.pk])))

    def test_a_change_is_refused_with_why_who_can_help_and_what_was_typed(self, locked, worker, case):
        there = reverse("families:person_change", args=[case.person.pk])
        version = re.search(r'name="version" value="([^"]+)"', worker.get(there).content.decode())[1]
        typed = {
            "given_name": "Changed now", "family_name": "Nowhere At All", "birth_date_kind": "exact", "why": "family",
            "version": version,
        }  # fmt: skip
        typed |= {"date_of_birth_day": 3, "date_of_birth_month": 4, "date_of_birth_year": 1990}
        answer = worker.post(there, typed)
        assert answer.status_code == 423
        assert "This may not be changed now" in text(answer)
        assert "The information officers can say how long this takes" in text(answer)
        assert "Nowhere At All" in text(answer)
        with as_owner():
            assert Person.objects.get(pk=case.person.pk).family_name == case.person.family_name

    def test_the_database_refuses_whatever_page_forgets(self, locked, council, case):
        with acting_as(council.hub_worker), connection.cursor() as cursor:
            for sql in (
                "UPDATE families_person SET given_name = 'x' WHERE id = %s",
                "DELETE FROM families_person WHERE id = %s",
            ):
                with pytest.raises(Exception, match="may not be used now"), transaction.atomic():
                    cursor.execute(sql, [case.person.pk])

    def test_what_others_are_is_not_locked_with_it_and_something_new_can_be_written(
        self, locked, worker, council, case
    ):
        with as_owner():
            relative = make_person("Relative", "Free")
            join_family(relative, case.family)
        with acting_as(council.hub_worker):
            relative.given_name = "Changed"
            relative.save_by(by=council.hub_worker, reason=REASON)
            need = HealthNeed(person=case.person, kind="health", description="New", started_on=TODAY)
            need.save_by(by=council.hub_worker, reason=REASON)

    def test_nothing_is_shared_unless_a_child_is_at_risk(self, locked, worker, case):
        typed = {
            "recipient": "education_providers", "organisation": "Example Primary", "purpose": "provide_services",
            "law": "children_act", "what": "The part about learning", "necessity": "They plan by it", "told": "told",
        }  # fmt: skip
        there = reverse("privacy:disclosure_new", args=[case.family.pk])
        refused = worker.post(there, typed)
        assert "may not be used now, so it may not be shared" in text(refused)
        assert "They plan by it" in text(refused)
        assert worker.post(there, typed | {"is_urgent": "on"}).status_code == 302
        with as_owner():
            assert Disclosure.objects.get().is_urgent

    def test_texts_are_refused_while_it_stands(self, locked, council, case):
        with as_owner():
            make_text(case, make_phone(case.person), council.hub_worker)
        with as_worker(), acting_as_system("texts"):
            (claim,) = deliveries_claim(at=timezone.now())
        assert "may not be used now" in claim.refusal

    def test_it_is_lifted_only_after_they_were_told(self, locked, officer, worker, case):
        there = reverse("rights:lift", args=[locked.pk])
        assert "There is a problem" in text(officer.post(there, {"lift_reason": "Checked"}))
        told = {"lift_reason": "Checked", "told_how": "Rang them", **day("told_on", TODAY)}
        assert officer.post(there, told).status_code == 302
        assert "Kept, not to be used" not in text(
            worker.get(reverse("families:family", args=[case.family.pk]))
        )
        with as_owner():
            lock = make_lock(locked.placed_by, person=case.person)
        lock.lifted_at, lock.lifted_by, lock.lift_reason = timezone.now(), locked.placed_by, "Not told"
        with as_owner(), transaction.atomic(), pytest.raises(IntegrityError):
            lock.save_by(by=None, reason=REASON)

    def test_everybody_who_was_given_it_is_to_be_told(self, shared, locked):
        carry_out()
        with as_owner():
            assert RecipientNotice.objects.count() == 2


class TestObjection:
    """No more texts."""

    def test_the_stop_and_what_is_withdrawn_come_together_at_once(self, officer, asked, council, case):
        with as_owner():
            phone = make_phone(case.person)
            waiting = make_text(case, phone, council.hub_worker)
            walled = make_text(case, phone, council.hub_worker, wall="youth_justice")
            sent = make_text(
                case, phone, council.hub_worker, status=Status.DELIVERED, next_try_at=None,
                sent_at=timezone.now(), notify_id=asked.pk,
            )  # fmt: skip
        assert decide(officer, asked, "objection", ground="stopped", texts="on").status_code == 302
        with as_owner():
            statuses = dict(Delivery.objects.values_list("text_id", "status"))
        assert statuses == {
            waiting.pk: Status.CANCELLED,
            walled.pk: Status.CANCELLED,
            sent.pk: Status.DELIVERED,
        }

    def test_killed_before_the_end_nothing_of_it_has_happened(self, council, case):
        with as_owner():
            text_row = make_text(case, make_phone(case.person), council.hub_worker)

        with transaction.atomic(), acting_as(council.hub_worker):
            texts_stop(person_id=case.person.pk, said="Phone", at=timezone.now(), by=council.hub_worker)
            transaction.set_rollback(True)
        with as_owner():
            assert not TextStop.objects.exists()
            assert Delivery.objects.get(text=text_row).status == Status.QUEUED

    def test_a_worker_who_hears_it_writes_it_down_and_no_text_can_be_written(self, worker, council, case):
        with as_owner():
            make_phone(case.person)
        stop = reverse("texts:stop", args=[case.family.pk])
        assert worker.post(stop, {"person": case.person.pk, "said": "At the door"}).status_code == 302
        shown = text(worker.get(reverse("texts:list", args=[case.family.pk])))
        assert f"{case.person.full_name} does not want texts" in shown
        assert "They asked us not to text them" in text(
            worker.get(reverse("texts:send", args=[case.family.pk]))
        )
        with as_owner():
            row = TextStop.objects.get()
        again = {"said": "They asked for texts"}
        assert (
            worker.post(reverse("texts:stop_lift", args=[case.family.pk, row.pk]), again).status_code == 302
        )
        with as_owner():
            assert not TextStop.objects.standing().exists()

    def test_what_was_written_in_the_same_moment_is_not_sent_either(self, council, case):
        with as_owner():
            phone = make_phone(case.person)
        with acting_as(council.hub_worker):
            texts_stop(person_id=case.person.pk, said="Phone", at=timezone.now(), by=council.hub_worker)
        with as_owner():
            make_text(case, phone, council.hub_worker)
        with as_worker(), acting_as_system("texts"):
            (claim,) = deliveries_claim(at=timezone.now())
        assert "They asked us not to text them" in claim.refusal

    def test_nobody_withdraws_texts_of_somebody_who_did_not_object(self, council, case):
        with as_owner():
            make_text(case, make_phone(case.person), council.hub_worker)
        with acting_as(council.other_hub_worker), connection.cursor() as cursor:
            cursor.execute("SELECT texts_withdraw(%s, 'x', now())", [case.person.pk])
            assert cursor.fetchone() == (0,)
        with as_owner():
            assert Delivery.objects.get().status == Status.QUEUED

    def test_texts_are_never_weighed_against(self, officer, asked):
        told = decide(officer, asked, "objection", is_granted="no", ground="compelling", texts="on")
        assert "Texts always stop when somebody objects to them" in text(told)


class TestErasure:
    """Granted by two, carried out by the retention engine."""

    @pytest.fixture
    def marked(self, council, case):
        with as_owner():
            approve_schedule(council.admin)
            need = HealthNeed(person=case.person, kind="health", description="zqxneedold", started_on=TODAY)
            need.save_by(by=None, reason=REASON)
            need.description = "zqxneednew"
            need.save_by(by=None, reason=REASON)
            removed = HealthNeed(
                person=case.person, kind="health", description="zqxneedgone", started_on=TODAY
            )
            removed.save_by(by=None, reason=REASON)
            removed.delete_by(by=None, reason=REASON)
            other = make_person("Other", "Person")
            join_family(other, case.family)
            HealthNeed(person=other, kind="health", description="zqxkept", started_on=TODAY).save_by(
                by=None, reason=REASON
            )

    @staticmethod
    def words() -> set[str]:
        with as_owner():
            rows = [
                *HealthNeed.objects.values_list("description", flat=True),
                *HealthNeed.history.values_list("description", flat=True),
            ]
        return {row for row in rows if row.startswith("zqx")}

    def grant(self, officer, asked, *kinds):
        return decide(
            officer, asked, "erasure", ground="not_needed", kinds=list(kinds or ["families.HealthNeed"]),
            behind_walls="on",
        )  # fmt: skip

    def agree(self, client):
        with as_owner():
            decision = Decision.objects.get()
        return client.post(reverse("rights:agree", args=[decision.pk]), follow=True)

    def test_nothing_goes_before_a_second_officer_agrees(self, officer, asked, marked):
        self.grant(officer, asked)
        erase()
        assert "Another officer has to agree" in text(self.agree(officer))
        erase()
        assert len(self.words()) == 4
        with as_owner(), transaction.atomic(), pytest.raises(IntegrityError):
            make_decision(asked, asked.handler, right="erasure", ground="not_needed", needs_second=False)

    def test_no_version_is_left_and_what_is_somebody_elses_stays(
        self, officer, second, asked, marked, shared
    ):
        self.grant(officer, asked)
        self.agree(second)
        erase()
        assert self.words() == {"zqxkept"}
        with as_owner():
            decision = Decision.objects.get()
            assert decision.done_at
            register = DisposalRegister.objects.get()
            assert register.counts == {"families_healthneed": 1, "families_historicalhealthneed": 4}
            assert {register.submitted_by, register.approved_by} == {decision.decided_by, decision.agreed_by}
            assert decision.recipients.count() == 2
        erase()
        with as_owner():
            assert DisposalRegister.objects.count() == 1

    @pytest.fixture
    def granted(self, officer, second, asked, marked):
        self.grant(officer, asked)
        self.agree(second)

    @pytest.mark.parametrize("keeps", ["hold", "lock", "request", "complaint", "switch"])
    def test_it_waits_while_something_keeps_it(self, granted, council, case, keeps):
        with as_owner():
            if keeps == "hold":
                make_hold(scope="person", person=case.person)
            elif keeps == "lock":
                make_lock(council.information_officer, person=case.person)
            elif keeps == "request":
                make_request(case.person, council.information_officer)
            elif keeps == "complaint":
                make_complaint(council.information_officer, person=case.person)
            else:
                DisposalSwitch.objects.update(may_run=False)
        erase()
        assert len(self.words()) == 4
        with as_owner():
            assert Decision.objects.get().done_at is None

    def test_the_officers_are_told_what_keeps_it(self, granted, officer, asked, case):
        with as_owner():
            make_hold(scope="person", person=case.person)
        erase()
        erase()
        assert "A hold, a lock, a complaint or another request keeps it" in text(
            officer.get(reverse("rights:request", args=[asked.pk]))
        )
        with as_owner():
            assert Decision.history.filter(history_change_reason="Kept for now").count() == 1

    def test_the_whole_file_goes_when_nobody_else_is_in_it_and_every_recipient_was_told(
        self, officer, second, council
    ):
        with as_owner():
            approve_schedule(council.admin)
            alone = make_family(council.north_hub, ended_on=TODAY - DAY, end_reason="needs_met")
            gone = {"decision": "approved", "decided_by": council.hub_manager, "decided_at": timezone.now()}
            make_disclosure(alone.family, council.hub_worker, shared_on=TODAY, shared_how="Email", **gone)
            request = make_request(
                alone.person, council.information_officer, right="erasure", received_on=TODAY
            )
        self.grant(officer, request, "everything")
        self.agree(second)
        erase()
        with as_owner():
            assert Person.objects.filter(pk=alone.person.pk).exists(), "a recipient is still to be told"
            notice = RecipientNotice.objects.get()
        officer.post(
            reverse("rights:recipient", args=[notice.pk]),
            {"words": "Rang", "why_not": "told", **day("told_on", TODAY)},
        )
        erase()
        with as_owner():
            assert not Person.objects.filter(pk=alone.person.pk).exists()
            assert not Person.history.filter(id=alone.person.pk).exists()
            assert not Decision.history.exists()
            assert DisposalRegister.objects.get().people == 1

    def test_a_file_others_are_in_never_goes_whole(self, officer, second, asked, marked, case):
        self.grant(officer, asked, "everything")
        self.agree(second)
        erase()
        with as_owner():
            assert Person.objects.filter(pk=case.person.pk).exists()
        assert "Somebody else is in this file" in text(
            officer.get(reverse("rights:request", args=[asked.pk]))
        )

    def test_the_whole_file_has_no_part_behind_a_wall_that_stays(self, officer, asked):
        told = decide(officer, asked, "erasure", ground="not_needed", kinds=["everything"])
        assert "the whole file has no part that stays" in text(told)
        with as_owner():
            assert not Decision.objects.exists()

    def test_what_goes_along_is_said_before(self, officer, asked):
        asked_for = text(officer.get(reverse("rights:decide", args=[asked.pk, "erasure"])))
        assert "Telephone numbers, and with them: texts we sent you" in asked_for


def test_what_can_be_taken_elsewhere_is_next_to_nothing_and_the_file_says_why(officer, asked):
    decide(officer, asked, "portability", is_granted="no", ground="not_by_consent")
    with as_owner():
        key = Decision.objects.get().pk
    body = json.loads(officer.get(reverse("rights:portable", args=[key])).content)
    assert body["given_by_consent"] == []
    assert "a law or a public task says so" in body["why_so_little"]


def test_nobody_but_information_officers_decides(council, page, asked):
    for persona in ("hub_worker", "hub_manager", "records_officer", "admin"):
        page.force_login(getattr(council, persona))
        assert page.get(reverse("rights:list")).status_code == 403
        assert page.get(reverse("rights:decide", args=[asked.pk, "erasure"])).status_code == 403
    with as_owner():
        assert not Statement.objects.exists()
