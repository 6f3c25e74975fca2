"""What a sequence of alerts is worth: delay, false alarms, named columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grader.episodes import RECOVERY

Answer = dict[str, Any]  # alert, columns
Row = dict[str, Any]  # of answers/truth.csv, and whether the timetable is a holiday's


@dataclass(frozen=True)
class Drift:
    start: int
    end: int
    kind: str
    columns: frozenset[str]

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Truth:
    rows: list[Row]
    episodes: list[Drift]


def delays(answers: Sequence[Answer], episodes: Sequence[Drift]) -> list[int]:
    """Batches from an episode's first to the first alert that points at it.

    An alert points at a drift when at least half of the columns that it names do drift. A drift
    that no alert points at counts its whole length.
    """
    waits = []
    for episode in episodes:
        pointing = [
            at for at in range(episode.start, episode.end) if _points_at(answers[at], episode)
        ]
        waits.append((pointing[0] if pointing else episode.end) - episode.start)
    return waits


def _points_at(answer: Answer, episode: Drift) -> bool:
    named = set(answer["columns"] or ())
    return bool(answer["alert"] and named) and 2 * len(named & episode.columns) >= len(named)


def split_batches(rows: Sequence[Row], episodes: Sequence[Drift]) -> tuple[list[int], list[int]]:
    """Positions of the calm batches: ordinary ones, and those that only the season makes unusual.

    A drift's own batches and the first ones after it, in which a monitor may still recover, are
    in neither list.
    """
    held = {at for one in episodes for at in range(one.start, one.end + RECOVERY)}
    calm = [at for at in range(len(rows)) if at not in held]
    seasonal = [at for at in calm if rows[at]["holiday"] or rows[at]["storm"] == "1"]
    return sorted(set(calm) - set(seasonal)), seasonal


def share_alerted(alerts: Sequence[bool], positions: Sequence[int]) -> float:
    return sum(alerts[at] for at in positions) / len(positions)


def column_f1(answers: Sequence[Answer], episodes: Sequence[Drift]) -> float:
    """F1 of named against drifting columns, over the alerted batches of each episode, averaged.

    An episode without any alert counts 0.
    """
    scores = []
    for episode in episodes:
        hits = named = wanted = 0
        for at in range(episode.start, episode.end):
            if answers[at]["alert"]:
                columns = set(answers[at]["columns"] or ())
                hits += len(columns & episode.columns)
                named += len(columns)
                wanted += len(episode.columns)
        scores.append(2 * hits / (named + wanted) if named + wanted else 0.0)
    return sum(scores) / len(scores)
