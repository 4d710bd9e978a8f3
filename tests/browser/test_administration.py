"""Django's own administration: its markup is not ours, but it must get along with our security policy."""

import os

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.browser.tabs import accessibility_faults
from tests.database import as_owner

LISTS = [
    f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry
]


@pytest.mark.parametrize("name", ["admin:index", *LISTS])
def test_the_administration_loads_everything_it_needs(shown, tabs, name: str) -> None:
    portal, world = shown
    page = tabs(portal).signed_in(world.staff("admin")).new()
    with portal.pointed(), as_owner():
        address = reverse(name)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    rows = page.locator("#result_list tbody th a")
    if rows.count():
        rows.first.click()
        page.locator("#content h1").wait_for()
    if os.environ.get("ADMIN_FAULTS"):
        print(name, *accessibility_faults(page), sep="\n")
