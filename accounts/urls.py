"""Signing in and one's own account."""

from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import include, path

from accounts.access import FORM, READ, public, requires
from accounts.permissions import Permission
from accounts.views import account, alerts, doors, home, reviews, sessions
from accounts.views import second_factor as second
from accounts.views.second_factor import own

# The names are those by which allauth finds its pages.
SIGN_IN = [
    path("sign-in/entra/", doors.entra, {"provider_id": "entra"}, name="openid_connect_login"),
    path(
        "sign-in/entra/back/", doors.entra_callback, {"provider_id": "entra"}, name="openid_connect_callback"
    ),
    path("sign-in/demo/", doors.persona, name="account_persona"),
    path(
        "sign-in/passkey/",
        public("nobody is signed in yet", FORM)(doors.PasskeyView.as_view()),
        name="mfa_login_webauthn",
    ),
    path(
        "sign-in/second-step/",
        public("only after the right password", FORM)(second.SecondStepView.as_view()),
        name="mfa_authenticate",
    ),
    path("sign-in/carry-on/", account.carry_on, name="account_carry_on"),
]
SECOND_FACTOR = [
    path("", own(second.SecondFactorView.as_view(), READ), name="mfa_index"),
    path("app/", own(second.SetUpAppView.as_view()), name="mfa_activate_totp"),
    path("app/remove/", own(second.RemoveAppView.as_view()), name="mfa_deactivate_totp"),
    path("passkey/", own(second.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("passkey/<int:pk>/remove/", own(second.RemovePasskeyView.as_view()), name="mfa_remove_webauthn"),
    path("recovery-codes/", own(view_recovery_codes, READ), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/", own(second.NewRecoveryCodesView.as_view()), name="mfa_generate_recovery_codes"
    ),
    path("prove/password/", own(second.ProveByPasswordView.as_view()), name="account_reauthenticate"),
    path("prove/code/", own(second.ProveByCodeView.as_view()), name="mfa_reauthenticate"),
    path("prove/passkey/", own(second.ProveByPasskeyView.as_view()), name="mfa_reauthenticate_webauthn"),
]

urlpatterns = [
    *SIGN_IN,
    path("account/second-step/", include(SECOND_FACTOR)),
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
    path("account/session/", sessions.session, name="account_session"),
    path("account/session/ended/", sessions.session_ended, name="account_session_ended"),
    path("account/sessions/", sessions.sessions, name="account_sessions"),
    path("account/sessions/end/", sessions.sessions_end_others, name="account_sessions_end"),
    path("account/sessions/<int:session_id>/end/", sessions.session_end, name="account_session_end"),
    path("account/home-postcode/", home.home_postcode, name="home_postcode"),
    path("access-review/", reviews.access_review, name="access_review"),
    path("administrators-review/", reviews.access_review_all, name="access_review_all"),
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/seen/", alerts.alerts_seen, name="alerts_seen"),
]
