"""Routes of the other rights. Ids are keys without meaning."""

from django.urls import path

from privacy.rights.views import decisions, recipients, statements

app_name = "rights"

urlpatterns = [
    path("rights/", decisions.rights_list, name="list"),
    path("rights/requests/<uuid:request_id>/", decisions.rights_of_request, name="request"),
    path("rights/requests/<uuid:request_id>/<slug:right>/", decisions.right_decided, name="decide"),
    path("rights/decisions/<uuid:decision_id>/agree/", decisions.decision_agreed, name="agree"),
    path("rights/decisions/<uuid:decision_id>/corrected/", recipients.corrected, name="corrected"),
    path(
        "rights/decisions/<uuid:decision_id>/recipients.csv", recipients.recipients_csv, name="recipients_csv"
    ),
    path(
        "rights/decisions/<uuid:decision_id>/recipients/",
        recipients.recipients_given,
        name="recipients_given",
    ),
    path("rights/decisions/<uuid:decision_id>/portable.json", recipients.portable, name="portable"),
    path("rights/recipients/<uuid:notice_id>/", recipients.recipient, name="recipient"),
    path("rights/locks/<uuid:lock_id>/", decisions.lock_lifted, name="lift"),
    path(
        "families/<uuid:family_id>/statements/<slug:about>/<uuid:record_id>/",
        statements.statement_new,
        name="statement_new",
    ),
]
