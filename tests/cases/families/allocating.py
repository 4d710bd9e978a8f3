"""Sending the pages of allocation."""

import html
import re
from typing import Any

from cases.families.models import Involvement
from tests.database import as_owner
from tests.factories.families import FamilyFile
from tests.page_client import PageClient


def words(response: Any) -> str:
    """What a page says."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def signed_in(user: Any) -> PageClient:
    """A client of this person."""
    client = PageClient()
    client.force_login(user)
    return client


def address(files: list[FamilyFile]) -> str:
    """The page on which the work of their worker is given to others."""
    return f"/families/allocation/{files[0].involvement.allocated_to_id}/"


def answers(page: Any, ticked: list[FamilyFile], **more: str) -> dict[str, Any]:
    """These families ticked, with the versions that stand on the page."""
    form = page.context["form"]
    sent = {name: str(field.initial) for name, field in form.fields.items() if name.startswith("version-")}
    return sent | {"work": [str(file.involvement.pk) for file in ticked], "why": "left"} | more


def allocate_url(file: FamilyFile) -> str:
    """The page on which one piece of work gets its worker."""
    return f"/families/{file.family.pk}/work/{file.involvement.pk}/allocate/"


def work_now(file: FamilyFile) -> Any:
    """The work as it is on file."""
    with as_owner():
        return Involvement.objects.select_related("allocated_to").get(pk=file.involvement.pk)


def workers_now(files: list[FamilyFile]) -> list[str]:
    """The workers of these families by name."""
    return [getattr(work_now(file).allocated_to, "full_name", "nobody") for file in files]
