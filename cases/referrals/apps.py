"""The referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The front door: referrals as they arrive, the board they wait on, and the threshold decision."""

    name = "cases.referrals"
    chronology_source = "cases.referrals.chronology.Referrals"
    home_panels = ("cases.referrals.panels.FrontDoorToday",)
    early_due_source = "cases.referrals.due.SearchesDue"
    draft_forms = {"referral_record": ("Referral", "referrals:record")}
