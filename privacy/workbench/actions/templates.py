"""Changing the wording of a letter."""

from django.db import transaction

from accounts.models import User
from privacy.workbench.models import LetterTemplate
from privacy.workbench.rules.letters import check_wording


@transaction.atomic
def template_change(*, template: LetterTemplate, by: User, reason: str) -> None:
    """Write the next version. Raises ``MissingPart`` when something the law asks for is no longer in it."""
    check_wording(template.kind, template.body)
    before = LetterTemplate.objects.select_for_update().get(pk=template.pk)
    template.version = before.version + 1
    template.save_by(by=by, reason=reason)
