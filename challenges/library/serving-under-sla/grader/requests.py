"""What is asked: ordinary quotes, quotes that need care, and requests that are none."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
from packhttp import Request, get, post

PATH = "/quotes"
SECONDS = 1.0  # what a caller waits for an answer
LARGE = 512 * 1024  # bytes; the brief allows refusing more than 64 KiB

Row = dict[str, Any]
Change = Callable[[Row, np.random.Generator], None]


def quote(row: Row) -> Request:
    return post(PATH, row, seconds=SECONDS)


def _no_weather(row: Row, _: np.random.Generator) -> None:
    for name in ("temp", "wind_speed", "precip", "visib", "pressure"):
        row[name] = None


def _some_absent(row: Row, rng: np.random.Generator) -> None:
    for name in rng.choice(
        ["distance", "temp", "wind_speed", "visib", "pressure"], 2, replace=False
    ):
        del row[str(name)]


def _misspelt(row: Row, _: np.random.Generator) -> None:
    row["carrier"], row["dest"] = f" {row['carrier'].lower()}", f"{row['dest'].title()} "
    row["origin"] = row["origin"].lower()


def _unknown_codes(row: Row, rng: np.random.Generator) -> None:
    row["carrier"], row["dest"] = f"Q{rng.integers(10)}", "ZZZ"


def _unknown_origin(row: Row, _: np.random.Generator) -> None:
    row["origin"], row["temp"], row["pressure"] = "HPN", None, None


def _empty_codes(row: Row, rng: np.random.Generator) -> None:
    row["carrier"], row["dest"] = "", None if rng.random() < 0.5 else "  "


def _out_of_range(row: Row, rng: np.random.Generator) -> None:
    row["wind_speed"], row["temp"] = 1048.36, float(rng.choice([-60.0, 130.0]))


def _zeros(row: Row, _: np.random.Generator) -> None:
    row["hour"], row["temp"], row["wind_speed"], row["visib"] = 0, 0, 0, 0


def _more_fields(row: Row, _: np.random.Generator) -> None:
    row["channel"], row["passengers"] = "partner", [{"age": 41}]


CHANGES: tuple[Change, ...] = (
    _no_weather,
    _some_absent,
    _misspelt,
    _unknown_codes,
    _unknown_origin,
    _empty_codes,
    _out_of_range,
    _zeros,
    _more_fields,
)


def bad_requests(row: Row) -> dict[str, Request]:
    """Name what is wrong with each; `row` itself would be answered."""
    good = {**row, "wind_speed": 9.25}

    def changed(**fields: Any) -> Request:
        return quote({**good, **fields})

    def raw(body: bytes) -> Request:
        headers = {"content-type": "application/json"}
        return Request(method="POST", path=PATH, headers=headers, body=body, seconds=SECONDS)

    text = json.dumps(good)
    without_hour = {name: value for name, value in good.items() if name != "hour"}
    return {
        "an empty body": raw(b""),
        "half a JSON object": raw(text[: len(text) // 2].encode()),
        "a JSON list": raw(f"[{text}]".encode()),
        "bytes that are not UTF-8": raw(text.encode().replace(b'"carrier"', b'"carrier\xff"')),
        "a temperature of NaN": raw(json.dumps({**good, "temp": float("nan")}).encode()),
        "a wind of 1e999": raw(text.replace('"wind_speed": 9.25', '"wind_speed": 1e999').encode()),
        "40,000 open brackets": raw(b"[" * 40_000),
        "a body of 512 KiB": raw(b'{"id": "' + b"x" * LARGE + b'"}'),
        "no hour": quote(without_hour),
        "hour 24": changed(hour=24),
        "an hour as text": changed(hour="8"),
        "a month of 0": changed(month=0),
        "a temperature as text": changed(temp="41"),
        "a distance of true": changed(distance=True),
        "a carrier as a number": changed(carrier=7),
        "an id that is null": changed(id=None),
        "GET instead of POST": get(PATH, seconds=SECONDS),
        "another path": post("/quote", good, seconds=SECONDS),
    }
