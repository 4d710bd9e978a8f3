"""Changing a file: what is asked, what is refused, what is kept, and what the history tells afterwards."""

import datetime
import html
import re
from typing import Any

import pytest
from django.urls import reverse

from cases.families.models import Address, FamilyMembership, Involvement, Phone, Relationship
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import REASON, make_person, make_service
from tests.page_client import PageClient
from tests.rules.cases import SINCE, Case, make_case

WHY = {"why": "family", "why_detail": "By telephone"}


def date(name: str, day: Any, month: Any, year: Any) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": str(month), f"{name}_year": str(year)}


def words(response: Any) -> str:
    text = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.DOTALL)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def url(name: str, case: Case, **more: Any) -> str:
    subject = (
        {"person_id": case.person.pk}
        if name.startswith(("part", "person"))
        else {"family_id": case.family.pk}
    )
    return reverse(f"families:{name}", kwargs={**subject, **more})


def typed(page: Any) -> dict[str, str]:
    """What the form on a page holds, as a browser would send it back."""
    form = page.context["form"]
    sent: dict[str, str] = {}
    for field in form:
        value = field.value()
        if isinstance(value, datetime.date):
            sent |= date(field.name, value.day, value.month, value.year)
        elif value not in (None, False):
            sent[field.html_name] = "on" if value is True else str(value)
    return sent


def add(worker: PageClient, case: Case, part: str, **answers: str) -> Any:
    return worker.post(url("part_add", case, part=part), {**WHY, **answers})


def change(worker: PageClient, address: str, **answers: str) -> Any:
    return worker.post(address, {**typed(worker.get(address)), **WHY, **answers})


ROWS = {
    "names": {"name": "Alexandra", "kind": "birth"},
    "addresses": {"lines": "22 Mill Lane", "postcode": "le17aa", **date("started_on", 1, 2, 2025)},
    "phones": {"number": "01632 960001", "may_call": "on"},
    "emails": {"address": "new@example.com"},
    "schools": {"school": "Mill Lane Nursery"},
    "languages": {"language": "Urdu"},
    "requirements": {"requirement": "A quiet room"},
    "health": {"kind": "disability", "description": "Uses a wheelchair"},
}


@pytest.mark.parametrize("part", sorted(ROWS))
def test_a_row_of_each_part_is_added_and_shown(worker: PageClient, case: Case, part: str) -> None:
    answer = add(worker, case, part, **ROWS[part])
    assert answer.status_code == 302, words(answer)
    page = words(worker.get(url("person", case)))
    for said in [
        value
        for name, value in ROWS[part].items()
        if name in {"name", "lines", "address", "school", "language", "requirement", "description"}
    ]:
        assert said in page
    history = words(worker.get(url("part_changes", case, part=part)))
    assert "by Hana Worker. Why: The person or their family told us: By telephone" in history


def test_a_postcode_and_a_phone_are_kept_as_they_are_written(worker: PageClient, case: Case) -> None:
    add(worker, case, "addresses", lines="22 Mill Lane", postcode="le17aa")
    add(worker, case, "phones", number="(01632) 960 001")
    with as_owner():
        assert Address.objects.get(lines="22 Mill Lane").postcode == "LE1 7AA"
        assert Phone.objects.filter(number="+441632960001").exists()


def test_equality_details_are_changed_and_not_added_twice(worker: PageClient, case: Case) -> None:
    row = case.rows["equality"]
    assert worker.get(url("part_add", case, part="equality")).headers["Location"] == url(
        "part_change", case, part="equality", row_id=row.pk
    )
    answer = change(
        worker, url("part_change", case, part="equality", row_id=row.pk), gender="", declined="on"
    )
    assert answer.status_code == 302
    assert "Prefers not to say" in words(worker.get(url("person", case)))


