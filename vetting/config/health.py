"""Whether this process lives, and whether the whole can do its work."""

from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vetting.runs.selectors import worker_seen_at

WORKER_SILENCE = timedelta(seconds=90)
OK = "ok"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer without asking anybody: a supervisor restarts the process when this fails."""
    return HttpResponse(OK, content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Return each part's state; 503 unless all are well."""
    parts = {name: check() for name, check in PARTS.items()}
    ready = all(state == OK for state in parts.values())
    return JsonResponse({"ready": ready, "parts": parts}, status=200 if ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "the database does not answer"
    return OK


def _broker() -> str:
    url = settings.CELERY_BROKER_URL
    if url.startswith("memory:"):
        return OK  # in this very process
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    except redis.RedisError:
        return "the broker does not answer"
    return OK


def _worker() -> str:
    try:
        seen_at = worker_seen_at()
    except DatabaseError:
        return "unknown without the database"
    if seen_at is None:
        return "no worker has reported yet"
    silence = timezone.now() - seen_at
    if silence > WORKER_SILENCE:
        return f"no worker has reported for {int(silence.total_seconds())} s"
    return OK


PARTS: dict[str, Callable[[], str]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
}
