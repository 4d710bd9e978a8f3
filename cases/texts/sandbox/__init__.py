"""A stand-in for GOV.UK Notify that keeps Notify's published HTTP contract for text messages.

The official Python client works against it unmodified. It is for tests and the demo; it knows nothing of Django
and keeps numbers and messages in memory only, so that after it stops (or forgets) nothing is left to find.
"""

from cases.texts.sandbox.faults import FaultKind
from cases.texts.sandbox.server import NotifySandbox
from cases.texts.sandbox.templates import Template
from cases.texts.sandbox.tokens import ApiKey, KeyKind

__all__ = ["ApiKey", "FaultKind", "KeyKind", "NotifySandbox", "Template"]
