"""Registries of many sites: what is asked of them, when their processes are killed, and what is right."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from grader.rules import Answer, Operation, Rules
from grader.sites import quiet, shaken
from packkit import canary

QUIET, OPERATIONS, SHAKEN = 4, 84, 8
PRACTICE_QUIET, PRACTICE_SHAKEN = 1, 3
DRIVER = Path(__file__).parent / "grader" / "drive.py"


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    practice = _draw(rng, quiet_sites=PRACTICE_QUIET, shaken_sites=PRACTICE_SHAKEN)
    asked = _draw(rng, quiet_sites=QUIET, shaken_sites=SHAKEN)
    for folder, operations in (("public", practice), ("hidden", asked)):
        _write_lines(out / folder / "ops.jsonl", operations)
        (out / folder / "drive.py").write_bytes(DRIVER.read_bytes())
    right = [{"id": operation["id"], "answer": answer} for operation, answer in _answers(practice)]
    _write_lines(out / "public" / "right.jsonl", right)
    with (out / "answers" / "outcomes.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "outcome"])
        writer.writerows(
            [one["id"], answer.get("refused", "done")] for one, answer in _answers(asked)
        )
    (out / "answers" / "canary.txt").write_text(canary(seed))


def _draw(rng: np.random.Generator, *, quiet_sites: int, shaken_sites: int) -> list[Operation]:
    """Draw all sites' operations, site by site: the first is one where the process is killed."""
    sites = [shaken("s00", rng)]
    rest = ["quiet"] * quiet_sites + ["shaken"] * (shaken_sites - 1)
    for place, kind in enumerate(rng.permutation(rest), start=1):
        name = f"s{place:02}"
        is_quiet = kind == "quiet"
        sites.append(quiet(name, rng, operations=OPERATIONS) if is_quiet else shaken(name, rng))
    return [operation for site in sites for operation in site]


def _answers(operations: list[Operation]) -> Iterable[tuple[Operation, Answer]]:
    sites: dict[str, Rules] = {}
    for operation in operations:
        rules = sites.setdefault(operation["site"], Rules())
        yield operation, rules.apply(operation.get("operation", operation))


def _write_lines(path: Path, told: Iterable[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(one, separators=(",", ":")) + "\n" for one in told))
