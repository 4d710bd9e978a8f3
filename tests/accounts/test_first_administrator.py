"""A new portal gets its first administrator from the command line, once."""

import re

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.permissions import Permission
from tests.database import as_worker
from tests.factories.accounts import Council
from tests.page_client import PageClient


def test_the_first_administrator_signs_in_with_the_printed_password(
    db: None, page: PageClient, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_worker():  # as every command
        call_command("first_administrator", email="ada@council.example", name="Ada Admin")
    password = re.search(r"password (\S+) ", capsys.readouterr().out)
    assert password
    page.post("/sign-in/", {"login": "ada@council.example", "password": password[1]})
    assert page.get("/admin/").status_code == 200
    user = User.objects.get()
    assert user.can(Permission.STAFF_MANAGE)
    assert user.history.get().history_change_reason == "First administrator of a new portal"


def test_it_is_refused_where_somebody_can_sign_in_already(council: Council) -> None:
    with pytest.raises(CommandError, match="already"):
        call_command("first_administrator", email="eve@council.example", name="Eve")


def test_it_asks_for_a_real_address(db: None) -> None:
    with pytest.raises(CommandError, match="email address"):
        call_command("first_administrator", email="not an address", name="Ada")
    assert not User.objects.exists()
