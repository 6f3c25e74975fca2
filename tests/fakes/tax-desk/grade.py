import csv
import json
from pathlib import Path
from statistics import fmean

from packkit import Measure, step_usage


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    with (case / "answers" / "taxes.csv").open(newline="") as file:
        due = [float(row["tax"]) for row in csv.DictReader(file)]
    told = json.loads((outputs / "desk" / "replies.json").read_bytes())
    usage = step_usage(outputs, "desk")
    right = fmean(
        tax is not None and abs(tax - one) < 0.01
        for tax, one in zip(told["taxes"], due, strict=True)
    )
    accepted = fmean(status is None or not 400 <= status < 500 for status in told["statuses"])
    return {
        "right_taxes": Measure(value=right, evidence=f"Ready after {usage.ready_seconds:.2f} s."),
        "bad_requests": Measure(value=accepted, evidence=f"Answered {told['statuses']}."),
        "clean_stop": Measure(value=float(usage.stopped and usage.exit_code == 0)),
    }
