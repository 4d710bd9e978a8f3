"""What a member of staff may do, one word pair a permission (noun first, then the verb).

A permission opens a kind of page. Which people and families appear on that page is a second, separate question,
answered by ``visible_to(user)`` in each app and again by row security in PostgreSQL.
"""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a role may allow; routes name exactly one of these."""

    OWN_ACCOUNT = "own_account"
    FAMILY_SEARCH = "family_search"
    FAMILY_VIEW = "family_view"
    FAMILY_EDIT = "family_edit"
    PERSON_CREATE = "person_create"
    CONTACT_VIEW = "contact_view"
    CONTACT_RECORD = "contact_record"
    TEXT_SEND = "text_send"
    REFERRAL_RECORD = "referral_record"
    REFERRAL_TRIAGE = "referral_triage"
    WORK_ALLOCATE = "work_allocate"
    ASSESSMENT_VIEW = "assessment_view"
    ASSESSMENT_WRITE = "assessment_write"
    ASSESSMENT_APPROVE = "assessment_approve"
    GROUP_VIEW = "group_view"
    GROUP_RUN = "group_run"
    TASK_KEEP = "task_keep"
    WARNING_KEEP = "warning_keep"
    DOCUMENT_VIEW = "document_view"
    DOCUMENT_ADD = "document_add"
    RECORD_MERGE = "record_merge"
    WORK_OVERSEE = "work_oversee"
    YOUTH_JUSTICE_VIEW = "youth_justice_view"
    VICTIM_VIEW = "victim_view"
    FAMILY_RESTRICT = "family_restrict"
    GLASS_BREAK = "glass_break"
    GLASS_BREAK_RESTRICTED = "glass_break_restricted"
    GLASS_REVIEW = "glass_review"
    ACCESS_REVIEW = "access_review"
    ACCESS_AUDIT = "access_audit"
    REQUEST_HANDLE = "request_handle"
    DISPOSAL_VIEW = "disposal_view"
    DISPOSAL_PROPOSE = "disposal_propose"
    DISPOSAL_APPROVE = "disposal_approve"
    HOLD_MANAGE = "hold_manage"
    SCHEDULE_EDIT = "schedule_edit"
    NOTICE_EDIT = "notice_edit"
    NOTICE_PUBLISH = "notice_publish"
    STAFF_MANAGE = "staff_manage"
    ADMIN_USE = "admin_use"
