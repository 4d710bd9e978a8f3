"""The published notices as data; requests about data and the packs that answer them."""

from privacy.models.data_request import DataRequest, Pack, PackSection, RequestEvent
from privacy.models.disclosure import Disclosure
from privacy.models.notice import (
    Notice,
    NoticeSection,
    Organisation,
    PublishedBasis,
    PublishedCategory,
    PublishedContact,
    PublishedLaw,
    PublishedPeriod,
    PublishedPurpose,
    PublishedRecipient,
    PublishedRight,
)

__all__ = [
    "DataRequest",
    "Disclosure",
    "Notice",
    "NoticeSection",
    "Organisation",
    "Pack",
    "PackSection",
    "PublishedBasis",
    "PublishedCategory",
    "PublishedContact",
    "PublishedLaw",
    "PublishedPeriod",
    "PublishedPurpose",
    "PublishedRecipient",
    "PublishedRight",
    "RequestEvent",
]
