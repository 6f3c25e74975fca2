"""Measures features made for training and for serving, against each other and against the truth."""

from pathlib import Path
from statistics import median

from grader.features import FEATURES
from grader.measures import Count, Handed, alike, cells, from_the_future, telling, whole
from grader.truth import Truth, read_messages, read_truth
from packkit import Measure, number, optional, read_csv, read_json_lines, step_usage, text

STEPS = {"serve": "before", "resume": "after"}  # the store is started again on the fourth day
COLUMNS = {name: optional(number) for name in FEATURES}
KILOBYTE = 1024
LEAST_RIGHT = 0.5  # of the cells: with fewer, agreement, silence and speed prove nothing
PROVES_NOTHING = "Less than half of the features are right, so this proves nothing."


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    trained, served = read_trained(outputs, truth), read_served(case, outputs, truth)
    measures = {
        "uses_future": _future(case, trained, truth),
        "trained_right": _share(whole(trained, truth.right), "training rows are right throughout"),
        "served_right": _share(whole(served, truth.right), "served requests are right throughout"),
        "parity": _share(
            alike(served, served, trained), "served requests have the same features in training"
        ),
        "late_messages": _both(trained, served, truth, "late"),
        "corrections": _both(trained, served, truth, "corrected"),
        "state_size": _state_size(outputs),
        "answer_time": _answer_time(outputs),
    }
    if cells(trained, truth.right).share < LEAST_RIGHT:
        measures["uses_future"] = Measure(value=None, evidence=PROVES_NOTHING)
    if cells(served, truth.right).share < LEAST_RIGHT:
        for name in ("parity", "state_size", "answer_time"):
            measures[name] = Measure(value=None, evidence=PROVES_NOTHING)
    return measures


def read_trained(outputs: Path, truth: Truth) -> Handed:
    rows = read_csv(
        outputs / "train" / "features.csv",
        {"request": text, **COLUMNS},
        ids=truth.asked,
        id_column="request",
    )
    return {row["request"]: tuple(row[name] for name in FEATURES) for row in rows}


def read_served(case: Path, outputs: Path, truth: Truth) -> Handed:
    answers = []
    for step, stream in STEPS.items():
        asked = (case / "hidden" / f"{stream}.jsonl").read_bytes().count(b"\n")
        answers += read_json_lines(outputs / step / "answers.jsonl", COLUMNS, lines=asked)
    return {
        request: tuple(answer[name] for name in FEATURES)
        for request, answer in zip(truth.served, answers, strict=True)
    }


def _future(case: Path, trained: Handed, truth: Truth) -> Measure:
    count = from_the_future(trained, truth, read_messages(case))
    return _share(count, "rows that later messages would change say what only these told")


def _both(trained: Handed, served: Handed, truth: Truth, kind: str) -> Measure:
    count = telling(trained, truth, kind) + telling(served, truth, kind)
    what = "late or outdated messages" if kind == "late" else "corrections and repetitions"
    return _share(count, f"features that hang on {what} are right")


def _share(count: Count, told: str) -> Measure:
    return Measure(value=count.share, evidence=f"{count.hits} of {count.of} {told}.")


def _state_size(outputs: Path) -> Measure:
    size = (outputs / "serve" / "state.json").stat().st_size
    return Measure(value=size / KILOBYTE, evidence=f"The state after four days has {size} bytes.")


def _answer_time(outputs: Path) -> Measure:
    """After the restart, but for the first answer: that one waits for the process to start."""
    typical = 1000 * median(step_usage(outputs, "resume").answer_seconds[1:])
    return Measure(value=typical, evidence=f"An answer typically took {typical:.1f} ms.")
