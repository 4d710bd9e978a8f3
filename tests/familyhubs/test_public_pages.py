"""The pages about the website itself are true: its cookies are those it sets, and its statement says what is so."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from familyhubs.cookies import cookies
from tests.database import as_owner
from tests.factories.accounts import PASSWORD

PAGES = ["cookies", "accessibility", "promises"]


@pytest.mark.parametrize("name", PAGES)
def test_anybody_reads_it_without_a_cookie_and_finds_it_in_the_footer(page, council, name):
    answer = page.get(reverse(name))
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'href="{reverse(name)}"' in page.get(reverse("privacy:notice")).content.decode()


def test_the_page_lists_each_cookie_that_signing_in_sets_and_no_other(page, council):
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.save()
    form = page.get(reverse("account_login"))
    answer = page.post(reverse("account_login"), {"login": council.hub_worker.email, "password": PASSWORD})
    assert answer.status_code == 302
    set_by_us = {*form.cookies, *answer.cookies}
    assert set_by_us == {cookie.name for cookie in cookies()}
    told = page.get(reverse("cookies")).content.decode()
    assert all(cookie.name in told and cookie.goes in told for cookie in cookies())


def test_the_page_says_how_long_a_cookie_really_lasts():
    told = {cookie.name: cookie.goes for cookie in cookies()}
    assert f"{settings.SESSION_COOKIE_AGE // 60} minutes" in told[settings.SESSION_COOKIE_NAME]
    assert f"{settings.CSRF_COOKIE_AGE // 86400} days" in told[settings.CSRF_COOKIE_NAME]


def test_the_statement_names_standard_regulator_and_day(page, council):
    told = re.sub(r"\s+", " ", page.get(reverse("accessibility")).content.decode())
    for words in (
        "partially compliant",
        "version 2.2, level AA",
        "Equality and Human Rights Commission",
        "2026",
    ):
        assert words in told
