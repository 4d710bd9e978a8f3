"""Routes of the front door. Ids are keys without meaning."""

from django.urls import path

from cases.referrals.views import board, decide, record, referral, triage, web

app_name = "referrals"

urlpatterns = [
    path("", board.board, name="board"),
    path("decided/", board.decided, name="decided"),
    path("new/", record.start, name="start"),
    path("new/stop/", record.stop, name="stop"),
    path("new/record/", record.record, name="record"),
    path("new/draft/", record.draft, name="draft"),
    path("new/discard/", record.discard, name="discard"),
    path("web/", web.web_start, name="web_start"),
    path("web/stop/", web.web_stop, name="web_stop"),
    path("web/form/", web.web_form, name="web_form"),
    path("web/sent/<slug:reference>/", web.web_sent, name="web_sent"),
    path("<uuid:referral_id>/", referral.referral, name="referral"),
    path("<uuid:referral_id>/correct/", record.correct, name="correct"),
    path("<uuid:referral_id>/take/", triage.take, name="take"),
    path("<uuid:referral_id>/screen/", triage.screen, name="screen"),
    path("<uuid:referral_id>/link/", triage.link, name="link"),
    path("<uuid:referral_id>/pass/", triage.pass_on, name="pass"),
    path("<uuid:referral_id>/decide/", decide.decide, name="decide"),
    path("<uuid:referral_id>/return/", triage.return_, name="return"),
]
