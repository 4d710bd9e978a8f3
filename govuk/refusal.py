"""A page that somebody's role includes and that is nevertheless not for them to open now."""

from django.core.exceptions import PermissionDenied


class PageRefused(PermissionDenied):
    """Answered 403 with its own words, which say why and who can help, and never name anybody we serve."""
