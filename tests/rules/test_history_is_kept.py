"""History is written once: what the web may do to it, it may do to add to it."""

import pytest
from django.apps import apps
from django.db import connection

HISTORIES = sorted(
    model._meta.db_table for model in apps.get_models() if model.__name__.startswith("Historical")
)


@pytest.mark.parametrize("table", HISTORIES)
@pytest.mark.parametrize("deed", ["UPDATE", "DELETE", "TRUNCATE"])
def test_pages_never_change_or_remove_a_version(db, table: str, deed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('familyhubs_web', %s, %s)", [table, deed])
        assert cursor.fetchone() == (False,)
