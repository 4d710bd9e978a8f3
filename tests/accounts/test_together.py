"""Several lists in one statement are the same lists, to the last value, and cost one statement."""

import datetime

import pytest
from django.db.models import Count, Prefetch, Value
from django.utils import timezone

from accounts.models import Membership, User
from accounts.together import together
from cases.contacts.models import Contact, ContactAbout
from cases.families.models import Family, FamilyMembership, Involvement, Person
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import make_family


def as_read(rows):
    """Every column of every row, of what came with it too."""
    return [
        {name: value for name, value in vars(row).items() if name != "_state"}
        | {"_state": {name: vars(kept).get("id") for name, kept in row._state.fields_cache.items() if kept}}
        for row in rows
    ]


@pytest.fixture
def case(council):
    """A family with a contact about its child."""
    with as_owner():
        case = make_family(council.north_hub, allocated_to=council.hub_worker)
        make_contact(case, council.hub_worker, about={case.person: {}})
        yield case


def test_every_list_is_what_its_queryset_gives(case):
    asked = [
        Family.objects.all(),
        Person.objects.order_by("-id"),
        Involvement.objects.select_related("service", "team", "allocated_to"),
        FamilyMembership.objects.select_related("person", "family").annotate(
            many=Count("family__memberships")
        ),
        Contact.objects.select_related("recorded_by").annotate(word=Value("x")),
        Membership.objects.order_by("id")[:2],
        User.objects.filter(full_name="nobody"),
    ]
    found = together(*asked)
    assert [as_read(rows) for rows in found] == [as_read(rows.all()) for rows in asked]
    assert [bool(rows) for rows in found] == [True] * 6 + [False]


def test_values_and_their_types_survive(case):
    (rows, counted) = together(
        Contact.objects.values_list("id", "happened_on", "started_at", "happened_at", "minutes"),
        Involvement.objects.values("team").annotate(many=Count("pk")),
    )
    assert rows == list(
        Contact.objects.values_list("id", "happened_on", "started_at", "happened_at", "minutes")
    )
    assert isinstance(rows[0][1], datetime.date)
    assert timezone.is_aware(rows[0][3])
    assert counted == list(Involvement.objects.values("team").annotate(many=Count("pk")))


def test_what_points_at_a_row_comes_with_it(case, django_assert_num_queries):
    about = Prefetch("about", ContactAbout.objects.select_related("person"))
    with django_assert_num_queries(1):
        ((contact,), families) = together(
            Contact.objects.prefetch_related(about), Family.objects.filter(pk=case.family.pk)
        )
        assert [row.person for row in contact.about.all()] == [case.person]
    assert families == [case.family]


def test_lists_that_can_have_no_rows_are_not_asked_for(case, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert together(Family.objects.none(), Person.objects.filter(pk__in=[])) == [[], []]
    with django_assert_num_queries(1):
        assert together(Family.objects.none(), Family.objects.all()) == [[], [case.family]]
