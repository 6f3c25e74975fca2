"""One portal's documentation, questions that were judged by hand, and the questions to come."""

import json
from pathlib import Path

import numpy as np
from grader.corpus import Passage, split, topics
from grader.questions import Asker, Question
from packkit import canary

KEPT = 0.8  # share of the topics that one portal has
SHORTEST, LONGEST = 500, 800  # characters of a passage, about


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    passages = draw_passages(rng)
    asker = Asker(passages, rng)
    labelled, sealed = asker.draw(2), asker.draw()
    write_lines(out / "public" / "passages.jsonl", [shown(passage) for passage in passages])
    write_lines(
        out / "public" / "labelled.jsonl",
        [asked(f"l{at:03}", one) | judged(one) for at, one in enumerate(labelled)],
    )
    write_lines(
        out / "hidden" / "queries.jsonl",
        [asked(f"q{at:03}", one) for at, one in enumerate(sealed)],
    )
    answers = out / "answers"
    rows = [
        f"q{at:03},{one.evidence is not None:d},{one.mistyped:d}" for at, one in enumerate(sealed)
    ]
    (answers / "queries.csv").write_text("\n".join(["query,answerable,mistyped", *rows]) + "\n")
    write_lines(
        answers / "evidence.jsonl",
        [{"query": f"q{at:03}"} | judged(one) for at, one in enumerate(sealed)],
    )
    (answers / "canary.txt").write_text(canary(seed))


def draw_passages(rng: np.random.Generator) -> list[Passage]:
    names = sorted(topics())
    kept = [names[at] for at in rng.permutation(len(names))[: round(KEPT * len(names))]]
    size = int(rng.integers(SHORTEST, LONGEST + 1))
    parts = [(topic, text) for topic in kept for text in split(topics()[topic], size)]
    numbers = rng.choice(9000, size=len(parts), replace=False) + 1000
    return [
        Passage(f"p{number}", topic, text)
        for number, (topic, text) in zip(numbers, parts, strict=True)
    ]


def shown(passage: Passage) -> dict[str, str]:
    return {"passage": passage.name, "topic": passage.title, "text": passage.text}


def asked(name: str, question: Question) -> dict[str, object]:
    return {"query": name, "text": question.text}


def judged(question: Question) -> dict[str, object]:
    """What a person found who looked for the answer."""
    found = question.evidence
    if found is None:
        return {"answerable": False, "passage": None, "start": None, "end": None}
    return {
        "answerable": True,
        "passage": found.passage,
        "start": found.start,
        "end": found.end,
    }


def write_lines(path: Path, rows: list[dict[str, object]]) -> None:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
