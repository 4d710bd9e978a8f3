"""The data map: what every field of every model is, in the words of the published notice.

A field that is decided nowhere here stops the portal from starting (``privacy.checks``). Subject access, disposal and
hold checks walk people's data by this file alone (``privacy.person_graph``), so what is written here is what happens.
Earlier versions of a record (its history) follow the record; the reason for a change belongs to ``ACCESS_RECORDS``.
"""

from privacy.codes import Category, Purpose, Recipient, Right
from privacy.map_entry import Grounds, Personal, Plain

THIRD_PARTY = "It names somebody else and why they must not know (DPA 2018 Sch 2 para 16; Sch 3 Pt 3 para 11)"

NOT_TOLD = "Why somebody was not told may lead to serious harm (DPA 2018 Sch 3 Pt 3 para 11)"

COPY_OF_THIS = "It is a copy of the records that this pack already contains"

NO_ROWS = {"pk__in": ()}  # goes with the family's file, yet is about each person apart

PERSONAL: tuple[Personal, ...] = (
    # --- cases.families: the spine
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
        guarded={"is_confidential": True},
        withheld={"confidential_from": THIRD_PARTY},
        plain="id person",
    ),
    Personal(
        "families.Phone",
        title="Telephone numbers",
        people=("person",),
        holds={
            Category.CONTACT_DETAILS: "number started_on ended_on",
            Category.SAFETY: "is_confidential confidential_from may_call may_text may_leave_message is_shared"
            " safe_times",
        },
        guarded={"is_confidential": True},
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
        guarded={"is_confidential": True},
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
        dated="started_on",
        holds={Category.SERVICES_USED: "service team allocated_to priority started_on ended_on end_reason"},
        plain="id family person wall",
    ),
    Personal(
        "families.Restriction",
        title="Orders to keep your record from most of our staff",
        families=("family",),
        dated="placed_at",
        holds={Category.ACCESS_RECORDS: "reason detail placed_by placed_at review_on lifted_by lifted_at"},
        withheld={"detail": THIRD_PARTY},
        plain="id family",
    ),
    Personal(
        "families.NamedStaff",
        title="Staff who could see a restricted record",
        families=("restriction__family",),
        dated="named_at",
        holds={Category.ACCESS_RECORDS: "user named_at removed_at"},
        plain="id restriction",
    ),
    Personal(
        "families.BreakGlass",
        title="Emergency access to your record",
        people=("person",),
        holds={
            Category.ACCESS_RECORDS: "user reason started_at ends_at ended_at outcome reviewed_by reviewed_at"
            " review_note"
        },
        withheld={"review_note": "It is about a member of staff (DPA 2018 Sch 2 para 16)"},
        plain="id person opens_restricted",
    ),
    # A warning is the person's own data and is given to them, a risk to lone workers too: the officer who looks through
    # the pack takes out what would bring serious harm (DPA 2018 Sch 3 Pt 3). Why they were not told stays out at once.
    # A safe address is for its person alone, never for somebody who asks in their name.
    Personal(
        "families.WarningNote",
        title="Warnings to our staff",
        people=("person",),
        families=("family",),
        family_rows={"person__isnull": True},
        dated="recorded_on",
        guarded={"kind": "safe_address"},
        holds={
            Category.SAFETY: "kind narrative told why_not_told review_on recorded_by recorded_on ended_on ended_by"
            " end_reason"
        },
        withheld={"why_not_told": NOT_TOLD},
        plain="id family person wall",
    ),
    Personal(
        "families.UseLock",
        title="Orders to keep your data and not use it",
        people=("person",),
        families=("family",),
        family_rows={"person__isnull": True},
        dated="placed_at",
        holds={
            Category.DATA_REQUESTS: "reason request_reference placed_by placed_at review_on told_on told_how lifted_by"
            " lifted_at lift_reason"
        },
        plain="id family person record_id",
    ),
    Personal(
        "families.Draft",
        title="Notes being written",
        families=("family",),
        dated="saved_at",
        holds={Category.CONTACTS_WITH_YOU: "fields saved_at"},
        plain="id owner family form",
    ),
    # --- cases.families.merging: records of one person, or of one family, put together
    Personal(
        "merging.DuplicatePair",
        people=("first", "second"),
        holds={Category.IDENTITY: "reason score found_at not_same_why decided_by decided_at"},
        withheld=dict.fromkeys(
            ("reason", "score", "found_at", "not_same_why", "decided_by", "decided_at"),
            "It would tell of somebody else who is on record (DPA 2018 Sch 2 para 16)",
        ),
        plain="id first second",
    ),
    Personal(
        "merging.FamilyPair",
        families=("first", "second"),
        dated="found_at",
        holds={Category.FAMILY: "reason score found_at not_same_why decided_by decided_at"},
        withheld=dict.fromkeys(
            ("reason", "score", "found_at", "not_same_why", "decided_by", "decided_at"),
            "It would tell of another family that is on record (DPA 2018 Sch 2 para 16)",
        ),
        plain="id first second",
    ),
    Personal(
        "merging.Merge",
        title="Records about you that were put together",
        people=("leader",),
        families=("leader_family",),
        dated="asked_at",
        holds={
            Category.ACCESS_RECORDS: "other_reference taken state refusal obstacles reason asked_by asked_at done_at"
            " undo_reason undo_by undone_at"
        },
        plain="id leader leader_family other_id leader_version other_version",
    ),
    Personal(
        "merging.MergeStep",
        people=("merge__leader",),
        families=("merge__leader_family",),
        holds={Category.IDENTITY: "before after"},
        withheld=dict.fromkeys(
            ("before", "after"), "It is a copy of the records that this pack already contains"
        ),
        plain="id merge position kind model key",
    ),
    # --- cases.contacts: what was noted
    Personal(
        "contacts.Contact",
        title="Visits, calls and meetings",
        people=("about__person", "present__person"),
        families=("family",),
        family_rows={"about__isnull": True},
        holds={
            Category.CONTACTS_WITH_YOU: "kind happened_on started_at minutes place source what_happened what_we_think"
            " next_step next_step_on recorded_by recorded_at"
        },
        plain="id family involvement happened_at wall",
    ),
    Personal(
        "contacts.ContactAbout",
        title="Whom a contact was about",
        people=("person",),
        families=("contact__family",),
        family_rows=NO_ROWS,
        context=("contact__happened_on", "contact__kind"),
        holds={Category.CONTACTS_WITH_YOU: "seen seen_alone"},
        plain="id contact person",
    ),
    Personal(
        "contacts.ContactPresent",
        title="Who was there",
        people=("person",),
        families=("contact__family",),
        family_rows=NO_ROWS,
        # Professionals and others have a name and no file: they were there for whom the contact was about.
        by_way_of={
            "contact__about__person": {"person__isnull": True},
            "contact__present__person": {"person__isnull": True},
        },
        context=("contact__happened_on", "contact__kind"),
        holds={Category.CONTACTS_WITH_YOU: "name role"},
        plain="id contact person",
    ),
    Personal(
        "contacts.SignificantEvent",
        title="Entries of your chronology marked as significant",
        families=("family",),
        dated="marked_at",
        holds={Category.CONTACTS_WITH_YOU: "is_standing marked_by marked_at"},
        plain="id family strand entry_id wall",
    ),
    # --- cases.referrals: who asked us to help, and what was decided
    Personal(
        "referrals.Referral",
        title="Requests to help your family",
        people=("people__person",),
        families=("family",),
        dated="received_at",
        named_by="people__",
        holds={
            Category.CONTACTS_WITH_YOU: "reference way received_at source_text referrer_kind referrer_name"
            " referrer_role referrer_organisation referrer_contact category concerns asked_for priority consent"
            " consent_by consent_on consent_why_not recorded_by recorded_at stage assigned_to screening decided_at"
            " searched_at",
            Category.CONTACT_DETAILS: "address_lines postcode",
        },
        withheld={
            # Professionals are told by role and organisation; a neighbour or a grandmother by neither.
            **dict.fromkeys(
                ("referrer_name", "referrer_contact", "source_text"),
                "It may show which private person wrote to us (DPA 2018 Sch 2 para 16)",
            ),
            **dict.fromkeys(("address_lines", "postcode"), "It may be somebody’s safe address"),
        },
        plain="id team passed_from due_at family wall",
    ),
    Personal(
        "referrals.ReferralPerson",
        title="Whom a request was about",
        people=("person",),
        families=("referral__family",),
        family_rows={"person__isnull": True},
        named_by="",
        context=("referral__received_at",),
        holds={Category.IDENTITY: "kind given_name family_name date_of_birth"},
        plain="id referral person",
    ),
    Personal(
        "referrals.ReferralDecision",
        title="What we decided about a request",
        people=("referral__people__person",),
        families=("referral__family",),
        named_by="referral__people__",
        context=("referral__received_at",),
        holds={Category.SERVICES_USED: "outcome reason detail decided_by decided_at"},
        plain="id referral involvement",
    ),
    # --- cases.documents: what each document is; the files themselves are on a disk, under the keys of their versions
    Personal(
        "documents.Document",
        title="Documents",
        people=("about__person",),
        families=("family",),
        family_rows={"about__isnull": True},
        holds={
            Category.CONTACTS_WITH_YOU: "title kind dated_on source added_by added_at",
            Category.ACCESS_RECORDS: "removed_at removal_reason",
        },
        plain="id family involvement stands_at wall",
    ),
    Personal(
        "documents.DocumentAbout",
        title="Whom a document was about",
        people=("person",),
        families=("document__family",),
        family_rows=NO_ROWS,
        context=("document__title",),
        holds={Category.CONTACTS_WITH_YOU: "person"},
        plain="id document",
    ),
    Personal(
        "documents.DocumentVersion",
        title="Files of documents",
        people=("document__about__person",),
        families=("document__family",),
        family_rows={"document__about__isnull": True},
        context=("document__title", "number"),
        holds={Category.CONTACTS_WITH_YOU: "file_type size added_by added_at"},
        plain="id document number digest",
    ),
    # --- cases.groups: who takes part in a group, who came, and what came of it
    Personal(
        "groups.Enrolment",
        title="Groups you joined",
        people=("person",),
        families=("family",),
        family_rows=NO_ROWS,
        context=("cohort__programme__name", "cohort__name"),
        holds={Category.CONTACTS_WITH_YOU: "state asked_at ended_on outcome outcome_note"},
        plain="id cohort family person involvement",
    ),
    Personal(
        "groups.Attendance",
        title="Group sessions you came to or missed",
        people=("enrolment__person",),
        families=("enrolment__family",),
        family_rows=NO_ROWS,
        context=("session__happens_on", "session__cohort__programme__name"),
        holds={Category.CONTACTS_WITH_YOU: "mark reason"},
        plain="id session enrolment",
    ),
    # --- cases.texts: what was texted, and whether it arrived
    Personal(
        "texts.Text",
        title="Texts we sent you",
        people=("person",),
        families=("family",),
        family_rows={"person__isnull": True},
        holds={
            Category.TEXTS: "number body personalisation template template_version shared_confirmed written_by"
            " written_at"
        },
        plain="id family person phone wall",
    ),
    Personal(
        "texts.Delivery",
        title="Whether our texts arrived",
        people=("text__person",),
        families=("text__family",),
        family_rows={"text__person__isnull": True},
        context=("text__written_at",),
        holds={Category.TEXTS: "status why attempts sent_at completed_at"},
        plain="text notify_id claimed_at next_try_at",
    ),
    Personal(
        "texts.TextStop",
        title="When you asked us not to text you",
        people=("person",),
        holds={Category.TEXTS: "said request_reference written_by written_at lifted_by lifted_at lift_said"},
        plain="id person",
    ),
    # --- cases.oversight: what managers wrote about the work
    Personal(
        "oversight.OversightNote",
        title="What managers wrote about our work with you",
        families=("family",),
        dated="talked_on",
        holds={Category.CONTACTS_WITH_YOU: "kind talked_on words next_actions written_by written_at"},
        plain="id family wall",
    ),
    Personal(
        "oversight.CaseAudit",
        title="Checks of how good our work with you was",
        families=("family",),
        dated="drawn_on",
        holds={
            Category.CONTACTS_WITH_YOU: "auditor drawn_on due_on done_on voice_grade assessment_grade plan_grade"
            " recording_grade supervision_grade overall_grade strengths improvements"
        },
        plain="id family wall",
    ),
    Personal(
        "oversight.HandOver",
        title="Passing you on to others",
        families=("family",),
        dated="handed_on",
        holds={
            Category.SERVICES_USED: "direction handed_on organisation contact_name reasons passed_on family_view"
            " written_by written_at"
        },
        plain="id family involvement wall",
    ),
    # --- cases.diary: what is to be done for a family, and visits planned with it
    Personal(
        "diary.Task",
        title="What we have to do for you",
        families=("family",),
        dated="due_on",
        holds={Category.CONTACTS_WITH_YOU: "what owner due_on done_at done_by given_by given_at"},
        plain="id family source source_key wall",
    ),
    Personal(
        "diary.Visit",
        title="Visits we planned with you",
        families=("family",),
        dated="visit_on",
        holds={
            Category.CONTACTS_WITH_YOU: "worker second_worker visit_on starts_at ends_at place purpose lone_working"
            " called_off_at called_off_by call_off call_off_detail planned_by planned_at"
        },
        plain="id family wall",
    ),
    # --- cases.assessments: what was asked and answered; free words may tell of health, so the pack shows them all
    Personal(
        "assessments.Assessment",
        title="Assessments",
        families=("family",),
        dated="started_at",
        holds={
            Category.ASSESSMENTS: "form state started_by started_at submitted_by submitted_at decided_by decided_at"
            " comments"
        },
        plain="id family involvement wall",
    ),
    Personal(
        "assessments.AssessmentPart",
        title="Sections of assessments",
        people=("person",),
        families=("assessment__family",),
        family_rows={"person__isnull": True},
        dated="assessment__started_at",
        context=("assessment__started_at",),
        holds={Category.ASSESSMENTS: "section is_complete"},
        plain="id assessment person",
    ),
    Personal(
        "assessments.Answer",
        title="Answers in assessments",
        people=("part__person",),
        families=("part__assessment__family",),
        family_rows={"part__person__isnull": True},
        dated="given_at",
        context=("part__assessment__started_at", "part__section"),
        holds={Category.ASSESSMENTS: "question value given_at"},
        plain="id part",
    ),
    Personal(
        "assessments.FamilyCopy",
        title="Copies of assessments we made for you",
        families=("assessment__family",),
        dated="made_at",
        context=("assessment__started_at",),
        holds={Category.ASSESSMENTS: "made_by made_at sections left_out way"},
        withheld={
            "left_out": "It may show that one of the family spoke in confidence (DPA 2018 Sch 2 para 16)"
        },
        plain="id assessment part_keys",
    ),
    Personal(
        "assessments.Plan",
        title="Plans",
        families=("family",),
        dated="started_at",
        holds={Category.ASSESSMENTS: "started_by started_at"},
        plain="id family involvement wall",
    ),
    Personal(
        "assessments.PlanNeed",
        title="Needs in plans",
        families=("plan__family",),
        dated="added_at",
        holds={Category.ASSESSMENTS: "area words added_at"},
        plain="id plan",
    ),
    Personal(
        "assessments.PlanGoal",
        title="Goals in plans",
        families=("need__plan__family",),
        dated="added_at",
        context=("need__words",),
        holds={Category.ASSESSMENTS: "words signs added_at"},
        plain="id need",
    ),
    Personal(
        "assessments.PlanAction",
        title="Actions in plans",
        people=("person",),
        families=("goal__need__plan__family",),
        dated="added_at",
        context=("goal__words",),
        holds={Category.ASSESSMENTS: "words person worker agency due_on state ended_on outcome added_at"},
        plain="id goal",
    ),
    Personal(
        "assessments.PlanReview",
        title="Reviews of plans",
        families=("plan__family",),
        dated="written_at",
        holds={Category.ASSESSMENTS: "held_on summary family_view written_by written_at"},
        plain="id plan",
    ),
    Personal(
        "assessments.GoalProgress",
        title="How far goals were at reviews",
        families=("review__plan__family",),
        dated="review__written_at",
        context=("review__held_on", "goal__words"),
        holds={Category.ASSESSMENTS: "progress"},
        plain="id review goal",
    ),
    Personal(
        "assessments.TeamMeeting",
        title="Team Around the Family meetings",
        families=("plan__family",),
        dated="starts_at",
        holds={Category.ASSESSMENTS: "starts_at place minutes next_on arranged_by"},
        plain="id plan",
    ),
    Personal(
        "assessments.MeetingInvitee",
        title="Who was asked to Team Around the Family meetings",
        people=("person",),
        families=("meeting__plan__family",),
        dated="meeting__starts_at",
        context=("meeting__starts_at",),
        holds={Category.ASSESSMENTS: "person worker agency attendance"},
        plain="id meeting",
    ),
    # --- privacy: whom we shared with, and what people asked of us
    Personal(
        "privacy.Disclosure",
        title="Who we shared your information with",
        people=("person",),
        families=("family",),
        family_rows={"person__isnull": True},
        dated="written_at",
        holds={
            Category.SERVICES_USED: "recipient organisation contact_name purpose law what records necessity told"
            " is_urgent written_by written_at decision decision_words decided_by decided_at shared_on shared_how"
        },
        plain="id family person wall",
    ),
    # --- privacy.partners: what those we share with were given to download
    Personal(
        "partners.Download",
        title="How we handed over what we shared",
        people=("disclosure__person",),
        families=("disclosure__family",),
        family_rows={"disclosure__person__isnull": True},
        dated="prepared_at",
        context=("disclosure__organisation",),
        holds={
            Category.SERVICES_USED: "prepared_by prepared_at records pictures digest handed_by handed_at sent_to"
            " code_way expires_at recalled_at recalled_by"
        },
        plain="id disclosure link_digest code_hash tries",
    ),
    Personal(
        "partners.DownloadFile",
        people=("download__disclosure__person",),
        families=("download__disclosure__family",),
        family_rows={"download__disclosure__person__isnull": True},
        dated="download__prepared_at",
        holds={Category.SERVICES_USED: "document"},
        withheld={"document": "It is made of records that you are given themselves"},
        plain="download",
    ),
    Personal(
        "partners.Opening",
        title="When those we share with opened what we gave them",
        people=("download__disclosure__person",),
        families=("download__disclosure__family",),
        family_rows={"download__disclosure__person__isnull": True},
        dated="download__prepared_at",
        context=("download__disclosure__organisation",),
        holds={Category.SERVICES_USED: "at"},
        plain="id download",
    ),
    Personal(
        "telling.Given",
        title="Times we gave you our privacy notice",
        people=("person",),
        context=("version__number",),
        holds={Category.SERVICES_USED: "how language given_on given_by"},
        plain="id person version wall",
    ),
    Personal(
        "telling.Told",
        title="Times we told you that our privacy notice changed",
        people=("person",),
        context=("telling__version__number",),
        holds={Category.SERVICES_USED: "way why printed_on printed_by told_on told_by"},
        plain="id telling person family text wall",
    ),
    Personal(
        "privacy.DataRequest",
        title="Requests about your data",
        people=("subject",),
        holds={
            Category.DATA_REQUESTS: "reference right subject_name asked_by asker_name asker_contact authority channel"
            " details received_on closed_on sent_how handler"
        },
        withheld={"asker_contact": "Where an answer was sent may be somebody else's safe address"},
        plain="id subject",
    ),
    Personal(
        "privacy.RequestEvent",
        title="What happened to your requests",
        people=("request__subject",),
        holds={Category.DATA_REQUESTS: "kind happened_on note"},
        plain="id request",
    ),
    Personal(
        "workbench.Party",
        title="People concerned by your requests",
        people=("request__subject",),
        holds={Category.DATA_REQUESTS: "role name contact relationship"},
        withheld={"contact": "Where somebody else can be reached safely is theirs (DPA 2018 Sch 2 para 16)"},
        plain="id request",
    ),
    Personal(
        "workbench.Search",
        title="Where we searched for your data",
        people=("request__subject",),
        holds={Category.DATA_REQUESTS: "place terms searched_on found why_not officer"},
        plain="id request",
    ),
    Personal(
        "workbench.RecordsAsked",
        title="Who we asked for your data",
        people=("request__subject",),
        holds={Category.DATA_REQUESTS: "whom what asked_on answered_on answer asked_by"},
        plain="id request",
    ),
    Personal(
        "workbench.Chase",
        title="Reminders about your requests",
        people=("request__subject",),
        holds={Category.DATA_REQUESTS: "about whom how chased_on chased_by"},
        plain="id request asked",
    ),
    Personal(
        "workbench.Letter",
        title="Letters about your requests",
        people=("request__subject",),
        holds={
            Category.DATA_REQUESTS: "kind reader to_name to_address title body reason grounds written_on written_by"
            " document digest sent_on sent_how"
        },
        withheld={
            "to_address": "Where an answer was sent may be somebody else's safe address",
            "document": "It says what the words of the letter say",
            "digest": "It is a check sum of the file",
        },
        plain="id request template_version",
    ),
    Personal(
        "public_forms.Submission",
        title="Forms you sent us about your data",
        people=("data_request__subject",),
        holds={
            Category.DATA_REQUESTS: "reference kind received_on answers outcome taken_on taken_by complaint_reference"
            " reply reply_how"
        },
        withheld={
            "answers": "It is what the request was logged from, with an address that may be somebody else's"
        },
        plain="id data_request",
    ),
    Personal(
        "public_forms.Evidence",
        title="Files you sent us about your data",
        people=("submission__data_request__subject",),
        holds={Category.DATA_REQUESTS: "kind content added_at opened_at opened_by taken_back_at"},
        withheld={"content": "It is a file you sent us; ask us for it if you do not have it any more"},
        plain="id submission",
    ),
    Personal(
        "privacy.PackSection",
        people=("pack__request__subject",),
        holds={Category.DATA_REQUESTS: "contents"},
        withheld={"contents": "It is a copy of the records that this pack already contains"},
        plain="id pack position",
    ),
    Personal(
        "privacy.Pack",
        people=("request__subject",),
        holds={Category.DATA_REQUESTS: "asked_at ready_at document data digest"},
        withheld=dict.fromkeys(
            ("asked_at", "ready_at", "document", "data", "digest"),
            "It is a copy of the records that this pack already contains",
        ),
        plain="id request state done total worked_at",
    ),
    # --- privacy.survey: nobody knows whose answers these are
    Personal("survey.Response", holds={Category.SURVEY_RESPONSE: "received_on"}, plain="id survey"),
    Personal("survey.Answer", holds={Category.SURVEY_RESPONSE: "value"}, plain="id response question"),
    # --- privacy.rights: what was decided about a right, whom we told of it, what people say beside an opinion
    Personal(
        "rights.Decision",
        title="What we decided about your rights",
        people=("request__subject",),
        context=("request__reference",),
        holds={
            Category.DATA_REQUESTS: "right is_granted ground what reasons chosen decided_by decided_at needs_second"
            " agreed_by agreed_at done_at done_words list_given_on"
        },
        plain="id request",
    ),
    Personal(
        "rights.RecipientNotice",
        title="Whom we told of a change to your data",
        people=("decision__request__subject",),
        context=("decision__request__reference",),
        holds={
            Category.DATA_REQUESTS: "recipient organisation contact_name what shared_on told_on why_not words by"
        },
        plain="id decision disclosure_id",
    ),
    Personal(
        "rights.Statement",
        title="What you say about what we wrote",
        people=("person",),
        families=("family",),
        family_rows=NO_ROWS,
        holds={Category.CONTACTS_WITH_YOU: "about words said_on request_reference written_by written_at"},
        plain="id family person record_id",
    ),
    # --- privacy.redaction: looking through a pack before it goes out
    Personal(
        "redaction.Review",
        people=("pack__request__subject",),
        holds={Category.DATA_REQUESTS: "people secrets files read_words"},
        withheld=dict.fromkeys(("people", "secrets", "files", "read_words"), COPY_OF_THIS),
        plain="id pack state started_by started_at submitted_by submitted_at read_by read_at",
    ),
    Personal(
        "redaction.Picture",
        people=("review__pack__request__subject",),
        holds={Category.DATA_REQUESTS: "image words"},
        withheld=dict.fromkeys(("image", "words"), COPY_OF_THIS),
        plain="id review width height",
    ),
    Personal(
        "redaction.Passage",
        people=("review__pack__request__subject",),
        holds={Category.DATA_REQUESTS: "title label text said_name never cuts"},
        withheld=dict.fromkeys(("title", "label", "text", "said_name", "never", "cuts"), COPY_OF_THIS),
        plain="id review number item section place start end is_free is_named picture about said_by proposal why"
        " never_all state",
    ),
    Personal(
        "redaction.Decision",
        people=("review__pack__request__subject",),
        holds={Category.DATA_REQUESTS: "ranges reason practitioner scope"},
        withheld=dict.fromkeys(
            ("ranges", "reason", "practitioner", "scope"),
            "It tells what was held back from a pack, and would tell it all the same (DPA 2018 Sch 2 para 16)",
        ),
        plain="id review number kind passages person ground undoes by at",
    ),
    Personal(
        "redaction.Output",
        people=("review__pack__request__subject",),
        holds={Category.DATA_REQUESTS: "frame document data digest data_digest hits"},
        withheld=dict.fromkeys(
            ("frame", "document", "data", "digest", "data_digest", "hits"),
            "It is the answer to a request that you were given",
        ),
        plain="id review template made_with last_decision made_at scanned_at",
    ),
    Personal(
        "redaction.Volume",
        people=("output__review__pack__request__subject",),
        holds={Category.DATA_REQUESTS: "document digest"},
        withheld=dict.fromkeys(("document", "digest"), "It is the answer to a request that you were given"),
        plain="id output number",
    ),
    # --- privacy.release: how answers went out
    Personal(
        "release.Release",
        title="How answers were sent to you",
        people=("review__pack__request__subject",),
        holds={
            Category.DATA_REQUESTS: "way made_by made_at sent_to support code_way expires_at recalled_at recalled_by"
        },
        withheld={"sent_to": "Where an answer was sent may be somebody else's safe address"},
        plain="id review link_digest code_hash tries",
    ),
    Personal(
        "release.Fetch",
        title="When answers to you were opened",
        people=("release__review__pack__request__subject",),
        context=("release__made_at",),
        holds={Category.DATA_REQUESTS: "at what volume"},
        plain="id release",
    ),
    # --- privacy.duties: complaints, and whose data a breach was about
    Personal(
        "duties.Complaint",
        title="Complaints about your data",
        people=("person",),
        holds={
            Category.DATA_REQUESTS: "reference kind received_on channel complainant_name complainant_contact relation"
            " is_child request_reference words handler handed_on handed_to closed_on outcome outcome_words done"
            " told_how"
        },
        withheld=dict.fromkeys(
            ("complainant_name", "complainant_contact"),
            "Somebody else may have complained, and where they are is theirs to tell (DPA 2018 Sch 2 para 16)",
        ),
        plain="id person",
    ),
    Personal(
        "duties.ComplaintStep",
        title="What happened to complaints about your data",
        people=("complaint__person",),
        context=("complaint__reference",),
        holds={Category.DATA_REQUESTS: "kind happened_on words by"},
        plain="id complaint",
    ),
    # The log itself names nobody (the form says so), so that it can be kept; here is whom it was about.
    Personal(
        "duties.BreachPerson",
        title="When something went wrong with your data",
        people=("person",),
        context=("breach__reference", "breach__aware_at", "breach__what_happened"),
        holds={Category.DATA_REQUESTS: "told_on told_how why_not"},
        plain="id breach person",
    ),
    # --- retention: what keeps a file, and what is proposed for it
    Personal(
        "retention.Hold",
        title="Orders to keep your record",
        people=("person",),
        families=("family",),
        holds={
            Category.ACCESS_RECORDS: "scope target_reference reason detail opened_by opened_on review_on released_by"
            " released_on release_reason"
        },
        withheld=dict.fromkeys(
            ("reason", "detail", "release_reason"),
            "It may tell of a police request, legal advice or somebody else's claim (DPA 2018 Sch 2 para 2, 5, 19)",
        ),
        plain="id person family service_kind rule_code",
    ),
    Personal(
        "retention.DisposalItem",
        title="Proposals to destroy your record",
        families=("family_id",),
        holds={
            Category.ACCESS_RECORDS: "reference birth_year people rule trigger_on due_on state blocks decided_by"
            " decided_at decision_reason review_on"
        },
        plain="id disposal_list family_id group_key",
    ),
    # --- accounts: staff, and the log of reads
    Personal(
        "accounts.AccessRecord",
        title="Who looked at your record",
        people=("person_id",),
        families=("family_id",),
        family_rows={"person_id__isnull": True},
        dated="at",
        holds={Category.ACCESS_RECORDS: "at user_id route ground action"},
        plain="id person_id family_id grant_id",
    ),
    Personal(
        "accounts.User",
        holds={Category.STAFF: "email full_name job_title is_active entra_object_id password last_login"},
        plain="id",
    ),
    Personal(
        "accounts.Alert",
        holds={Category.STAFF: "user kind raised_at seen_at"},
        plain="id route key",
    ),
    Personal(
        "accounts.AlertEmail",
        holds={Category.STAFF: "detail"},
        plain="alert attempts next_try_at",
    ),
    # No network address: the portal writes 0.0.0.0 there, and the words "Chrome on Windows" as the browser.
    Personal(
        "usersessions.UserSession",
        holds={Category.STAFF: "user created_at last_seen_at user_agent"},
        plain="id session_key ip data",
    ),
    # Where our staff live is nobody's business but the nightly comparison's; it is no part of anybody's file.
    Personal("accounts.HomePostcode", holds={Category.STAFF: "user postcode"}),
    Personal("diary.CalendarFeed", holds={Category.STAFF: "owner made_at"}, plain="digest"),
    Personal(
        "accounts.MembershipReview",
        holds={
            Category.STAFF: "membership opened_on due_on looks last_used_at warned_at decision reason decided_at"
            " decided_by"
        },
        plain="id is_for_administrators",
    ),
    # A question about looks is about the member of staff who is asked. Whoever was looked at finds the looks themselves
    # in their pack, with who and why (accounts.AccessRecord). What was asked of a colleague, and what they said, is
    # theirs (DPA 2018 Sch 2 para 16); a look that proves unlawful is a breach, and told as one (UK GDPR Art 34).
    Personal(
        "families.AccessPattern",
        holds={
            Category.STAFF: "user kind day first_at last_at looks raised_at outcome reason decided_at decided_by"
        },
        plain="id",
    ),
    # Keys alone: nothing to give out, but something to destroy with the file.
    Personal(
        "families.AccessPatternSubject",
        people=("person_id",),
        families=("family_id",),
        holds={},
        plain="id pattern person_id family_id",
    ),
    Personal("accounts.Membership", holds={Category.STAFF: "user role started_on ended_on"}, plain="id team"),
    Personal("account.EmailAddress", holds={Category.STAFF: "user email verified primary"}, plain="id"),
    Personal(
        "account.EmailConfirmation", holds={Category.STAFF: "email_address created sent key"}, plain="id"
    ),
    Personal(
        "mfa.Authenticator", holds={Category.STAFF: "user type data created_at last_used_at"}, plain="id"
    ),
    # Closed to writing: whom Entra ID signs in stands on accounts.User.
    Personal(
        "socialaccount.SocialAccount",
        holds={Category.STAFF: "user uid last_login date_joined extra_data"},
        plain="id provider",
    ),
    Personal(
        "socialaccount.SocialToken",
        holds={Category.STAFF: "account token token_secret expires_at"},
        plain="id app",
    ),
    Personal(
        "admin.LogEntry",
        holds={Category.STAFF: "user action_time object_repr change_message"},
        plain="id content_type object_id action_flag",
    ),
)