BAD = [
    ("addresses", {"lines": ""}, "Enter address"),
    ("addresses", {"lines": "1 A", "postcode": "NOWHERE"}, "Enter a full UK postcode"),
    ("addresses", {"lines": "x" * 301}, "Address must be 300 characters or fewer"),
    ("addresses", {"lines": "1 A", **date("started_on", 31, 2, 2024)}, "From must be a real date"),
    ("addresses", {"lines": "1 A", **date("started_on", 1, 1, 2999)}, "From must be today or in the past"),
    (
        "addresses",
        {"lines": "1 A", **date("started_on", 2, 2, 2024), **date("ended_on", 1, 2, 2024)},
        "To must be the same as or after 2 February 2024",
    ),
    ("addresses", {"lines": "1 A", "is_confidential": "on"}, "Enter who must not learn it"),
    ("phones", {"number": "12"}, "Enter a UK telephone number"),
    ("phones", {"number": ""}, "Enter telephone number"),
    ("emails", {"address": "nobody"}, "Enter an email address in the correct format"),
    ("languages", {"language": "polish"}, "This language is on the record already"),
    ("requirements", {"requirement": "x" * 501}, "must be 500 characters or fewer"),
    ("health", {"description": "Asthma"}, "Select health or disability"),
    ("schools", {"school": "S", **date("started_on", 1, "", 2024)}, "From must include a month"),
]


@pytest.mark.parametrize(("part", "answers", "message"), BAD)
def test_a_wrong_answer_is_told_twice_keeps_what_was_typed_and_changes_nothing(
    worker: PageClient, case: Case, part: str, answers: dict[str, str], message: str
) -> None:
    with as_owner():
        before = type(case.rows[part]).objects.count()
    answer = add(worker, case, part, **answers)
    page = words(answer)
    assert answer.status_code == 200
    assert "There is a problem" in page
    assert page.count(message) == 2, page
    assert 'value="By telephone"' in answer.content.decode()
    for value in answers.values():
        assert value in html.unescape(answer.content.decode())
    with as_owner():
        assert type(case.rows[part]).objects.count() == before


def test_without_a_reason_nothing_changes(worker: PageClient, case: Case) -> None:
    answer = worker.post(url("part_add", case, part="names"), {"name": "New", "kind": "alias"})
    assert words(answer).count("Select why you are making this change") == 2


def test_another_reason_has_to_be_told(worker: PageClient, case: Case) -> None:
    answer = worker.post(
        url("part_add", case, part="names"), {"name": "New", "kind": "alias", "why": "other"}
    )
    assert "Enter the reason for this change" in words(answer)


def test_a_dated_row_is_ended_and_stays_on_file(worker: PageClient, case: Case) -> None:
    address = url("part_end", case, part="addresses", row_id=case.rows["addresses"].pk)
    assert change(worker, address, **date("ended_on", 5, 6, 2024)).status_code == 302
    with as_owner():
        assert Address.objects.get().ended_on == datetime.date(2024, 6, 5)
    page = words(worker.get(url("person", case)))
    assert "Earlier addresses (1) 1 High Street, LE1 5WW 1 February 2024 to 5 June 2024" in page


def test_a_row_cannot_end_before_it_began(worker: PageClient, case: Case) -> None:
    address = url("part_end", case, part="addresses", row_id=case.rows["addresses"].pk)
    answer = change(worker, address, **date("ended_on", 5, 1, 2024))
    assert "Last day must be the same as or after 1 February 2024" in words(answer)


def test_an_undated_row_is_removed_and_the_history_says_what_it_was(worker: PageClient, case: Case) -> None:
    assert (
        change(worker, url("part_end", case, part="names", row_id=case.rows["names"].pk)).status_code == 302
    )
    assert "Lex" not in words(worker.get(url("person", case)))
    history = words(worker.get(url("part_changes", case, part="names")))
    assert "Other name of Alex North removed" in history
    assert "from Lex to nothing" in history


def test_the_history_tells_from_what_to_what_in_plain_words(worker: PageClient, case: Case) -> None:
    address = url("part_change", case, part="phones", row_id=case.rows["phones"].pk)
    sent = {**typed(worker.get(address)), **WHY, "number": "01632 960001"}
    sent.pop("may_text")
    assert worker.post(address, sent).status_code == 302
    for page in (
        words(worker.get(url("part_changes", case, part="phones"))),
        words(worker.get(url("person_changes", case))),
        words(worker.get(url("family_changes", case))),
    ):
        assert "Phone of Alex North changed" in page
        assert "Telephone number: from 07700 900123 to 01632 960001" in page
        assert "Safe to text: from Yes to No" in page


def test_the_familys_history_leaves_health_and_equality_to_each_persons_page(
    worker: PageClient, case: Case
) -> None:
    assert "Asthma" not in words(worker.get(url("family_changes", case)))
    assert "Asthma" in words(worker.get(url("person_changes", case)))


