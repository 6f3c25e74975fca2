"""Before hand-in: what the practice days measure, and where training and serving part."""

from pathlib import Path

from grade import grade, read_served, read_trained
from grader.features import FEATURES, Cells, same
from grader.truth import read_truth
from packkit import Finding

SHOWN = (
    ("parity", "Served requests with the same features in training", "share"),
    ("trained_right", "Training rows right throughout", "share"),
    ("served_right", "Served requests right throughout", "share"),
    ("uses_future", "Training rows that use the future", "share"),
    ("late_messages", "Features right that hang on late messages", "share"),
    ("corrections", "Features right that hang on corrections and repetitions", "share"),
    ("state_size", "State that is handed on", "kB"),
    ("answer_time", "Typical time for an answer", "ms"),
)


def check(case: Path, outputs: Path) -> list[Finding]:
    truth = read_truth(case)
    trained, served = read_trained(outputs, truth), read_served(case, outputs, truth)
    apart = next((told for name in served if (told := _apart(name, served, trained))), "")
    measures = grade(case, outputs)
    return [
        Finding(
            name="complete",
            title="Every row and every request has its features",
            passed=True,
            message=f"{len(trained)} rows and {len(served)} requests. {apart}".strip(),
            value=float(len(trained) + len(served)),
            unit="requests",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"In the practice days. {measures[name].evidence}",
                value=measures[name].value,
                unit=unit,
            )
            for name, title, unit in SHOWN
        ],
    ]


def _apart(name: str, served: dict[str, Cells], trained: dict[str, Cells]) -> str:
    """Name the first feature in which a request was served otherwise than it is trained on."""
    for feature, one, other in zip(FEATURES, served[name], trained[name], strict=True):
        if not same(one, other):
            return f"{feature} of {name}: served as {one}, trained as {other}."
    return ""