PLAIN: tuple[Plain, ...] = (
    Plain("documents.UnwantedFile", "id since", "random names of files about to be destroyed, for a minute"),
    Plain("families.Service", "id name kind is_offered", "what the council offers"),
    Plain("groups.Programme", "id name description service team is_offered", "what is offered to groups"),
    Plain(
        "groups.Cohort",
        "id programme name venue capacity lead_worker starts_on starts_at ends_at frequency",
        "a run of a group, and who of the staff leads it",
    ),
    Plain(
        "groups.Session",
        "id cohort happens_on starts_at ends_at venue state state_reason moved_to register_taken_at"
        " register_taken_by happened_at",
        "when and where a group meets, and who of the staff took the register",
    ),
    Plain(
        "referrals.WebReferral",
        "id reference received_at fields people",
        "what a professional sent, for the seconds until it is a referrals.Referral; no page can read it",
    ),
    Plain("assessments.FormDefinition", "id name is_offered", "forms of assessment"),
    Plain("assessments.FormVersion", "id definition number published_on", "forms of assessment"),
    Plain(
        "assessments.FormSection",
        "id version position key title guidance about",
        "what a form of assessment asks",
    ),
    Plain(
        "assessments.FormQuestion",
        "id section position key label kind guidance options is_required prefill shown_when shown_when_is",
        "what a form of assessment asks",
    ),
    Plain(
        "referrals.FrontDoor",
        "id urgent_hours high_hours routine_hours again_months web_team",
        "how fast the front door works",
    ),
    Plain(
        "families.Timescale",
        "id service_kind step amount unit is_used",
        "how soon each step of the work is to be done",
    ),
    Plain(
        "texts.TextTemplate",
        "id name purpose notify_id version body is_offered",
        "wordings of texts, with gaps",
    ),
    Plain(
        "texts.Receipt",
        "id text_id notify_id status sent_at completed_at received_at",
        "what Notify reported about a key, for the seconds until texts.Delivery says it",
    ),
    Plain(
        "accounts.AccessSeal",
        "number sealed_at settled_at fields rows first_at last_at last_xact last_id leaves previous digest",
        "digests of rows of the log of reads under a secret key; of a row that went only its random key is left",
    ),
    Plain(
        "accounts.AccessRemoval",
        "id at rows keys digest",
        "random keys of rows of the log of reads that went",
    ),
    Plain("accounts.Team", "id name phone parent", "teams and their office telephone"),
    Plain("privacy.Organisation", "id name service_name", "wording of the notice"),
    Plain("privacy.PublishedCategory", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedPurpose", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedBasis", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedLaw", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedRecipient", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedRight", "id title detail order code", "wording of the notice"),
    Plain("privacy.PublishedPeriod", "id title detail order code", "wording of the notice"),
    Plain(
        "privacy.PublishedContact",
        "id title detail order code email phones website address",
        "the council's own contact points",
    ),
    Plain(
        "privacy.Notice",
        "id code title lead categories purposes bases laws recipients rights periods",
        "wording of the notice",
    ),
    Plain(
        "public_forms.SavedForm",
        "id reference digest state saved_at expires_at tries send_by send_to code attempts next_try_at",
        "what somebody typed and wants to go on with, for a week; nobody can read it without the code they were sent",
    ),
    Plain("workbench.LetterTemplate", "id kind reader title body version", "wording of letters, with gaps"),
    Plain("privacy.NoticeSection", "id notice code heading body easy_read order", "wording of the notice"),
    Plain(
        "notices.NoticeVersion",
        "id page number content what_changed effective_from authors proposed_by proposed_at state decided_by"
        " decided_at decision_words",
        "what a notice said, and which of the staff wrote and published it",
    ),
    Plain(
        "telling.Telling",
        "id version link started_by started_at finished_at",
        "a run that tells people of a new version, and the officer who began it",
    ),
    Plain("notices.TranslatedText", "id page language key english text", "wording of the notice"),
    Plain(
        "duties.Breach",
        "id reference kind happened_on aware_at what_happened categories people_count likelihood severity written_by"
        " written_at closed_on lessons",
        "the breach log, which names nobody: whose data it was stands in duties.BreachPerson",
    ),
    Plain(
        "survey.Survey",
        "id title lead opens_on closes_on ends_on written_by published_by published_at",
        "surveys, and who of the staff wrote and published them",
    ),
    Plain("survey.Question", "id survey position kind label options", "what a survey asks"),
    Plain("duties.BreachStep", "id breach taken_at words by", "what officers did about a breach"),
    Plain(
        "duties.BreachDecision",
        "id breach about is_told reasons decided_by decided_at agreed_by agreed_at",
        "what officers decided about a breach",
    ),
    Plain(
        "duties.BreachNotice", "id breach whom told_at how delay by", "which offices were told of a breach"
    ),
    Plain(
        "retention.Rule",
        "id code version title records service_kind end_reason trigger years months birthday_years death_years action"
        " reason source written_by written_at approved_by approved_at in_force_from",
        "the retention schedule, and the officers who approved it",
    ),
    Plain(
        "retention.DisposalList",
        "id due_on state proposed_at submitted_by submitted_at approved_by approved_at destroy_from finished_at",
        "a list of files, and the officers who decided",
    ),
    Plain(
        "retention.DisposalRegister",
        "id disposal_list started_at finished_at submitted_by approved_by approved_at families people kept_back rules"
        " counts",
        "counts of what was destroyed, and the officers who decided",
    ),
    Plain("retention.DisposalSwitch", "id may_run cooling_off_days", "whether disposal runs"),
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
        "a key for half an hour; searches typed in it, and work that waits for its writer to sign in, end with it",
    ),
    Plain(
        "socialaccount.SocialApp",
        "id provider provider_id name client_id secret key settings",
        "closed to writing: Entra ID is described in settings",
    ),
)

