"""Every form a member of staff fills in: what keeps the words typed into it, and what happens to whoever is slower.

    Typed("oversight:note_correct", words=DRAFT, two=BOTH)

- ``words``  `DRAFT`: it saves itself every few seconds, and by a button without scripts, for its writer alone.
             `SHORT`: a few quick answers, given back by the sign-in page, the error page and the browser. Anything
             else is the reason why a long form keeps no draft;
- ``two``    `BOTH`: somebody who opened it before another change is told, sees what stands now beside what they typed,
             and nothing is overwritten. `ONCE`: it can be done once; the second is told so and nothing is overwritten.
             `ADDS`: it adds something of its own, or changes nobody's record.
- ``answers`` in the second list: what to type where made-up words are not taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DRAFT, SHORT = "draft", "short"
BOTH, ONCE, ADDS = "both", "once", "adds"
OF_NOBODY = "No account, so no draft: the browser keeps what is typed, and an error page gives it back"

OF_A_STRANGER = (
    "No account: what is typed travels in the page, signed, and may be saved under a code for a week"
)
OF_OFFICERS = "Choices and one line of reason; a draft belongs to a family's file, and officers open none"
OF_MANY = (
    "About many families, and a draft belongs to one: what is written can be saved for one person at a time"
)


@dataclass(frozen=True)
class Typed:
    """One line of the table."""

    route: str
    words: str
    two: str


def _lines(words: str, two: str, *names: str) -> list[Typed]:
    return [Typed(name, words, two) for name in " ".join(names).split()]


FORMS: list[Typed] = [
    *_lines(DRAFT, BOTH, """
        groups:session_move families:relationship_change families:warning_change families:person_change
        families:part_change contacts:correct documents:describe assessments:need
        assessments:goal assessments:action assessments:meeting_write assessments:section oversight:note_correct
        oversight:audit oversight:step diary:task diary:visit_change referrals:correct referrals:screen
        referrals:pass referrals:decide referrals:return groups:programme_change groups:register groups:end
    """),
    *_lines(DRAFT, ONCE, """
        access_pattern access_pattern_all families:restrict families:restriction_lift families:break_glass_review
        merging:unmerge merging:not_same merging:not_same_family assessments:decide retention:take_off
        retention:agree retention:hold_release
    """),
    *_lines(DRAFT, ONCE, "duties:complaint_close duties:breach_close"),
    *_lines(DRAFT, ADDS, "rights:decide rights:statement_new"),
    *_lines(SHORT, ONCE, "rights:corrected rights:recipient rights:recipients_given rights:lift texts:stop_lift"),
    *_lines(SHORT, ADDS, "texts:stop"),
    *_lines(OF_NOBODY, ADDS, "survey:take"),
    *_lines(DRAFT, ADDS, """
        duties:complaint_new duties:complaint_step duties:breach_new duties:breach_step duties:breach_told
        families:involvement_open families:relationship_add families:warning_add families:break_glass families:part_add
        contacts:record documents:add assessments:need_add assessments:goal_add assessments:action_add
        assessments:review_add assessments:meeting_add oversight:note_add diary:task_add diary:task_from
        diary:visit_plan referrals:record groups:programme_add groups:cohort_add privacy:request_new
        privacy:disclosure_new privacy:request_event workbench:search_add workbench:letter_new
        retention:hold_new
    """),
    *_lines(DRAFT, ONCE, "notices:propose"),
    *_lines(DRAFT, BOTH, "notices:translate"),
    *_lines(SHORT, BOTH, """
        families:family_name families:member_change documents:replace families:member_end
        families:involvement_allocate families:involvement_transfer
        families:involvement_close families:restriction families:warning_end families:part_end
        families:reallocate documents:remove diary:visit_call_off diary:task_again oversight:reopen
        referrals:link groups:cohort_change groups:session_cancel
        merging:merge merging:family_merge
    """),
    *_lines(SHORT, ADDS, "redaction:passage redaction:people"),
    *_lines(OF_OFFICERS, ADDS, "redaction:many release:new"),
    *_lines(OF_NOBODY, ADDS, "release:answer partners:asked"),
    *_lines(SHORT, ONCE, "partners:hand_over"),
    *_lines(SHORT, ONCE, "redaction:submit redaction:second"),
    *_lines(SHORT, BOTH, "assessments:meeting_move workbench:party_change"),
    *_lines(SHORT, ONCE, "duties:complaint_hand_over"),
    *_lines(SHORT, BOTH, "duties:breach_weigh"),
    *_lines(DRAFT, BOTH, "duties:breach_decide"),
    *_lines(SHORT, BOTH, "duties:breach_person"),
    *_lines(SHORT, ONCE, """
        assessments:start assessments:plan_start privacy:request_answered privacy:disclosure_decided
        privacy:disclosure_sent workbench:records_came workbench:letter_went workbench:party_remove
    """),
    *_lines(SHORT, ADDS, """
        families:member_add oversight:audits merging:pair_new merging:family_pair_new groups:walk_in
        groups:walk_in_add groups:enrol assessments:copy texts:send texts:write diary:calendar diary:hand_over
        referrals:start referrals:stop referrals:web_start privacy:looks workbench:records_ask workbench:chase
        workbench:party_add
        retention:schedule_approval search person_create access_review access_review_all home_postcode
    """),
    # Signing in, and one's own account: nobody else writes there.
    *_lines(SHORT, ADDS, """
        mfa_login_webauthn mfa_authenticate account_carry_on mfa_activate_totp mfa_deactivate_totp mfa_add_webauthn
        mfa_remove_webauthn mfa_generate_recovery_codes account_reauthenticate mfa_reauthenticate
        mfa_reauthenticate_webauthn account_login account_logout account_change_password account_session
    """),
    *_lines(SHORT, ONCE, "notices:publish"),
    *_lines(SHORT, ADDS, "telling:give"),
    *_lines(OF_NOBODY, ADDS, "referrals:web_form"),
    *_lines(OF_A_STRANGER, ADDS, "public_forms:ask public_forms:return"),
    *_lines(DRAFT, ONCE, "public_forms:answer"),
    *_lines(OF_MANY, BOTH, "groups:outcomes"),
]  # fmt: skip

NO_DATE = {"next_on_day": "", "next_on_month": "", "next_on_year": ""}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "families:part_change": {"confidential_from": ""},
    "contacts:correct": {"others": "Sam Made-up, health visitor"},
    "assessments:meeting_write": NO_DATE,
    "assessments:meeting_move": {"at": "10:30"},
    "groups:session_move": {"starts_at": "10:30", "ends_at": "12:30"},
}
# Forms of many rows, or with a file: the test of two writers that each has of its own.
TOLD_ELSEWHERE = {
    "duties:breach_person": "privacy/duties/test_breaches.py::test_two_who_note_the_same_person_are_told",
    "groups:register": "cases/groups/test_register.py::test_who_saves_second_is_told_and_shown_both",
    "groups:outcomes": "cases/groups/test_outcomes.py"
    "::test_an_outcome_that_somebody_else_recorded_meanwhile_is_not_overwritten",
    "documents:replace": "cases/documents/test_pages.py::test_two_who_add_a_version_at_once_are_told",
    "merging:merge": "cases/families/merging/test_merge_pages.py"
    "::test_a_record_changed_meanwhile_is_told_and_nothing_is_asked",
    "merging:family_merge": "cases/families/merging/test_family_merge_pages.py"
    "::test_a_record_changed_meanwhile_is_told_and_nothing_is_asked",
    "privacy:request_answered": "privacy/test_requests.py"
    "::test_a_closed_request_keeps_the_day_its_answer_was_sent",
    "redaction:submit": "privacy/redaction/test_reading.py::test_a_pack_is_handed_over_once",
    "redaction:second": "privacy/redaction/test_reading.py::test_a_pack_is_read_once",
    "notices:propose": "privacy/notices/test_versions.py::test_one_version_waits_at_a_time",
    "notices:translate": "privacy/notices/test_bulk_translation.py"
    "::test_two_translators_do_not_write_over_each_other",
    "notices:publish": "privacy/notices/test_versions.py::test_the_second_of_two_who_decide_is_told",
    "partners:hand_over": "privacy/partners/test_downloads.py::test_it_is_handed_over_once",
    "privacy:disclosure_sent": "privacy/test_disclosures.py::test_it_is_sent_once",
    "public_forms:answer": "privacy/public_forms/test_inbox.py::test_a_form_is_taken_on_once",
    "workbench:party_remove": "privacy/workbench/test_searching.py"
    "::test_somebody_noted_by_mistake_is_removed_with_a_reason_and_once",
    "workbench:records_came": "privacy/workbench/test_searching.py::test_records_come_once",
    "workbench:letter_went": "privacy/workbench/test_letters.py::test_a_letter_is_sent_once",
    "families:restriction": "cases/families/test_restriction.py"
    "::test_two_who_change_who_may_see_a_family_are_told_and_nobody_is_dropped",
    "families:reallocate": "cases/families/test_reallocation.py"
    "::test_when_one_changed_meanwhile_nothing_is_written_and_the_page_says_which_and_why",
}
