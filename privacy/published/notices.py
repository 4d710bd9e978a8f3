"""The three pages we publish, section by section."""

from datetime import date

from privacy.codes import Basis, Category, Law, NoticeCode, Purpose, Recipient, Right, Section
from privacy.published.wording import Page, Part

FIRST_PUBLISHED = date(2026, 11, 22)

SECURITY = Part(
    Section.SECURITY,
    "How we keep it safe",
    (
        "We take reasonable steps so that your information is not lost or misused, and not changed when it "
        "should not be. "
        "Only people who need to see it have access.",
        "We never send your information outside the UK.",
    ),
)

COMPLAINTS = Part(
    Section.COMPLAINTS,
    "If you are unhappy",
    (
        "Please tell us first. Write to our Data Protection Officer through the Information Governance Team. "
        "You can also tell any worker, and we will pass it on.",
        "This is what the law has said we must do since 19 June 2026:",
        "- tell you within 30 days that we have your complaint\n"
        "- look into it without delay, and let you know how it is going\n"
        "- tell you what we found",
        "If you are still unhappy, you can complain to the Information Commissioner's Office (ICO). "
        "The ICO likes you to ask us first.",
    ),
)

RIGHTS_OPENING = (
    "You can ask us for any of these. You do not need a form, and it is free. "
    "Speak to any worker, or write to the Data Protection Officer.",
    "Children and young people can ask for themselves. Sometimes a parent can ask for them.",
    "We answer within 1 month. If it is a lot of work we may need up to 3 months. "
    "Then we tell you why in the first month.",
)

SERVICE = Page(
    code=NoticeCode.SERVICE,
    title="How we use your information",
    lead="This privacy notice is for children, young people and families who use the {service}. "
    "Family Hubs are part of it. We look after what you tell us, and we want you to know what we do with it.",
    version=1,
    changed_on=FIRST_PUBLISHED,
    covers=(
        *(code for code in Category if code is not Category.SURVEY_RESPONSE),
        *(code for code in Purpose if code is not Purpose.RUN_TESTING),
        *Basis,
        *Law,
        *Recipient,
        *Right,
    ),
    parts=(
        Part(
            Section.WHO_WE_ARE,
            "Who we are",
            ("We are the {service} of {organisation}. The council is in charge of your information.",),
        ),
        Part(
            Section.WHAT_WE_HOLD,
            "What we hold",
            ("It depends on the service you use. We do not hold all of this about everyone.",),
        ),
        Part(
            Section.WHERE_FROM,
            "Where it comes from",
            (
                "Much of it comes from you. Other people who help your family may tell us things too, "
                "such as a school or a nurse.",
            ),
        ),
        Part(Section.WHY, "Why we need it", ("We use your information:",)),
        Part(
            Section.LAW,
            "The law that lets us use it",
            (
                "There must be a reason in law before we use your information. These are our reasons, "
                "and the main laws we work under.",
            ),
        ),
        Part(
            Section.NO_CONSENT,
            "Why we do not ask for your consent",
            (
                "Helping families is a job the law gives us. So we do not rely on your consent to use your "
                "information.",
                "This means that two rights rarely fit our work with families: to move your information "
                "elsewhere, and to have it deleted. You can still ask. We will look at it with care, and tell you "
                "why if we say no.",
            ),
        ),
        Part(
            Section.SHARING,
            "Who we share it with",
            (
                "We share only when the service you use needs it, or when the law says that we must. "
                "These are the people we may share with. We share with nobody else.",
            ),
        ),
        SECURITY,
        Part(
            Section.HOW_LONG,
            "How long we keep it",
            (
                "We keep your information only as long as we need it, or as long as the law says we must. "
                "How long depends on the service you used. Our retention schedule sets out the time for each "
                "kind of record.",
            ),
        ),
        Part(
            Section.CHANGES,
            "When something changes",
            (
                "Please tell us when your details change, like a new address or phone number.",
                "If we change something that matters to you, like who we share with, we will contact you.",
            ),
        ),
        Part(Section.RIGHTS, "Your rights", RIGHTS_OPENING),
        COMPLAINTS,
        Part(Section.OTHER_WEBSITES, "Other privacy pages"),
    ),
)

SURVEY = Page(
    code=NoticeCode.SURVEY,
    title="How we use your information when you test our website",
    lead="This privacy notice is for people who help us test the Family Hubs website.",
    version=1,
    changed_on=FIRST_PUBLISHED,
    covers=(
        Category.SURVEY_RESPONSE,
        Purpose.RUN_TESTING,
        Basis.LEGAL_OBLIGATION,
        Basis.PUBLIC_TASK,
        *Right,
    ),
    parts=(
        Part(
            Section.WHO_WE_ARE,
            "Who we are",
            ("We are the {service} of {organisation}. The council is in charge of your information.",),
        ),
        Part(
            Section.WHAT_WE_HOLD,
            "What we hold",
            (
                "We do not ask for sensitive data, like your health or your ethnicity. "
                "Please do not put it in your answers.",
            ),
        ),
        Part(Section.WHY, "Why we need it", ("We use your information:",)),
        Part(
            Section.LAW,
            "The law that lets us use it",
            ("There must be a reason in law before we use your information. These are our reasons.",),
        ),
        Part(
            Section.SHARING,
            "Who we share it with",
            ("We share your information only if it is necessary, or if the law says that we must.",),
        ),
        SECURITY,
        Part(
            Section.HOW_LONG,
            "How long we keep it",
            (
                "We keep your information while the testing lasts. Then we delete it. "
                "We never keep it for longer than six months.",
            ),
        ),
        Part(
            Section.CHANGES,
            "When something changes",
            (
                "Please tell us when your details change.",
                "If we change something that matters to you, like who we share with, we will contact you.",
            ),
        ),
        Part(Section.RIGHTS, "Your rights", RIGHTS_OPENING),
        COMPLAINTS,
        Part(Section.OTHER_WEBSITES, "Other privacy pages"),
    ),
)

THIRD_PARTY = Page(
    code=NoticeCode.THIRD_PARTY,
    title="Links to other websites",
    lead="Some of our pages have links to websites that are not ours.",
    version=1,
    changed_on=FIRST_PUBLISHED,
    covers=(),
    parts=(
        Part(
            Section.OTHER_WEBSITES,
            "If you follow a link",
            (
                "You follow a link to another website at your own risk. {organisation} does not run those "
                "websites. We are not responsible for what they offer or say.",
                "Each website has its own privacy notice. Please read it before you give them your details.",
            ),
        ),
    ),
)

PAGES = (SERVICE, SURVEY, THIRD_PARTY)
