"""The fixed words of the privacy notice.

Each code names one thing the notice promises. The data map, the subject access pack, disclosures and the
published pages all use these codes, so they cannot say different things. A code never changes once it is in
use; its wording for the public lives in the database, where a council can edit it.
"""

from enum import StrEnum


class Category(StrEnum):
    """What we hold about people: every personal field in the data map belongs to one of these."""

    IDENTITY = "identity"
    """Names, aliases, date of birth (exact, estimated or unborn)."""
    CONTACT_DETAILS = "contact_details"
    """Addresses, phone and mobile numbers, email addresses."""
    SAFETY = "safety"
    """How it is safe to reach someone, and who must not learn where they are."""
    FAMILY = "family"
    """Who is in the family, how they are related, who has parental responsibility and since when."""
    SCHOOL_AND_EDUCATION = "school_and_education"
    """School attended and education records."""
    SPECIAL_REQUIREMENTS = "special_requirements"
    """What someone needs so that they can use a service: languages, interpreter, access."""
    EQUALITY = "equality"
    """Gender and ethnicity."""
    HEALTH_AND_DISABILITY = "health_and_disability"
    """Health needs and disability needs."""
    SERVICES_USED = "services_used"
    """Which services a family is open to, from when to when, why it ended, which team and worker."""
    CONTACTS_WITH_YOU = "contacts_with_you"
    """Visits, calls, meetings, groupwork attended, interventions, and what was noted."""
    ASSESSMENTS = "assessments"
    """Assessments, plans and reviews."""
    TEXTS = "texts"
    """Text messages we sent, and whether they arrived."""
    OFFENCES_AND_COURT = "offences_and_court"
    """Offences, anti-social behaviour and court information; mainly youth justice and community safety."""
    VICTIMS = "victims"
    """People harmed by youth crime, held so that they can be offered support."""
    FUNDED_PROGRAMME = "funded_programme"
    """Whether a family can join a programme the Government pays for, how it goes, and claims."""
    DATA_REQUESTS = "data_requests"
    """Requests and complaints people make about their data, proof of identity seen, and our answers."""
    ACCESS_RECORDS = "access_records"
    """Who looked at a record, when and why; who changed it."""
    STAFF = "staff"
    """Names and work details of the staff who help a family or write in its record."""
    SURVEY_RESPONSE = "survey_response"
    """A website tester's name, email address and opinions. Never sensitive data."""


class Purpose(StrEnum):
    """Why we hold it. The numbers are those of the reference facts, A2."""

    TARGETED_SUPPORT = "targeted_support"
    """0: help for needs a GP or a school cannot meet alone: needs, past help and its effect, future help."""
    PROVIDE_SERVICES = "provide_services"
    """1: provide services, texts through GOV.UK Notify included."""
    COUNCIL_FUNCTIONS = "council_functions"
    """2: functions the council is responsible for."""
    SAFE_AND_GOOD = "safe_and_good"
    """3: keep the service safe and of high quality."""
    ASSESS_QUALITY = "assess_quality"
    """4: assess quality."""
    IMPROVE = "improve"
    """5: evaluate and improve performance and policy on children's services."""
    STATISTICS = "statistics"
    """6: statistics for decisions on future services."""
    STATUTORY_DUTIES = "statutory_duties"
    """7: statutory duties such as reporting to Government."""
    RESEARCH = "research"
    """8: research, consultations included."""
    EQUALITY_MONITORING = "equality_monitoring"
    """9: equality monitoring."""
    PROGRAMME_ELIGIBILITY = "programme_eligibility"
    """10: find families who can join a Government-funded programme."""
    PROGRAMME_TRACKING = "programme_tracking"
    """11: follow the progress of families on it."""
    PROGRAMME_CLAIMS = "programme_claims"
    """12: payment-by-results claims."""
    PROGRAMME_SPOT_CHECKS = "programme_spot_checks"
    """13: spot checks of those claims."""
    PREVENT_OFFENDING = "prevent_offending"
    """14: prevent offending and reoffending by young people."""
    SUPPORT_VICTIMS = "support_victims"
    """15: work with and support victims of youth crime."""
    RUN_TESTING = "run_testing"
    """Survey notice: run the testing of the Family Hubs website."""


class Basis(StrEnum):
    """The lawful bases (UK GDPR Articles 6 and 9). Consent is not one of them."""

    LEGAL_OBLIGATION = "legal_obligation"
    """Article 6(1)(c): a law tells us to."""
    PUBLIC_TASK = "public_task"
    """Article 6(1)(e): official authority or a task in the public interest."""
    HEALTH_OR_SOCIAL_CARE = "health_or_social_care"
    """Article 9(2)(h): sensitive data, needed for health or social care under UK law."""


