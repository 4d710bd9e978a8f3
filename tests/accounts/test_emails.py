"""Emails to staff: sent from rows to a mail server, once, naming nobody; off unless a server is named."""

import datetime
import re
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from typing import Any

import pytest
from django.db import ProgrammingError
from django.utils import timezone

from accounts.actions.alerts import alerts_raise
from accounts.actions.emails import LEASE, MOST_TRIES, emails_claim
from accounts.actor import acting_as, acting_as_system
from accounts.models import Alert, AlertEmail, AlertKind, User
from accounts.tasks import send_due_emails
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council

AT = datetime.datetime(2026, 7, 5, 14, 4, tzinfo=datetime.UTC)


class MailServer(socketserver.ThreadingTCPServer):
    """The few words of SMTP a client needs (RFC 5321); ``refuses`` makes it turn recipients away."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.got: list[tuple[str, Message]] = []
        self.refuses: set[str] = set()
        self.is_unwell = False


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    server: MailServer

    def handle(self) -> None:
        """Answer until it says QUIT."""
        to = ""
        self.say("421 unwell" if self.server.is_unwell else "220 mail.test")
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
            if word == "DATA":
                self.say("354 go on")
                self.server.got.append((to, self.read()))
            answers = {"QUIT": "221 bye", "EHLO": "250 mail.test"}
            refused = word == "RCPT" and to in self.server.refuses
            self.say("550 nobody here" if refused else answers.get(word, "250 fine"))
            if word == "QUIT":
                return

    def read(self) -> Message:
        lines = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        return message_from_string("".join(lines))

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    """A mail server on this machine, which the portal is told about."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_SERVER = ("127.0.0.1",)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        settings.DEFAULT_FROM_EMAIL = "hubs@council.example"
        yield server
        server.shutdown()


def tell(*users: User, kind: AlertKind = AlertKind.NEW_DEVICE, detail: str = "Chrome on Windows") -> None:
    alerts_raise(to=users, kind=kind, at=AT, route="account_sessions", detail=detail)


def send() -> None:
    with as_worker():
        send_due_emails()


def waiting() -> int:
    with as_owner():
        return AlertEmail.objects.count()


def test_a_new_device_is_emailed_with_when_and_which_browser_and_what_to_do(
    council: Council, mail: MailServer
) -> None:
    tell(council.hub_worker)
    send()
    ((to, message),) = mail.got
    assert (to, message["To"]) == (council.hub_worker.email, council.hub_worker.email)
    words = message.get_payload(decode=True).decode()
    assert "at 3:04" in words
    assert "on 5 July 2026" in words
    assert "Chrome on Windows" in words
    assert "Change your password" in words
    assert "Tell your administrator" in words
    assert "http" not in words
    for name in council.hub_worker.full_name.split():
        assert name not in words + message["Subject"]


@pytest.mark.parametrize("kind", AlertKind)
def test_an_email_about_any_alert_says_what_kind_it_is_and_names_nobody(
    council: Council, mail: MailServer, kind: AlertKind
) -> None:
    tell(council.hub_worker, kind=kind)
    send()
    ((_, message),) = mail.got
    assert re.sub(r"\s*\n", "", message["Subject"]) == f"Family Hubs: {kind.label}"
    assert "Hana" not in message.as_string().replace(council.hub_worker.email, "")


def test_an_email_is_sent_once_and_nothing_of_it_is_kept(council: Council, mail: MailServer) -> None:
    tell(council.hub_worker, council.hub_manager)
    send()
    send()
    assert sorted(to for to, _ in mail.got) == sorted([council.hub_worker.email, council.hub_manager.email])
    assert waiting() == 0
    with as_owner():
        assert Alert.objects.count() == 2


def test_without_a_mail_server_nothing_waits_and_nothing_is_sent(council: Council, settings: Any) -> None:
    assert settings.EMAIL_SERVER is None
    assert (
        settings.EMAIL_BACKEND == "django.core.mail.backends.dummy.EmailBackend"
        or "locmem" in settings.EMAIL_BACKEND
    )
    tell(council.hub_worker)
    assert waiting() == 0
    with as_owner():
        assert Alert.objects.count() == 1


def test_what_another_worker_has_taken_up_is_left_to_it_until_its_time_is_over(
    council: Council, mail: MailServer
) -> None:
    tell(council.hub_worker)
    now = timezone.now()
    with as_worker(), acting_as_system("emails"):
        assert len(emails_claim(at=now, at_most=5)) == 1
        assert emails_claim(at=now + LEASE / 2, at_most=5) == []
        assert len(emails_claim(at=now + LEASE, at_most=5)) == 1
    send()
    assert mail.got == []


def test_a_mail_server_that_is_unwell_is_asked_again_later_and_given_up_in_the_end(
    council: Council, mail: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    tell(council.hub_worker)
    mail.is_unwell = True
    send()
    assert waiting() == 1
    assert "The mail server took no email" in caplog.text
    assert council.hub_worker.email not in caplog.text
    with as_owner():
        AlertEmail.objects.update(next_try_at=AT)
    mail.is_unwell = False
    send()
    assert len(mail.got) == 1
    tell(council.hub_worker)
    with as_owner():
        AlertEmail.objects.update(attempts=MOST_TRIES)
    send()
    assert len(mail.got) == 1
    assert waiting() == 0


def test_one_address_the_server_does_not_know_keeps_no_other_email_back(
    council: Council, mail: MailServer
) -> None:
    mail.refuses = {council.hub_worker.email}
    tell(council.hub_worker, council.hub_manager)
    send()
    assert [to for to, _ in mail.got] == [council.hub_manager.email]
    assert waiting() == 1


def test_a_second_try_carries_the_same_message_id(council: Council, mail: MailServer) -> None:
    tell(council.hub_worker)
    with as_owner():
        key = Alert.objects.get().pk
    send()
    assert mail.got[0][1]["Message-ID"] == f"<{key}@council.example>"


def test_whoever_may_not_sign_in_any_more_is_sent_nothing(council: Council, mail: MailServer) -> None:
    tell(council.hub_worker)
    with as_owner():
        User.objects.filter(pk=council.hub_worker.pk).update(is_active=False)
    send()
    assert mail.got == []


def test_the_web_sees_only_its_own_waiting_emails_and_cannot_change_them(
    council: Council, mail: MailServer
) -> None:
    tell(council.hub_worker)
    for user, seen in ((council.hub_worker, 1), (council.hub_manager, 0), (None, 0)):
        with acting_as(user):
            assert AlertEmail.objects.count() == seen
    for wrong in (lambda: AlertEmail.objects.update(detail="x"), lambda: AlertEmail.objects.all().delete()):
        with pytest.raises(ProgrammingError), acting_as(council.hub_worker):
            wrong()
