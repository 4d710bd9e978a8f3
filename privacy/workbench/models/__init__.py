"""Who is concerned by a request, where was searched, who was asked and chased, and what was written to them."""

from privacy.workbench.models.asking import Chase, ChaseAbout, RecordsAsked, Search
from privacy.workbench.models.letter import Letter, LetterKind, LetterTemplate, Reader
from privacy.workbench.models.party import Party, PartyRole

__all__ = [
    "Chase",
    "ChaseAbout",
    "Letter",
    "LetterKind",
    "LetterTemplate",
    "Party",
    "PartyRole",
    "Reader",
    "RecordsAsked",
    "Search",
]
