"""The council that nearly every test begins with: made once for each process, then put into the test's own transaction.

Made anew it takes seventy statements and as many signals; written down it is one.
"""

import copy
import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tests.factories.accounts import Council


@dataclass
class Recorded:
    """What was made, and the statements that made it."""

    made: Council
    statements: list[tuple[str, list[Any]]]

    def put(self) -> Council:
        """The same again, as of now, in a test's own objects. Call inside ``as_owner()``."""
        now = timezone.now()
        values = [
            now if isinstance(value, datetime.datetime) else value
            for _, given in self.statements
            for value in given
        ]
        with connection.cursor() as cursor:
            cursor.execute(";\n".join(statement for statement, _ in self.statements), values)
        return copy.deepcopy(self.made)


def recorded(make: Callable[[], Council]) -> Recorded:
    """Make a council, write down how, and undo it. Call inside ``as_owner()``."""
    statements: list[tuple[str, list[Any]]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            statements.append((sql, list(params)))
        elif not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            raise AssertionError(f"This cannot be done again for each test: {sql}")
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        made = make()
        transaction.set_rollback(True)
    return Recorded(made, statements)
