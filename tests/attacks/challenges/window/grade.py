import json
from pathlib import Path

from packkit import Measure, read_csv, whole


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    told = json.loads((outputs / "window" / "told.json").read_bytes())
    rows = read_csv(case / "answers" / "answers.csv", {"id": whole, "answer": whole})
    right = sum(told["answers"][str(row["id"])] == row["answer"] for row in rows)
    return {
        "right_answers": Measure(
            value=100 * right / len(rows), evidence=f"{right} of {len(rows)} callers; {told['reasons']}"
        ),
        "refusals": Measure(value=100 * sum(told["refused"]) / len(told["refused"])),
    }
