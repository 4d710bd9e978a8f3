"""The project: settings, entry points, and the parts a development machine runs by itself."""

from familyhubs.celery import app as celery_app

__all__ = ["celery_app"]
