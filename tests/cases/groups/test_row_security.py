"""PostgreSQL keeps a group for its own team, whatever a page would let through."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actor import acting_as
from cases.families.models import Involvement
from cases.groups.models import Attendance, Enrolment, Programme
from tests.database import as_owner
from tests.factories.families import LONG_AGO, REASON, make_family, make_person, make_service
from tests.factories.groups import make_attendance, make_cohort, make_enrolment, make_programme


def changed(sql, *parameters):
    """How many rows the statement changed; PostgreSQL may also refuse it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount


def refused(sql, *parameters):
    try:
        return changed(sql, *parameters) == 0
    except DatabaseError as error:
        return "row-level security" in str(error) or "permission denied" in str(error)


@pytest.fixture
def south(council):
    """A programme and a run of the south hub."""
    with as_owner():
        programme = make_programme(council.south_hub, "Elsewhere")
        return programme, make_cohort(programme)


def test_nobody_moves_another_teams_programme_group_or_session_over_to_their_own(council, group, south):
    programme, cohort = south
    with acting_as(council.other_hub_worker):
        assert refused(
            "UPDATE groups_programme SET team_id = %s WHERE id = %s",
            council.south_hub.pk, group.cohort.programme_id,
        )  # fmt: skip
        assert refused(
            "UPDATE groups_cohort SET programme_id = %s WHERE id = %s", programme.pk, group.cohort.pk
        )
        assert refused("UPDATE groups_session SET cohort_id = %s WHERE id = %s", cohort.pk, group.session.pk)
        assert changed("UPDATE groups_programme SET name = 'Renamed' WHERE id = %s", programme.pk) == 1
    with as_owner():
        assert Programme.objects.get(pk=group.cohort.programme_id).team == council.north_hub


def test_whoever_sees_the_family_but_does_not_run_the_group_changes_no_line_of_its_register(council, group):
    with as_owner():
        also = Involvement(family=group.alder.family, service=make_service(), team=council.south_hub)
        also.started_on = LONG_AGO
        also.save_by(by=None, reason=REASON)
        line = make_attendance(group.session, group.amy, "late")
    with acting_as(council.other_hub_worker):
        assert Attendance.objects.visible_to(council.other_hub_worker).get().pk == line.pk
        assert refused("UPDATE groups_attendance SET mark = 'absent' WHERE id = %s", line.pk)
        assert refused("DELETE FROM groups_attendance WHERE id = %s", line.pk)
        assert refused("UPDATE groups_enrolment SET state = 'waiting' WHERE id = %s", group.amy.pk)
    with acting_as(council.hub_worker):
        assert changed("UPDATE groups_attendance SET mark = 'present' WHERE id = %s", line.pk) == 1
        assert changed("DELETE FROM groups_attendance WHERE id = %s", line.pk) == 1


def test_another_team_may_ask_for_a_place_and_not_take_one(council, group):
    with as_owner():
        file = make_family(council.south_hub, make_person("Eve", "Elm"))
        work = make_enrolment(make_cohort(group.cohort.programme), file).involvement
    kept = {"cohort": group.cohort, "family": file.family, "person": file.person, "involvement": work}
    kept |= {"asked_at": group.amy.asked_at}
    with acting_as(council.other_hub_worker):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Enrolment(**kept, state="enrolled").save_by(by=council.other_hub_worker, reason=REASON)
        Enrolment(**kept, state="waiting").save_by(by=council.other_hub_worker, reason=REASON)


def test_nobody_stands_on_a_list_without_work_that_the_groups_team_holds(council, group):
    with as_owner():
        file = make_family(council.north_hub, make_person("Eve", "Elm"))
    with acting_as(council.hub_worker), pytest.raises(DatabaseError, match="row-level security"):
        Enrolment(
            cohort=group.cohort, family=file.family, person=file.person, involvement=file.involvement,
            state="enrolled", asked_at=group.amy.asked_at,
        ).save_by(by=council.hub_worker, reason=REASON)  # fmt: skip


def test_groups_are_not_removed_by_staff(council, group):
    with acting_as(council.hub_manager):
        for table, key in (
            ("groups_enrolment", group.amy.pk),
            ("groups_session", group.session.pk),
            ("groups_cohort", group.cohort.pk),
            ("groups_programme", group.cohort.programme_id),
        ):
            assert refused(f"DELETE FROM {table} WHERE id = %s", key)