HELPING = "targeted_support provide_services council_functions"
HELPING_LAWS = "children_act children_and_families_act localism_act"
SENSITIVE_BASES = "legal_obligation public_task health_or_social_care"

GROUNDS: dict[Category, Grounds] = {
    Category.IDENTITY: Grounds(HELPING, HELPING_LAWS),
    Category.CONTACT_DETAILS: Grounds(HELPING, HELPING_LAWS),
    Category.SAFETY: Grounds("safe_and_good", "children_act"),
    Category.FAMILY: Grounds(HELPING, HELPING_LAWS),
    Category.SCHOOL_AND_EDUCATION: Grounds(HELPING, "children_and_families_act"),
    Category.SPECIAL_REQUIREMENTS: Grounds("provide_services", "children_and_families_act", SENSITIVE_BASES),
    Category.EQUALITY: Grounds("equality_monitoring", "localism_act", SENSITIVE_BASES),
    Category.HEALTH_AND_DISABILITY: Grounds("targeted_support", "children_and_families_act", SENSITIVE_BASES),
    Category.SERVICES_USED: Grounds(f"{HELPING} statistics improve statutory_duties", HELPING_LAWS),
    Category.CONTACTS_WITH_YOU: Grounds(f"{HELPING} safe_and_good assess_quality", HELPING_LAWS),
    Category.ASSESSMENTS: Grounds("targeted_support assess_quality statutory_duties", "children_act"),
    Category.TEXTS: Grounds("provide_services", "localism_act"),
    Category.OFFENCES_AND_COURT: Grounds(
        "prevent_offending",
        "crime_and_disorder_act_1998 criminal_justice_act_2003 laspo_act_2012 pace_act_1984",
    ),
    Category.VICTIMS: Grounds("support_victims", "victims_code crime_and_disorder_act_1998"),
    Category.FUNDED_PROGRAMME: Grounds(
        "programme_eligibility programme_tracking programme_claims programme_spot_checks", "localism_act"
    ),
    Category.DATA_REQUESTS: Grounds("council_functions statutory_duties", "limitation_act_1980"),
    Category.ACCESS_RECORDS: Grounds("safe_and_good", "limitation_act_1980"),
    Category.STAFF: Grounds("provide_services safe_and_good", "localism_act"),
    Category.SURVEY_RESPONSE: Grounds("run_testing", ""),
}
"""Why each category is held and by which law; by it the check of the notice knows what purposes and laws are used."""

