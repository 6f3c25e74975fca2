"""`python -m tests.faults.deaf_worker`: a worker that loses its hearing after the first message."""

from typing import Any

from celery.signals import task_received, worker_ready

from vetting.config.celery import app

_consumers: list[Any] = []


@worker_ready.connect
def remember(sender: Any, **_: Any) -> None:
    _consumers.append(sender)


@task_received.connect
def go_deaf(**_: Any) -> None:
    for consumer in _consumers:
        consumer.task_consumer.cancel()


if __name__ == "__main__":
    app.worker_main(["worker", "-Q", "runs,maintenance", "-c", "1", "--loglevel", "WARNING"])
