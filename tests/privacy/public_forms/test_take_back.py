"""A file sent by mistake is taken back by whoever sent it: gone before the form is sent, traced afterwards."""

import re
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.actor import acting_as
from privacy.public_forms.models import Evidence, Submission
from tests.database import as_owner, as_web
from tests.privacy.public_forms.test_asking import PDF, upload

FILE = re.compile(r'value="take-back:([0-9a-f-]+)"')
SENT_FILE = re.compile(r'name="file"\s+value="([0-9a-f-]+)"')


def with_file(stranger) -> str:
    """A form with one file; answers the key of the file."""
    stranger.until("files")
    stranger.say(go="another", file=upload("wrong.pdf", PDF))
    return FILE.search(stranger.html)[1]


def sent(stranger):
    """The same, sent: the page that says so, and the key of the file on it."""
    with_file(stranger)
    stranger.say()
    stranger.clock.shift(60)
    answer = stranger.page.post(stranger.address, {"kept": stranger.kept, "go": "next"}, follow=True)
    return answer.redirect_chain[-1][0], SENT_FILE.search(answer.content.decode())[1]


def take_back(stranger, address: str, file: str) -> str:
    answer = stranger.page.post(f"{address}take-back/", {"file": file}, follow=True)
    return " ".join(answer.content.decode().split())


def rows():
    with as_owner():
        return list(Evidence.objects.select_related("opened_by"))


def test_before_the_form_is_sent_it_is_gone(stranger):
    key = with_file(stranger)
    page = stranger.say(go=f"take-back:{key}")
    assert "Files you have sent" not in page
    assert not rows()
    stranger.say()
    assert '<p class="govuk-body">None</p>' in stranger.html


def test_the_first_button_of_the_page_goes_on(stranger):
    """Pressing Enter never takes a file back."""
    with_file(stranger)
    form = stranger.html[stranger.html.index('name="kept"') :]
    assert 'value="next"' in re.search(r"<button[^>]*>", form)[0]


def test_another_file_of_another_form_is_out_of_reach(stranger):
    key = with_file(stranger)
    other = uuid.uuid4()
    with_file(stranger)
    stranger.say(go=f"take-back:{key}")
    stranger.say(go=f"take-back:{other}")
    stranger.say(go="take-back:nonsense")
    assert len(rows()) == 2


def test_after_the_form_is_sent_the_content_goes_and_the_trace_stays(stranger, council):
    address, key = sent(stranger)
    page = take_back(stranger, address, key)
    assert "You took back the file: PDF" in page
    assert "Take back PDF" not in page
    (row,) = rows()
    assert (bytes(row.content), row.opened_at) == (b"", None)
    assert row.taken_back_at
    assert "You took back the file" in take_back(stranger, address, key)  # pressed twice
    stranger.page.force_login(council.information_officer)
    with as_owner():
        submission = Submission.objects.get()
    shown = stranger.page.get(reverse("public_forms:submission", args=[submission.pk])).content.decode()
    assert "taken back by whoever sent it" in shown
    told = stranger.page.post(reverse("public_forms:evidence", args=[submission.pk, row.pk]), follow=True)
    assert "took it back before anybody opened it" in told.content.decode()


def test_once_an_officer_has_opened_it_it_stays(stranger, council):
    address, key = sent(stranger)
    with as_owner():
        submission = Submission.objects.get()
    stranger.page.force_login(council.information_officer)
    opened = reverse("public_forms:evidence", args=[submission.pk, key])
    assert stranger.page.post(opened).content == PDF
    stranger.page.logout()
    assert "We have opened this file already" in take_back(stranger, address, key)
    (row,) = rows()
    assert (bytes(row.content), row.opened_by) == (PDF, council.information_officer)
    stranger.page.force_login(council.information_officer)
    assert stranger.page.post(opened).content == PDF


def test_a_file_that_is_not_of_this_form_is_no_page(stranger):
    address, _ = sent(stranger)
    assert stranger.page.post(f"{address}take-back/", {"file": str(uuid.uuid4())}).status_code == 404
    nobody = reverse("public_forms:take_back", args=["nonsense"])
    assert stranger.page.post(nobody, {"file": "x"}).status_code == 404


def test_the_database_lets_a_page_neither_read_nor_empty_a_file(stranger, council):
    sent(stranger)
    with as_web(), acting_as(None):
        assert not Evidence.objects.exists()
    with as_web(), acting_as(council.information_officer):
        for deed in ("SET content = ''", "SET taken_back_at = now()"):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"UPDATE public_forms_evidence {deed}")


def test_sent_again_with_other_answers_both_are_kept(stranger):
    """Back, a change, and Send again: the second is no repeat."""
    stranger.until("check")
    kept = stranger.kept
    stranger.clock.shift(60)
    first = stranger.page.post(stranger.address, {"kept": kept, "go": "next"})
    assert stranger.page.post(stranger.address, {"kept": kept, "go": "next"}).status_code == 302
    with as_owner():
        assert Submission.objects.count() == 1
    stranger.say(go="change:what")
    stranger.say(details="And one thing more")
    for _ in range(2):
        again = stranger.page.post(stranger.address, {"kept": stranger.kept, "go": "next"})
    assert again.status_code == first.status_code == 302
    with as_owner():
        found = list(Submission.objects.all())
    assert len(found) == 2
    assert {row.answers["details"] for row in found} == {"Everything from last year", "And one thing more"}
    shown = stranger.page.get(again.url).content.decode()
    assert any(row.reference in shown for row in found if row.answers["details"] == "And one thing more")
