"""The wordings staff may send. They live at GOV.UK Notify; this is our copy, for the preview and the price."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from cases.texts.wording import faults


def check_wording(body: str) -> None:
    """Refuse a wording that our preview could not fill in as Notify does; raises ``ValidationError``."""
    found = faults(body)
    if found:
        raise ValidationError(found)


class TextTemplate(models.Model):
    """A wording agreed for texts. Anybody holding the phone may read it, so it says nothing about why we know them."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=100, unique=True)
    purpose = models.CharField("what it is for", max_length=200)
    notify_id = models.UUIDField("template id at GOV.UK Notify", unique=True)
    version = models.PositiveIntegerField("version at GOV.UK Notify", default=1)
    body = models.TextField(
        "wording", max_length=918, validators=[check_wording], help_text="With ((gaps)) as at GOV.UK Notify"
    )
    is_offered = models.BooleanField("offered to staff", default=True)

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = "text template"
        constraints = [models.CheckConstraint(condition=~Q(body=""), name="text_template_says_something")]

    def __str__(self) -> str:
        return self.name
