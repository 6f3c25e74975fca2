"""Plays a scheduler's answers with the true running times, and measures what came of it."""

import json
from pathlib import Path

from grader.trace import Played, agreement, play, read_answers
from packkit import Measure

FLOOR, CEILING = 0.9, 0.99  # of what the reference earns on the same trace
AWAKE = 0.4  # of the oracle's points: who earns less proves nothing by keeping quiet
IDLE = "Too little was earned: a cluster that stands idle proves nothing."


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    answers = read_answers(case, outputs, step="schedule", events="events")
    replay = read_answers(case, outputs, step="replay", events="replay")
    played = play(case, answers)
    points = json.loads((case / "answers" / "points.json").read_text())
    awake = played.cluster.points() >= AWAKE * points["oracle"]
    return {
        "weighted_completion": completion(played, points),
        "hard_deadlines": deadlines(played),
        "starved_work": starvation(played),
    } | {
        name: measure if awake else Measure(value=None, evidence=IDLE)
        for name, measure in (
            ("quota_breaches", breaches(played)),
            ("wasted_hours", waste(played)),
            ("replay_agreement", repeated(agreement(answers, replay), len(replay))),
        )
    }


def completion(played: Played, points: dict[str, float]) -> Measure:
    earned = played.cluster.points()
    return Measure(
        value=earned / points["oracle"],
        floor=FLOOR * points["reference"] / points["oracle"],
        ceiling=CEILING * points["reference"] / points["oracle"],
        evidence=f"{earned:.0f} points; nobody could earn more than {points['oracle']:.0f}.",
    )


def deadlines(played: Played) -> Measure:
    told = f"{len(played.punctual)} of {len(played.hard)} jobs without grace were ready in time."
    return Measure(value=played.punctual_share(), evidence=told)


def starvation(played: Played) -> Measure:
    told = f"{len(played.starved)} of {len(played.patient)} jobs starved."
    return Measure(value=played.starved_share(), evidence=told)


def breaches(played: Played) -> Measure:
    over, days = played.team_days()
    return Measure(value=over / days, evidence=f"{over} of {days} team days over their quota.")


def waste(played: Played) -> Measure:
    used = sum(played.cluster.used.values())
    share = played.cluster.wasted / max(1, used)
    told = f"{played.cluster.wasted} of {used} GPU hours were thrown away by pre-emption."
    return Measure(value=share, evidence=told)


def repeated(share: float, hours: int) -> Measure:
    told = f"The replay decided alike in {share:.0%} of {hours} hours."
    return Measure(value=share, evidence=told)
