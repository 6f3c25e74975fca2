"""A partner's deliveries: some weeks of history with verdicts, and the weeks to judge."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from grader.deliveries import CORRUPTIONS, LEGAL, Delivery, draw_delivery
from grader.movements import AIRPORTS, read_blocks
from packkit import canary

HISTORY_DAYS, JUDGED_DAYS = 20, 40
CORRUPT, CHANGED = 0.3, 0.35  # shares of the deliveries


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    first = date(2013, 1, 2) + timedelta(days=int(rng.integers(363 - HISTORY_DAYS - JUDGED_DAYS)))
    history = _draw(rng, first, HISTORY_DAYS)
    judged = _draw(rng, first + timedelta(days=HISTORY_DAYS), JUDGED_DAYS)
    _write(out / "public" / "history.jsonl", history, "h")
    verdicts = [
        {
            "delivery": f"h{at:03}",
            "decision": one.decision,
            "late": one.late,
            "lines": one.bad_lines,
        }
        for at, one in enumerate(history)
    ]
    lines = "".join(json.dumps(verdict) + "\n" for verdict in verdicts)
    (out / "public" / "verdicts.jsonl").write_text(lines)
    routes = {
        (row["origin"], row["dest"]): row["distance"]
        for block in read_blocks().values()
        for row in block
    }
    lines = [f"{origin},{dest},{miles}\n" for (origin, dest), miles in sorted(routes.items())]
    (out / "public" / "routes.csv").write_text("origin,dest,distance\n" + "".join(lines))
    _write(out / "hidden" / "deliveries.jsonl", judged, "d")
    rows = ["delivery,case,decision,late,lines"] + [
        f"d{at:03},{one.case},{one.decision},{one.late:d},{' '.join(map(str, one.bad_lines))}"
        for at, one in enumerate(judged)
    ]
    (out / "answers" / "deliveries.csv").write_text("\n".join(rows) + "\n")
    (out / "answers" / "canary.txt").write_text(canary(seed))


def _draw(rng: np.random.Generator, first: date, days: int) -> list[Delivery]:
    places = [
        ((first + timedelta(days=day)).isoformat(), airport)
        for day in range(days)
        for airport in AIRPORTS
    ]
    cases = [
        *_spread(tuple(CORRUPTIONS), round(CORRUPT * len(places))),
        *_spread(tuple(LEGAL), round(CHANGED * len(places))),
    ]
    cases += ["plain"] * (len(places) - len(cases))
    order = rng.permutation(len(cases))
    return [
        draw_delivery(day, airport, cases[at], rng)
        for (day, airport), at in zip(places, order, strict=True)
    ]


def _spread(names: tuple[str, ...], count: int) -> list[str]:
    """Every name about equally often: equal difficulty for every seed."""
    return [names[at % len(names)] for at in range(count)]


def _write(path: Path, deliveries: list[Delivery], prefix: str) -> None:
    lines = [
        json.dumps({"delivery": f"{prefix}{at:03}", **one.shown})
        for at, one in enumerate(deliveries)
    ]
    path.write_text("\n".join(lines) + "\n")
