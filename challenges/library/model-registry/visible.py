"""Before hand-in: what the practice sites measure, and the first answer that is wrong."""

import json
from pathlib import Path

from grade import Journal, grade, read_journal
from grader.expected import Expected, read_expected
from packkit import Finding

SHOWN = 160  # characters of an answer
TITLES = {
    "served_wrongly": "Wrong, forbidden or corrupt versions handed out",
    "served_right": "Production versions handed out byte for byte",
    "transitions": "Operations and states by the rules",
    "rollbacks": "Rollbacks to the right version",
    "lineage": "Questions about lineage",
    "whole_after_kill": "Whole after a kill",
    "exactly_once": "Repeated operations carried out once",
}


def check(case: Path, outputs: Path) -> list[Finding]:
    expected, journal = read_expected(case), read_journal(outputs)
    measures = grade(case, outputs)
    answered = sum(one.name in journal.answers for one in expected)
    return [
        Finding(
            name="answered",
            title="Every operation has an answer",
            passed=answered == len(expected),
            message=f"{answered} of {len(expected)}. {_first_wrong(expected, journal)}".strip(),
            value=float(answered),
            unit="operations",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"On the practice sites. {measures[name].evidence}",
                value=measures[name].value,
                unit="share",
            )
            for name, title in TITLES.items()
        ],
    ]


def _first_wrong(expected: list[Expected], journal: Journal) -> str:
    for one in expected:
        answer = journal.answers.get(one.name)
        if answer != one.answer:
            asked = {name: told for name, told in one.operation.items() if name != "artefact"}
            return f"The first wrong answer: to {_short(asked)} {_short(answer)}; right is {_short(one.answer)}."
    return ""


def _short(told: object) -> str:
    return json.dumps(told)[:SHOWN]
