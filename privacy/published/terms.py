"""What we hold, why, under which law, who we share with, what people can ask for, and who they can turn to."""

from privacy.codes import Basis, Category, ContactPoint, Law, Period, Purpose, Recipient, Right
from privacy.published.wording import Contact, Term

ORGANISATION_NAME = "Leicestershire County Council"
SERVICE_NAME = "Children and Family Wellbeing Service"

CATEGORIES = (
    Term(
        Category.IDENTITY,
        "Who you are",
        "Your name and any other names you use. Your child's name and date of birth.",
    ),
    Term(
        Category.CONTACT_DETAILS,
        "How to reach you",
        "Your address, phone number and mobile number. We ask a parent or young person for an email address "
        "if the service needs one.",
    ),
    Term(
        Category.SAFETY,
        "How to keep you safe",
        "When and how it is safe to contact you, and who must not find out where you live.",
    ),
    Term(
        Category.FAMILY,
        "Your family",
        "Who is in your family, how you are related, and who has parental responsibility. "
        "That means who has the legal right to make choices for a child.",
    ),
    Term(
        Category.SCHOOL_AND_EDUCATION,
        "School and learning",
        "The school your child goes to, and their education records.",
    ),
    Term(
        Category.SPECIAL_REQUIREMENTS,
        "Special requirements",
        "What would help you use our services, like an interpreter or a room without steps.",
    ),
    Term(
        Category.EQUALITY,
        "Gender and ethnicity",
        "We ask so that we can check that we treat everyone fairly.",
    ),
    Term(
        Category.HEALTH_AND_DISABILITY,
        "Health and disability needs",
        "Health needs and disability needs that matter for the help you get.",
    ),
    Term(
        Category.SERVICES_USED,
        "The services you use",
        "Which of our services you use, the dates, and which team and worker help you.",
    ),
    Term(
        Category.CONTACTS_WITH_YOU,
        "Each time we are in touch",
        "Visits, phone calls, groups you came to and other work we did with you (we may call these "
        "interventions). We note what happened and what we think about it.",
    ),
    Term(
        Category.ASSESSMENTS,
        "Assessments",
        "Details of any assessment. This is when we look with you at what your family needs. "
        "Your plan and how it goes are part of it.",
    ),
    Term(Category.TEXTS, "Text messages", "The texts we sent you, when, and if they arrived."),
    Term(
        Category.OFFENCES_AND_COURT,
        "Offences and court",
        "Offences, anti-social behaviour and court information. This is mainly for our youth justice and "
        "community safety work.",
    ),
    Term(
        Category.VICTIMS,
        "Victims of youth crime",
        "If a young person has harmed you, we hold your details. The law says we must offer you support. "
        "Our youth justice service does this.",
    ),
    Term(
        Category.FUNDED_PROGRAMME,
        "Government programmes",
        "If your family can join a programme the Government pays for, how it goes, and what we claim for it.",
    ),
    Term(
        Category.DATA_REQUESTS,
        "What you ask us about your data",
        "Requests and complaints about your information, how we checked who you are, and our answers.",
    ),
    Term(
        Category.ACCESS_RECORDS,
        "Who looked at your record",
        "Which worker opened or changed your record, when, and why.",
    ),
    Term(Category.STAFF, "Our workers", "The names and work details of the workers who help you."),
    Term(
        Category.SURVEY_RESPONSE,
        "Your answers as a tester",
        "Your name, your email address, and what you think of the Family Hubs website.",
    ),
)

PURPOSES = (
    Term(
        Purpose.TARGETED_SUPPORT,
        "To give extra support to children, young people and families",
        "Some families need more than a doctor (GP) or school can give alone. We find out what you need, "
        "what help you had before and whether it worked. Then we plan help that fits.",
    ),
    Term(
        Purpose.PROVIDE_SERVICES,
        "To run our services",
        "This includes texts that keep you up to date. We send them with a service called GOV.UK Notify.",
    ),
    Term(Purpose.COUNCIL_FUNCTIONS, "To do the jobs that the council is responsible for"),
    Term(Purpose.SAFE_AND_GOOD, "To keep our service safe and good"),
    Term(Purpose.ASSESS_QUALITY, "To check the quality of our work"),
    Term(
        Purpose.IMPROVE,
        "To see how well we do, and to make our work and our plans for children's services better",
    ),
    Term(Purpose.STATISTICS, "To make statistics, which help us decide what services we need in future"),
    Term(Purpose.STATUTORY_DUTIES, "To do what the law says we must, like reporting to the Government"),
    Term(Purpose.RESEARCH, "To do research, such as consultations, where we ask people what they think"),
    Term(Purpose.EQUALITY_MONITORING, "To check that we treat everyone fairly (equality monitoring)"),
    Term(Purpose.PROGRAMME_ELIGIBILITY, "To find families who can join a programme the Government pays for"),
    Term(Purpose.PROGRAMME_TRACKING, "To follow how families on that programme get on"),
    Term(
        Purpose.PROGRAMME_CLAIMS,
        "To claim the money for that programme",
        "The Government pays us by results. That means when the help has worked.",
    ),
    Term(Purpose.PROGRAMME_SPOT_CHECKS, "To let the Government spot check that our claims are right"),
    Term(Purpose.PREVENT_OFFENDING, "To help young people stay out of crime, and not offend again"),
    Term(Purpose.SUPPORT_VICTIMS, "To work with victims of youth crime and support them"),
    Term(
        Purpose.RUN_TESTING,
        "To run the testing of the Family Hubs website",
        "We use your details to invite you and to ask what you think, so that we can make the website better.",
    ),
)

