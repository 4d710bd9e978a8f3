"""Letters: made, read, printed, sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.long_forms import form_page, form_sent
from govuk.spreadsheets import as_file
from privacy.models import DataRequest
from privacy.queries import organisation
from privacy.workbench.actions.letters import SENT_ALREADY, letter_sent, letter_throw_away, letter_write
from privacy.workbench.document import letter_docx
from privacy.workbench.forms.letters import LetterForm, grounds_known
from privacy.workbench.forms.parts import SentForm
from privacy.workbench.from_pack import from_pack
from privacy.workbench.models import Letter, LetterKind, LetterTemplate
from privacy.workbench.rules.letters import blocks
from privacy.workbench.views.loading import page_of, request_looked_at

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(Permission.REQUEST_HANDLE, FORM)
def letter_new(request: StaffRequest, request_id: UUID, kind: str) -> HttpResponse:
    """Make a letter of one kind."""
    about = request_looked_at(request, request_id, Look.CHANGE)
    if kind not in LetterKind.values:
        raise Http404
    wordings = LetterTemplate.objects.visible_to(request.user).filter(kind=kind)
    form = LetterForm(
        request.POST or None,
        kind=LetterKind(kind),
        request=about,
        readers=[found.reader for found in wordings],
        pack=from_pack(about, request.user),
    )
    if request.method == "POST" and form.is_valid():
        try:
            letter = letter_write(
                request=about, kind=kind, reader=form.cleaned_data["reader"], said=form.said,
                on=timezone.localdate(), by=request.user,
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            form_sent(request)
            return redirect("workbench:letter", request_id=about.pk, letter_id=letter.pk)
    context = {
        "form": form,
        "heading": LetterKind(kind).label,
        "caption": about.reference,
        "button": "Make the letter",
    }
    return form_page(request, "families/edit.html", context | {"back": page_of(about)})


@requires(Permission.REQUEST_HANDLE, READ)
def letter(request: StaffRequest, request_id: UUID, letter_id: UUID) -> HttpResponse:
    """The letter as it goes out, to read and to print."""
    about, found = _load(request, request_id, letter_id)
    context = {
        "data_request": about, "letter": found, "blocks": blocks(found.body), "grounds": grounds_known(found.grounds),
        "organisation_name": organisation(timezone.localdate()).name,
    }  # fmt: skip
    return render(request, "workbench/letter.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def letter_pdf(request: StaffRequest, request_id: UUID, letter_id: UUID) -> HttpResponse:
    """The PDF as it was made and kept."""
    about, found = _load(request, request_id, letter_id, Look.EXPORT)
    name = f"{about.reference}-{found.kind}.pdf"
    return HttpResponse(bytes(found.document), content_type="application/pdf", headers=as_file(name))


@requires(Permission.REQUEST_HANDLE, READ)
def letter_word(request: StaffRequest, request_id: UUID, letter_id: UUID) -> HttpResponse:
    """The same words as a Word file."""
    about, found = _load(request, request_id, letter_id, Look.EXPORT)
    made = letter_docx(
        title=found.title, body=found.body, to=f"{found.to_name}\n{found.to_address}".strip(),
        reference=about.reference, organisation=organisation(found.written_on).name, on=found.written_on,
    )  # fmt: skip
    return HttpResponse(made, content_type=WORD, headers=as_file(f"{about.reference}-{found.kind}.docx"))


@requires(Permission.REQUEST_HANDLE, FORM)
def letter_went(request: StaffRequest, request_id: UUID, letter_id: UUID) -> HttpResponse:
    """Note that it was sent; the clock follows."""
    about, found = _load(request, request_id, letter_id, Look.CHANGE)
    if found.sent_on and request.method != "POST":
        messages.info(request, SENT_ALREADY)
        return redirect(page_of(about))
    form = SentForm(earliest=found.written_on, **form_arguments(request))
    form.initial["sent_on"] = timezone.localdate()
    return edit_page(
        request, form,
        save=lambda: letter_sent(
            letter=found, on=form.cleaned_data["sent_on"], how=form.cleaned_data["sent_how"], by=request.user
        ),
        back=page_of(about), heading="Note that the letter was sent", caption=about.reference, about=found.title,
        said="Noted. The due date has been worked out again",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, POST)
def letter_gone(request: StaffRequest, request_id: UUID, letter_id: UUID) -> HttpResponse:
    """Throw away a letter that was not sent."""
    about, found = _load(request, request_id, letter_id, Look.CHANGE)
    try:
        letter_throw_away(letter=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The letter is thrown away")
    return redirect(page_of(about))


def _load(
    request: StaffRequest, request_id: UUID, letter_id: UUID, action: Look = Look.VIEW
) -> tuple[DataRequest, Letter]:
    about = request_looked_at(request, request_id, action)
    rows = Letter.objects.visible_to(request.user).select_related("written_by")
    found: Letter = get_object_or_404(rows, pk=letter_id, request=about)
    return about, found
