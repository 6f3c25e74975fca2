"""What a request for a quote must look like. Everything else is the caller's mistake: 4xx."""

import json
import math

from risk import CODES, NUMBERS

MAX_ID = 64


class BadQuoteError(ValueError):
    """The message is for the caller."""


def parse(raw):
    """Read a quote from a request's body. Raises `BadQuoteError`."""
    try:
        quote = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise BadQuoteError("the body is not JSON in UTF-8") from None
    if not isinstance(quote, dict):
        raise BadQuoteError("the body is not a JSON object")
    id_ = quote.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= MAX_ID:
        raise BadQuoteError(f"id must be a text of 1 to {MAX_ID} characters")
    _require_whole(quote, "hour", 0, 23)
    _require_whole(quote, "month", 1, 12)
    for name in CODES:
        if not isinstance(quote.get(name), (str, type(None))):
            raise BadQuoteError(f"{name} must be a text or null")
    for name in NUMBERS:
        if not _is_number_or_missing(quote.get(name)):
            raise BadQuoteError(f"{name} must be a finite number or null")
    return quote


def _refuse(constant):
    raise ValueError(f"{constant} is not JSON")


def _require_whole(quote, name, low, high):
    value = quote.get(name)
    if type(value) is not int or not low <= value <= high:
        raise BadQuoteError(f"{name} must be a whole number from {low} to {high}")


def _is_number_or_missing(value):
    if value is None:
        return True
    # True is an int to Python; an int of 400 digits is one that no float can hold.
    if type(value) is int:
        return abs(value) < 10**15
    return type(value) is float and math.isfinite(value)
