"""What officers note on the workbench of a data request."""

import datetime
from typing import Any

from accounts.models import User
from privacy.models import DataRequest
from privacy.workbench.actions.letters import letter_write
from privacy.workbench.gaps import Said
from privacy.workbench.models import Letter, Party, RecordsAsked


def make_party(request: DataRequest, by: User, **fields: Any) -> Party:
    """The other parent."""
    party = Party(**{"request": request, "role": "other_parent", "name": "Kim Example"} | fields)
    party.save_by(by=by, reason="Concerned by the request")
    return party


def make_asked(request: DataRequest, by: User, **fields: Any) -> RecordsAsked:
    """The north hub, asked on the day the request came and silent since."""
    asked = RecordsAsked(
        **{
            "request": request,
            "whom": "North hub, paper store",
            "what": "The green folder",
            "asked_on": request.received_on,
            "asked_by": by,
        }
        | fields
    )
    asked.save_by(by=by, reason="Asked for records")
    return asked


def make_letter(
    request: DataRequest, by: User, kind: str = "acknowledge", reader: str = "adult", **said: Any
) -> Letter:
    """A letter that was not sent yet, made on the day the request came."""
    told = Said(**{"to_name": request.asker_name} | said)
    on: datetime.date = request.received_on
    return letter_write(request=request, kind=kind, reader=reader, said=told, on=on, by=by)
