"""A link on the family page to another app's part of the file.

Apart from the panels, so that an ``AppConfig``, which is read before there are models, can say it.
"""

from dataclasses import dataclass

from accounts.permissions import Permission


@dataclass(frozen=True)
class Door:
    """A link on the family page to an app's part of the file; ``route`` takes the family's id."""

    label: str
    route: str
    permission: Permission


@dataclass(frozen=True)
class RecordDoor:
    """A link on the page of one record, such as a contact, to what another app makes of it.

    ``route`` takes the family's id, the word for the kind of record, and its key.
    """

    label: str
    route: str
    permission: Permission
