"""Blanking or destroying many rows at once, each with all its versions; with a count by table."""

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db import connection

NEVER_ENDED = "It was still waiting when its number was blanked, so it was not sent."

TEXT = "UPDATE {table} SET number = '', personalisation = '{{}}' WHERE id = ANY (%(keys)s)"
# What still waits after so long has nowhere to go any more; nobody asks Notify about it either.
DELIVERY = """
UPDATE texts_delivery
   SET notify_id = NULL, next_try_at = NULL,
       why = CASE WHEN status IN ('queued', 'sending') THEN %(why)s ELSE why END,
       status = CASE WHEN status IN ('queued', 'sending') THEN 'needs-a-person' ELSE status END
 WHERE text_id = ANY (%(keys)s)
"""

# What was held back from its packs, and how the answers went out.
REVIEWS = """
SELECT r.id FROM redaction_review r JOIN privacy_pack p ON p.id = r.pack_id WHERE p.request_id = ANY (%(keys)s)
"""
SENT = f"SELECT id FROM release_release WHERE review_id IN ({REVIEWS})"  # noqa: S608 - made of the words above
OUTPUTS = f"SELECT id FROM redaction_output WHERE review_id IN ({REVIEWS})"  # noqa: S608 - the same
OF_REVIEWS = (
    ("release_fetch", f"release_id IN ({SENT})"),
    ("redaction_volume", f"output_id IN ({OUTPUTS})"),
    *(
        (table, f"review_id IN ({REVIEWS})")
        for table in (
            "release_release",
            "redaction_output",
            "redaction_decision",
            "redaction_passage",
            "redaction_picture",
        )
    ),
    ("redaction_review", f"id IN ({REVIEWS})"),
)

# Whatever hangs on a request, and every version that speaks of it, those of events removed long ago too.
REQUEST = (
    (
        "public_forms_evidence",
        "submission_id IN (SELECT id FROM public_forms_submission"
        " WHERE id = ANY (%(keys)s) OR data_request_id = ANY (%(keys)s))",
    ),
    ("public_forms_submission", "id = ANY (%(keys)s) OR data_request_id = ANY (%(keys)s)"),
    (
        "rights_historicalrecipientnotice",
        "decision_id IN (SELECT id FROM rights_decision WHERE request_id = ANY (%(keys)s))",
    ),
    (
        "rights_recipientnotice",
        "decision_id IN (SELECT id FROM rights_decision WHERE request_id = ANY (%(keys)s))",
    ),
    ("rights_historicaldecision", "request_id = ANY (%(keys)s)"),
    ("rights_decision", "request_id = ANY (%(keys)s)"),
    *OF_REVIEWS,
    ("workbench_chase", "request_id = ANY (%(keys)s)"),
    ("workbench_historicalchase", "request_id = ANY (%(keys)s)"),
    ("workbench_recordsasked", "request_id = ANY (%(keys)s)"),
    ("workbench_historicalrecordsasked", "request_id = ANY (%(keys)s)"),
    ("workbench_search", "request_id = ANY (%(keys)s)"),
    ("workbench_historicalsearch", "request_id = ANY (%(keys)s)"),
    ("workbench_party", "request_id = ANY (%(keys)s)"),
    ("workbench_historicalparty", "request_id = ANY (%(keys)s)"),
    ("workbench_letter", "request_id = ANY (%(keys)s)"),
    ("privacy_packsection", "pack_id IN (SELECT id FROM privacy_pack WHERE request_id = ANY (%(keys)s))"),
    ("privacy_pack", "request_id = ANY (%(keys)s)"),
    ("privacy_requestevent", "request_id = ANY (%(keys)s)"),
    ("privacy_historicalrequestevent", "request_id = ANY (%(keys)s)"),
    ("privacy_historicaldatarequest", "id = ANY (%(keys)s)"),
    ("privacy_datarequest", "id = ANY (%(keys)s)"),
)

SURVEY = (
    ("survey_answer", "response_id = ANY (%(keys)s)"),
    ("survey_response", "id = ANY (%(keys)s)"),
)

COMPLAINT = (
    ("duties_historicalcomplaintstep", "complaint_id = ANY (%(keys)s)"),
    ("duties_complaintstep", "complaint_id = ANY (%(keys)s)"),
    ("duties_historicalcomplaint", "id = ANY (%(keys)s)"),
    ("duties_complaint", "id = ANY (%(keys)s)"),
)

# Every version that names somebody goes too, those of people taken off the referral long ago among them.
REFERRAL = (
    ("referrals_historicalreferraldecision", "referral_id = ANY (%(keys)s)"),
    ("referrals_referraldecision", "referral_id = ANY (%(keys)s)"),
    ("referrals_historicalreferralperson", "referral_id = ANY (%(keys)s)"),
    ("referrals_referralperson", "referral_id = ANY (%(keys)s)"),
    ("referrals_historicalreferral", "id = ANY (%(keys)s)"),
    ("referrals_referral", "id = ANY (%(keys)s)"),
)

