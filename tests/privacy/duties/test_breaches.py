"""The breach log: everything is in it, two officers decide, late means reasons, and it closes when all is done."""

import csv
import datetime
import io
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from privacy.duties.models import Breach, BreachDecision, BreachNotice, BreachPerson
from privacy.pack.collect import pack_entries, section_of
from privacy.person_graph import subject_of
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.duties import make_breach
from tests.factories.families import make_family
from tests.page_client import PageClient

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
TYPED = {
    "kind": "misdirected_text",
    "what_happened": "A text went to a number that is somebody else’s now.",
    "aware_time": "00:01",
    "categories": ["texts", "contact_details"],
    "people_count": "1",
}


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def there(name, row=None, *more):
    return reverse(f"duties:{name}", args=[*([row.pk] if row else []), *more])


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


@pytest.fixture
def second(council):
    with as_owner():
        colleague = make_member(
            "Sol Second", council.information_officer.memberships.get().team, "information_officer"
        )
    client = PageClient()
    client.force_login(colleague)
    return client


@pytest.fixture
def breach(council):
    with as_owner():
        return make_breach(council.information_officer)


def decide(client, breach, about, answer, reasons="Because"):
    url = there("breach_decide", breach, about)
    typed = {"is_told": answer, "reasons": reasons, "version": version(client.get(url))}
    return client.post(url, typed)


def agree(client, breach, about):
    seen = version(client.get(there("breach", breach)))
    return client.post(there("breach_agree", breach, about), {"version": seen}, follow=True)


def version(answer):
    found = re.search(r'name="version" value="([^"]+)"', answer.content.decode())
    return found[1] if found else ""


def test_an_incident_is_written_down_though_nobody_will_be_told(officer):
    assert officer.post(there("breach_new"), TYPED | day("aware_on", TODAY - DAY)).status_code == 302
    with as_owner():
        row = Breach.objects.get()
    assert re.fullmatch(r"BR-\d+", row.reference)
    assert row.categories == ["texts", "contact_details"]
    assert timezone.localtime(row.aware_at).time() == datetime.time(0, 1)
    assert row.reference in text(officer.get(there("breaches")))


def test_the_usual_ones_are_begun_with_one_link(officer):
    page = text(officer.get(there("breach_new") + "?kind=misdirected_pack"))
    assert re.search(r'value="misdirected_pack"[^>]*checked', page)
    assert re.search(r'value="data_requests"[^>]*checked', page)


def test_a_time_that_the_clocks_left_out_is_refused(officer):
    typed = TYPED | day("aware_on", datetime.date(2026, 3, 29)) | {"aware_time": "01:30"}
    assert "there was no such time that day" in text(officer.post(there("breach_new"), typed))
    with as_owner():
        assert not Breach.objects.exists()


def test_of_an_hour_that_came_twice_the_first_counts(officer):
    typed = TYPED | day("aware_on", datetime.date(2026, 10, 25)) | {"aware_time": "01:30"}
    assert officer.post(there("breach_new"), typed).status_code == 302
    with as_owner():
        assert Breach.objects.get().aware_at == datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)


def test_weights_propose_and_kinds_of_data_say_how_little_may_be_chosen(officer, council):
    with as_owner():
        row = make_breach(council.information_officer, categories=["safety"])
    refused = officer.post(there("breach_weigh", row), {"likelihood": "1", "severity": "1"})
    assert "choose at least “serious”" in text(refused)
    said = {"likelihood": "3", "severity": "4", "version": version(officer.get(there("breach_weigh", row)))}
    assert officer.post(there("breach_weigh", row), said).status_code == 302
    assert "tell the Information Commissioner, and the people themselves" in text(
        officer.get(there("breach", row))
    )


def test_nobody_agrees_to_their_own_decision(officer, breach, council):
    decide(officer, breach, "ico", "no")
    told = agree(officer, breach, "ico")
    assert "Another officer has to agree" in text(told)
    with as_owner():
        row = BreachDecision.objects.get()
        assert row.agreed_by is None
        row.agreed_by, row.agreed_at = council.information_officer, timezone.now()
        with transaction.atomic(), pytest.raises(IntegrityError):
            row.save_by(by=None, reason="Myself")


def test_a_second_officer_agrees_and_a_new_decision_needs_it_again(officer, second, breach):
    decide(officer, breach, "ico", "no")
    agree(second, breach, "ico")
    with as_owner():
        assert BreachDecision.objects.get().agreed_by.full_name == "Sol Second"
    assert "Not to be told" in text(officer.get(there("breach", breach)))
    decide(officer, breach, "ico", "yes")
    with as_owner():
        row = BreachDecision.objects.get()
    assert (row.is_told, row.agreed_by) == (True, None)


def test_nobody_agrees_to_words_they_have_not_read(officer, second, breach):
    decide(officer, breach, "ico", "no")
    read = version(second.get(there("breach", breach)))
    decide(officer, breach, "ico", "no", reasons="Other reasons")
    told = second.post(there("breach_agree", breach, "ico"), {"version": read}, follow=True)
    assert "decided anew meanwhile" in text(told)
    with as_owner():
        assert BreachDecision.objects.get().agreed_by is None


