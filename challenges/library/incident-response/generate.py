"""Two weeks of the service: one that nobody watched, with what was found out later, and the one to serve."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
from grader.duty import serve_week
from grader.incidents import TICKS, Week
from grader.metrics import observe
from grader.players import Nobody, Oracle
from grader.service import Service
from grader.weeks import as_json, draw_week
from packkit import canary


class Diary(Nobody):
    """Nobody acts, but everything is written down."""

    def __init__(self) -> None:
        self.pages: list[dict[str, Any]] = []

    def decide(self, service: Service) -> dict[str, Any]:
        self.pages.append(observe(service))
        return super().decide(service)


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    past, week = draw_week(rng), draw_week(rng)
    diary = Diary()
    serve_week(diary, Service(past))
    _write_lines(out / "public" / "history.jsonl", diary.pages)
    (out / "public" / "incidents.json").write_text(json.dumps(_notes(past), indent=1))
    told = {
        "canary": canary(seed),
        "week": as_json(week),
        "bounds": {
            "floor": serve_week(Nobody(), Service(week)).lost,
            "ceiling": serve_week(Oracle(), Service(week)).lost,
        },
    }
    (out / "answers" / "week.json").write_text(json.dumps(told))
    _write_timetable(out, week)


def _notes(week: Week) -> list[dict[str, Any]]:
    return [
        {
            "first_tick": one.start,
            "last_tick": one.end - 1,
            "cause": one.cause,
            "target": one.target if one.cause in {"stale", "schema", "dependency"} else None,
        }
        for one in week.incidents
    ]


def _write_timetable(out: Path, week: Week) -> None:
    """What is known of the week beforehand, and what is not, tick by tick."""
    quarters = [week.first_quarter + tick for tick in range(TICKS)]
    plan = [[tick, one // 96 % 7, one // 4 % 24] for tick, one in enumerate(quarters)]
    _write_csv(out / "hidden" / "timetable.csv", ["tick", "weekday", "hour"], plan)
    broken = [[tick, int(any(one.covers(tick) for one in week.incidents))] for tick in range(TICKS)]
    _write_csv(out / "answers" / "broken.csv", ["tick", "broken"], broken)


def _write_csv(path: Path, header: list[str], rows: list[list[int]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _write_lines(path: Path, pages: list[dict[str, Any]]) -> None:
    lines = [json.dumps(page, separators=(",", ":")) for page in pages]
    path.write_text("\n".join(lines) + "\n")
