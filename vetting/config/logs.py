"""Logs on standard error: lines for people in embedded mode, JSON for collectors in server mode."""

from typing import Any

import structlog


def logging_settings(*, as_json: bool) -> dict[str, Any]:
    render = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": [
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                ],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *render,
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            # They tell of every message; the rows of runs tell more.
            "celery": {"level": "WARNING"},
            "kombu": {"level": "ERROR"},
            # It repeats each refusal; only defects of ours belong here.
            "django.request": {"level": "ERROR"},
        },
    }
