"""A translator fills a whole language on one page or by file; what is left out stays English and is marked as such."""

import csv
import io

import pytest
from django.urls import reverse

from privacy.codes import NoticeCode
from privacy.models import NoticeSection
from privacy.notices.models import TranslatedText
from privacy.notices.translations import UnreadableFileError, csv_lines, parts_of, read_csv
from tests.database import as_owner
from tests.factories.privacy import publish_draft

pytestmark = pytest.mark.django_db
PAGE = NoticeCode.THIRD_PARTY
KEY = "sections.other-websites.heading"


def address(name="translate", language="pl"):
    return reverse(f"notices:{name}", args=[PAGE, language])


def text(response):
    return " ".join(response.content.decode().split())


def seen(answer):
    return answer.context["form"].initial["seen"]


@pytest.fixture
def writer(page, council):
    page.force_login(council.admin)
    return page


def save(page, **said):
    """Type into the page as it is now."""
    opened = page.get(address())
    filled = {part.key: part.text for part in opened.context["form"].parts}
    typed = {key.replace("__", "."): words for key, words in said.items()}
    return page.post(address(), filled | typed | {"seen": seen(opened)}, follow=True)


def rows():
    with as_owner():
        return dict(TranslatedText.objects.filter(page=PAGE, language="pl").values_list("key", "text"))


def csv_of(page, **said):
    """The file as it is downloaded, with translations in it."""
    lines = list(csv.reader(io.StringIO(page.get(address("translate_csv")).content.decode("utf-8-sig"))))
    for line in lines[1:]:
        line[2] = said.get(line[0], line[2])
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    file = io.BytesIO(out.getvalue().encode("utf-8-sig"))
    file.name = "pl.csv"
    return file


def test_many_texts_are_kept_with_who_and_why_and_the_rest_is_marked_as_english(writer, council):
    told = save(writer, title="Inne strony", sections__one="")
    assert "1 text kept in the draft" in text(told)
    assert "Polish</a>: 1 of" in text(told)
    assert rows() == {"title": "Inne strony"}
    with as_owner():
        version = TranslatedText.history.get()
        assert (version.history_user, version.history_change_reason) == (
            council.admin,
            "Translated into Polish",
        )
        publish_draft(PAGE)
        live = reverse("privacy:third_party")
    shown = text(writer.get(live, {"language": "pl"}))
    assert "Inne strony" in shown
    assert 'lang="en" dir="ltr"' in shown


def test_saving_again_keeps_what_did_not_change_and_an_empty_box_takes_away(writer):
    save(writer, title="Inne strony")
    assert "0 texts kept" in text(save(writer))
    save(writer, title="")
    assert rows() == {}


def test_two_translators_do_not_write_over_each_other(writer):
    opened = writer.get(address())
    save(writer, title="Pierwszy")
    mine = {"title": "Drugi", "lead": "Moje", "seen": seen(opened)}
    refused = writer.post(address(), mine)
    assert "Somebody changed this meanwhile. It says now: Pierwszy" in text(refused)
    assert "Drugi" in text(refused)
    assert "Moje" in text(refused)
    assert rows() == {"title": "Pierwszy"}
    again = {"title": "Drugi", "lead": "Moje", "seen": refused.context["form"].data["seen"]}
    writer.post(address(), again)
    assert rows() == {"title": "Drugi", "lead": "Moje"}


def test_a_text_whose_english_changed_waits_for_a_new_translation(writer):
    save(writer, **{KEY.replace(".", "__"): "Po staremu"})
    opened = writer.get(address())
    with as_owner():
        NoticeSection.objects.filter(notice__code=PAGE).update(heading="Other words")
    assert "Of the older English it said: Po staremu" in text(writer.get(address()))
    late = writer.post(address(), {KEY: "Nowe", "seen": seen(opened)})
    assert "Its English is now: Other words" in text(late)
    assert rows() == {KEY: "Po staremu"}
    save(writer, **{KEY.replace(".", "__"): "Nowe"})
    assert rows() == {KEY: "Nowe"}


def test_a_file_fills_the_boxes_and_nothing_is_kept_before_saving(writer):
    file = csv_of(writer, title="Inne strony", **{KEY: "- lista"})
    filled = writer.post(address(), {"go": "file", "file": file})
    assert "2 texts of the file" in text(filled)
    assert "Inne strony" in text(filled)
    assert rows() == {}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'key,"open'])
def test_a_file_that_is_no_csv_says_what_would_do(writer, content):
    file = io.BytesIO(content)
    file.name = "pl.csv"
    assert "must be a CSV file in UTF-8" in text(writer.post(address(), {"go": "file", "file": file}))
    assert "Select a CSV file" in text(writer.post(address(), {"go": "file"}))


def test_a_file_of_older_english_is_refused_with_its_line(writer):
    file = csv_of(writer, title="Inne strony")
    with as_owner():
        NoticeSection.objects.filter(notice__code=PAGE).update(heading="Other words")
        parts = parts_of(PAGE, "pl")
    assert read_csv(file.getvalue(), parts) == {"title": "Inne strony"}  # that line has not changed
    stale = csv_of(writer, **{KEY: "Nowe"}).getvalue().replace(b"Other words", b"Older words")
    with pytest.raises(UnreadableFileError, match="Line .* its English has changed"):
        read_csv(stale, parts)


def test_what_a_spreadsheet_would_run_comes_back_as_it_was(writer):
    save(writer, title="- jeden\n- dwa")
    file = csv_of(writer)
    with as_owner():
        parts = parts_of(PAGE, "pl")
        assert csv_lines(parts)[1][2] == "- jeden\n- dwa"
    assert read_csv(file.getvalue(), parts) == {"title": "- jeden\n- dwa"}


@pytest.mark.parametrize("persona", ["hub_worker", "information_officer", "records_officer"])
def test_nobody_else_translates(page, council, persona):
    page.force_login(getattr(council, persona))
    for name in ("translate", "translate_csv"):
        assert page.get(address(name)).status_code == 403


def test_a_language_or_page_we_do_not_know_is_no_page(writer):
    assert writer.get(address(language="xx")).status_code == 404
    assert writer.get(reverse("notices:languages", args=["nonsense"])).status_code == 404
    assert "Select a language" in text(
        writer.get(reverse("notices:languages", args=[PAGE]), {"language": ""})
    )
    chosen = writer.get(reverse("notices:languages", args=[PAGE]), {"language": "pl"})
    assert chosen.url == address()
