"""The roles of a children and family service, as data: a name, what the role is for, and what it allows.

PostgreSQL answers the same question in its policies from a copy of this table (``accounts.row_security.InstallRoles``);
a test in ``tests/rules`` fails when the copy falls behind.
"""

from dataclasses import dataclass

from accounts.permissions import Permission

CASEWORK = frozenset(
    {
        Permission.FAMILY_SEARCH,
        Permission.FAMILY_VIEW,
        Permission.FAMILY_EDIT,
        Permission.PERSON_CREATE,
        Permission.CONTACT_VIEW,
        Permission.CONTACT_RECORD,
        Permission.TEXT_SEND,
        Permission.GLASS_BREAK,
        Permission.REFERRAL_RECORD,
        Permission.ASSESSMENT_VIEW,
        Permission.ASSESSMENT_WRITE,
        Permission.GROUP_VIEW,
        Permission.GROUP_RUN,
        Permission.TASK_KEEP,
        Permission.WARNING_KEEP,
        Permission.DOCUMENT_VIEW,
        Permission.DOCUMENT_ADD,
    }
)
LEADING = frozenset(
    {
        Permission.FAMILY_RESTRICT,
        Permission.GLASS_REVIEW,
        Permission.ACCESS_REVIEW,
        Permission.REFERRAL_TRIAGE,
        Permission.WORK_ALLOCATE,
        Permission.WORK_OVERSEE,
        Permission.ASSESSMENT_APPROVE,
        Permission.RECORD_MERGE,
    }
)
"""What leading a team adds: who may see its families, had they reason to, who works with them and how well."""


@dataclass(frozen=True)
class Role:
    """A job that a person does in a team; the membership that names it has a start and may have an end."""

    code: str
    name: str
    description: str
    permissions: frozenset[Permission]
    manages_team: bool = False


ROLES: tuple[Role, ...] = (
    Role(
        "hub_worker",
        "Family hub worker",
        "Works with families that the team or the worker holds an involvement with.",
        CASEWORK,
    ),
    Role(
        "hub_manager",
        "Family hub manager",
        "Leads a team and the teams below it, and sees the families they work with.",
        CASEWORK | LEADING,
        manages_team=True,
    ),
    Role(
        "triage_officer",
        "Front door officer",
        "Takes referrals for the teams, screens them and decides what happens next.",
        frozenset(
            {
                Permission.FAMILY_SEARCH,
                Permission.FAMILY_VIEW,
                Permission.FAMILY_EDIT,
                Permission.PERSON_CREATE,
                Permission.CONTACT_VIEW,
                Permission.CONTACT_RECORD,
                Permission.GLASS_BREAK,
                Permission.REFERRAL_RECORD,
                Permission.REFERRAL_TRIAGE,
            }
        ),
    ),
    Role(
        "yj_officer",
        "Youth justice officer",
        "Works with young people who have offended or may offend.",
        CASEWORK | {Permission.YOUTH_JUSTICE_VIEW},
    ),
    Role(
        "yj_manager",
        "Youth justice manager",
        "Leads a youth justice team, and sees the young people it works with.",
        CASEWORK | LEADING | {Permission.YOUTH_JUSTICE_VIEW},
        manages_team=True,
    ),
    Role(
        "victim_worker",
        "Victim worker",
        "Supports victims of youth crime; never reached from the young person's side.",
        CASEWORK | {Permission.VICTIM_VIEW},
    ),
    Role(
        "victim_manager",
        "Victim service manager",
        "Leads a victim service team, and sees the victims it supports.",
        CASEWORK | LEADING | {Permission.VICTIM_VIEW},
        manages_team=True,
    ),
    Role(
        "safeguarding_lead",
        "Safeguarding lead",
        "Answers for children at risk across the council: may open even a restricted family in an emergency.",
        frozenset(
            {
                Permission.FAMILY_SEARCH,
                Permission.FAMILY_VIEW,
                Permission.CONTACT_VIEW,
                Permission.ASSESSMENT_VIEW,
                Permission.DOCUMENT_VIEW,
                Permission.FAMILY_RESTRICT,
                Permission.GLASS_BREAK,
                Permission.GLASS_BREAK_RESTRICTED,
                Permission.GLASS_REVIEW,
            }
        ),
    ),
    Role(
        "information_officer",
        "Information officer",
        "Answers subject access and other data requests for the council.",
        frozenset(
            {
                Permission.FAMILY_SEARCH,
                Permission.REQUEST_HANDLE,
                Permission.DISPOSAL_VIEW,
                Permission.ACCESS_AUDIT,
                Permission.GLASS_REVIEW,
                Permission.NOTICE_PUBLISH,
            }
        ),
    ),
    Role(
        "records_officer",
        "Records officer",
        "Keeps the retention schedule, places holds and takes part in disposal; two officers for each list.",
        frozenset(
            {
                Permission.DISPOSAL_VIEW,
                Permission.DISPOSAL_PROPOSE,
                Permission.DISPOSAL_APPROVE,
                Permission.HOLD_MANAGE,
                Permission.SCHEDULE_EDIT,
                Permission.FAMILY_SEARCH,
            }
        ),
    ),
    Role(
        "admin",
        "Administrator",
        "Looks after staff, teams, services and the notice. Sees no family by this role alone.",
        frozenset(
            {
                Permission.STAFF_MANAGE,
                Permission.NOTICE_EDIT,
                Permission.NOTICE_PUBLISH,
                Permission.SCHEDULE_EDIT,
                Permission.ADMIN_USE,
            }
        ),
    ),
)

ROLE_BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}
ROLE_CHOICES: list[tuple[str, str]] = [(role.code, role.name) for role in ROLES]


def roles_with(permission: Permission) -> list[str]:
    """Codes of the roles that carry a permission, in a stable order."""
    return sorted(role.code for role in ROLES if permission in role.permissions)


def managing_roles() -> list[str]:
    """Codes of the roles whose holder sees what the whole team, and the teams below it, hold."""
    return sorted(role.code for role in ROLES if role.manages_team)
