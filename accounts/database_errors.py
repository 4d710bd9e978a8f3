"""Why PostgreSQL refused a statement, for code that has an answer to one refusal and to no other."""

from django.db import DatabaseError


def broken_constraint(error: DatabaseError) -> str | None:
    """The name of the constraint that a row would have broken; ``None`` where the refusal was about none."""
    name: str | None = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return name


def state_of(error: DatabaseError) -> str:
    """PostgreSQL's five letters for what went wrong (SQLSTATE), empty where it never came to PostgreSQL."""
    return str(getattr(error.__cause__, "sqlstate", None) or "")
