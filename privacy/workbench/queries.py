"""What the case record says about the people around the person of a request."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import connection

from cases.families.models.family import RelationshipKind


@dataclass(frozen=True)
class Around:
    """Somebody related to the person, and since when they hold parental responsibility, as the record has it."""

    name: str
    kind: str
    responsibility_from: datetime.date | None
    responsibility_to: datetime.date | None
    source: str

    @property
    def relationship(self) -> str:
        """In words: what they are to the person."""
        return str(RelationshipKind(self.kind).label)


def people_around(request_id: uuid.UUID) -> list[Around]:
    """Who holds or held parental responsibility for the person of a request, and their parents and carers.

    For an information officer, and about the person of a logged request alone; nothing for anybody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM request_circle(%s)", [request_id])
        return [Around(*row) for row in cursor.fetchall()]
