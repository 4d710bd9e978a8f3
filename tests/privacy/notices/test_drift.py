"""A notice says what the portal does: for each kind of code both ways, by one function, wherever it is asked."""

import copy

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from privacy import checks
from privacy.codes import NoticeCode
from privacy.models import Notice
from privacy.notices.actions.versions import Drifted, version_propose, version_publish
from privacy.notices.content import KINDS, codes_listed
from privacy.notices.drift import drift
from privacy.notices.installed import installed_content
from privacy.notices.models import NoticeVersion
from privacy.notices.uses import Use, all_uses
from privacy.published.notices import PAGES, SERVICE
from tests.database import as_owner
from tests.factories.privacy import publish_draft

CONTENT = installed_content(SERVICE)
TODAY = timezone.localdate()


def without(kind, code, content=CONTENT):
    shorter = copy.deepcopy(content)
    for section in shorter["sections"]:
        for group in section["lists"]:
            if group["kind"] == kind:
                group["items"] = [item for item in group["items"] if item["code"] != code]
    return shorter


EVERY_CODE = [(kind, code) for kind, code in codes_listed(CONTENT)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_installed_words_say_what_the_portal_does(page):
    assert [str(found) for found in drift(installed_content(page), all_uses())] == []


@pytest.mark.parametrize(("kind", "code"), EVERY_CODE)
def test_a_line_that_is_missing_is_named_with_its_section_and_its_place(kind, code):
    (found,) = drift(without(kind, code), all_uses())
    assert (found.kind, found.code, found.is_listed) == (kind, code, False)
    assert found.places
    assert f"“{code}”" in str(found)
    assert "It is used by" in str(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_that_nothing_uses_is_named_with_its_words(kind):
    code, (heading, words) = next(
        (code, line) for (found, code), line in codes_listed(CONTENT).items() if found == kind
    )
    uses = [use for use in all_uses() if (use.kind, use.code) != (kind, code)]
    (found,) = drift(CONTENT, uses)
    assert found.is_listed
    assert heading in str(found)
    assert words in str(found)


def test_every_kind_of_code_is_used_somewhere():
    assert {use.kind for use in all_uses()} == set(KINDS)


def test_a_field_of_a_new_category_names_the_model_and_the_field():
    uses = [
        *all_uses(),
        Use("categories", "shoe_size", NoticeCode.SERVICE, "the field families.Person.shoe_size"),
    ]
    (found,) = drift(CONTENT, uses)
    assert "families.Person.shoe_size" in str(found)
    assert "“What we hold”" in str(found)


@pytest.mark.parametrize("kind", KINDS)
def test_manage_check_says_the_same_of_the_installed_words(monkeypatch, kind):
    codes = [code for found, code in EVERY_CODE if found == kind]
    shorter = without(kind, codes[0])
    monkeypatch.setattr(
        checks, "installed_content", lambda page: shorter if page is SERVICE else installed_content(page)
    )
    found = [message for message in checks.the_data_map_is_whole(None) if message.id == "privacy.E006"]
    assert [message.msg for message in found] == [str(one) for one in drift(shorter, all_uses())]


def test_a_category_nobody_gave_a_reason_for_is_red(monkeypatch):
    monkeypatch.setattr(checks, "GROUNDS", {})
    assert "privacy.E010" in {message.id for message in checks.the_data_map_is_whole(None)}


@pytest.fixture
def too_short(council):
    """A draft that leaves out a recipient the code uses."""
    with as_owner():
        notice = Notice.objects.get(code="service")
        notice.recipients.remove(notice.recipients.get(code="courts"))
        notice.save_by(by=council.admin, reason="Shorter")


@pytest.mark.django_db
def test_such_a_draft_is_not_sent_and_the_page_names_the_line_and_the_model(page, council, too_short):
    page.force_login(council.admin)
    form = {"what_changed": "Shorter", "effective_from_day": TODAY.day, "effective_from_month": TODAY.month,
            "effective_from_year": TODAY.year}  # fmt: skip
    answer = page.post(reverse("notices:propose", args=["service"]), form)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "“courts”" in shown
    assert "privacy.Disclosure.recipient" in shown
    assert "Who we share it with" in shown
    with as_owner():
        assert not NoticeVersion.objects.filter(state="waiting").exists()


@pytest.mark.django_db
def test_one_that_waited_while_the_code_changed_is_not_published(council, monkeypatch, page):
    with as_owner():
        Notice.objects.filter(code="service").update(title="How we use what you tell us")
        version = version_propose(
            page=NoticeCode.SERVICE, what_changed="Title", effective_from=TODAY, at=timezone.now(), on=TODAY,
            by=council.admin,
        )  # fmt: skip
        new = Use("rights", "explanation", NoticeCode.SERVICE, "the route privacy:explain")
        monkeypatch.setattr("privacy.notices.actions.versions.all_uses", lambda: [*all_uses(), new])
        with pytest.raises(Drifted):
            version_publish(version=version, at=timezone.now(), on=TODAY, by=council.information_officer)
    page.force_login(council.information_officer)
    answer = page.post(reverse("notices:publish", args=["service"]), {"decision": "publish"})
    assert answer.status_code == 409
    assert "privacy:explain" in answer.content.decode()


@pytest.mark.django_db
def test_the_command_holds_the_live_version_against_the_code(capsys, too_short):
    with as_owner():
        call_command("notice_drift")
        assert "say what the portal does: service 1" in capsys.readouterr().out
        publish_draft()
        with pytest.raises(CommandError, match="1 differences"):
            call_command("notice_drift")
    assert "“courts”" in capsys.readouterr().err


@pytest.mark.django_db
def test_parents_are_told_whether_it_differs_today(page, too_short):
    assert "none of them differs" in page.get(reverse("promises")).content.decode()
    with as_owner():
        publish_draft()
    assert "1 of them differ" in page.get(reverse("promises")).content.decode()
