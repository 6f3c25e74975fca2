"""The composition root: it knows every part, and no part knows it."""

from vetting.config.celery import app as celery_app

__all__ = ["celery_app"]
