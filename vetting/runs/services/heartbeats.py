"""Proof that workers take messages: a process that lives may long have stopped to consume."""

from datetime import datetime, timedelta

from vetting.runs.models import Worker

FORGOTTEN = timedelta(days=1)


def note_worker(*, name: str, at: datetime) -> None:
    Worker.objects.update_or_create(name=name[:100], defaults={"seen_at": at})
    Worker.objects.filter(seen_at__lt=at - FORGOTTEN).delete()
