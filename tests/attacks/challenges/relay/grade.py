from pathlib import Path

from packkit import Measure, number, read_csv, read_json_lines


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = [row["answer"] for row in read_csv(case / "answers" / "answers.csv", {"answer": number})]
    path = outputs / "answer" / "answers.jsonl"
    answers = [row["answer"] for row in read_json_lines(path, {"answer": number}, lines=len(truth))]
    right = sum(one == other for one, other in zip(answers, truth, strict=True))
    told = f"{right} of {len(truth)} answers are right."
    return {"right_answers": Measure(value=100 * right / len(truth), evidence=told)}
