"""The three pages we publish, section by section."""

from datetime import date

from privacy.codes import Basis, Category, Law, NoticeCode, Period, Purpose, Recipient, Right, Section
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
    easy_read=(
        "We keep your information safe.",
        "Only workers who need to see it can see it.",
        "It stays in the UK.",
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
    easy_read=(
        "Are you unhappy with how we use your information? Tell us.",
        "We will say within 30 days that we have your complaint.",
        "We will look into it. Then we will tell you what we found.",
        "Are you still unhappy? You can tell the ICO. The ICO is not part of the council.",
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
    first_published=FIRST_PUBLISHED,
    covers=(
        *(code for code in Category if code is not Category.SURVEY_RESPONSE),
        *(code for code in Purpose if code is not Purpose.RUN_TESTING),
        *Basis,
        *Law,
        *Recipient,
        *Right,
        *(code for code in Period if code is not Period.SURVEY),
    ),
    parts=(
        Part(
            Section.WHO_WE_ARE,
            "Who we are",
            ("We are the {service} of {organisation}. The council is in charge of your information.",),
            easy_read=(
                "We are part of the council.",
                "We help children, young people and families.",
                "The council looks after your information.",
            ),
        ),
        Part(
            Section.WHAT_WE_HOLD,
            "What we hold",
            ("It depends on the service you use. We do not hold all of this about everyone.",),
            easy_read=(
                "We write down things about you and your family.",
                "For example: your name, where you live and your school.",
                "We write down when we meet you and what we talk about.",
                "It depends on what help you use.",
            ),
        ),
        Part(
            Section.WHERE_FROM,
            "Where it comes from",
            (
                "Much of it comes from you. Other people who help your family may tell us things too, "
                "such as a school or a nurse.",
            ),
            easy_read=(
                "You tell us most of it.",
                "Other people who help you may tell us things too.",
                "For example: a school or a nurse.",
            ),
        ),
        Part(
            Section.WHY,
            "Why we need it",
            ("We use your information:",),
            easy_read=(
                "We need it to give you the right help.",
                "We need it to keep children safe.",
                "We need it to check that we do a good job.",
            ),
        ),
        Part(
            Section.LAW,
            "The law that lets us use it",
            (
                "There must be a reason in law before we use your information. These are our reasons, "
                "and the main laws we work under.",
            ),
            easy_read=(
                "The law says what we may do.",
                "We only use your information when the law lets us.",
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
            easy_read=(
                "It is our job to help families.",
                "So we do not need your yes to write things down.",
                "You can still ask us to stop, or to delete something.",
                "We will think about it and tell you why if we say no.",
            ),
        ),
        Part(
            Section.SHARING,
            "Who we share it with",
            (
                "We share only when the service you use needs it, or when the law says that we must. "
                "These are the people we may share with. We share with nobody else.",
            ),
            easy_read=(
                "Sometimes we tell other people about you.",
                "We do it only if it helps you. Or if the law says that we must.",
                "This list says who they are. We tell nobody else.",
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
            easy_read=(
                "We do not keep your information for ever.",
                "How long depends on the help you had.",
                "Then we destroy it.",
            ),
        ),
        Part(
            Section.CHANGES,
            "When something changes",
            (
                "Please tell us when your details change, like a new address or phone number.",
                "If we change something that matters to you, like who we share with, we will contact you.",
            ),
            easy_read=(
                "Do you have a new address or phone number? Please tell us.",
                "Do we change something that matters to you? Then we will tell you.",
            ),
        ),
        Part(
            Section.RIGHTS,
            "Your rights",
            RIGHTS_OPENING,
            easy_read=(
                "You can ask to see what we hold about you.",
                "You can ask us to put mistakes right.",
                "You can ask us to stop using something.",
                "It is free. Ask any worker.",
                "Children can ask too.",
            ),
        ),
        COMPLAINTS,
        Part(
            Section.OTHER_WEBSITES,
            "Other privacy pages",
            easy_read=("There are more pages about your information.",),
        ),
    ),
)

SURVEY = Page(
    code=NoticeCode.SURVEY,
    title="How we use your information when you test our website",
    lead="This privacy notice is for people who help us test the Family Hubs website.",
    first_published=FIRST_PUBLISHED,
    covers=(
        Category.SURVEY_RESPONSE,
        Purpose.RUN_TESTING,
        Basis.LEGAL_OBLIGATION,
        Basis.PUBLIC_TASK,
        *Right,
        Period.SURVEY,
    ),
    parts=(
        Part(
            Section.WHO_WE_ARE,
            "Who we are",
            ("We are the {service} of {organisation}. The council is in charge of your information.",),
            easy_read=(
                "We are part of the council.",
                "We help children, young people and families.",
                "The council looks after your information.",
            ),
        ),
        Part(
            Section.WHAT_WE_HOLD,
            "What we hold",
            (
                "We do not ask for sensitive data, like your health or your ethnicity. "
                "Please do not put it in your answers.",
            ),
            easy_read=(
                "We keep your name, your email address and what you think of our website.",
                "Please do not tell us about your health.",
            ),
        ),
        Part(
            Section.WHY,
            "Why we need it",
            ("We use your information:",),
            easy_read=("We need it to make our website better.",),
        ),
        Part(
            Section.LAW,
            "The law that lets us use it",
            ("There must be a reason in law before we use your information. These are our reasons.",),
            easy_read=(
                "The law says what we may do.",
                "We only use your information when the law lets us.",
            ),
        ),
        Part(
            Section.SHARING,
            "Who we share it with",
            ("We share your information only if it is necessary, or if the law says that we must.",),
            easy_read=("We tell other people only if we have to.",),
        ),
        SECURITY,
        Part(
            Section.HOW_LONG,
            "How long we keep it",
            (
                "We keep your information while the testing lasts. Then we delete it. "
                "We never keep it for longer than six months.",
            ),
            easy_read=(
                "We keep it while we test the website.",
                "Then we delete it. That is within six months.",
            ),
        ),
        Part(
            Section.CHANGES,
            "When something changes",
            (
                "Please tell us when your details change.",
                "If we change something that matters to you, like who we share with, we will contact you.",
            ),
            easy_read=(
                "Do your details change? Please tell us.",
                "Do we change something that matters to you? Then we will tell you.",
            ),
        ),
        Part(
            Section.RIGHTS,
            "Your rights",
            RIGHTS_OPENING,
            easy_read=(
                "You can ask to see what we hold about you.",
                "You can ask us to put mistakes right.",
                "You can ask us to stop using something.",
                "It is free. Ask any worker.",
                "Children can ask too.",
            ),
        ),
        COMPLAINTS,
        Part(
            Section.OTHER_WEBSITES,
            "Other privacy pages",
            easy_read=("There are more pages about your information.",),
        ),
    ),
)

THIRD_PARTY = Page(
    code=NoticeCode.THIRD_PARTY,
    title="Links to other websites",
    lead="Some of our pages have links to websites that are not ours.",
    first_published=FIRST_PUBLISHED,
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
            easy_read=(
                "Some links go to other websites.",
                "They are not our websites.",
                "We cannot say if they are safe or right.",
            ),
        ),
    ),
)

PAGES = (SERVICE, SURVEY, THIRD_PARTY)