CODES_TO_CHOOSE: dict[str, tuple[str, str]] = {
    "recipients": ("privacy.Disclosure", "recipient"),
    "rights": ("privacy.DataRequest", "right"),
}
"""Lists of the notice whose codes staff choose from in a field of ours: whatever may be chosen there is used."""

HANDED_ON: dict[str, Recipient] = {
    "texts.Delivery": Recipient.GOVERNMENT,
    "oversight.HandOver": Recipient.COUNCIL_DEPARTMENTS,
}
"""Records by which the portal itself hands something on, and to whom: a text goes through GOV.UK Notify."""

ANSWERED_BY: dict[str, Right] = {"duties.Complaint": Right.COMPLAINT}
"""Records in which people use a right, where there is no list to choose one from."""

USED_ELSEWHERE: dict[Purpose, str] = {
    Purpose.RESEARCH: "The council asks people in consultations of its own, outside this portal.",
}
"""What the council does and the notice says, but no field of this portal does."""

RECORDED_ELSEWHERE: dict[Category, str] = {
    Category.OFFENCES_AND_COURT: "Until the youth justice app holds them they are in that service's own system.",
    Category.VICTIMS: "Until the victims app holds them they are in the victim service's own system.",
    Category.FUNDED_PROGRAMME: "Until the programmes app holds them they are in the programme's own spreadsheet.",
}
"""Categories the notice publishes because the council holds them, but not yet in a field of this portal."""

DERIVED: dict[str, str] = {
    "families_searchword": "Words of names, kept by triggers from families.Person and families.PersonName for search.",
    "families_searchname": "Who bears which word; a row leaves with its person, a word with its last bearer.",
}
"""Tables without a model, made from personal fields by the database itself; they follow what they are made from."""

INFRASTRUCTURE: dict[str, str] = {
    "django_migrations": "Which changes of the database were applied.",
    "cache_entries": "Counts of sign-in tries under hashed keys, over within a day.",
}
"""Tables without a model that say nothing about anybody."""
