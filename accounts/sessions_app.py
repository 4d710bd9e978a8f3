"""allauth's list of sessions, of which the portal keeps less than allauth would."""

from allauth.usersessions.apps import UserSessionsConfig


class SessionsConfig(UserSessionsConfig):  # type: ignore[misc]
    """Without allauth's own bookkeeping, which would keep network addresses (see ``accounts.actions.sessions``)."""

    def ready(self) -> None:
        """Listens to nothing."""
