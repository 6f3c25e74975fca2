"""What is right for every operation, and what may be seen of a model after a kill."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.rules import Answer, Operation, Rules

Seen = dict[str, Any]  # what status and resolve answer about one model


@dataclass(frozen=True)
class Expected:
    """One operation. After a kill its model is as it was before or as it is afterwards."""

    operation: Operation
    answer: Answer
    may_be_seen: tuple[Seen, ...] = ()  # empty for an operation that is not killed

    @property
    def name(self) -> str:
        return str(self.operation["id"])

    @property
    def kind(self) -> str:
        return str(self.operation["op"])

    @property
    def is_killed(self) -> bool:
        return "kill" in self.operation


def read_expected(case: Path) -> list[Expected]:
    lines = (case / "hidden" / "ops.jsonl").read_text().splitlines()
    return list(_expect([json.loads(line) for line in lines]))


def _expect(operations: list[Operation]) -> Iterator[Expected]:
    sites: dict[str, Rules] = {}
    for operation in operations:
        rules = sites.setdefault(operation["site"], Rules())
        if "kill" in operation:
            before = _see(rules, operation)
            answer = rules.apply(operation)
            yield Expected(operation, answer, (before, _see(rules, operation)))
        else:
            yield Expected(operation, rules.apply(operation.get("operation", operation)))


def _see(rules: Rules, operation: Operation) -> Seen:
    told = {"id": "", "model": operation["model"]}
    return {kind: rules.apply(told | {"op": kind}) for kind in ("status", "resolve")}
