"""The data map: what every field of every model is, in the words of the published notice.

A field that is decided nowhere here stops the portal from starting (``privacy.checks``). Subject access, disposal and
hold checks walk people's data by this file alone (``privacy.person_graph``), so what is written here is what happens.
Earlier versions of a record (its history) follow the record; the reason for a change belongs to ``ACCESS_RECORDS``.
"""

from privacy.codes import Category
from privacy.map_entry import Personal, Plain

THIRD_PARTY = "It names somebody else and why they must not know (DPA 2018 Sch 2 para 16; Sch 3 Pt 3 para 11)"

PERSONAL: tuple[Personal, ...] = (
    # --- cases.families: the spine ---------------------------------------------------------------------------------
    Personal(
        "families.Person",
        title="Name and date of birth",
        people=("id",),
        holds={
            Category.IDENTITY: "given_name family_name birth_date_kind date_of_birth date_of_death reference"
        },
        plain="id",
    ),
    Personal(
        "families.PersonName",
        title="Other names",
        people=("person",),
        holds={Category.IDENTITY: "name kind"},
        plain="id person",
    ),
    Personal(
        "families.Family",
        title="Family",
        families=("id",),
        holds={Category.FAMILY: "name reference"},
        plain="id",
    ),
    Personal(
        "families.FamilyMembership",
        title="Belonging to a family",
        people=("person",),
        holds={Category.FAMILY: "started_on ended_on lives_with_family"},
        plain="id family person",
    ),
    Personal(
        "families.Relationship",
        title="Relationships and parental responsibility",
        people=("person", "relative"),
        holds={
            Category.FAMILY: "kind started_on ended_on responsibility_from responsibility_to responsibility_source"
        },
        plain="id person relative",
    ),
    Personal(
        "families.Address",
        title="Addresses",
        people=("person",),
        holds={
            Category.CONTACT_DETAILS: "lines postcode started_on ended_on",
            Category.SAFETY: "is_confidential confidential_from",
        },
        withheld={"confidential_from": THIRD_PARTY},
        plain="id person",
    ),
    Personal(
        "families.Phone",
        title="Telephone numbers",
        people=("person",),
        holds={
            Category.CONTACT_DETAILS: "number started_on ended_on",
            Category.SAFETY: "is_confidential confidential_from may_call may_text may_leave_message is_shared safe_times",
        },
        withheld={"confidential_from": THIRD_PARTY},
        plain="id person",
    ),
    Personal(
        "families.Email",
        title="Email addresses",
        people=("person",),
        holds={
            Category.CONTACT_DETAILS: "address started_on ended_on",
            Category.SAFETY: "is_confidential confidential_from may_email is_shared",
        },
        withheld={"confidential_from": THIRD_PARTY},
        plain="id person",
    ),
    Personal(
        "families.SchoolAttendance",
        title="Schools",
        people=("person",),
        holds={Category.SCHOOL_AND_EDUCATION: "school started_on ended_on notes"},
        plain="id person",
    ),
    Personal(
        "families.PersonLanguage",
        title="Languages",
        people=("person",),
        holds={Category.SPECIAL_REQUIREMENTS: "language is_preferred needs_interpreter"},
        plain="id person",
    ),
    Personal(
        "families.SpecialRequirement",
        title="Special requirements",
        people=("person",),
        holds={Category.SPECIAL_REQUIREMENTS: "requirement"},
        plain="id person",
    ),
    Personal(
        "families.EqualityProfile",
        title="Gender and ethnicity",
        people=("person",),
        holds={Category.EQUALITY: "gender ethnicity declined"},
        plain="id person",
    ),
    Personal(
        "families.HealthNeed",
        title="Health and disability needs",
        people=("person",),
        holds={Category.HEALTH_AND_DISABILITY: "kind description started_on ended_on"},
        plain="id person",
    ),
    Personal(
        "families.Involvement",
        title="Services used",
        people=("person",),
        families=("family",),
        family_rows={"person__isnull": True},
        holds={Category.SERVICES_USED: "service team allocated_to started_on ended_on end_reason"},
        plain="id family person",
    ),
    Personal(
        "families.Draft",
        title="Notes being written",
        families=("family",),
        holds={Category.CONTACTS_WITH_YOU: "fields saved_at"},
        plain="id owner family form",
    ),
    # --- accounts: staff, and the log of reads ---------------------------------------------------------------------
    Personal(
        "accounts.AccessRecord",
        title="Who looked at your record",
        people=("person_id",),
        families=("family_id",),
        family_rows={"person_id__isnull": True},
        holds={Category.ACCESS_RECORDS: "at user_id route ground"},
        plain="id person_id family_id",
    ),
    Personal(
        "accounts.User",
        holds={Category.STAFF: "email full_name job_title is_active password last_login"},
        plain="id",
    ),
    Personal("accounts.Membership", holds={Category.STAFF: "user role started_on ended_on"}, plain="id team"),
    Personal("account.EmailAddress", holds={Category.STAFF: "user email verified primary"}, plain="id"),
    Personal(
        "account.EmailConfirmation", holds={Category.STAFF: "email_address created sent key"}, plain="id"
    ),
    Personal(
        "admin.LogEntry",
        holds={Category.STAFF: "user action_time object_repr change_message"},
        plain="id content_type object_id action_flag",
    ),
)

PLAIN: tuple[Plain, ...] = (
    Plain("families.Service", "id name kind is_offered", "what the council offers"),
    Plain("accounts.Team", "id name phone parent", "teams and their office telephone"),
    Plain("privacy.Organisation", "id name service_name", "wording of the notice"),
    Plain("privacy.PublishedCategory", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedPurpose", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedBasis", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedLaw", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedRecipient", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedRight", "id title detail order code", "wording of the notice"),
    Plain(
        "privacy.PublishedContact",
        "id title detail order code email phones website address",
        "the council's own contact points",
    ),
    Plain(
        "privacy.Notice",
        "id code title lead version changed_on categories purposes bases laws recipients rights",
        "wording of the notice",
    ),
    Plain("privacy.NoticeSection", "id notice code heading body order", "wording of the notice"),
    Plain(
        "auth.Permission",
        "id name content_type codename",
        "Django's own; unused, roles are in accounts.roles",
    ),
    Plain("auth.Group", "id name permissions", "Django's own; unused, roles are in accounts.roles"),
    Plain("contenttypes.ContentType", "id app_label model", "Django's list of models"),
    Plain(
        "sessions.Session",
        "session_key session_data expire_date",
        "a key for half an hour; searches typed in it end with it",
    ),
)

RECORDED_ELSEWHERE: dict[Category, str] = {
    Category.ASSESSMENTS: "Until the assessments app holds them they are in the council's other system.",
    Category.OFFENCES_AND_COURT: "Until the youth justice app holds them they are in the youth justice service's own system.",
    Category.VICTIMS: "Until the victims app holds them they are in the victim service's own system.",
    Category.FUNDED_PROGRAMME: "Until the programmes app holds them they are in the programme's own spreadsheet.",
    Category.SURVEY_RESPONSE: "Answers are collected by the survey tool and destroyed within six months.",
}
"""Categories the notice publishes because the council holds them, but not yet in a field of this portal."""
