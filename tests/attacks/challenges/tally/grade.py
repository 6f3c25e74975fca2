from pathlib import Path

from packkit import Measure, number, optional, read_csv, read_json, text, whole

COLUMNS = {"id": whole, "answer": whole}


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = {row["id"]: row["answer"] for row in read_csv(case / "answers" / "answers.csv", COLUMNS)}
    answers, total, note = read_work(outputs / "count", truth)
    right = sum(answers[one] == truth[one] for one in truth)
    true_total = sum(truth.values())
    return {
        "right_answers": Measure(
            value=100 * right / len(truth), evidence=f"{right} of {len(truth)} rows are right."
        ),
        "total_error": Measure(
            value=100 * abs(total - true_total) / true_total,
            # Quoted, as an author might: whatever a candidate writes there must do no harm.
            evidence=f"Reported {total:g}, with the note: {note}",
        ),
    }


def read_work(folder: Path, ids: dict[int, int]) -> tuple[dict[int, int], float, str]:
    rows = read_csv(folder / "answers.csv", COLUMNS, ids=ids, id_column="id")
    report = read_json(folder / "report.json", {"total": number, "note": optional(text)})
    return {row["id"]: row["answer"] for row in rows}, report["total"], report["note"] or "none"
