"""Complaints and breaches, with what happened to each."""

from privacy.duties.models.breach import (
    Breach,
    BreachDecision,
    BreachNotice,
    BreachPerson,
    BreachStep,
)
from privacy.duties.models.complaint import Complaint, ComplaintStep

__all__ = [
    "Breach",
    "BreachDecision",
    "BreachNotice",
    "BreachPerson",
    "BreachStep",
    "Complaint",
    "ComplaintStep",
]
