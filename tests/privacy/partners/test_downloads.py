"""A partner downloads what a sharing names and nothing else, by a link that ends; what may not go is refused."""

import datetime
import io
import re

import pypdf
import pytest
import time_machine
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Membership
from cases.contacts.models import Contact
from cases.documents.models import FileType
from cases.families.models import Address
from privacy.links.actions import Held
from privacy.links.rules import code_digest, link_digest
from privacy.models import Disclosure, Notice
from privacy.partners.actions.downloads import download_fetch
from privacy.partners.models import Download, DownloadFile, Opening
from privacy.partners.tasks import forget_ended_downloads
from tests.database import as_owner, as_web, as_worker
from tests.factories.contacts import make_contact
from tests.factories.documents import make_document
from tests.factories.families import REASON, make_family, make_person, make_restriction
from tests.factories.partners import make_agreed, make_download
from tests.factories.privacy import make_disclosure, publish_draft
from tests.factories.redaction import every_byte, pdf_file, photo, word_file
from tests.factories.rights import make_lock, make_statement
from tests.page_client import PageClient

HANDED = {"sent_to": "office@school.example", "code_way": "phone", "days": "7", "looked": "yes"}
LINK = re.compile(r"https?://[^/]+(/for-partners/[\w-]+/)")
CODE = re.compile(r"Code</dt> <dd[^>]*> ?([A-Z0-9]{4}-[A-Z0-9]{4})")


@pytest.fixture
def case(council):
    with as_owner():
        return make_family(council.north_hub, make_person("Robin", "Vale"), allocated_to=council.hub_worker)


@pytest.fixture
def contact(case, council):
    with as_owner():
        return make_contact(case, council.hub_worker, what_happened="Robin read marktold aloud.")


@pytest.fixture
def sharing(case, council, contact):
    with as_owner():
        make_contact(case, council.hub_worker, what_happened="Robin drew marknot.")
        return make_agreed(
            case.family, council.hub_worker, council.hub_manager, ("contact", contact, "Visit")
        )


@pytest.fixture
def worker(council, page):
    page.force_login(council.hub_worker)
    return page


def there(sharing, name="downloads", row=None):
    keys = [sharing.family_id, sharing.pk, *([row.pk] if row else [])]
    return reverse(f"partners:{name}", args=keys)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def prepared(worker, sharing):
    answer = worker.post(there(sharing, "prepare"))
    assert answer.status_code == 302, text(answer)
    with as_owner():
        return Download.objects.get(disclosure=sharing, handed_at__isnull=True)


def handed(worker, sharing):
    row = prepared(worker, sharing)
    shown = text(worker.post(there(sharing, "hand_over", row), HANDED))
    link, code = LINK.search(shown), CODE.search(shown)
    assert link, shown
    assert code
    return row, link[1], code[1]


def opened(client, path, code):
    found = re.search(r'name="opened" value="([^"]+)"', client.post(path, {"code": code}).content.decode())
    return found and found[1]


def saved(client, path, code):
    return client.post(path + "file/", {"opened": opened(client, path, code)})


def hide_address(person, by):
    Address(
        person=person, lines="14 Hidden Lane, Oakham", postcode="LE15 6AB", is_confidential=True,
        confidential_from="Everybody",
        started_on=datetime.date(2026, 1, 1),
    ).save_by(by=by, reason=REASON)  # fmt: skip


def refused(worker, sharing):
    answer = worker.post(there(sharing, "prepare"))
    assert answer.status_code == 200
    with as_owner():
        assert not Download.objects.exists()
        assert not DownloadFile.objects.exists()
    return text(answer)


def test_the_partner_gets_exactly_the_records_that_were_named(worker, sharing):
    _, path, code = handed(worker, sharing)
    client = PageClient()
    assert "Vale" not in text(client.get(path))
    answer = saved(client, path, code)
    told = every_byte(answer.content)
    assert "marktold" in told
    assert "marknot" not in told
    assert "For: Example Primary" in told
    assert "They plan" not in told
    assert sharing.necessity not in told  # why we think they need it is ours
    assert answer.headers["Content-Disposition"] == 'attachment; filename="shared-information.pdf"'
    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in answer.content or "pdfuaid" in told


def test_what_somebody_says_about_a_record_goes_with_it(worker, sharing, case, council, contact):
    with as_owner():
        make_statement(case, council.hub_worker, record_id=contact.pk, words="I read it marksaid to myself")
    row = prepared(worker, sharing)
    assert "marksaid" in every_byte(worker.get(there(sharing, "preview", row)).content)


