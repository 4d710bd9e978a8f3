"""Who is let in, at sign-in and again at each request of an open session."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs staff in by email, and knows nobody who has left: their open sessions end at the next request."""

    def user_can_authenticate(self, user: User) -> bool:
        """Whether this person still works here."""
        return user.is_active and not user.has_left()
