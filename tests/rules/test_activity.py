"""Every kind of row in a family's file either counts as work with the family, or says why it does not."""

from django.apps import apps
from django.db.models import DateField

from retention.schedule import ACTIVITY, ACTIVITY_ABOUT_PEOPLE, FILE, KEPT_WITH, NO_ACTIVITY


def of_the_file() -> set[str]:
    """Models that go with the file and name the family themselves."""
    kept = {label for label, parent in KEPT_WITH.items() if parent == FILE and label != FILE}
    kept.add("referrals.Referral")
    return {label for label in kept if any(f.name == "family" for f in apps.get_model(label)._meta.fields)}


def test_no_model_is_forgotten_where_the_date_of_a_file_is_worked_out():
    decided = {label for label, _ in ACTIVITY} | NO_ACTIVITY.keys()
    assert of_the_file() - decided == set(), "say in retention/schedule.py whether it is work with the family"
    assert not {label for label, _ in ACTIVITY} & NO_ACTIVITY.keys()


def test_activity_names_a_day_or_a_moment_and_the_family():
    for label, column in ACTIVITY:
        meta = apps.get_model(label)._meta
        field = apps.get_model(label)._base_manager.values(column).query.output_field
        assert isinstance(getattr(field, "output_field", field), DateField), label
        assert meta.get_field("family").column == "family_id"


def test_a_row_that_may_be_about_a_person_alone_moves_the_files_of_their_families_on():
    by_people = {label for label, _, _ in ACTIVITY_ABOUT_PEOPLE}
    for label in {label for label, _ in ACTIVITY}:
        fields = {field.name: field for field in apps.get_model(label)._meta.fields}
        assert label in by_people or not fields["family"].null or "person" not in fields, label
    for label, column, family in ACTIVITY_ABOUT_PEOPLE:
        assert apps.get_model(label)._base_manager.values(column, family).query.values_select
