"""Forms are data: drafts change, published versions never, and old assessments read as they did."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.assessments.actions.definitions import NotReadyError, version_draft, version_publish
from cases.assessments.models import FormDefinition, FormQuestion, FormVersion
from tests.database import as_owner
from tests.factories.assessments import make_assessment

TODAY = datetime.date(2026, 12, 1)


@pytest.fixture
def draft(council):
    with as_owner():
        return version_draft(definition=FormDefinition.objects.get(), by=council.admin, reason="New draft")


def test_the_form_shipped_has_ten_areas_each_with_a_score(db):
    assert FormQuestion.objects.filter(kind="score").count() == 10
    first = FormVersion.objects.get()
    assert (first.number, first.published_on is None) == (1, False)
    keys = set(first.sections.values_list("key", flat=True))
    assert {"consent", "child", "parents", "analysis", "housing", "early_years"} <= keys


def test_a_draft_is_a_copy_with_its_conditions(draft):
    first = FormVersion.objects.get(number=1)
    assert draft.sections.count() == first.sections.count()
    follow_ups = FormQuestion.objects.filter(section__version=draft, shown_when__isnull=False)
    assert follow_ups.count() == 15
    assert all(question.shown_when.section_id == question.section_id for question in follow_ups)


def test_there_is_one_draft_at_a_time(draft, council):
    again = version_draft(definition=draft.definition, by=council.admin, reason="New draft")
    assert again.pk == draft.pk


def test_a_published_version_cannot_change_whatever_a_page_forgets(db):
    version = FormVersion.objects.get()
    section = version.sections.first()
    question = section.questions.first()
    for write in (
        lambda: FormQuestion.objects.filter(pk=question.pk).update(label="Changed"),
        lambda: FormQuestion.objects.create(section=section, position=99, key="new", label="New"),
        lambda: type(section).objects.filter(pk=section.pk).update(title="Changed"),
        lambda: type(section).objects.create(version=version, position=99, key="new", title="New"),
        lambda: FormVersion.objects.filter(pk=version.pk).update(published_on=None),
        question.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            write()


def test_a_changed_form_leaves_an_old_assessment_as_it_was(page, council, draft):
    from_case = make_family_file(council)
    with as_owner():
        old = make_assessment(from_case, council.hub_worker)
        FormQuestion.objects.filter(section__version=draft, key="score").update(label="How is it now?")
        draft.sections.filter(key="money").delete()
        version_publish(version=draft, on=TODAY, by=council.admin)
    page.force_login(council.hub_worker)
    shown = page.get(reverse("assessments:read", args=[old.family_id, old.pk])).content.decode()
    assert "Where is the family now?" in shown
    assert "Money that lasts" in shown
    assert "How is it now?" not in shown


def make_family_file(council):
    from tests.factories.families import make_family

    with as_owner():
        return make_family(council.north_hub, allocated_to=council.hub_worker)


def test_a_draft_that_makes_no_sense_is_not_published(draft, council):
    with as_owner():
        FormQuestion.objects.filter(section__version=draft, key="worries").update(shown_when_is="Perhaps")
        draft.sections.get(key="parents").questions.all().delete()
    with pytest.raises(NotReadyError) as wrong:
        version_publish(version=draft, on=TODAY, by=council.admin)
    assert any("has no questions" in words for words in wrong.value.args)
    assert any("does not offer" in words for words in wrong.value.args)


def test_an_administrator_words_and_publishes_a_version(page, council):
    with as_owner():
        council.give_passwords()
    page.force_login(council.admin)
    definition = FormDefinition.objects.get()
    act = {"action": "begin_draft", "_selected_action": [str(definition.pk)]}
    page.post(reverse("admin:assessments_formdefinition_changelist"), act)
    draft = FormVersion.objects.get(published_on__isnull=True)
    section = draft.sections.get(key="money")
    for model, row in (("formversion", draft), ("formsection", section)):
        assert page.get(reverse(f"admin:assessments_{model}_change", args=[row.pk])).status_code == 200
    act = {"action": "publish", "_selected_action": [str(draft.pk)]}
    page.post(reverse("admin:assessments_formversion_changelist"), act)
    draft.refresh_from_db()
    assert draft.published_on is not None
