"""Signing in and one's own account."""

from django.urls import path

from accounts.access import public, requires
from accounts.permissions import Permission
from accounts.views import account, alerts, home, sessions

urlpatterns = [
    path("sign-in/", public("nobody is signed in yet")(account.SignInView.as_view()), name="account_login"),
    path(
        "sign-out/",
        public("signing out twice is no error")(account.SignOutView.as_view()),
        name="account_logout",
    ),
    path(
        "account/change-password/",
        requires(Permission.OWN_ACCOUNT)(account.ChangePasswordView.as_view()),
        name="account_change_password",
    ),
    path("account/", home.account, name="account"),
    path("account/session/", sessions.session, name="account_session"),
    path("account/session/ended/", sessions.session_ended, name="account_session_ended"),
    path("account/sessions/", sessions.sessions, name="account_sessions"),
    path("account/sessions/end/", sessions.sessions_end_others, name="account_sessions_end"),
    path("account/sessions/<int:session_id>/end/", sessions.session_end, name="account_session_end"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/seen/", alerts.alerts_seen, name="alerts_seen"),
]
