"""A school that was given one record to download: handed over two days ago, opened once, and still open."""

from __future__ import annotations

import datetime

from cases.contacts.models import Contact
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.models import Disclosure
from privacy.notices.models import NoticeVersion
from privacy.partners.actions.downloads import download_hand_over, download_prepare
from privacy.partners.models import Opening


def download_make(maker: Maker, staff: Staff, home: Household) -> None:
    """Written down by the worker, agreed by the manager, put together and handed over by the portal's own actions."""
    worker, manager = staff.personas["hub_worker"], staff.personas["hub_manager"]
    visit = Contact.objects.filter(family=home.family, wall="").latest("happened_at")
    notice_from: datetime.date = NoticeVersion.objects.earliest("effective_from").effective_from
    written = maker.moment(max(maker.days_ago(2), notice_from), 9)
    named = {
        "key": f"contact:{visit.pk}",
        "title": f"{visit.happened_on:%-d %B %Y}: {visit.get_kind_display()}",
    }
    sharing = Disclosure(
        family=home.family, recipient="education_providers", organisation="Example Secondary School",
        contact_name="The head of year", purpose="provide_services", law="children_and_families_act",
        what="What we talked about at the last visit.", records=[named],
        necessity="The school plans the start of term by it. They need nothing older.", told="asked",
        written_by=worker, written_at=written, decision="approved", decided_by=manager,
        decided_at=written + datetime.timedelta(hours=1),
    )  # fmt: skip
    maker.keep_at(sharing, by=worker, at=written, reason="To be shared")
    maker.ledger.write()
    at = written + datetime.timedelta(hours=2)
    given = download_prepare(disclosure=sharing, at=at, by=worker)
    download_hand_over(
        download=given, days=7, code_way="phone", sent_to="office@example-secondary.example",
        at=at + datetime.timedelta(minutes=20), by=worker,
    )  # fmt: skip
    Opening.objects.create(download=given, at=at + datetime.timedelta(hours=2))
