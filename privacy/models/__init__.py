"""The published notices as data."""

from privacy.models.notice import (
    Notice,
    NoticeSection,
    Organisation,
    PublishedBasis,
    PublishedCategory,
    PublishedContact,
    PublishedLaw,
    PublishedPurpose,
    PublishedRecipient,
    PublishedRight,
)

__all__ = [
    "Notice",
    "NoticeSection",
    "Organisation",
    "PublishedBasis",
    "PublishedCategory",
    "PublishedContact",
    "PublishedLaw",
    "PublishedPurpose",
    "PublishedRecipient",
    "PublishedRight",
]
