"""Translating a draft: every text of a language on one page, or in a file that a translator fills in."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.views.long_forms import form_page, form_sent
from govuk.spreadsheets import spreadsheet
from govuk.uploads import MEGABYTE, takes_files
from privacy.codes import NoticeCode
from privacy.notices.actions.translations import translations_keep
from privacy.notices.content import texts
from privacy.notices.draft import draft_content
from privacy.notices.forms.translations import LanguageForm, TranslationForm
from privacy.notices.models import LANGUAGES
from privacy.notices.translations import Part, UnreadableFileError, csv_lines, parts_of, read_csv

NAMES = dict(LANGUAGES)
NO_FILE = "Select a CSV file"


@requires(Permission.NOTICE_EDIT, READ)
def languages(request: StaffRequest, page: str) -> HttpResponse:
    """How far each language is, and the way to another one."""
    code = _page(page)
    form = LanguageForm(request.GET if "language" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("notices:translate", page, form.cleaned_data["language"])
    content = draft_content(code)
    count = len(texts(content))
    begun = [(key, NAMES[key], len(said)) for key, said in content["translations"].items()]
    return render(
        request, "notices/languages.html", {"form": form, "page": code, "begun": begun, "count": count}
    )


@requires(Permission.NOTICE_EDIT, FORM)
@takes_files(at_most=MEGABYTE)
def translate(request: StaffRequest, page: str, language: str) -> HttpResponse:
    """Every text of the page in one language. A file that is sent fills the boxes; saving them is a step of its own."""
    code = _page(page, language)
    parts = parts_of(code, language)
    is_file = request.method == "POST" and request.POST.get("go") == "file"
    fault, brought = _read(request, parts) if is_file else ("", {})
    if request.method != "POST" or is_file:
        form = TranslationForm(parts=parts, brought=brought)
    else:
        form = TranslationForm(request.POST, parts=parts)
        if form.is_valid():
            count, clashes = translations_keep(
                page=code, language=language, said=form.said, seen=form.marks, by=request.user
            )
            if not clashes:
                form_sent(request)
                messages.success(request, f"{count} text{'' if count == 1 else 's'} kept in the draft")
                return redirect("notices:languages", page)
            form.clash(clashes)
    context = {
        "form": form, "page": code, "language": language, "name": NAMES[language], "fault": fault,
        "brought": len(brought),
    }  # fmt: skip
    return form_page(request, "notices/translate.html", context)


@requires(Permission.NOTICE_EDIT, READ)
def translate_csv(request: StaffRequest, page: str, language: str) -> HttpResponse:
    """The file for a translator: each text in English, and what it says now."""
    code = _page(page, language)
    return spreadsheet(f"{code}-{language}", csv_lines(parts_of(code, language)))


def _read(request: StaffRequest, parts: list[Part]) -> tuple[str, dict[str, str]]:
    file: UploadedFile | None = request.FILES.get("file")
    if file is None:
        return NO_FILE, {}
    try:
        return "", read_csv(file.read(), parts)
    except UnreadableFileError as error:
        return str(error), {}


def _page(page: str, language: str = "") -> NoticeCode:
    if language and language not in NAMES:
        raise Http404
    try:
        return NoticeCode(page)
    except ValueError:
        raise Http404 from None
