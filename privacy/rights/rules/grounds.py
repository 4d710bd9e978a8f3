"""Which grounds go with which right and answer, and the words a letter gives for a refusal (reference 5)."""

from __future__ import annotations

from collections.abc import Mapping

from privacy.models.data_request import RequestRight
from privacy.rights.models.decision import Ground

FOR: Mapping[str, tuple[Ground, ...]] = {
    RequestRight.ERASURE: (
        Ground.NOT_NEEDED,
        Ground.CONSENT_WITHDRAWN,
        Ground.OBJECTION_STANDS,
        Ground.UNLAWFUL,
        Ground.LAW_SAYS_SO,
        Ground.COLLECTED_FROM_CHILD,
    ),
    RequestRight.OBJECTION: (Ground.STOPPED,),
    RequestRight.RECTIFICATION: (Ground.WRONG_FACT, Ground.OPINION),
    RequestRight.RESTRICTION: (
        Ground.ACCURACY_CHECKED,
        Ground.OBJECTION_WEIGHED,
        Ground.KEPT_FOR_THEM,
        Ground.CLAIMS,
    ),
    RequestRight.PORTABILITY: (Ground.BY_CONSENT,),
}
AGAINST: Mapping[str, tuple[Ground, ...]] = {
    RequestRight.ERASURE: (Ground.PUBLIC_TASK, Ground.PUBLIC_HEALTH, Ground.ARCHIVE, Ground.CLAIMS),
    RequestRight.OBJECTION: (Ground.COMPELLING, Ground.CLAIMS),
    RequestRight.RECTIFICATION: (Ground.FACT_STANDS,),
    RequestRight.RESTRICTION: (Ground.NO_CASE,),
    RequestRight.PORTABILITY: (Ground.NOT_BY_CONSENT,),
}
TOLD_TO_RECIPIENTS = frozenset({RequestRight.RECTIFICATION, RequestRight.ERASURE, RequestRight.RESTRICTION})
"""Rights whose change is told to everybody who was given the data (Article 19)."""

LETTER: Mapping[str, str] = {
    Ground.PUBLIC_TASK: "We hold this because the law gives us a task to help and protect children, and we have to keep"
    " a record of it. The right to have data deleted does not cover that (UK GDPR Article 17(3)(b)).",
    Ground.PUBLIC_HEALTH: "Public health needs it (UK GDPR Article 17(3)(c)).",
    Ground.ARCHIVE: "It is kept for an archive or for research in the public interest (UK GDPR Article 17(3)(d)).",
    Ground.CLAIMS: "Somebody may need it to bring or answer a legal claim (UK GDPR Articles 17(3)(e) and 21(1)).",
    Ground.COMPELLING: "We weighed what you told us. The reasons below weigh more (UK GDPR Article 21(1)).",
    Ground.FACT_STANDS: "We checked it again, and what we hold is right. You may add a statement of your own.",
    Ground.NO_CASE: "The law lets us lock data in four cases, and none of them applies (UK GDPR Article 18(1)).",
    Ground.NOT_BY_CONSENT: "You can take data elsewhere that you gave us by consent or by a contract. Almost nothing"
    " here was: we hold it because a law or a public task says so (UK GDPR Article 20(1)). You may still ask for a"
    " copy.",
}
"""What a refusal says; after it stand the reasons, and where to complain."""


def fits(right: str, ground: str, *, is_granted: bool) -> bool:
    """Whether a ground goes with a right and an answer."""
    return ground in (FOR if is_granted else AGAINST).get(right, ())
