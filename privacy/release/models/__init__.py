"""Sending answers."""

from privacy.release.models.release import Fetch, Release

__all__ = ["Fetch", "Release"]