BASES = (
    Term(
        Basis.LEGAL_OBLIGATION,
        "The law says that we must",
        "Lawyers call this a legal obligation.",
    ),
    Term(
        Basis.PUBLIC_TASK,
        "It is our official job",
        "Lawyers call this official authority, or a public task.",
    ),
    Term(
        Basis.HEALTH_OR_SOCIAL_CARE,
        "It is needed for health or social care",
        "Some information is more sensitive, like your health or your ethnicity. "
        "We use it only when UK law says it is needed for health care or social care.",
    ),
)

LAWS = (
    Term(
        Law.CHILDREN_ACT,
        "Children Act 1989 and Children Act 2004",
        "These say that we must help children and keep them safe.",
    ),
    Term(
        Law.CHILDREN_AND_FAMILIES_ACT,
        "Children and Families Act 2014",
        "This is about help for families, and for children with special needs.",
    ),
    Term(Law.LOCALISM_ACT, "Localism Act 2011", "This lets councils do things that help local people."),
    Term(
        Law.CRIME_AND_DISORDER_ACT_1998,
        "Crime and Disorder Act 1998",
        "This sets up teams that help young people stay out of crime.",
    ),
    Term(
        Law.CRIMINAL_JUSTICE_ACT_2003, "Criminal Justice Act 2003", "This is about crime, courts and safety."
    ),
    Term(
        Law.LASPO_ACT_2012,
        "Legal Aid, Sentencing and Punishment of Offenders Act 2012",
        "This is about courts, and about young people who wait for court.",
    ),
    Term(
        Law.PACE_ACT_1984,
        "Police and Criminal Evidence Act 1984",
        "This says how the police must treat people, and young people most of all.",
    ),
    Term(Law.VICTIMS_CODE, "Victims' Code", "This says what help a victim of crime must be offered."),
    Term(
        Law.LIMITATION_ACT_1980,
        "Limitation Act 1980",
        "This says how long people have to go to court. It affects how long we keep records.",
    ),
)

RECIPIENTS = (
    Term(
        Recipient.GOVERNMENT,
        "The Department for Education and other government agencies",
        "One of these runs GOV.UK Notify, which sends our texts.",
    ),
    Term(
        Recipient.COUNCIL_DEPARTMENTS,
        "Children's Social Care, and other parts of the council that need it for their work",
    ),
    Term(
        Recipient.SAFEGUARDING_BOARDS,
        "Safeguarding boards",
        "They check that children and adults are kept safe.",
    ),
    Term(Recipient.HEALTH_AGENCIES, "Health agencies", "For example, the NHS."),
    Term(Recipient.COURTS, "Courts"),
    Term(Recipient.PROBATION, "Probation", "They work with people who have broken the law."),
    Term(
        Recipient.THERAPISTS_AND_TEACHERS,
        "Speech and language therapists, occupational therapists and specialist teachers",
    ),
    Term(
        Recipient.EDUCATION_PROVIDERS,
        "Nurseries and other early years places, schools, and colleges for people over 16",
        "This includes the firms that run school transport.",
    ),
    Term(Recipient.OTHER_COUNCILS, "Other local authorities, such as county and district councils"),
    Term(Recipient.OTHER_YOUTH_OFFENDING_TEAMS, "Youth offending teams in other places"),
    Term(Recipient.YOUTH_JUSTICE_BOARD, "Youth Justice Board"),
    Term(Recipient.YOUTH_CUSTODY_SERVICE, "Youth Custody Service"),
    Term(
        Recipient.REFERRAL_AGENCIES,
        "Agencies we refer you to",
        "This is when you need a service that we do not have.",
    ),
    Term(
        Recipient.PUPIL_REFERRAL_UNITS,
        "Pupil referral units",
        "They teach children who cannot go to their usual school.",
    ),
    Term(Recipient.VOLUNTARY_PARTNERS, "Charities and other voluntary groups we work with"),
    Term(Recipient.AWARDING_BODIES, "Awarding bodies, which give out qualifications"),
    Term(Recipient.FUNDING_BODIES, "Funding bodies, which pay for some of our work"),
    Term(Recipient.ELECTED_MEMBERS, "Elected members (councillors)"),
)

