"""What people sent goes with its request, or after its own answer; what nobody answered stays."""

import datetime

from django.db import transaction

from privacy.public_forms.models import Evidence, Outcome, Submission
from retention.actions.single_rows import requests_destroy
from retention.queries.row_rules import rows_due
from tests.database import as_owner
from tests.factories.families import make_family, make_person
from tests.factories.privacy import make_request
from tests.factories.public_forms import make_evidence, make_submission

ANSWERED = datetime.date(2027, 3, 1)


def test_a_form_we_answered_ends_with_its_period_and_one_that_waits_does_not(council):
    with as_owner():
        answered, waiting = make_submission(received_on=ANSWERED), make_submission(received_on=ANSWERED)
        make_evidence(answered)
        kept = make_evidence(waiting)
        Submission.objects.filter(pk=answered.pk).update(
            outcome=Outcome.NOT_HELD, taken_on=ANSWERED, taken_by=council.information_officer
        )
        early, late = datetime.date(2030, 3, 1), datetime.date(2030, 3, 2)
        assert rows_due("data_request", months=36, on=early, limit=10) == []
        due = rows_due("data_request", months=36, on=late, limit=10)
        assert due == [answered.pk]
        with transaction.atomic():
            requests_destroy(due)
        assert list(Submission.objects.values_list("pk", flat=True)) == [waiting.pk]
        assert list(Evidence.objects.values_list("pk", flat=True)) == [kept.pk]


def test_a_form_that_became_a_request_goes_with_it(council):
    with as_owner():
        person = make_family(council.north_hub, make_person()).person
        request = make_request(
            person, council.information_officer, received_on=ANSWERED, closed_on=ANSWERED, sent_how="By post"
        )
        submission = make_submission(received_on=ANSWERED)
        make_evidence(submission)
        Submission.objects.filter(pk=submission.pk).update(
            outcome=Outcome.REQUEST,
            data_request=request,
            taken_on=ANSWERED,
            taken_by=council.information_officer,
        )
        assert rows_due("data_request", months=36, on=datetime.date(2030, 3, 2), limit=10) == [request.pk]
        with transaction.atomic():
            requests_destroy([request.pk])
        assert not Submission.objects.exists()
        assert not Evidence.objects.exists()