def test_handing_over_writes_the_log_and_the_pages_tell_what_became_of_it(worker, sharing, case):
    _, path, code = handed(worker, sharing)
    family = reverse("families:family", args=[case.family.pk])
    log = reverse("privacy:disclosures", args=[case.family.pk])
    assert "Not opened yet" in text(worker.get(log))
    with as_owner():
        row = Disclosure.objects.get()
        assert (row.shared_on, row.shared_how) == (
            timezone.localdate(), "A download behind a link, code: read out by telephone",
        )  # fmt: skip
    saved(PageClient(), path, code)
    for page in (family, log):
        assert "opened" in text(worker.get(page)).lower()
        assert "Opens until" in text(worker.get(page))
    assert timezone.localtime().strftime("%B %Y") in text(worker.get(there(sharing)))
    with as_owner():
        assert Opening.objects.count() == 1


def test_link_and_code_are_shown_once_and_kept_nowhere(worker, sharing):
    _, path, code = handed(worker, sharing)
    with as_owner():
        kept = " ".join(str(value) for value in vars(Download.objects.get()).values())
    after = text(worker.get(there(sharing)))
    for secret in (path.split("/")[2], code, code.replace("-", "")):
        assert secret not in kept
        assert secret not in after


def test_wrong_unknown_and_ended_links_answer_alike(worker, sharing):
    _, path, code = handed(worker, sharing)
    client = PageClient()
    wrong, unknown = (client.post(to, {"code": "BBBB-BBBB"}) for to in (path, "/for-partners/nobodys/"))
    with as_owner():
        ends = Download.objects.get().expires_at
    with time_machine.travel(ends, tick=False):
        ended = client.post(path, {"code": code})
    told = {
        re.sub(r'(action|value|nonce|src|href)="[^"]*"', "", text(one)).replace(code, "BBBB-BBBB")
        for one in (wrong, unknown, ended)
    }
    assert len(told) == 1
    assert "The link or the code is wrong, or the link has ended" in told.pop()


def test_five_wrong_codes_close_it(worker, sharing):
    _, path, code = handed(worker, sharing)
    client = PageClient()
    for _ in range(5):
        client.post(path, {"code": "BBBB-BBBB"})
    assert not opened(client, path, code)
    assert "Closed after too many wrong codes" in text(worker.get(there(sharing)))


def test_taken_back_it_opens_nothing_and_the_file_is_gone(worker, sharing):
    row, path, code = handed(worker, sharing)
    client = PageClient()
    key = opened(client, path, code)
    assert "the file is destroyed" in text(worker.post(there(sharing, "recall", row), follow=True))
    assert "the link has ended" in text(client.post(path + "file/", {"opened": key}))
    assert not opened(client, path, code)
    with as_owner():
        assert not DownloadFile.objects.exists()
        assert not Opening.objects.exists()
    assert "only once" in text(worker.post(there(sharing, "recall", row), follow=True))


def test_the_file_is_destroyed_when_its_link_has_ended_and_the_log_stays(worker, sharing):
    row, path, code = handed(worker, sharing)
    saved(PageClient(), path, code)
    with as_worker():
        forget_ended_downloads()
    with as_owner():
        assert DownloadFile.objects.count() == 1
        ends = Download.objects.get().expires_at
    with time_machine.travel(ends, tick=False):
        assert not opened(PageClient(), path, code)
        with as_worker():
            forget_ended_downloads()
    with as_owner():
        assert not DownloadFile.objects.exists()
        assert Opening.objects.count() == 1
        assert Download.objects.get().digest == row.digest


def test_what_nobody_hands_over_is_destroyed_after_a_week(worker, sharing):
    prepared(worker, sharing)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=8), tick=False), as_worker():
        forget_ended_downloads()
    with as_owner():
        assert not Download.objects.exists()


def test_it_opens_after_its_officer_has_left(worker, sharing, council):
    _, path, code = handed(worker, sharing)
    with as_owner():
        Membership.objects.filter(user=council.hub_worker).delete()
    assert saved(PageClient(), path, code).content.startswith(b"%PDF")


