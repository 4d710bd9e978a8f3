"""Who may decide: no officer stands in for two, whatever their roles."""

from accounts.models import User
from retention.models import DisposalList, Hold, Rule
from retention.models.disposal import ListState


class SecondOfficerNeeded(Exception):
    """The same person may not give an order and confirm it; the message is for the page."""


class WrongState(Exception):
    """The list has moved on since the page was drawn; the message is for the page."""


def check_approver(disposal_list: DisposalList, by: User) -> None:
    """Refuse whoever submitted the list. Raises ``SecondOfficerNeeded``."""
    if disposal_list.submitted_by_id == by.pk:
        raise SecondOfficerNeeded("You submitted this list, so another officer has to approve it")


def check_releaser(hold: Hold, by: User) -> None:
    """Refuse whoever placed the hold. Raises ``SecondOfficerNeeded``."""
    if hold.opened_by_id == by.pk:
        raise SecondOfficerNeeded("You placed this hold, so another officer has to release it")


def check_rule_approver(rule: Rule, by: User) -> None:
    """Refuse whoever wrote the version. Raises ``SecondOfficerNeeded``."""
    if rule.written_by_id == by.pk:
        raise SecondOfficerNeeded("You wrote this rule, so somebody else has to approve it")


def check_state(disposal_list: DisposalList, *states: ListState) -> None:
    """Refuse a step that does not follow from where the list stands. Raises ``WrongState``."""
    if disposal_list.state not in states:
        raise WrongState("Another officer has already moved this list on")
