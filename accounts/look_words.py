"""The log of reads in plain words, for the person who asks who looked at them and for whoever audits.

A test fails when a page leaves a look behind and has no words here.
"""

from collections.abc import Mapping

from django.apps import apps

PAGES: Mapping[str, str] = {
    "home": "Home page, list of own work",
    "search_results": "Search for people",
    "person_create": "Check for somebody already on record",
    "families:list": "List of families",
    "families:due": "What is due",
    "families:family": "Family page",
    "families:family_name": "Family name",
    "families:family_changes": "History of the family’s record",
    "families:genogram": "Genogram",
    "families:family_looks": "Who looked at the family",
    "families:person_looks": "Who looked at the person",
    "families:member_add": "Adding somebody to the family",
    "families:member_change": "Membership of the family",
    "families:member_end": "Leaving the family",
    "families:relationship_add": "Adding a relationship",
    "families:relationship_change": "Relationship",
    "families:involvement_open": "Opening work with the family",
    "families:involvement_allocate": "Allocating a worker",
    "families:involvement_transfer": "Passing work to another team",
    "families:involvement_close": "Closing work with the family",
    "families:who_sees": "Who can see the family",
    "families:restrict": "Restricting the family",
    "families:restriction": "Who may see the restricted family",
    "families:restriction_lift": "Lifting the restriction",
    "families:warnings": "Warnings about the family",
    "families:warning_add": "Adding a warning",
    "families:warning_change": "Reviewing a warning",
    "families:warning_end": "Ending a warning",
    "access_pattern": "Question about a way of looking at records",
    "access_pattern_all": "Question about a way of looking at records",
    "families:break_glass": "Asking to open the record in an emergency",
    "families:break_glass_review": "Looking at emergency access afterwards",
    "families:person": "Person’s page",
    "families:person_change": "Name, birth or death",
    "families:person_changes": "History of the person’s record",
    "families:part_add": "Adding details about the person",
    "families:part_change": "Details about the person",
    "families:part_changes": "History of details about the person",
    "families:part_end": "Ending details about the person",
    "merging:pairs": "List of people who may be on record twice",
    "merging:merge": "Comparing two records that may be one person’s",
    "merging:not_same": "Deciding that two records are two people’s",
    "merging:family_pairs": "List of families that may be on record twice",
    "merging:family_pair_new": "Looking for another record of the family",
    "merging:family_merge": "Comparing two records that may be one family’s",
    "merging:not_same_family": "Deciding that two records are two families’",
    "merging:merges": "List of records that were put together",
    "merging:merged": "Records that were put together",
    "merging:unmerge": "Taking records apart that were put together",
    "contacts:chronology": "Chronology",
    "contacts:chronology_csv": "Chronology, as a spreadsheet",
    "contacts:picture": "Chronology, as a picture",
    "contacts:mark": "Marking an entry of the chronology",
    "contacts:record": "Recording a contact",
    "contacts:contact": "Record of a contact",
    "contacts:correct": "Correcting a contact",
    "referrals:board": "Referrals that wait at the front door",
    "referrals:decided": "Referrals that were decided",
    "referrals:referral": "Referral",
    "referrals:correct": "Correcting a referral",
    "referrals:take": "Taking on a referral",
    "referrals:screen": "Screening a referral",
    "referrals:link": "Linking a referral to the family",
    "referrals:pass": "Passing a referral to another team",
    "referrals:decide": "Deciding about a referral",
    "referrals:return": "Looking at a referral again",
    "documents:list": "List of documents",
    "documents:document": "Document",
    "documents:file": "File of a document, opened",
    "documents:add": "Adding a document",
    "documents:describe": "Description of a document",
    "documents:replace": "New version of a document",
    "documents:remove": "Removing a document",
    "texts:list": "Texts to the family",
    "texts:send": "Choosing a text to send",
    "texts:write": "Writing a text",
    "oversight:file": "Supervision, audits and hand-overs",
    "oversight:note_add": "Writing a management note",
    "oversight:note_correct": "Correcting a management note",
    "oversight:audits": "List of case audits",
    "oversight:audit": "Auditing the file",
    "oversight:step": "Handing the family over",
    "oversight:reopen": "Opening closed work again",
    "oversight:missing": "List of what is missing on files",
    "privacy:requests": "List of data requests",
    "privacy:request_new": "Logging a data request",
    "privacy:request": "Data request",
    "privacy:request_event": "Data request, something that happened",
    "privacy:request_answered": "Data request, answer sent",
    "privacy:pack_preview": "Copy of everything held, on screen",
    "privacy:pack_pdf": "Copy of everything held, as PDF",
    "privacy:pack_json": "Copy of everything held, as data",
    "privacy:looks": "Audit of who looked at whom",
    "retention:list": "List of files to be destroyed",
    "retention:take_off": "Keeping a file that is due",
    "retention:agree": "Deciding whether a file may go",
    "retention:holds": "Orders to keep records",
    "retention:hold_release": "Ending an order to keep records",
}

GROUNDS: Mapping[str, str] = {
    "allocated": "they were allocated to the family",
    "held by own team": "their team works or worked with the family",
    "held by a managed team": "they lead a team that works or worked with the family",
    "held by a team of the reader": "their team works or worked with the family",
    "involvement": "their team works or worked with the family",
    "work": "their work",
    "named staff": "they are named for a restricted family",
    "emergency access": "they opened the record in an emergency, which a manager looks at afterwards",
    "asks about a way of looking": "they asked a colleague about looks at records",
    "review of emergency access": "they looked at an emergency afterwards",
    "index card": "name, year of birth and team alone, to find out whether somebody is on record",
    "administration pages": "they look after the system and work with the family",
    "logs a data request": "they answer requests for information",
    "logged a data request": "they answer requests for information",
    "takes part in disposal": "they decide which records are destroyed",
    "looks after holds": "they decide which records must be kept",
    "looks for people on record twice": "they look for people who are on record twice",
    "looks for families on record twice": "they look for families that are on record twice",
    "audits the log": "they check who looked at whom",
}

ADMIN = "admin:"


def page_in_words(route: str) -> str:
    """The page a look was made through; a page that is no longer there keeps its old name."""
    if route.startswith(ADMIN):
        return f"Administration page: {_noun(route.removeprefix(ADMIN))}"
    return PAGES.get(route, route)


def ground_in_words(ground: str) -> str:
    """Why somebody could see it."""
    return GROUNDS.get(ground, ground)


def _noun(label: str) -> str:
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
