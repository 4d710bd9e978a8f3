"""The public forms: one page at a time, no account, no cookie of ours but the form's own token.

Nothing on file is looked up, so no page can tell whether we know somebody: what is sent goes to officers, and everybody
gets the same answer.
"""

from __future__ import annotations

import datetime
import uuid
from typing import Any, TypeVar

import puremagic
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, public
from accounts.keys import new_key
from cases.documents.scanner import ScannerUnreachableError, VirusFoundError
from govuk.forms import Form
from govuk.uploads import takes_files
from privacy.public_forms.actions.saving import DAYS_KEPT, form_return, form_save
from privacy.public_forms.actions.sending import evidence_keep, evidence_take_back, submission_keep
from privacy.public_forms.forms.saving import ReturnForm, SaveForm
from privacy.public_forms.forms.steps import LARGEST, heading, lines, step_form, typed
from privacy.public_forms.limits import too_many_tries, within_limit
from privacy.public_forms.models import FileKind, FormKind
from privacy.public_forms.rules.steps import CHECK, FILES, MOST_FILES, Expired, Kept, reference_of
from privacy.rules.deadline import RequestEvents, complaint_acknowledgement, request_deadline

BY_ANYBODY = "Everybody may use their rights without an account; nothing on file is looked up or shown."
SENT = "privacy.public_forms.sent"
TAKE_BACK = "take-back:"
F = TypeVar("F", bound=Form)
FILE_KINDS = {
    ".pdf": FileKind.PDF,
    ".docx": FileKind.WORD,
    ".jpg": FileKind.JPEG,
    ".jpeg": FileKind.JPEG,
    ".png": FileKind.PNG,
}
NO_VIRUS_CHECK = "We could not check this file for viruses, so we did not keep it. Try again in a few minutes"
VIRUS = "This file contains a virus, so we did not keep it"
TOO_MANY_FILES = (
    f"You can send {MOST_FILES} files. If you have more, tell us on the page before and we ask you for them"
)
TOO_OFTEN = (
    "That was many times in a short while. Wait an hour, then press the button again. Your words stay here"
)
WRONG = (
    "That reference and code do not go together, or the week is over. Check both. After five wrong codes you have to"
    " begin a new form"
)


@public(BY_ANYBODY, READ)
def start(request: HttpRequest) -> HttpResponse:
    """What one may ask of us."""
    return render(request, "public_forms/start.html", {"kinds": FormKind.choices})


@public(BY_ANYBODY, FORM)
@takes_files(at_most=LARGEST)
def ask(request: HttpRequest, kind: str) -> HttpResponse:
    """One form, a page at a time. What was typed before comes back signed with each page."""
    if kind not in FormKind.values:
        raise Http404
    now = timezone.localtime()
    if not request.POST.get("kept"):  # nothing of a form that was begun
        return _page(request, Kept.begin(kind, now, new_key()))
    try:
        kept = Kept.read(request.POST["kept"])
    except Expired:
        return render(request, "public_forms/expired.html", status=410)
    go = request.POST.get("go", "next")
    if go == "save":
        kept.answers[kept.step] = typed(step_form(kept, request.POST))
        return _save_page(request, kept, SaveForm())
    if go == "saved":
        return _saved(request, kept, now)
    if go.startswith(TAKE_BACK):
        return _without_file(request, kept, go.removeprefix(TAKE_BACK), now)
    if go == "back" or go.startswith("change:"):
        return _moved(request, kept, go)
    return _sent_page(request, kept, now) if kept.step == CHECK else _answered(request, kept, now)


def _moved(request: HttpRequest, kept: Kept, go: str) -> HttpResponse:
    wanted = go.removeprefix("change:")
    kept.is_checking = kept.step == CHECK and wanted in kept.steps
    kept.step = wanted if wanted in kept.steps else kept.before(kept.step)
    return _page(request, kept)


def _without_file(request: HttpRequest, kept: Kept, file: str, now: datetime.datetime) -> HttpResponse:
    """A file that was sent by mistake is gone before the form is sent."""
    if file in kept.files:
        evidence_take_back(form=uuid.UUID(kept.key), file=uuid.UUID(file), at=now)
        del kept.files[file]
    return _page(request, kept)


def _answered(request: HttpRequest, kept: Kept, now: datetime.datetime) -> HttpResponse:
    form = step_form(kept, request.POST, request.FILES)
    if form.is_valid() and kept.step == FILES and form.cleaned_data["file"]:
        _keep_file(request, kept, form, now)
    if form.errors:
        return _page(request, kept, form)
    kept.answers[kept.step] = typed(form)
    if request.POST.get("go") != "another":
        kept.step = kept.after(kept.step)
    kept.is_checking = kept.is_checking and kept.step != CHECK
    return _page(request, kept)


