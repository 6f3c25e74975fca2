"""Measures what the registries answered, before kills, after them, and to what was repeated."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.expected import Expected, read_expected
from packkit import InvalidOutput, Measure, one_of, optional, read_json_lines, step_usage, text

KINDS = ("started", "answer", "killed", "look")
LEAST_SERVED = 0.5  # of what should be served: with less, refusing proves nothing
NOT_KILLED = "Not every kill was carried out, so what kills leave behind was not tried."
TOO_SILENT = "Less than half of what should be served was served, so this proves nothing."


@dataclass
class Journal:
    """What the driver wrote: the first answer to each operation counts."""

    answers: dict[str, Any] = field(default_factory=dict)
    killed: set[str] = field(default_factory=set)
    looks: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Serving:
    """One question for the production version: what was answered and what may be."""

    told: Any
    allowed: tuple[Any, ...]

    @property
    def hands_out(self) -> bool:
        return (
            isinstance(self.told, dict) and "refused" not in self.told and "error" not in self.told
        )

    @property
    def is_right(self) -> bool:
        return self.told in self.allowed

    @property
    def is_due(self) -> bool:
        return all("refused" not in one for one in self.allowed)


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    expected = read_expected(case)
    journal = read_journal(outputs)
    measures = {
        "served_wrongly": _served_wrongly(expected, journal),
        "served_right": _served_right(expected, journal),
        "transitions": _answered(
            journal, expected, lambda one: one.kind in TRANSITIONS, "operations and states"
        ),
        "rollbacks": _answered(journal, expected, lambda one: one.kind == "rollback", "rollbacks"),
        "lineage": _answered(
            journal, expected, lambda one: one.kind in {"ancestors", "affected"}, "questions"
        ),
        "whole_after_kill": _whole(expected, journal),
        "exactly_once": _once(expected, journal),
    }
    is_killed = {one.name for one in expected if one.is_killed} <= journal.killed
    if not (is_killed and step_usage(outputs, "drive").crashed):
        for name in ("whole_after_kill", "exactly_once"):
            measures[name] = Measure(value=None, evidence=NOT_KILLED)
    return measures


TRANSITIONS = {"register", "evaluate", "promote", "archive", "status"}


def read_journal(outputs: Path) -> Journal:
    journal = Journal()
    lines = read_json_lines(
        outputs / "drive" / "drive.jsonl",
        {
            "kind": one_of(*KINDS),
            "id": optional(text),
            "answer": optional(_anything),
            "seen": optional(_anything),
        },
    )
    for line in lines:
        if line["kind"] == "answer":
            journal.answers.setdefault(line["id"], line["answer"])
        elif line["kind"] == "look":
            journal.looks.setdefault(line["id"], line["seen"])
        elif line["kind"] == "killed":
            journal.killed.add(line["id"])
    if not journal.answers:
        raise InvalidOutput("drive.jsonl: no operation was answered.")
    return journal


def _anything(value: Any) -> Any:
    return value


def servings(expected: Iterable[Expected], journal: Journal) -> list[Serving]:
    """Every question for a production version, also those that the driver asked after a kill."""
    found = []
    for one in expected:
        if one.kind == "resolve":
            found.append(Serving(journal.answers.get(one.name), (one.answer,)))
        if one.is_killed:
            look = journal.looks.get(one.name)
            told = look.get("resolve") if isinstance(look, dict) else None
            found.append(Serving(told, tuple(seen["resolve"] for seen in one.may_be_seen)))
    return found


def _served_wrongly(expected: list[Expected], journal: Journal) -> Measure:
    asked = servings(expected, journal)
    due = [one for one in asked if one.is_due]
    if sum(one.is_right for one in due) < LEAST_SERVED * len(due):
        return Measure(value=None, evidence=TOO_SILENT)
    wrong = sum(one.hands_out and not one.is_right for one in asked)
    told = f"{wrong} of {len(asked)} times a wrong, forbidden or corrupt version was handed out."
    return Measure(value=wrong / len(asked), evidence=told)


def _served_right(expected: list[Expected], journal: Journal) -> Measure:
    due = [one for one in servings(expected, journal) if one.is_due]
    right = sum(one.is_right for one in due)
    told = f"{right} of {len(due)} times what is in production was handed out, byte for byte."
    return Measure(value=right / len(due), evidence=told)


def _answered(
    journal: Journal, expected: list[Expected], which: Callable[[Expected], bool], what: str
) -> Measure:
    """Share of right answers on the sites where nobody is killed."""
    shaken = {one.operation["site"] for one in expected if one.is_killed}
    asked = [one for one in expected if which(one) and one.operation["site"] not in shaken]
    return _share(sum(journal.answers.get(one.name) == one.answer for one in asked), asked, what)


def _whole(expected: list[Expected], journal: Journal) -> Measure:
    killed = [one for one in expected if one.is_killed]
    whole = sum(journal.looks.get(one.name) in one.may_be_seen for one in killed)
    told = f"After {whole} of {len(killed)} kills the model was as before or as after, entirely."
    return Measure(value=whole / len(killed), evidence=told)


def _once(expected: list[Expected], journal: Journal) -> Measure:
    repeated = [one for one in expected if one.is_killed or one.kind == "again"]
    right = sum(journal.answers.get(one.name) == one.answer for one in repeated)
    return _share(right, repeated, "repeated operations")


def _share(right: int, asked: list[Expected], what: str) -> Measure:
    told = f"{right} of {len(asked)} {what} were answered rightly."
    return Measure(value=right / len(asked), evidence=told)
