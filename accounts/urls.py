"""Signing in and one's own account."""

from django.urls import path

from accounts.access import public, requires
from accounts.permissions import Permission
from accounts.views import account, alerts, home, reviews

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
    path("account/home-postcode/", home.home_postcode, name="home_postcode"),
    path("access-review/", reviews.access_review, name="access_review"),
    path("administrators-review/", reviews.access_review_all, name="access_review_all"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/seen/", alerts.alerts_seen, name="alerts_seen"),
]