def _keep_file(request: HttpRequest, kept: Kept, form: Form, now: datetime.datetime) -> None:
    file = form.cleaned_data["file"]
    if len(kept.files) >= MOST_FILES:
        form.add_error("file", TOO_MANY_FILES)
        return
    if not within_limit(request, "public_file", on=now.date()):
        form.add_error("file", "That was many files. Wait an hour, or send the form without one")
        return
    kind = FILE_KINDS[puremagic.ext_from_filename(str(file.name)).lower()]
    file.seek(0)
    try:
        key = evidence_keep(kept=kept, kind=kind, content=file.read(), at=now)
    except VirusFoundError:
        form.add_error("file", VIRUS)
    except ScannerUnreachableError:
        form.add_error("file", NO_VIRUS_CHECK)
    else:
        kept.files[str(key)] = str(kind.label)


def _sent_page(request: HttpRequest, kept: Kept, now: datetime.datetime) -> HttpResponse:
    """Send it. A program is told the same as a person, and nothing of it is kept."""
    if kept.first_open != CHECK:
        kept.step = kept.first_open
        return _page(request, kept)
    if not within_limit(request, "public_form", on=now.date()):
        return too_many_tries(_page(request, kept, _told_to_wait(step_form(kept, request.POST))))
    if request.POST.get("website") or kept.is_too_quick(now):
        reference = reference_of(new_key())
    else:
        reference = submission_keep(kept=kept, on=now.date())
    told: dict[str, Any] = {"kind": kept.kind, "reference": reference, "on": now.date().isoformat()}
    if kept.files:
        told |= {"form": kept.key, "files": kept.files}
    return _to_sent(told)


@public(BY_ANYBODY, READ)
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """That we have it, and by when we answer. The address says nothing about anybody."""
    told = _read_sent(token)
    on = datetime.date.fromisoformat(told["on"])
    is_complaint = told["kind"] == FormKind.COMPLAINT
    due = (
        complaint_acknowledgement(on).limit
        if is_complaint
        else request_deadline(RequestEvents(received=on)).due
    )
    context = {
        "told": told,
        "reference": told["reference"],
        "due": due,
        "is_complaint": is_complaint,
        "token": token,
    }
    return render(request, "public_forms/sent.html", context)


@public(BY_ANYBODY, POST)
def take_back(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever sent the form takes a file of it back, until an officer has opened it."""
    told = _read_sent(token)
    files: dict[str, str] = told.get("files", {})
    file = request.POST.get("file", "")
    if file not in files:
        raise Http404
    is_gone = evidence_take_back(form=uuid.UUID(told["form"]), file=uuid.UUID(file), at=timezone.now())
    left = {key: label for key, label in files.items() if key != file}
    return _to_sent(
        told
        | {"files": left, "gone": files[file] if is_gone else "", "opened": "" if is_gone else files[file]}
    )


def _to_sent(told: dict[str, Any]) -> HttpResponse:
    return redirect("public_forms:sent", signing.dumps(told, salt=SENT, compress=True))


def _read_sent(token: str) -> dict[str, Any]:
    try:
        told: dict[str, Any] = signing.loads(token, salt=SENT)
    except signing.BadSignature:
        raise Http404 from None
    return told


def _saved(request: HttpRequest, kept: Kept, now: datetime.datetime) -> HttpResponse:
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _save_page(request, kept, form)
    if not within_limit(request, "public_save", on=now.date()):
        return too_many_tries(_save_page(request, kept, _told_to_wait(form)))
    reference = form_save(kept=kept, send_by=form.cleaned_data["send_by"], send_to=form.send_to, at=now)
    return render(request, "public_forms/saved.html", {"reference": reference, "days": DAYS_KEPT})


@public(BY_ANYBODY, FORM)
def go_on(request: HttpRequest) -> HttpResponse:
    """Come back to a saved form with its reference and code. Whatever is wrong, the answer is the same."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        now = timezone.localtime()
        if not within_limit(request, "public_return", on=now.date()):
            context = {"form": _told_to_wait(form)}
            return too_many_tries(render(request, "public_forms/return.html", context))
        kept = form_return(**form.cleaned_data, at=now)
        if kept:
            kept.step = kept.step if kept.step in kept.steps else kept.first_open
            return _page(request, kept)
        form.add_error("code", WRONG)
    return render(request, "public_forms/return.html", {"form": form})


def _told_to_wait(form: F) -> F:
    form.add_error(None, TOO_OFTEN)
    return form


def _page(request: HttpRequest, kept: Kept, form: Form | None = None) -> HttpResponse:
    form = form or step_form(kept)
    context: dict[str, Any] = {
        "form": form, "kept": kept, "signed": kept.signed(), "heading": heading(kept, kept.step),
        "label": FormKind(kept.kind).label, "number": kept.steps.index(kept.step) + 1, "count": len(kept.steps),
        "is_check": kept.step == CHECK, "is_files": kept.step == FILES,
    }  # fmt: skip
    if kept.step == CHECK:
        context["told"] = [(step, heading(kept, step), answers) for step, answers in lines(kept)]
    return render(request, "public_forms/step.html", context)


def _save_page(request: HttpRequest, kept: Kept, form: SaveForm) -> HttpResponse:
    context = {"form": form, "kept": kept, "signed": kept.signed(), "days": DAYS_KEPT}
    return render(request, "public_forms/save.html", context)
