"""Reading the pages of the diary, and typing into its forms."""

import datetime
import html
import re

from django.urls import reverse
from django.utils import timezone

from tests.cases.contacts.typing_in import date_parts
from tests.database import as_owner

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
OUR_OWN = re.compile(r"(families|contacts|referrals|diary)_|accounts_(membership|team)")


def url(name, file, **ids):
    """A page of the diary about this family."""
    return reverse(f"diary:{name}", kwargs={"family_id": file.family.pk, **ids})


def words(answer):
    """What a page says."""
    return html.unescape(" ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split()))


def version(row):
    """The version of a row that its changer read."""
    with as_owner():
        return str(row.history.latest().history_id)


def told(row):
    """A row as it is now."""
    with as_owner():
        return type(row).objects.get(pk=row.pk)


def task_typed(owner, due_on, **answers):
    """A good form about a task."""
    return {"what": "Ring the school", "owner": owner.pk} | date_parts("due_on", due_on) | answers


def visit_typed(worker, visit_on, **answers):
    """A good form about a visit."""
    said = {"starts_at": "10:00", "ends_at": "11:00", "place": "home", "worker": worker.pk}
    return said | date_parts("visit_on", visit_on) | answers
