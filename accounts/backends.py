"""Who is let in, at sign-in and again at each request of an open session."""

import uuid

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs staff in by email, and knows nobody who has left: their open sessions end at the next request."""

    def get_user(self, user_id: uuid.UUID) -> User | None:
        """Whoever an open session belongs to, with all their jobs, in one query."""
        user = User.objects.with_jobs(user_id)
        return user if user and self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: User) -> bool:
        """Whether this person still works here."""
        return user.is_active and not user.has_left()
