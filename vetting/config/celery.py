"""The queue. It may lose, double and delay messages: the database decides (vetting/runs).

`celery -A vetting.config worker -Q runs,maintenance` is the worker of server mode.
"""

import os
import socket
from typing import Any

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetting.config.settings")

# The last guard against a worker that hangs, beyond any run's own limit. The broker's visibility
# timeout is four times as long: a message must not come back while its work is under way.
TASK_SECONDS = 1800

app = Celery(
    "vetting",
    changes={
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_ignore_result": True,
        "task_acks_late": True,
        # The lease runs it again and counts the tries; the broker would do so for ever.
        "task_reject_on_worker_lost": False,
        "task_time_limit": TASK_SECONDS,
        "task_default_queue": "runs",
        "task_publish_retry": False,  # the next tick is the retry
        "worker_prefetch_multiplier": 1,
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_hijack_root_logger": False,
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "broker_connection_timeout": 3,
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
    },
)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# For every thread: `current_app` is otherwise another one outside the thread that made this.
app.set_default()

# The kernel ends a connection whose other end is gone, after about half a minute.
KEEPALIVE = {
    socket.TCP_KEEPIDLE: 10,
    socket.TCP_KEEPINTVL: 5,
    socket.TCP_KEEPCNT: 4,
    socket.TCP_USER_TIMEOUT: 30_000,
}


@celeryd_init.connect
def wait_for_a_slow_broker(conf: Any, **_: Any) -> None:
    """Let workers wait where the web process must not.

    After an acknowledgement that timed out, Celery believes for ever that it holds the message.
    """
    options = dict(conf.broker_transport_options)
    if options.pop("socket_timeout", None):
        conf.broker_transport_options = options | {"socket_keepalive_options": KEEPALIVE}
