"""One seed, one case: a log of decisions to audit, a trial to learn from, applicants to rank."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from grader.applicants import chances, draw_merit, draw_world, seen_of, supervisor_chances
from grader.audit import audit_table
from grader.decisions import SIZE, decide, draw_burdens, log_rows
from grader.people import Columns, draw_people, read_people
from packkit import canary

TRIAL_SIZE, APPLICANT_SIZE = 8000, 8000
PROTECTED = ("sex", "origin", "age", "disability")
LOG = ("application_id", "person_id", "received_at", "trade", *PROTECTED, "status")


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    people = read_people()
    deal_decisions(people, out, rng)
    deal_screening(people, out, rng)
    (out / "answers" / "canary.txt").write_text(canary(seed))


def deal_decisions(people: Columns, out: Path, rng: np.random.Generator) -> None:
    burdens = draw_burdens(rng)
    applied = draw_people(people, SIZE, rng)
    trade, invited = decide(applied, burdens, rng)
    write_rows(out / "public" / "decisions.csv", LOG, log_rows(applied, trade, invited, rng))
    rows = audit_table(applied, invited, set(burdens))
    write_rows(out / "answers" / "audit.csv", tuple(rows[0]), (row.values() for row in rows))


def deal_screening(people: Columns, out: Path, rng: np.random.Generator) -> None:
    world = draw_world(rng)
    trial = draw_people(people, TRIAL_SIZE, rng)
    merit = draw_merit(trial, rng)
    verdict = rng.random(TRIAL_SIZE) < supervisor_chances(trial, merit, world)
    columns = (
        protected_of(trial) | seen_of(trial, merit, world, rng) | {"succeeded": verdict.astype(int)}
    )
    write_table(
        out / "public" / "trial.csv", {"applicant_id": identifiers(TRIAL_SIZE, rng)} | columns
    )

    applicants = draw_people(people, APPLICANT_SIZE, rng)
    merit = draw_merit(applicants, rng)
    seen = seen_of(applicants, merit, world, rng)
    names = np.stack([identifiers(APPLICANT_SIZE, rng), identifiers(APPLICANT_SIZE, rng)])
    write_table(
        out / "public" / "first" / "applicants.csv",
        {"applicant_id": names[0]} | protected_of(applicants) | seen,
    )
    others = exchanged(applicants, rng)
    again = {"applicant_id": names[1]} | protected_of(others) | seen
    order = rng.permutation(APPLICANT_SIZE)
    write_table(
        out / "public" / "second" / "applicants.csv",
        {name: column[order] for name, column in again.items()},
    )
    answers = {"applicant_id": names[0], "second_id": names[1]}
    answers["chance"] = np.char.mod("%.6f", chances(merit, world))
    write_table(out / "answers" / "applicants.csv", answers)


def exchanged(applicants: Columns, rng: np.random.Generator) -> Columns:
    """Everybody gets somebody else's protected attributes, and keeps the rest."""
    order = rng.permutation(len(applicants["age"]))
    return {name: column[order] for name, column in applicants.items()}


def protected_of(people: Columns) -> Columns:
    return {name: people[name] for name in PROTECTED}


def identifiers(size: int, rng: np.random.Generator) -> np.ndarray:
    return np.char.add("N", rng.permutation(np.arange(1_000_000, 9_000_000, 53))[:size].astype(str))


def write_table(path: Path, columns: Mapping[str, np.ndarray]) -> None:
    write_rows(path, tuple(columns), zip(*columns.values(), strict=True))


def write_rows(path: Path, header: tuple[str, ...], rows: Iterable[Iterable[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
