"""The cookies the portal sets, as its cookies page lists them; tests/familyhubs/test_public_pages.py compares.

All are strictly necessary (Privacy and Electronic Communications Regulations 2003, regulation 6(4)), so nobody is asked
for consent, and there is nothing to switch off. Reading a notice sets none.
"""

from dataclasses import dataclass

from django.conf import settings

from accounts.devices import LONGEST_SECONDS

DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Cookie:
    """A cookie: its name, who gets it and what for, and when it goes."""

    name: str
    whose: str
    purpose: str
    goes: str


def cookies() -> tuple[Cookie, ...]:
    """Every cookie there is."""
    minutes, days = settings.SESSION_COOKIE_AGE // 60, LONGEST_SECONDS // DAY
    return (
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Staff who sign in, and people who fill in one of our forms",
            "Keeps you signed in, or keeps what you have typed from one page of a form to the next",
            f"When you sign out or close your browser, or after {minutes} minutes without use",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Everybody who opens a page with a form",
            "Makes sure that a form was sent from our page and not from somebody else’s",
            f"After {settings.CSRF_COOKIE_AGE // DAY} days",
        ),
        Cookie(
            settings.DEVICE_COOKIE_NAME,
            "Staff who sign in",
            "Knows a device that somebody has signed in with before, so that a new one is noticed",
            f"After {days} days",
        ),
    )
