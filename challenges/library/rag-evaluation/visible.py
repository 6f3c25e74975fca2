"""Before hand-in: whether the answers can be used, and how they did on practice questions."""

from pathlib import Path
from statistics import median

from grade import grade, read_answers
from packkit import Finding, step_usage

SHOWN = (
    ("ndcg", "nDCG of the rankings", "nDCG"),
    ("answered_unanswerable", "Answered although there is no answer", "share"),
    ("refused_answerable", "Refused although there is an answer", "share"),
    ("citation_overlap", "Overlap of citation and evidence", "F1"),
    ("index_size", "Index, in terms of the corpus", "times"),
)


def check(case: Path, outputs: Path) -> list[Finding]:
    answers = read_answers(case, outputs)
    cited = sum(bool(one["citation"]) for one in answers if one["answerable"])
    given = sum(one["answerable"] for one in answers)
    typical = median(step_usage(outputs, "answer").answer_seconds) * 1000
    measures = grade(case, outputs)
    return [
        Finding(
            name="cited",
            title="Every answer cites something",
            passed=cited == given,
            message=f"{cited} of {given} answers have a citation.",
            value=float(cited),
            unit="answers",
        ),
        Finding(
            name="speed",
            title="Typical time for an answer",
            passed=None,
            message=f"{typical:.1f} ms.",
            value=typical,
            unit="ms",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"On the practice questions. {measures[name].evidence}",
                value=measures[name].value,
                unit=unit,
            )
            for name, title, unit in SHOWN
        ],
    ]
