"""What becomes of an accepted text: created, sending, and an end, with a receipt."""

from dataclasses import dataclass

from cases.texts.sandbox.clock import Clock
from cases.texts.sandbox.faults import Upcoming
from cases.texts.sandbox.messages import Message
from cases.texts.sandbox.numbers import OUTCOMES, Recipient
from cases.texts.sandbox.receipts import ReceiptSender
from cases.texts.sandbox.timetable import Timetable
from cases.texts.sandbox.tokens import KeyKind

EMAIL_OUTCOMES = {
    "temp-fail@simulator.notify": "temporary-failure",
    "perm-fail@simulator.notify": "permanent-failure",
}


@dataclass(frozen=True)
class Pace:
    """How long, in seconds of the sandbox's clock, a text stays `created` and then `sending`."""

    created: float = 0.0
    sending: float = 0.0


class Delivery:
    """Moves each accepted text along."""

    def __init__(
        self,
        *,
        clock: Clock,
        timetable: Timetable,
        receipts: ReceiptSender,
        outcomes: Upcoming,
        pace: Pace,
    ) -> None:
        self._clock = clock
        self._timetable = timetable
        self._receipts = receipts
        self._outcomes = outcomes
        self._pace = pace

    def begin(self, message: Message, to: Recipient) -> None:
        """Take on a text just accepted; its end is settled now."""
        outcome = self._outcomes.take() or _usual_outcome(message, to)
        self._timetable.after(self._pace.created, lambda: self._hand_over(message, outcome))

    def begin_email(self, message: Message) -> None:
        """Take on an email just accepted. Two addresses of Notify's own come to grief, whatever the key."""
        outcome = self._outcomes.take() or EMAIL_OUTCOMES.get(str(message.email_address), "delivered")
        self._timetable.after(self._pace.created, lambda: self._hand_over(message, outcome))

    def _hand_over(self, message: Message, outcome: str) -> None:
        message.sent_at = self._clock.now()
        message.status = "sending"
        self._timetable.after(self._pace.sending, lambda: self._complete(message, outcome))

    def _complete(self, message: Message, outcome: str) -> None:
        message.completed_at = self._clock.now()
        message.status = outcome
        # Networks abroad report nothing more, so a text "sent" there has no receipt.
        if outcome != "sent":
            self._receipts.send(message)


def _usual_outcome(message: Message, to: Recipient) -> str:
    if message.key_kind == KeyKind.TEST:
        return OUTCOMES.get(to.digits, "delivered")
    return "sent" if to.is_international else "delivered"
