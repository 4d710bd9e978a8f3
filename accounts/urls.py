"""Signing in and one's own account."""

from django.urls import path

from accounts.access import FORM, public, requires
from accounts.permissions import Permission
from accounts.views import account, alerts, home

urlpatterns = [
    path(
        "sign-in/",
        public("nobody is signed in yet", FORM)(account.SignInView.as_view()),
        name="account_login",
    ),
    path(
        "sign-out/",
        public("signing out twice is no error", FORM)(account.SignOutView.as_view()),
        name="account_logout",
    ),
    path(
        "account/change-password/",
        requires(Permission.OWN_ACCOUNT, FORM)(account.ChangePasswordView.as_view()),
        name="account_change_password",
    ),
    path("account/", home.account, name="account"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/seen/", alerts.alerts_seen, name="alerts_seen"),
]