class Law(StrEnum):
    """The laws the service works under, as the notice lists them."""

    CHILDREN_ACT = "children_act"
    CHILDREN_AND_FAMILIES_ACT = "children_and_families_act"
    LOCALISM_ACT = "localism_act"
    CRIME_AND_DISORDER_ACT_1998 = "crime_and_disorder_act_1998"
    CRIMINAL_JUSTICE_ACT_2003 = "criminal_justice_act_2003"
    LASPO_ACT_2012 = "laspo_act_2012"
    """Legal Aid, Sentencing and Punishment of Offenders Act 2012."""
    PACE_ACT_1984 = "pace_act_1984"
    """Police and Criminal Evidence Act 1984."""
    VICTIMS_CODE = "victims_code"
    LIMITATION_ACT_1980 = "limitation_act_1980"


class Recipient(StrEnum):
    """Who we may share with, and nobody else. The numbers are those of the reference facts, A4."""

    GOVERNMENT = "government"
    """1: Department for Education and other government agencies."""
    COUNCIL_DEPARTMENTS = "council_departments"
    """2: Children's Social Care and other relevant departments of the council."""
    SAFEGUARDING_BOARDS = "safeguarding_boards"
    """3"""
    HEALTH_AGENCIES = "health_agencies"
    """4"""
    COURTS = "courts"
    """5"""
    PROBATION = "probation"
    """6"""
    THERAPISTS_AND_TEACHERS = "therapists_and_teachers"
    """7: speech and language therapists, occupational therapists, specialist teachers."""
    EDUCATION_PROVIDERS = "education_providers"
    """8: early years, pre-16 and post-16 education, and transport operators."""
    OTHER_COUNCILS = "other_councils"
    """9: other local authorities and districts."""
    OTHER_YOUTH_OFFENDING_TEAMS = "other_youth_offending_teams"
    """10"""
    YOUTH_JUSTICE_BOARD = "youth_justice_board"
    """11"""
    YOUTH_CUSTODY_SERVICE = "youth_custody_service"
    """12"""
    REFERRAL_AGENCIES = "referral_agencies"
    """13: agencies we refer on to for services we do not provide."""
    PUPIL_REFERRAL_UNITS = "pupil_referral_units"
    """14"""
    VOLUNTARY_PARTNERS = "voluntary_partners"
    """15: voluntary sector partners."""
    AWARDING_BODIES = "awarding_bodies"
    """16: qualification awarding bodies."""
    FUNDING_BODIES = "funding_bodies"
    """17"""
    ELECTED_MEMBERS = "elected_members"
    """18: councillors."""


class Right(StrEnum):
    """What people may ask of us (UK GDPR Articles 15 to 21; Data Protection Act 2018, section 164A)."""

    ACCESS = "access"
    """Article 15: see a copy."""
    RECTIFICATION = "rectification"
    """Article 16: put wrong facts right."""
    OBJECTION = "objection"
    """Article 21: say no to a use."""
    RESTRICTION = "restriction"
    """Article 18: keep it, and do not use it, while a worry is looked into."""
    PORTABILITY = "portability"
    """Article 20: move data elsewhere; rarely applies to casework."""
    ERASURE = "erasure"
    """Article 17: have data deleted; rarely applies to casework."""
    COMPLAINT = "complaint"
    """Section 164A: complain to the council, then to the Information Commissioner."""


class Period(StrEnum):
    """The kinds of record that have a time of their own: the rules of the retention schedule, by the same codes."""

    HUB = "hub"
    GROUPWORK = "groupwork"
    TARGETED_SUPPORT = "targeted_support"
    STEPPED_UP = "stepped_up"
    YOUTH_JUSTICE = "youth_justice"
    VICTIM_SERVICE = "victim_service"
    FUNDED_PROGRAMME = "funded_programme"
    SURVEY = "survey"
    TEXT_DELIVERY = "text_delivery"
    DATA_REQUEST = "data_request"
    REFERRAL = "referral"
    DRAFT = "draft"
    STAFF_ACCOUNT = "staff_account"
    STAFF_ALERT = "staff_alert"
    ACCESS_CHECK = "access_check"
    DISPOSAL_REGISTER = "disposal_register"


class ContactPoint(StrEnum):
    """Who a reader of the notice can turn to."""

    SERVICE = "service"
    """The team that is told of changed details."""
    INFORMATION_GOVERNANCE = "information_governance"
    """The council's Data Protection Officer, through the Information Governance Team."""
    ICO = "ico"
    """The Information Commissioner's Office."""


class NoticeCode(StrEnum):
    """The pages we publish."""

    SERVICE = "service"
    """Children and families who use our services."""
    SURVEY = "survey"
    """People who test the Family Hubs website."""
    THIRD_PARTY = "third_party"
    """Links to other people's websites."""


class Section(StrEnum):
    """The parts of a published page, in no order of their own: each page has its order."""

    WHO_WE_ARE = "who-we-are"
    WHAT_WE_HOLD = "what-we-hold"
    WHERE_FROM = "where-it-comes-from"
    WHY = "why-we-need-it"
    LAW = "the-law"
    NO_CONSENT = "why-we-do-not-ask-for-consent"
    SHARING = "who-we-share-with"
    SECURITY = "how-we-keep-it-safe"
    HOW_LONG = "how-long-we-keep-it"
    CHANGES = "when-something-changes"
    RIGHTS = "your-rights"
    COMPLAINTS = "if-you-are-unhappy"
    OTHER_WEBSITES = "other-websites"
