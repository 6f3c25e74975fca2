"""Who plays on the grader's side, for the bounds: the reference, and chance with a nearest neighbour."""

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np

from grader.game import BATCH

REFERENCE = Path(__file__).parent.parent / "reference" / "strategy.py"


class Chance:
    """Asks at random and answers as the nearest labelled patch: what the starter does."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def begin(self, pool: list[dict[str, Any]], _codes: list[str]) -> None:
        self.points = {patch["id"]: patch["x"] for patch in pool}
        self.order = [pool[at]["id"] for at in self.rng.permutation(len(pool))]
        self.labels: dict[str, str] = {}

    def ask(self, left: int) -> list[str]:
        count = min(BATCH, left)
        return [self.order.pop() for _ in range(count)]

    def tell(self, answers: list[tuple[str, str]]) -> None:
        self.labels |= dict(answers)

    def predict(self, rows: list[list[float]]) -> list[str]:
        known = np.array([self.points[patch] for patch in self.labels])
        gaps = ((np.array(rows)[:, None] - known) ** 2).sum(axis=2)
        codes = list(self.labels.values())
        return [codes[at] for at in gaps.argmin(axis=1)]

    def finish(self) -> dict[str, str]:
        return self.labels


class Reference:
    """Plays by reference/strategy.py."""

    def begin(self, pool: list[dict[str, Any]], codes: list[str]) -> None:
        spec = importlib.util.spec_from_file_location("reference_strategy", REFERENCE)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        strategy = module.Strategy(pool, batch=BATCH, codes=codes)
        self.ask, self.tell = strategy.ask, strategy.tell
        self.predict, self.finish = strategy.predict, strategy.finish
