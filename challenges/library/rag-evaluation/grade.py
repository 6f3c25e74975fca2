"""Measures answers to sealed questions: what was found, what was claimed, and what was cited."""

import csv
import json
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

from packkit import InvalidOutput, Measure, flag, list_of, optional, read_json_lines, text, whole

DEPTH = 10  # passages of a ranking that count
TIMID = 0.6  # who refuses so much of what has an answer proves nothing by caution
BLIND = 0.5  # an index in which less is found (nDCG) is no index, however small
TIMID_TOLD = "Too little was answered for caution to count."
BLIND_TOLD = "Too little was found for the size of the index to count."

Answer = dict[str, Any]  # answerable, passages, citation


@dataclass(frozen=True)
class Span:
    passage: str
    start: int
    end: int


@dataclass(frozen=True)
class Judged:
    """One sealed question: where its answer stands, if anywhere."""

    evidence: Span | None
    mistyped: bool


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    judged, answers = read_judged(case), read_answers(case, outputs)
    pairs = list(zip(judged, answers, strict=True))
    answerable = [(one.evidence, one.mistyped, told) for one, told in pairs if one.evidence]
    empty = [told for one, told in pairs if not one.evidence]
    gains = [gain(evidence, told) for evidence, _, told in answerable]
    slips = [gain(evidence, told) for evidence, mistyped, told in answerable if mistyped]
    refused = mean([not told["answerable"] for _, _, told in answerable])
    overlaps = [overlap(evidence, told) for evidence, _, told in answerable]
    return {
        "ndcg": Measure(value=mean(gains), evidence=f"nDCG@{DEPTH} {mean(gains):.2f}."),
        "mistyped_ndcg": Measure(
            value=mean(slips),
            evidence=f"nDCG@{DEPTH} {mean(slips):.2f} in {len(slips)} mistyped questions.",
        ),
        "answered_unanswerable": invented(empty, refused),
        "refused_answerable": Measure(
            value=refused, evidence=f"{refused:.0%} of {len(answerable)} were refused."
        ),
        "citation_overlap": Measure(
            value=mean(overlaps), evidence=f"Overlap with the evidence: F1 {mean(overlaps):.2f}."
        ),
        "index_size": size(case, outputs, mean(gains)),
    }


def gain(evidence: Span, answer: Answer) -> float:
    """With one relevant passage, nDCG is 1 at the first place, less below, 0 if it is not there."""
    ranking = answer["passages"]
    if evidence.passage not in ranking:
        return 0.0
    return 1 / log2(2 + ranking.index(evidence.passage))


def overlap(evidence: Span, answer: Answer) -> float:
    """F1 of the cited characters against the evidence's; 0 without an answer."""
    cited = answer["citation"]
    if not answer["answerable"] or cited is None or cited.passage != evidence.passage:
        return 0.0
    shared = max(0, min(cited.end, evidence.end) - max(cited.start, evidence.start))
    return 2 * shared / (cited.end - cited.start + evidence.end - evidence.start)


def invented(answers: list[Answer], refused: float) -> Measure:
    if refused > TIMID:
        return Measure(value=None, evidence=TIMID_TOLD)
    share = mean([told["answerable"] for told in answers])
    told = f"{share:.0%} of {len(answers)} questions without an answer were answered."
    return Measure(value=share, evidence=told)


def size(case: Path, outputs: Path, found: float) -> Measure:
    if found < BLIND:
        return Measure(value=None, evidence=BLIND_TOLD)
    corpus = (case / "public" / "passages.jsonl").stat().st_size
    index = (outputs / "index" / "index.dat").stat().st_size
    return Measure(value=index / corpus, evidence=f"The index has {index} bytes.")


def mean(values: list[Any]) -> float:
    return sum(values) / len(values)


def read_judged(case: Path) -> list[Judged]:
    with (case / "answers" / "queries.csv").open(newline="") as file:
        mistyped = [row["mistyped"] == "1" for row in csv.DictReader(file)]
    lines = (case / "answers" / "evidence.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    return [
        Judged(Span(one["passage"], one["start"], one["end"]) if one["answerable"] else None, slips)
        for one, slips in zip(told, mistyped, strict=True)
    ]


def read_answers(case: Path, outputs: Path) -> list[Answer]:
    with (case / "public" / "passages.jsonl").open(encoding="utf-8") as lines:
        passages = [json.loads(line) for line in lines]
    lengths = {one["passage"]: len(one["text"]) for one in passages}
    answers = read_json_lines(
        outputs / "answer" / "answers.jsonl",
        {
            "answerable": flag,
            "passages": list_of(text, at_most=DEPTH),
            "citation": optional(_span),
        },
        lines=len(read_judged(case)),
    )
    for at, answer in enumerate(answers, 1):
        fault = _fault(answer, lengths)
        if fault:
            raise InvalidOutput(f"answers.jsonl: line {at}: {fault}.")
    return answers


def _fault(answer: Answer, lengths: dict[str, int]) -> str | None:
    ranking, cited = answer["passages"], answer["citation"]
    if len(set(ranking)) < len(ranking):
        return "passages: one of them is ranked twice"
    if not set(ranking) <= set(lengths):
        return "passages: one of them is not in the corpus"
    if cited is None:
        return None
    if cited.passage not in lengths:
        return "citation: its passage is not in the corpus"
    if not 0 <= cited.start < cited.end <= lengths[cited.passage]:
        return "citation: start and end are no part of the passage's text"
    return None


def _span(told: Any) -> Span:
    if not isinstance(told, dict) or not {"passage", "start", "end"} <= set(told):
        raise ValueError('is not an object with "passage", "start" and "end"')
    return Span(text(told["passage"]), whole(told["start"]), whole(told["end"]))