def test_who_was_slower_is_told_sees_both_and_changes_nothing(
    worker: PageClient, case: Case, council: Council
) -> None:
    row: Any = case.rows["addresses"]
    address = url("part_change", case, part="addresses", row_id=row.pk)
    opened = typed(worker.get(address))
    with as_owner():
        row.lines = "2 Other Street"
        row.save_by(by=council.hub_manager, reason="Post came back")
    answer = worker.post(address, {**opened, **WHY, "lines": "3 Third Street"})
    page = words(answer)
    assert answer.status_code == 409
    assert "Malik Manager changed it on" in page
    assert "Post came back" in page
    assert "Address 2 Other Street 3 Third Street" in page
    with as_owner():
        assert Address.objects.get().lines == "2 Other Street"


def test_a_form_without_its_version_changes_nothing(worker: PageClient, case: Case) -> None:
    address = url("part_change", case, part="addresses", row_id=case.rows["addresses"].pk)
    assert worker.post(address, {**WHY, "lines": "3 Third Street"}).status_code == 409


def test_a_person_is_corrected(worker: PageClient, case: Case) -> None:
    answer = change(
        worker, url("person_change", case), given_name="Alexis", **date("date_of_birth", 5, 3, 1991)
    )
    assert answer.status_code == 302
    assert "Alexis North" in words(worker.get(url("person", case)))
    assert "Date of birth: from 4 March 1990 to 5 March 1991" in words(
        worker.get(url("person_changes", case))
    )


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (date("date_of_birth", 1, 1, 2999), "Date of birth must be today or in the past"),
        (date("date_of_birth", 30, 2, 1990), "Date of birth must be a real date"),
        (date("date_of_birth", "", "", ""), "Enter a date of birth, or say that it is not known"),
        ({"birth_date_kind": "unknown"}, "Remove the date of birth, or say how well it is known"),
        (
            {"birth_date_kind": "unborn", **date("date_of_birth", 1, 1, 2999)},
            "Expected date of birth must be before",
        ),
        (date("date_of_death", 1, 1, 1980), "Date of death must be the same as or after 4 March 1990"),
        (date("date_of_death", 1, 1, 2999), "Date of death must be today or in the past"),
        ({"given_name": "", "family_name": ""}, "Enter a first name, a last name or both"),
        ({"given_name": "x" * 101}, "First names must be 100 characters or fewer"),
    ],
)
def test_a_wrong_answer_about_a_person_is_refused(
    worker: PageClient, case: Case, answers: dict[str, str], message: str
) -> None:
    answer = change(worker, url("person_change", case), **answers)
    assert words(answer).count(message) == 2, words(answer)
    assert "Alex North" in words(worker.get(url("person", case)))


def test_a_family_is_renamed(worker: PageClient, case: Case) -> None:
    assert change(worker, url("family_name", case), name="Northern").status_code == 302
    assert "Name: from North to Northern" in words(worker.get(url("family_changes", case))).replace(
        "Family name", "Name"
    )


def test_somebody_with_a_record_joins_the_family_by_reference(
    worker: PageClient, case: Case, council: Council
) -> None:
    with as_owner():
        sibling = make_case(council.north_hub, council.hub_worker, "Sibling")
    reference = sibling.person.reference.lower()
    answer = change(
        worker,
        url("member_add", case),
        person_reference=reference,
        lives_with_family="on",
        **date("started_on", 1, 5, 2024),
    )
    assert answer.status_code == 302, words(answer)
    assert "Alex Sibling" in words(worker.get(url("family", case)))


def test_nobody_joins_whom_the_writer_cannot_see(worker: PageClient, case: Case, council: Council) -> None:
    with as_owner():
        theirs = make_case(council.south_hub, council.other_hub_worker, "South")
    answer = change(worker, url("member_add", case), person_reference=theirs.person.reference)
    assert words(answer).count("You see nobody with this reference") == 2


def test_nobody_joins_twice_at_once(worker: PageClient, case: Case) -> None:
    answer = change(worker, url("member_add", case), person_reference=case.person.reference)
    assert words(answer).count("This person is in the family already at that time") == 2


def test_a_membership_ends(worker: PageClient, case: Case) -> None:
    address = url("member_end", case, membership_id=case.membership.pk)
    assert change(worker, address, **date("ended_on", 1, 6, 2024)).status_code == 302
    with as_owner():
        assert FamilyMembership.objects.get(pk=case.membership.pk).ended_on == datetime.date(2024, 6, 1)
    assert "No longer in the family" in words(worker.get(url("family", case)))


