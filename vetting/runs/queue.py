"""Messages to the workers. Each holds an id at most, and each may be lost, doubled or late."""

import uuid

from celery import current_app

RUNS = "runs"
MAINTENANCE = "maintenance"

EXECUTE = "vetting.runs.execute"
WATCHDOG = "vetting.runs.watchdog"


def hint_execution(run_id: uuid.UUID) -> None:
    """Tell a worker that this run waits. Raises OperationalError of kombu without a broker."""
    current_app.send_task(EXECUTE, args=[str(run_id)], queue=RUNS)


def send_watchdog(*, expires_seconds: float) -> None:
    """Ask whether anybody consumes; where nobody does, the question is forgotten."""
    current_app.send_task(WATCHDOG, queue=MAINTENANCE, expires=expires_seconds)
