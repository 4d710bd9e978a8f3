"""Decisions, statements, and recipients to tell."""

from privacy.rights.models.decision import Decision
from privacy.rights.models.recipient import RecipientNotice
from privacy.rights.models.statement import Statement

__all__ = ["Decision", "RecipientNotice", "Statement"]
