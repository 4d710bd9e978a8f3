"""What is kept of groupwork; see the module of each noun."""

from cases.groups.models.cohort import Cohort, Frequency
from cases.groups.models.enrolment import Enrolment, Outcome, State
from cases.groups.models.programme import Programme
from cases.groups.models.register import Attendance, Mark
from cases.groups.models.session import Session, SessionState

__all__ = [
    "Attendance",
    "Cohort",
    "Enrolment",
    "Frequency",
    "Mark",
    "Outcome",
    "Programme",
    "Session",
    "SessionState",
    "State",
]
