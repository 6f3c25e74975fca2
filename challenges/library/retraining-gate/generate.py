"""One week at the gate: challengers to decide on, promoted models to watch; and a past quarter."""

import json
from pathlib import Path

import numpy as np
from grader.pairs import Pair, draw_gate, draw_watch
from packkit import canary

GATE = {"better": 18, "equal": 10, "worse": 6, "leak": 10, "trap": 8, "slice": 10, "gaps": 4}
WATCH = {"healthy": 10, "broken": 10, "world": 8}
PAST_SHARE = 0.5


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    past, now = _draw(rng, PAST_SHARE), _draw(rng, 1.0)
    _write_pairs(out / "public" / "past.jsonl", past, "p")
    rows = ["pair,right"] + [f"p{at:03},{pair.right}" for at, pair in enumerate(past)]
    (out / "public" / "past_outcomes.csv").write_text("\n".join(rows) + "\n")
    _write_pairs(out / "hidden" / "pairs.jsonl", now, "d")
    rows = ["pair,kind,case,right,stake"] + [
        f"d{at:03},{pair.kind},{pair.case},{pair.right},{pair.stake:.4f}"
        for at, pair in enumerate(now)
    ]
    (out / "answers" / "pairs.csv").write_text("\n".join(rows) + "\n")
    (out / "answers" / "canary.txt").write_text(canary(seed))


def _draw(rng: np.random.Generator, share: float) -> list[Pair]:
    pairs = [
        draw_gate(case, rng) for case, count in GATE.items() for _ in range(round(count * share))
    ]
    pairs += [
        draw_watch(case, rng) for case, count in WATCH.items() for _ in range(round(count * share))
    ]
    return [pairs[at] for at in rng.permutation(len(pairs))]


def _write_pairs(path: Path, pairs: list[Pair], prefix: str) -> None:
    with path.open("w") as file:
        for at, pair in enumerate(pairs):
            told = {"pair": f"{prefix}{at:03}", "kind": pair.kind, **pair.shown}
            file.write(json.dumps(told, separators=(",", ":")) + "\n")
