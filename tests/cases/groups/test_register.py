"""Taking a register: saved at once, in nobody's way, and by two people without loss."""

import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.groups.models import Attendance, Session
from cases.groups.rules import first_mark
from tests.database import as_owner
from tests.factories.families import make_family, make_person, make_restriction
from tests.factories.groups import make_attendance, make_cohort, make_enrolment, make_programme

AUTOSAVE = {"X-Requested-With": "autosave", "Accept": "application/json"}


def marks(group, by):
    with acting_as(by):
        return {row.enrolment_id: (row.mark, row.reason) for row in Attendance.objects.visible_to(by)}


def sent(page, **lines):
    return {"version": page.context["form"]["version"].value(), **lines}


def test_a_register_is_saved_and_read_again(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    opened = page.get(url)
    answer = page.post(
        url,
        sent(opened, **{
            f"mark_{group.amy.pk}": "late", f"mark_{group.ben.pk}": "absent", f"away_{group.ben.pk}": "Ill",
        }),
    )  # fmt: skip
    assert answer.status_code == 302
    assert marks(group, council.hub_worker) == {group.amy.pk: ("late", ""), group.ben.pk: ("absent", "Ill")}
    told = page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    assert "1 of 2 (50%)" in told
    assert 'value="Ill"' in page.get(url).content.decode()


def test_everybody_is_present_to_begin_with_and_nothing_is_saved_by_looking(page, council, group):
    page.force_login(council.hub_worker)
    form = page.get(reverse("groups:register", args=[group.session.pk])).context["form"]
    assert {form[f"mark_{row.pk}"].value() for row in (group.amy, group.ben)} == {"present"}
    assert marks(group, council.hub_worker) == {}


def test_who_was_put_down_after_the_day_is_not_marked_and_who_walked_in_is_present():
    day = datetime.date(2026, 11, 24)
    open_, taken = Session(happens_on=day), Session(happens_on=day, register_taken_at=timezone.now())
    before, after = day - datetime.timedelta(days=30), day + datetime.timedelta(days=1)
    assert [first_mark(open_, asked) for asked in (before, day, after)] == ["present", "present", ""]
    assert [first_mark(taken, asked) for asked in (before, day, after)] == ["", "present", ""]


def test_a_mark_made_by_mistake_is_taken_back_and_its_history_says_so(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    page.post(url, sent(page.get(url), **{f"mark_{group.amy.pk}": "absent", f"mark_{group.ben.pk}": "late"}))
    opened = page.get(url)
    assert opened.context["form"][f"mark_{group.amy.pk}"].value() == "absent"
    page.post(url, sent(opened, **{f"mark_{group.amy.pk}": "", f"mark_{group.ben.pk}": "late"}))
    assert marks(group, council.hub_worker) == {group.ben.pk: ("late", "")}
    with acting_as(council.hub_worker):
        kinds = list(Attendance.history.filter(enrolment=group.amy).values_list("history_type", flat=True))
    assert sorted(kinds) == ["+", "-"]


def test_the_register_is_saved_before_somebody_else_is_searched_for(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    answer = page.post(url, sent(page.get(url), walk_in="1", **{f"mark_{group.amy.pk}": "present"}))
    assert answer.url == reverse("groups:walk_in", args=[group.session.pk])
    assert marks(group, council.hub_worker) == {group.amy.pk: ("present", "")}


def test_a_reason_for_somebody_who_came_is_asked_about(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    opened = page.get(url)
    answer = page.post(
        url, sent(opened, **{f"mark_{group.amy.pk}": "present", f"away_{group.amy.pk}": "Ill"})
    )
    assert "Select excused or absent for Amy Alder" in answer.content.decode()
    assert marks(group, council.hub_worker) == {}


def test_who_saves_second_is_told_and_shown_both(page, council, group):
    url = reverse("groups:register", args=[group.session.pk])
    page.force_login(council.hub_manager)
    theirs = sent(page.get(url), **{f"mark_{group.amy.pk}": "absent", f"away_{group.amy.pk}": "Bus"})
    mine = sent(page.get(url), **{f"mark_{group.amy.pk}": "present"})
    assert page.post(url, theirs).status_code == 302
    page.force_login(council.hub_worker)
    clash = page.post(url, mine)
    assert clash.status_code == 409
    assert "On the register now: absent: bus. You marked: present." in clash.content.decode()
    assert marks(group, council.hub_worker)[group.amy.pk] == ("absent", "Bus")
    again = page.post(url, sent(clash, **{f"mark_{group.amy.pk}": "present"}))
    assert again.status_code == 302
    assert marks(group, council.hub_worker)[group.amy.pk] == ("present", "")


def test_a_register_is_not_taken_before_the_day(page, council, group):
    with as_owner():
        session = group.session
        session.happens_on = timezone.localdate() + datetime.timedelta(days=1)
        session.save_by(by=None, reason="Later")
    page.force_login(council.hub_worker)
    answer = page.post(reverse("groups:register", args=[session.pk]), {f"mark_{group.amy.pk}": "present"})
    assert answer.status_code == 302
    assert marks(group, council.hub_worker) == {}


def test_somebody_of_a_restricted_family_is_not_there_for_others_not_even_in_a_count(page, council, group):
    with as_owner():
        make_restriction(group.birch.family, [council.hub_manager], council.hub_manager)
    page.force_login(council.hub_worker)
    told = page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    assert "Takes part: 1 of 2 places" in told
    assert "Birch" not in told
    assert "Birch" not in page.get(reverse("groups:register", args=[group.session.pk])).content.decode()
    page.force_login(council.hub_manager)
    assert (
        "Takes part: 2 of 2 places"
        in page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    )


def test_another_team_does_not_find_the_group_and_cannot_write_its_register(page, council, group):
    page.force_login(council.other_hub_worker)
    for route, key in (("cohort", group.cohort.pk), ("register", group.session.pk), ("end", group.amy.pk)):
        assert page.get(reverse(f"groups:{route}", args=[key])).status_code == 404


def test_marks_that_are_not_saved_come_back_in_another_browser_and_only_to_their_writer(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    draft = reverse("groups:register_draft", args=[group.session.pk])
    typed = sent(page.get(url), **{f"mark_{group.ben.pk}": "absent", f"away_{group.ben.pk}": "Ill"})
    assert page.post(draft, typed, headers=AUTOSAVE).json()["saved_at"]
    told = page.get(url)
    assert "This is your draft from" in told.content.decode()
    assert told.context["form"][f"away_{group.ben.pk}"].value() == "Ill"
    assert "Register of a group" in page.get(reverse("home")).content.decode()
    page.force_login(council.hub_manager)
    assert "This is your draft" not in page.get(url).content.decode()
    assert marks(group, council.hub_worker) == {}
    page.force_login(council.hub_worker)
    page.post(url, typed)
    assert "This is your draft" not in page.get(url).content.decode()
    late = page.post(draft, typed, headers=AUTOSAVE).json()
    assert late["saved_at"] is None, "the script's last save may come after the register itself"
    assert "This is your draft" not in page.get(url).content.decode()


def test_a_draft_written_over_a_register_that_somebody_else_saved_is_kept_and_the_clash_is_told(
    page, council, group
):
    url = reverse("groups:register", args=[group.session.pk])
    draft = reverse("groups:register_draft", args=[group.session.pk])
    page.force_login(council.hub_worker)
    mine = sent(page.get(url), **{f"mark_{group.amy.pk}": "late"})
    page.force_login(council.hub_manager)
    page.post(url, sent(page.get(url), **{f"mark_{group.amy.pk}": "present"}))
    page.force_login(council.hub_worker)
    assert page.post(draft, mine, headers=AUTOSAVE).json()["saved_at"]
    opened = page.get(url)
    assert opened.context["form"][f"mark_{group.amy.pk}"].value() == "late"
    clash = page.post(url, sent(opened, **{f"mark_{group.amy.pk}": "late"}))
    assert clash.status_code == 409
    page.post(reverse("groups:register_discard", args=[group.session.pk]))
    assert page.get(url).context["form"][f"mark_{group.amy.pk}"].value() == "present"


def fill(council, people, sessions):
    """A group that met every week until today, with a mark for everybody at each session but the last."""
    today = timezone.localdate()
    with as_owner():
        days = [today - datetime.timedelta(days=7 * number) for number in range(sessions)]
        cohort = make_cohort(make_programme(council.north_hub), *days, capacity=60)
        for number in range(people):
            file = make_family(council.north_hub, make_person(f"Given{number}", "Example"))
            place = make_enrolment(cohort, file)
            for session in cohort.sessions.exclude(happens_on=today):
                make_attendance(session, place)
        return cohort.sessions.get(happens_on=today), file.family


def test_thirty_people_and_many_sessions_cost_no_more_queries_than_three(
    page, council, django_assert_max_num_queries
):
    (few, one), (many, other) = fill(council, 3, 2), fill(council, 30, 12)
    page.force_login(council.hub_worker)
    for route, keys in (
        ("groups:register", (few.pk, many.pk)),
        ("groups:cohort", (few.cohort_id, many.cohort_id)),
        ("groups:family", (one.pk, other.pk)),
    ):
        for key in keys:  # the first look of the day is written down
            page.get(reverse(route, args=[key]))
        counted = []
        for key in keys:
            with django_assert_max_num_queries(40) as captured:
                page.get(reverse(route, args=[key]))
            counted.append([q["sql"] for q in captured.captured_queries])
        assert len(counted[0]) == len(counted[1])
        own = [sql for sql in counted[1] if '"groups_' in sql or '"families_' in sql or '"accounts_' in sql]
        assert len(own) <= 12, own


def test_two_people_of_one_name_are_told_apart_by_their_families(page, council, group):
    with as_owner():
        group.cohort.capacity = 3
        group.cohort.save_by(by=None, reason="Bigger room")
        make_enrolment(group.cohort, again := make_family(council.north_hub, make_person("Amy", "Alder")))
    page.force_login(council.hub_worker)
    told = page.get(reverse("groups:register", args=[group.session.pk])).content.decode()
    assert f"Amy Alder ({again.family.reference})" in told
    assert f"Amy Alder ({group.alder.family.reference})" in told
    assert "Ben Birch (" not in told
