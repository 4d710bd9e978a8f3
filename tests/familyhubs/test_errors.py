"""When a part is broken: a page that says what to do, with everything that was typed; and logs that tell on nobody."""

import logging
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.urls import reverse

from familyhubs.logs import QuietFormatter
from tests.factories.accounts import Council
from tests.page_client import PageClient

NOTE = "The family told me about the move & the new school, and that Robin sleeps badly since then."


@pytest.mark.parametrize(("fault", "status"), [(OperationalError("gone"), 503), (ValueError("a bug"), 500)])
def test_what_was_typed_is_given_back_when_something_breaks(
    council: Council, page: PageClient, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    def break_down(*args: Any, **kwargs: Any) -> None:
        raise fault

    page.force_login(council.hub_worker)
    page.raise_request_exception = False
    monkeypatch.setattr("accounts.views.account.ChangePasswordView.dispatch", break_down)
    answer = page.post(
        reverse("account_change_password"),
        {
            "note": NOTE,
            "oldpassword": "secret words here",
            "new_password": "secret words here",
            "csrfmiddlewaretoken": "t" * 64,
        },
    )
    assert answer.status_code == status
    shown = unescape(answer.content.decode())
    assert NOTE in shown
    assert "Send it again" in shown
    assert "secret words here" not in shown
    assert str(fault) not in shown


def test_signing_in_again_in_another_tab_costs_nobody_what_they_typed(council: Council) -> None:
    page = PageClient(enforce_csrf_checks=True)
    page.force_login(council.hub_worker)
    answer = page.post(reverse("search"), {"query": NOTE, "password": "secret words of twenty"})
    shown = unescape(answer.content.decode())
    assert answer.status_code == 403
    assert NOTE in shown
    assert "secret words of twenty" not in shown
    assert "<form" not in shown.split("What you typed is here")[1].split("</main>")[0]


def test_a_fault_in_the_log_says_where_and_never_about_whom() -> None:
    try:
        try:
            raise IntegrityError("Key (email)=(robin@home.example) already exists")
        except IntegrityError as cause:
            raise ValueError("Robin Example is no date") from cause
    except ValueError as fault:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "Broke", (), (type(fault), fault, fault.__traceback__)
        )
    written = QuietFormatter("%(message)s").format(record)
    assert "IntegrityError" in written
    assert "ValueError" in written
    assert "test_errors.py" in written
    assert "obin" not in written
