"""The one sender. A message leaves after commit, and its failure never undoes what it tells of."""

import logging
from collections.abc import Mapping
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def send(*, to: str, template: str, context: Mapping[str, Any]) -> None:
    """Send `mail/<template>.txt`; its first line is the subject."""
    text = render_to_string(f"mail/{template}.txt", dict(context))
    subject, _, body = text.partition("\n")
    message = EmailMessage(subject=subject.strip(), body=body.lstrip("\n"), to=[to])
    transaction.on_commit(lambda: _deliver(message, template))


def _deliver(message: EmailMessage, template: str) -> None:
    try:
        message.send()
    except OSError:  # smtplib's errors are OSErrors, and so are refused connections
        logger.exception("mail %s could not be sent", template)
