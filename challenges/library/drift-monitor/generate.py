"""One airport ground handler's feature feed: history, a labelled month, and the hidden stream."""

import json
from pathlib import Path

import numpy as np
from grader.episodes import KINDS, Episode, inject, place
from grader.flights import Season, read_season
from grader.stream import WEEK, Batch, make_stream
from packkit import canary

HISTORY_WEEKS, PRACTICE_WEEKS, LIVE_WEEKS = 10, 5, 12
PRACTICE_KINDS = ("shift", "mix")


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    season = read_season(rng)
    history = make_stream(
        season, rng, weeks=HISTORY_WEEKS, holiday_weeks=_weeks(rng, HISTORY_WEEKS, 2), first=0
    )
    practice, practice_episodes = _drifting(
        season, rng, PRACTICE_WEEKS, 1, PRACTICE_KINDS, first=HISTORY_WEEKS * WEEK
    )
    live, episodes = _drifting(
        season, rng, LIVE_WEEKS, 2, KINDS, first=(HISTORY_WEEKS + PRACTICE_WEEKS) * WEEK
    )
    _write_batches(out / "public" / "history.jsonl", history)
    _write_batches(out / "public" / "labelled.jsonl", practice)
    labels = [_label(practice, episode) for episode in practice_episodes]
    (out / "public" / "labels.json").write_text(json.dumps(labels, indent=1))
    _write_batches(out / "hidden" / "first.jsonl", live[: len(live) // 2])
    _write_batches(out / "hidden" / "second.jsonl", live[len(live) // 2 :])
    _write_truth(out / "answers" / "truth.csv", live, episodes)
    (out / "answers" / "calendar.json").write_text(json.dumps([batch.holiday for batch in live]))
    told = {"canary": canary(seed), "episodes": [_label(live, episode) for episode in episodes]}
    (out / "answers" / "episodes.json").write_text(json.dumps(told))


def _weeks(rng: np.random.Generator, weeks: int, holidays: int) -> set[int]:
    return set(rng.choice(weeks, size=holidays, replace=False).tolist())


def _drifting(
    season: Season,
    rng: np.random.Generator,
    weeks: int,
    holidays: int,
    kinds: tuple[str, ...],
    *,
    first: int,
) -> tuple[list[Batch], list[Episode]]:
    holiday_weeks = _weeks(rng, weeks, holidays)
    calm = make_stream(season, rng, weeks=weeks, holiday_weeks=holiday_weeks, first=first)
    episodes = place(calm, rng, kinds, holiday_weeks)
    return inject(calm, episodes, rng), episodes


def _label(batches: list[Batch], episode: Episode) -> dict[str, object]:
    return {
        "first_batch": batches[episode.start].number,
        "last_batch": batches[episode.end - 1].number,
        "kind": episode.kind,
        "columns": list(episode.columns),
    }


def _write_batches(path: Path, batches: list[Batch]) -> None:
    lines = [json.dumps(batch.as_json(), separators=(",", ":")) for batch in batches]
    path.write_text("\n".join(lines) + "\n")


def _write_truth(path: Path, batches: list[Batch], episodes: list[Episode]) -> None:
    lines = ["batch,drifting,storm"]
    for position, batch in enumerate(batches):
        drifting = any(episode.start <= position < episode.end for episode in episodes)
        lines.append(f"{batch.number},{drifting:d},{batch.storm:d}")
    path.write_text("\n".join(lines) + "\n")