def test_the_database_gives_a_file_for_link_and_code_together_alone(worker, sharing, council):
    _, path, code = handed(worker, sharing)
    link = path.split("/")[2]
    shown, told = link_digest(link), code_digest(link, code)
    for held in (Held(shown, ""), Held("", told), Held(told, shown)):
        with as_web(), acting_as(None):
            assert download_fetch(held=held, at=timezone.now()) is None
    with as_web(), acting_as(None):
        assert not DownloadFile.objects.exists()
        assert download_fetch(held=Held(shown, told), at=timezone.now())
    with as_web(), acting_as(council.hub_worker), pytest.raises(ProgrammingError), transaction.atomic():
        Opening.objects.all().delete()


@pytest.mark.parametrize("decision", ["", "refused"])
def test_what_no_manager_agreed_to_is_not_put_together(worker, case, council, contact, decision):
    by = {"decided_by": council.hub_manager, "decided_at": timezone.now()} if decision else {}
    by = {"decided_by": None, "decided_at": None} | by
    with as_owner():
        named = ("contact", contact, "Visit")
        sharing = make_agreed(case.family, council.hub_worker, None, named, decision=decision, **by)
    assert "Only a sharing that a manager agreed to" in refused(worker, sharing)
    assert "It holds nothing" not in text(worker.get(there(sharing)))


def test_what_is_urgent_need_not_wait_and_a_managers_no_ends_that(worker, case, council, contact):
    with as_owner():
        named = [{"key": f"contact:{contact.pk}", "title": "Visit"}]
        sharing = make_disclosure(case.family, council.hub_worker, is_urgent=True, records=named)
    row = prepared(worker, sharing)
    with as_owner():
        sharing.decision, sharing.decided_by, sharing.decided_at = (
            "refused", council.hub_manager, timezone.now(),
        )  # fmt: skip
        sharing.save_by(by=council.hub_manager, reason="No")
    assert "Only a sharing that a manager agreed to" in text(
        worker.post(there(sharing, "hand_over", row), HANDED)
    )
    with as_owner():
        assert Download.objects.get().handed_at is None


def test_an_address_that_must_not_be_told_keeps_its_record_back(worker, case, council, contact, sharing):
    with as_owner():
        hide_address(case.person, council.hub_worker)
        contact.what_happened = "We met her at 14 hidden  lane."
        contact.save_by(by=council.hub_worker, reason=REASON)
    told = refused(worker, sharing)
    assert "“Visit” cannot go: an address, number or email that must never be told stands in it" in told
    assert "14" not in told.split("There is a problem")[1].split("What goes")[0]


def test_an_address_made_confidential_after_it_was_put_together_stops_the_hand_over(
    worker, case, council, contact, sharing
):
    with as_owner():
        contact.what_happened = "We met her at 14 Hidden Lane."
        contact.save_by(by=council.hub_worker, reason=REASON)
    row = prepared(worker, sharing)
    with as_owner():
        hide_address(case.person, council.hub_worker)
    answer = text(worker.post(there(sharing, "hand_over", row), HANDED))
    assert "must never be told stands in it" in answer
    assert "office@school.example" in answer


def test_a_record_changed_meanwhile_is_not_handed_over(worker, council, contact, sharing):
    row = prepared(worker, sharing)
    with as_owner():
        contact.what_happened = "Something else."
        contact.save_by(by=council.hub_worker, reason=REASON)
    answer = text(worker.post(there(sharing, "hand_over", row), HANDED))
    assert "Some of these records changed" in answer
    with as_owner():
        assert Download.objects.get().handed_at is None
        assert Disclosure.objects.get().shared_on is None


def test_a_record_behind_a_wall_does_not_go(worker, council, contact, sharing):
    with as_owner():
        Contact._base_manager.filter(pk=contact.pk).update(wall="youth_justice")
    assert "not yours to see" in refused(worker, sharing)  # whoever does not pass the wall
    with as_owner():
        Membership.objects.create(
            user=council.hub_worker, team=council.north_hub, role="yj_officer",
            started_on=timezone.localdate(),
        )  # fmt: skip
    assert "behind the youth justice or the victims’ wall" in refused(worker, sharing)


def test_a_restricted_family_is_not_put_behind_a_link(worker, case, council, sharing):
    with as_owner():
        make_restriction(case.family, [council.hub_worker], council.hub_manager)
    assert "restricted to named staff" in refused(worker, sharing)


