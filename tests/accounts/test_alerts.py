"""What the portal has to tell a member of staff: theirs alone, on every page until they have read it."""

import datetime
import uuid

from django.db import connection
from django.urls import reverse

from accounts.actions.alerts import alerts_raise
from accounts.actor import acting_as
from accounts.models import Alert, AlertKind
from tests.database import as_owner

AT = datetime.datetime(2027, 3, 10, 9, tzinfo=datetime.UTC)


def raise_one(council, **more) -> None:
    with acting_as(council.other_hub_worker):
        alerts_raise(to=[council.hub_worker], kind=AlertKind.BREAK_GLASS, at=AT, **more)


def test_an_alert_shows_on_every_page_until_it_is_read(page, council) -> None:
    raise_one(council)
    page.force_login(council.hub_worker)
    assert "1 new alert" in page.get(reverse("account")).content.decode()
    assert AlertKind.BREAK_GLASS.label in page.get(reverse("alerts")).content.decode()
    assert page.post(reverse("alerts_seen")).status_code == 302
    read = page.get(reverse("alerts")).content.decode()
    assert "new alert" not in read
    assert AlertKind.BREAK_GLASS.label in read


def test_a_colleague_neither_sees_nor_clears_it(page, council) -> None:
    raise_one(council)
    page.force_login(council.hub_manager)
    assert "new alert" not in page.get(reverse("alerts")).content.decode()
    page.post(reverse("alerts_seen"))
    with as_owner():
        assert Alert.objects.get().seen_at is None


def test_the_database_shows_an_alert_to_its_reader_alone(council) -> None:
    raise_one(council)
    for user, seen in ((council.hub_worker, 1), (council.other_hub_worker, 0), (council.admin, 0)):
        with acting_as(user), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_alert")
            assert cursor.fetchone() == (seen,)


def test_an_alert_leads_to_what_it_is_about_and_outlives_the_page(page, council) -> None:
    key = uuid.uuid4()
    raise_one(council, route="families:family", key=key)
    raise_one(council, route="a_page_that_is_gone", key=key)
    page.force_login(council.hub_worker)
    assert reverse("families:family", args=[key]) in page.get(reverse("alerts")).content.decode()