def test_a_relationship_is_added_between_two_members(worker: PageClient, case: Case) -> None:
    with as_owner():
        third = make_person("Kim", "North")
        FamilyMembership(family=case.family, person=third).save_by(by=None, reason=REASON)
    answer = change(
        worker,
        url("relationship_add", case),
        person=str(case.person.pk),
        kind="grandparent",
        relative=str(third.pk),
    )
    assert answer.status_code == 302, words(answer)
    assert "Grandchild of Alex North" in words(worker.get(url("family", case)))


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"relative": ""}, "Select the second person"),
        ({"relative": "self"}, "Select two different people"),
        ({}, "This relationship is on the record already"),
        (date("responsibility_from", 1, 1, 2020), "Enter how parental responsibility was seen"),
        (
            {**date("responsibility_from", 1, 1, 2020), **date("responsibility_to", 1, 1, 2019)},
            "Parental responsibility to must be the same as or after 1 January 2020",
        ),
        ({"relative": "foreign"}, "Select second person"),
    ],
)
def test_a_wrong_relationship_is_refused(
    worker: PageClient, case: Case, council: Council, answers: dict[str, str], message: str
) -> None:
    with as_owner():
        foreign = make_case(council.south_hub, council.other_hub_worker, "South").person.pk
    sent = {"person": str(case.person.pk), "kind": "parent", "relative": str(case.relative.pk), **answers}
    sent["relative"] = {"self": str(case.person.pk), "foreign": str(foreign)}.get(
        sent["relative"], sent["relative"]
    )
    answer = change(worker, url("relationship_add", case), **sent)
    assert words(answer).count(message) == 2, words(answer)
    with as_owner():
        assert Relationship.objects.filter(person=case.person).count() == 1


def test_parental_responsibility_is_recorded_on_the_relationship(worker: PageClient, case: Case) -> None:
    address = url("relationship_change", case, relationship_id=case.relationship.pk)
    answer = change(
        worker, address, responsibility_source="Court order", **date("responsibility_from", 1, 3, 2024)
    )
    assert answer.status_code == 302, words(answer)
    assert "Held by Alex North from 1 March 2024 (Court order)" in words(worker.get(url("family", case)))


def test_work_is_opened_for_ones_own_team(worker: PageClient, case: Case, council: Council) -> None:
    with as_owner():
        service = make_service("Groupwork", "groupwork")
    page = worker.get(url("involvement_open", case))
    assert "Youth justice" not in words(page)
    answer = change(
        worker,
        url("involvement_open", case),
        service=str(service.pk),
        team=str(council.north_hub.pk),
        **date("started_on", 1, 5, 2024),
    )
    assert answer.status_code == 302, words(answer)
    again = change(
        worker,
        url("involvement_open", case),
        service=str(service.pk),
        team=str(council.north_hub.pk),
        **date("started_on", 1, 5, 2024),
    )
    assert words(again).count("open to this service with this team already") == 2


def test_work_is_allocated_within_the_team(worker: PageClient, case: Case, council: Council) -> None:
    address = url("involvement_allocate", case, involvement_id=case.involvement.pk)
    assert "Otto Worker" not in words(worker.get(address))
    assert change(worker, address, allocated_to=str(council.hub_manager.pk)).status_code == 302
    with as_owner():
        assert Involvement.objects.get().allocated_to == council.hub_manager
    assert change(worker, address, allocated_to=str(council.other_hub_worker.pk)).status_code == 200


def test_work_passed_on_opens_for_the_other_team_on_the_day_it_closes(
    worker: PageClient, case: Case, council: Council
) -> None:
    address = url("involvement_transfer", case, involvement_id=case.involvement.pk)
    answer = change(worker, address, team=str(council.south_hub.pk), **date("ended_on", 1, 6, 2024))
    assert answer.status_code == 302, words(answer)
    with as_owner():
        old, new = Involvement.objects.order_by("started_on")
        assert (old.ended_on, old.end_reason) == (datetime.date(2024, 6, 1), "transferred")
        assert (new.team, new.started_on, new.ended_on) == (
            council.south_hub,
            datetime.date(2024, 6, 1),
            None,
        )
    other = PageClient()
    other.force_login(council.other_hub_worker)
    assert other.get(url("family", case)).status_code == 200