def test_two_who_note_the_same_person_are_told(officer, second, council, breach):
    with as_owner():
        person = make_family(council.north_hub).person
    first = {"person_id": person.reference, "why_not": "They saw it happen"}
    assert officer.post(there("breach_person", breach), first).status_code == 302
    told = {"person_id": person.reference, "told_how": "By telephone", **day("told_on", TODAY)}
    late = second.post(there("breach_person", breach), told)
    assert late.status_code == 409
    assert "They saw it happen" in text(late)
    assert "By telephone" in text(late)
    assert second.post(there("breach_person", breach), told | {"version": version(late)}).status_code == 302
    with as_owner():
        assert BreachPerson.objects.get().told_how == "By telephone"


def test_a_decision_needs_its_reasons(officer, breach):
    assert "There is a problem" in text(decide(officer, breach, "people", "no", reasons=""))
    with as_owner():
        assert not BreachDecision.objects.exists()


def test_telling_the_commissioner_late_needs_the_reasons_for_the_delay(officer, council):
    with as_owner():
        row = make_breach(council.information_officer, aware_at=timezone.now() - 80 * HOUR)
    now = timezone.localtime(timezone.now() - datetime.timedelta(minutes=2))
    told = {"whom": "ico", "how": "Web form", **day("on", now.date()), "time": f"{now:%H:%M}"}
    assert "Enter why the Commissioner was told later than 72 hours" in text(
        officer.post(there("breach_told", row), told)
    )
    with as_owner():
        assert not BreachNotice.objects.exists()
    assert (
        officer.post(there("breach_told", row), told | {"delay": "We found out at the weekend"}).status_code
        == 302
    )
    shown = text(officer.get(there("breach", row)))
    assert "after the 72 hours" in shown
    assert "We found out at the weekend" in shown


def test_it_closes_only_with_both_decisions_agreed_and_carried_out(officer, second, breach):
    close = {"lessons": "Numbers are read back"}
    assert "Still missing: how likely and how bad harm is" in text(
        officer.post(there("breach_close", breach), close)
    )
    seen = version(officer.get(there("breach_weigh", breach)))
    officer.post(there("breach_weigh", breach), {"likelihood": "2", "severity": "2", "version": seen})
    for about, answer in (("ico", "yes"), ("people", "no")):
        decide(officer, breach, about, answer)
    assert "the second officer’s agreement" in text(officer.post(there("breach_close", breach), close))
    for about in ("ico", "people"):
        agree(second, breach, about)
    assert "when and how the Information Commissioner were told" in text(
        officer.post(there("breach_close", breach), close)
    )
    now = timezone.localtime(timezone.now())
    told = {"whom": "ico", "how": "Web form", **day("on", now.date()), "time": f"{now:%H:%M}"}
    assert officer.post(there("breach_told", breach), told).status_code == 302
    assert officer.post(there("breach_close", breach), close).status_code == 302
    with as_owner():
        assert Breach.objects.get().closed_on == TODAY
    assert "closed already" in text(officer.get(there("breach_told", breach), follow=True))


def test_whoever_is_on_file_finds_it_in_their_copy_and_the_log_names_nobody(officer, council, breach):
    with as_owner():
        case = make_family(council.north_hub)
    typed = {"person_id": case.person.reference, "why_not": "They saw it happen"}
    assert officer.post(there("breach_person", breach), typed).status_code == 302
    assert case.person.full_name in text(officer.get(there("breach", breach)))
    with as_owner():
        entry = next(entry for entry in pack_entries() if entry.model == "duties.BreachPerson")
        told = str(section_of(entry, subject_of(case.person.pk), asked_by_subject=True))
    assert breach.what_happened in told
    assert "They saw it happen" in told
    log = officer.get(there("breaches_csv"))
    assert case.person.family_name not in log.content.decode()
    assert next(csv.reader(io.StringIO(log.content.decode("utf-8-sig"))))[0] == "Breach"


def test_somebody_told_or_not_is_said_with_a_reason(officer, breach):
    assert "Enter the reference of the person" in text(officer.post(there("breach_person", breach), {}))
    with as_owner():
        assert not BreachPerson.objects.exists()


def test_the_home_page_of_an_officer_says_how_many_hours_are_left(officer, breach):
    assert re.search(rf"Breach {breach.reference}</a>\. Until .* 7[01] hours left", text(officer.get("/")))


def test_nobody_but_information_officers_reads_the_log(council, page, breach):
    for persona in ("hub_worker", "hub_manager", "records_officer", "admin"):
        page.force_login(getattr(council, persona))
        for name, row in (
            ("breaches", None),
            ("breach", breach),
            ("breaches_csv", None),
            ("breach_new", None),
        ):
            assert page.get(there(name, row)).status_code == 403