def test_what_is_locked_for_use_does_not_go_unless_a_child_is_at_risk(worker, case, council, sharing):
    with as_owner():
        make_lock(council.information_officer, person=case.person)
    assert "may not be used now" in refused(worker, sharing)
    with as_owner():
        sharing.is_urgent = True
        sharing.save_by(by=council.hub_worker, reason=REASON)
    prepared(worker, sharing)


def test_a_recipient_taken_off_the_notice_gets_nothing(worker, sharing):
    row = prepared(worker, sharing)
    with as_owner():
        notice = Notice.objects.get(code="service")
        notice.recipients.remove(notice.recipients.get(code="education_providers"))
        publish_draft()
    assert "does not say that we share" in text(worker.post(there(sharing, "hand_over", row), HANDED))


def test_nothing_hidden_in_a_document_goes_along(worker, case, council):
    pdf = pdf_file(shown="Seen marktold", hidden="hidlayer", title="hidtitle", attached="hidnote")
    word = word_file(
        shown="Robin came markword. ",
        deleted="hidgone",
        hidden="hidvanish",
        comment="hidcomment",
        author="hidauthor",
    )
    with as_owner():
        documents = [
            make_document(case, council.hub_worker, content=pdf, title="Letter"),
            make_document(case, council.hub_worker, content=word, file_type=FileType.WORD, title="Note"),
            make_document(
                case,
                council.hub_worker,
                content=photo(made_by="hidcamera"),
                file_type=FileType.JPEG,
                title="Photo",
            ),
        ]
        named = [("document", row, row.title) for row in documents]
        sharing = make_agreed(case.family, council.hub_worker, council.hub_manager, *named)
    row, path, code = handed(worker, sharing)
    told = every_byte(saved(PageClient(), path, code).content)
    assert "markword" in told
    assert [mark for mark in re.findall(r"hid[a-z]+", told) if mark in HIDDEN] == []
    assert row.pictures == 1
    assert "One page is a picture that the program cannot read" in text(worker.get(there(sharing)))


HIDDEN = {"hidlayer", "hidtitle", "hidnote", "hidgone", "hidvanish", "hidcomment", "hidauthor", "hidcamera"}


def test_a_file_that_cannot_be_read_is_refused_with_its_name(worker, case, council):
    with as_owner():
        broken = make_document(case, council.hub_worker, content=b"%PDF-1.7 broken", title="Broken")
        named = ("document", broken, "Broken letter")
        sharing = make_agreed(case.family, council.hub_worker, council.hub_manager, named)
    assert "“Broken letter” cannot go: its file cannot be read" in refused(worker, sharing)


def test_it_is_handed_over_once(worker, sharing):
    row, _, _ = handed(worker, sharing)
    again = text(worker.post(there(sharing, "hand_over", row), HANDED | {"sent_to": "other@school.example"}))
    assert "Somebody handed this over or put it together again meanwhile" in again
    assert "other@school.example" in again
    with as_owner():
        assert Download.objects.get().sent_to == "office@school.example"


@pytest.mark.parametrize("left_out", ["sent_to", "code_way", "looked", "days"])
def test_handing_over_asks_everything_and_keeps_what_was_typed(worker, sharing, left_out):
    row = prepared(worker, sharing)
    answer = text(worker.post(there(sharing, "hand_over", row), {**HANDED, left_out: ""}))
    assert "There is a problem" in answer
    if left_out != "sent_to":
        assert "office@school.example" in answer
    with as_owner():
        assert Download.objects.get().handed_at is None


def test_another_team_and_an_information_officer_see_no_file(worker, sharing, council):
    row = prepared(worker, sharing)
    for user in (council.other_hub_worker, council.information_officer):
        client = PageClient()
        client.force_login(user)
        assert client.get(there(sharing, "preview", row)).status_code in (403, 404)
        assert client.post(there(sharing, "hand_over", row), HANDED).status_code in (403, 404)
        with as_web(), acting_as(user):
            assert not DownloadFile.objects.exists()
    assert worker.get(there(sharing, "preview", row)).content.startswith(b"%PDF")


def test_a_download_belongs_to_its_own_sharing(worker, sharing, case, council, contact):
    with as_owner():
        other = make_agreed(
            case.family, council.hub_worker, council.hub_manager, ("contact", contact, "Visit")
        )
        row = make_download(other, council.hub_worker)
    for name in ("preview", "hand_over"):
        assert worker.get(there(sharing, name, row)).status_code == 404
    assert worker.post(there(sharing, "recall", row)).status_code == 404