def test_work_closes_with_its_reason(worker: PageClient, case: Case) -> None:
    address = url("involvement_close", case, involvement_id=case.involvement.pk)
    unsaid = change(worker, address, **date("ended_on", 1, 6, 2024))
    assert words(unsaid).count("Select why it is closing") == 2
    early = change(worker, address, end_reason="needs_met", **date("ended_on", 1, 6, 2020))
    assert "must be the same as or after 8 January 2024" in words(early)
    assert change(worker, address, end_reason="needs_met", **date("ended_on", 1, 6, 2024)).status_code == 302
    assert "to 1 June 2024: needs met" in words(worker.get(url("family", case)))


@pytest.mark.parametrize("route", ["involvement_allocate", "involvement_transfer", "involvement_close"])
def test_another_teams_work_is_seen_and_left_alone(
    worker: PageClient, case: Case, council: Council, route: str
) -> None:
    with as_owner():
        work = Involvement(
            family=case.family, service=case.involvement.service, team=council.south_hub, started_on=SINCE
        )
        work.save_by(by=None, reason=REASON)
    address = url(route, case, involvement_id=work.pk)
    assert worker.get(address).status_code == 403
    assert worker.post(address, WHY).status_code == 403
    with as_owner():
        assert Involvement.objects.get(pk=work.pk).ended_on is None


@pytest.mark.parametrize("route", ["involvement_allocate", "involvement_transfer", "involvement_close"])
def test_a_closed_case_is_left_alone_and_said_to_be_closed(
    worker: PageClient, case: Case, route: str
) -> None:
    with as_owner():
        case.involvement.ended_on, case.involvement.end_reason = SINCE, "moved"
        case.involvement.save_by(by=None, reason=REASON)
    address = url(route, case, involvement_id=case.involvement.pk)
    assert "This work is closed already" in words(worker.get(address, follow=True))
    closed_again = {**WHY, "end_reason": "needs_met", **date("ended_on", 1, 6, 2024)}
    assert "This work is closed already" in words(worker.post(address, closed_again, follow=True))
    with as_owner():
        case.involvement.refresh_from_db()
    assert (case.involvement.ended_on, case.involvement.end_reason) == (SINCE, "moved")


def test_a_row_removed_twice_is_said_to_be_gone(worker: PageClient, case: Case) -> None:
    ours = {"person_id": case.person.pk, "part": "languages", "row_id": case.rows["languages"].pk}
    address = reverse("families:part_end", kwargs=ours)
    assert change(worker, address).status_code == 302
    assert "Language removed already. Nothing was changed" in words(worker.post(address, WHY, follow=True))
    of_another = reverse("families:part_end", kwargs={**ours, "person_id": case.relative.pk})
    assert worker.post(of_another, WHY).status_code == 404


def test_a_part_nobody_knows_does_not_exist(worker: PageClient, case: Case) -> None:
    assert worker.get(url("part_changes", case, part="secrets")).status_code == 404


def test_a_place_in_the_history_that_no_page_wrote_does_not_exist(worker: PageClient, case: Case) -> None:
    assert worker.get(url("family_changes", case) + "?before=nonsense").status_code == 404


def test_a_long_history_comes_in_pages(worker: PageClient, case: Case) -> None:
    with as_owner():
        for number in range(60):
            case.family.name = f"North {number}"
            case.family.save_by(by=None, reason=REASON)
    first = worker.get(url("family_changes", case))
    assert "to North 59" in words(first)
    assert "to North 5 " not in words(first)
    second = worker.get(url("family_changes", case) + first.context["older_url"])
    assert "to North 5 " in words(second)
    assert second.context["older_url"] == ""
    keys = [change.key for change in (*first.context["changes"], *second.context["changes"])]
    assert keys == sorted(set(keys), reverse=True)


@pytest.mark.parametrize("start", [date("started_on", 1, 7, 2024), date("started_on", "", "", "")])
def test_a_contact_point_is_not_moved_to_a_time_after_its_person_left(
    worker: PageClient, case: Case, start: dict[str, str]
) -> None:
    with as_owner():
        case.membership.ended_on = datetime.date(2024, 6, 1)
        case.membership.save_by(by=None, reason=REASON)
    address = url("part_change", case, part="addresses", row_id=case.rows["addresses"].pk)
    assert words(change(worker, address, **start)).count("This person had left your families by then") == 2
    assert change(worker, address, **date("started_on", 1, 3, 2024)).status_code == 302
