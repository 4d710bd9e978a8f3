"""Logs say what happened and where in the code, never about whom.

Whoever knows a calendar's address reads it, so no line holds one, whether it is Django's "Not Found: …" or another's.

An exception's own words may quote a row: PostgreSQL's "Key (email)=(…) already exists", a field's "… is not a date". So
only its type and the path it took are written.
"""

import logging
import re
import traceback
from types import TracebackType

CALENDAR = re.compile(r"(/calendar/)[^/\s'\"]+")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFormatter(logging.Formatter):
    """A line for each event; for a fault its type and its path through our code, without its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without the key of any calendar."""
        return CALENDAR.sub(r"\1…", super().format(record))

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name logging gives it
        """The chain of causes, innermost first, each as type and places."""
        return "\n".join(self._told(error) for error in self._chain(ei[1]))

    def _chain(self, error: BaseException | None) -> list[BaseException]:
        chain: list[BaseException] = []
        while error is not None and error not in chain:
            chain.insert(0, error)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return chain

    def _told(self, error: BaseException) -> str:
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return "\n".join([f"{type(error).__module__}.{type(error).__name__}", *places])
