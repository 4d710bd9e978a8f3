"""The schedule's rules, holds, disposal lists and the register of what was destroyed."""

from retention.models.disposal import DisposalItem, DisposalList, DisposalRegister, DisposalSwitch
from retention.models.hold import Hold
from retention.models.rule import Rule

__all__ = ["DisposalItem", "DisposalList", "DisposalRegister", "DisposalSwitch", "Hold", "Rule"]