# Keys are unlike each other in all tables, so that one list serves both.
ACCESS_CHECK = (
    ("families_accesspatternsubject", "pattern_id = ANY (%(keys)s)"),
    ("families_accesspattern", "id = ANY (%(keys)s)"),
    ("accounts_membershipreview", "id = ANY (%(keys)s)"),
)

CONFIRMATIONS = """
DELETE FROM account_emailconfirmation c USING account_emailaddress e
 WHERE c.email_address_id = e.id AND e.user_id = ANY (%(keys)s)
"""
TOKENS = """
DELETE FROM socialaccount_socialtoken t USING socialaccount_socialaccount a
 WHERE t.account_id = a.id AND a.user_id = ANY (%(keys)s)
"""
# What hangs on an account and goes whole: second factors, sign-ins elsewhere, addresses.
OWNED = "DELETE FROM {table} WHERE user_id = ANY (%(keys)s)"
OF_USER = (
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "account_emailaddress",
    "accounts_homepostcode",
    "usersessions_usersession",
)
# RFC 2606 keeps .invalid from ever being a real address; "!" is Django's mark of a password that opens nothing.
USER = """
UPDATE accounts_user
   SET email = id || '@left.invalid', password = '!' || replace(gen_random_uuid()::text, '-', ''), last_login = NULL,
       entra_object_id = NULL, is_active = false
 WHERE id = ANY (%(keys)s)
"""
USER_VERSIONS = """
UPDATE accounts_historicaluser SET email = id || '@left.invalid', entra_object_id = NULL WHERE id = ANY (%(keys)s)
"""
NEW_USER_VERSION = """
INSERT INTO accounts_historicaluser
       (history_id, id, email, full_name, job_title, is_active, history_date, history_type, history_change_reason)
SELECT uuidv7(), id, email, full_name, job_title, is_active, statement_timestamp(), '~',
       'Sign-in blanked under the retention schedule'
  FROM accounts_user WHERE id = ANY (%(keys)s)
"""


def texts_blank(keys: Collection[UUID]) -> Counter[str]:
    """Numbers, what was filled in and Notify's ids go; the words and whether they arrived stay in the file."""
    tables = ("texts_text", "texts_historicaltext")
    counts = Counter({table: _write(TEXT.format(table=table), keys) for table in tables})
    counts["texts_delivery"] = _write(DELIVERY, keys, why=NEVER_ENDED)
    return counts


def requests_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Answered requests go with their events, packs and versions; what the packs were made from stays in the file."""
    return _destroy(REQUEST, keys)


def survey_answers_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Answers to a survey keep no versions."""
    return _destroy(SURVEY, keys)


def complaints_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Answered complaints go with what was done about them and all versions."""
    return _destroy(COMPLAINT, keys)


def referrals_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Decided referrals about nobody's file go with whom they named, what was decided and all versions."""
    return _destroy(REFERRAL, keys)


def access_checks_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Decided reviews of memberships, and decided questions about looks with whom they were about."""
    return _destroy(ACCESS_CHECK, keys)


def drafts_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Drafts keep no versions."""
    return Counter({"families_draft": _write("DELETE FROM families_draft WHERE id = ANY (%(keys)s)", keys)})


def alerts_destroy(keys: Collection[UUID]) -> Counter[str]:
    """Alerts to staff keep no versions; an email about one that never went out goes with it."""
    emails = _write("DELETE FROM accounts_alertemail WHERE alert_id = ANY (%(keys)s)", keys)
    alerts = _write("DELETE FROM accounts_alert WHERE id = ANY (%(keys)s)", keys)
    return Counter({"accounts_alertemail": emails, "accounts_alert": alerts})


def accounts_blank(keys: Collection[UUID]) -> Counter[str]:
    """What somebody signed in with goes; name, job title and authorship stay."""
    counts = Counter(
        {
            "account_emailconfirmation": _write(CONFIRMATIONS, keys),
            "socialaccount_socialtoken": _write(TOKENS, keys),
            **{table: _write(OWNED.format(table=table), keys) for table in OF_USER},
            "accounts_user": _write(USER, keys),
            "accounts_historicaluser": _write(USER_VERSIONS, keys),
        }
    )
    _write(NEW_USER_VERSION, keys)
    return counts


def _destroy(tables: Collection[tuple[str, str]], keys: Collection[UUID]) -> Counter[str]:
    return Counter(
        {table: _write(f"DELETE FROM {table} WHERE {where}", keys) for table, where in tables}  # noqa: S608
    )


def _write(sql: str, keys: Collection[UUID], **values: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"keys": list(keys), **values})
        return int(cursor.rowcount)