RIGHTS = (
    Term(
        Right.ACCESS,
        "See a copy of what we hold about you",
        "Ask us and say, if you can, what you would like to see. We may check who you are.",
    ),
    Term(
        Right.RECTIFICATION,
        "Have mistakes put right",
        "Tell us what is wrong and what it should say. If we do not agree, we add what you say to your record.",
    ),
    Term(
        Right.OBJECTION,
        "Object, which means say no to a use",
        "Tell us what you want us to stop and why. We stop unless we have a very strong reason. "
        "We stop sending you texts if you ask us to.",
    ),
    Term(
        Right.RESTRICTION,
        "Ask us to keep your information but not use it for now",
        "For example, while we check whether it is right.",
    ),
    Term(
        Right.PORTABILITY,
        "Move your information elsewhere",
        "Ask us and we will tell you if this right fits. It rarely fits our work with families, because we do not "
        "rely on your consent. You can still ask for a copy.",
    ),
    Term(
        Right.ERASURE,
        "Have your information deleted, in some cases",
        "Ask us and say what you want deleted. It is rarely possible for our work with families, because the law "
        "says what we must keep. We look at each request, and we tell you why if we say no.",
    ),
    Term(
        Right.COMPLAINT,
        "Complain",
        "Tell us if you are unhappy with how we use your information. Children can complain too.",
    ),
)

PERIODS = (
    Term(Period.HUB, "If you used a family hub that is open to everyone"),
    Term(Period.GROUPWORK, "If you came to a group or a course"),
    Term(Period.TARGETED_SUPPORT, "If a worker helped your family"),
    Term(Period.STEPPED_UP, "If our help passed to Children's Social Care"),
    Term(Period.YOUTH_JUSTICE, "If our youth justice service worked with you"),
    Term(Period.VICTIM_SERVICE, "If we supported you as a victim of youth crime"),
    Term(Period.FUNDED_PROGRAMME, "If you were on a programme the Government pays for"),
    Term(Period.SURVEY, "If you helped us test our website"),
    Term(Period.TEXT_DELIVERY, "The number a text went to, and what was filled in for you"),
    Term(Period.DATA_REQUEST, "What you ask us about your data"),
    Term(Period.COMPLAINT, "Complaints about how we use your data"),
    Term(Period.BREACH_LOG, "Our list of times when data was not kept safe"),
    Term(Period.REFERRAL, "Requests for help that we did not take on"),
    Term(Period.DRAFT, "Notes that a worker is still writing"),
    Term(Period.STAFF_ACCOUNT, "How our workers sign in"),
    Term(Period.STAFF_ALERT, "Alerts to our workers"),
    Term(Period.ACCESS_CHECK, "Checks on which records our workers may see"),
    Term(Period.DISPOSAL_REGISTER, "The list of what we destroyed, without names"),
)

CONTACTS = (
    Contact(
        code=ContactPoint.SERVICE,
        title="{service}",
        detail="Tell this team when your details change.",
        email="childrenandfamilywellbeingservice@leics.gov.uk",
        phones=("0116 305 8727",),
    ),
    Contact(
        code=ContactPoint.INFORMATION_GOVERNANCE,
        title="Data Protection Officer",
        detail="The officer checks that {organisation} looks after your information. "
        "Write to the officer through the Information Governance Team.",
        email="informationgovernance@leics.gov.uk",
    ),
    Contact(
        code=ContactPoint.ICO,
        title="Information Commissioner's Office (ICO)",
        detail="The ICO makes sure that everyone follows data protection law. It is not part of the council.",
        email="casework@ico.org.uk",
        phones=("0303 123 1113", "01625 545 745"),
        website="https://www.ico.org.uk",
        address=("Wycliffe House", "Water Lane", "Wilmslow", "Cheshire SK9 5AF"),
    ),
)

TERMS = (*CATEGORIES, *PURPOSES, *BASES, *LAWS, *RECIPIENTS, *RIGHTS, *PERIODS)
