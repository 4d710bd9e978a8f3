"""The task killed by SIGKILL at any line: everybody is found once, nobody is texted twice, no text is lost."""

import datetime
import subprocess
import sys

from django.utils import timezone

from cases.families.models import Address
from cases.texts import sweep
from cases.texts.models import Delivery, Text
from cases.texts.sandbox import NotifySandbox
from privacy.telling.actions.runs import telling_start
from privacy.telling.models import Told
from tests.cases.texts.conftest import sandbox  # noqa: F401 - the fixture that the test asks for
from tests.cases.texts.test_killed_worker import ROOT, environment
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_council
from tests.factories.families import REASON, make_family, make_person
from tests.factories.privacy import make_touching_version
from tests.factories.texts import make_phone

PEOPLE = 6


def test_killed_at_each_line_of_telling_each_person_is_told_once(sandbox: NotifySandbox, settings) -> None:  # noqa: F811 - asked for by name
    with as_owner():
        council = make_council()
        for number in range(PEOPLE):
            person = make_person(f"Person{number}", "Example", date_of_birth=datetime.date(1990, 3, 4))
            make_family(council.north_hub, person, allocated_to=council.hub_worker)
            if number % 3:
                make_phone(person, f"+4477009003{number:02}")
            else:
                Address(person=person, lines="1 High Street").save_by(by=None, reason=REASON)
        telling = telling_start(
            version=make_touching_version(), link="https://hubs.example/2/", at=timezone.now(),
            by=council.information_officer,
        )  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "tests.privacy.telling.killing", str(telling.pk)], cwd=ROOT, text=True,
        env=environment(settings) | {"CELERY_BROKER_URL": settings.CELERY_BROKER_URL}, capture_output=True,
        timeout=900, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    for place in ("telling_step", "next_concerned", "_tell", "_text", "text_send", "choose", "__exit__"):
        assert place in ran.stdout, f"never killed in {place}"
    with as_owner():
        assert Told.objects.count() == Told.objects.values("person").distinct().count() == PEOPLE
        texts = list(Text.objects.all())
        assert len(texts) == len({text.person_id for text in texts}) == Delivery.objects.count() == 4
        assert {row.text_id for row in Told.objects.filter(way="text")} == {text.pk for text in texts}
    with as_worker():
        sweep.send_due(hands=1, per_second=1000)
    assert [sandbox.accepted(str(text.pk)) for text in texts] == [1] * len(texts)
