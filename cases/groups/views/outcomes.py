"""The end of a group: what came of it for everybody, on one page."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import RowChanged
from cases.groups.actions.places import group_end
from cases.groups.forms.outcomes import OutcomesForm
from cases.groups.forms.people import EndEnrolmentForm
from cases.groups.models import Cohort, Enrolment, Session, State
from cases.groups.models.enrolment import ENDED
from cases.groups.rules import Rate
from cases.groups.views.objects import cohort_of, enrolments_in, note_names


@requires(Permission.GROUP_RUN, FORM)
def outcomes(request: StaffRequest, cohort_id: uuid.UUID) -> HttpResponse:
    """A question for everybody who takes part, and what is on file of those who have ended."""
    cohort = cohort_of(request, cohort_id)
    people = list(enrolments_in(request, cohort))
    note_names(request, people)
    # Whoever the sent page asked about stays on it, though somebody else has ended it for them since.
    asked = [row for row in people if row.state == State.ENROLLED or f"version_{row.pk}" in request.POST]
    form = OutcomesForm(request.POST or None, enrolments=asked, initial=_initial(request, cohort, asked))
    status = 200
    if form.is_bound and form.is_valid():
        try:
            ended = group_end(
                cohort=cohort,
                ends=form.ends(),
                ended_on=form.cleaned_data["ended_on"],
                by=request.user,
                reason=EndEnrolmentForm.said,
            )
        except RowChanged as changed:
            form.changed_meanwhile(changed.row.pk)
            status = 409
        else:
            messages.success(request, f"The outcome is recorded for {ended} of {len(asked)}")
            return redirect("groups:outcomes" if ended < len(asked) else "groups:cohort", cohort.pk)
    done = [(row, Rate(row.came, row.expected)) for row in people if row.state in ENDED]
    context = {"cohort": cohort, "form": form, "ended": done}
    return render(request, "groups/outcomes.html", context, status=status)


def _initial(request: StaffRequest, cohort: Cohort, people: list[Enrolment]) -> dict[str, object]:
    """The day of the last session so far, and which version of each person's row the page was made from."""
    sessions = Session.objects.visible_to(request.user).standing().filter(cohort=cohort)
    last = sessions.filter(happens_on__lte=timezone.localdate()).aggregate(last=Max("happens_on"))["last"]
    history = Enrolment.history.filter(id__in=[row.pk for row in people])
    newest = history.order_by("id", "-history_date", "-history_id").distinct("id")
    versions = {f"version_{key}": version for key, version in newest.values_list("id", "history_id")}
    return {"ended_on": last, **versions}
