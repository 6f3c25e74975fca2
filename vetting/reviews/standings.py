"""How far each application has come, and what its work scored. A fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from vetting.assessments.models import Item
from vetting.attempts.models import Attempt, Invitation
from vetting.openings.models import Application
from vetting.profiles.selectors import item_weight, weights_by_opening
from vetting.profiles.weights import Weights
from vetting.reviews.estimates import Estimate, weighted_mean
from vetting.runs.models import Result, Run


class Stage(StrEnum):
    ADDED = "added"
    INVITED = "invited"
    ACCEPTED = "accepted"
    STARTED = "started"
    HANDED_IN = "handed_in"
    EVALUATED = "evaluated"
    NOT_EVALUATED = "not_evaluated"


LONG_FIELDS = ("scores", "steps", "phases", "findings")  # of a result; the run's page shows them
REVIEWABLE = frozenset({Stage.HANDED_IN, Stage.EVALUATED, Stage.NOT_EVALUATED})


@dataclass(frozen=True, kw_only=True)
class ItemStanding:
    """One item of the attempt with the scored run that counts: the latest."""

    item: Item
    run: Run | None
    weight: float  # with what the opening's role profile gives to its challenge

    @property
    def result(self) -> Result | None:
        return getattr(self.run, "result", None)

    @property
    def estimate(self) -> Estimate | None:
        result = self.result
        if result is None or result.score is None or result.score_error is None:
            return None
        return Estimate(result.score, result.score_error)

    @property
    def is_pending(self) -> bool:
        return self.run is not None and self.run.state in {Run.State.QUEUED, Run.State.RUNNING}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The latest invitation and attempt of an application, and what became of it."""

    invitation: Invitation | None = None
    attempt: Attempt | None = None
    items: Sequence[ItemStanding] = field(default_factory=tuple)

    @property
    def stage(self) -> Stage:
        if self.attempt is None:
            invited = self.invitation and self.invitation.state != Invitation.State.REVOKED
            return Stage.INVITED if invited else Stage.ADDED
        if self.attempt.state != Attempt.State.HANDED_IN:
            return Stage(self.attempt.state)
        if any(one.is_pending for one in self.items):
            return Stage.HANDED_IN
        return Stage.NOT_EVALUATED if self.automated is None else Stage.EVALUATED

    @property
    def automated(self) -> Estimate | None:
        """Mean of the items' scores by their weights; None while one of them has no score."""
        parts = [(one.estimate, one.weight) for one in self.items]
        scored = [(estimate, weight) for estimate, weight in parts if estimate is not None]
        return weighted_mean(scored) if scored and len(scored) == len(parts) else None


def standings(
    applications: Iterable[Application],
    *,
    with_checks: bool = False,
    weights: Weights | None = None,
) -> dict[UUID, Standing]:
    """Return the standing of each application. `with_checks` loads the checks' results too.

    `weights` stands in for those of the openings' role profiles.
    """
    openings = {application.pk: application.opening_id for application in applications}
    ids = list(openings)
    invitations = {
        invitation.application_id: invitation
        for invitation in Invitation.objects.filter(application__in=ids).order_by("created_at")
    }
    attempts = {
        attempt.application_id: attempt
        for attempt in Attempt.objects.filter(application__in=ids)
        .select_related("assessment")
        .order_by("created_at")
    }
    by_opening = weights_by_opening(openings.values()) if weights is None else {}
    items = _items_by_attempt(
        attempts.values(),
        weights={
            attempt.pk: weights or by_opening[openings[application_id]]
            for application_id, attempt in attempts.items()
        },
        with_checks=with_checks,
    )
    return {
        pk: Standing(
            invitation=invitations.get(pk),
            attempt=attempts.get(pk),
            items=items.get(attempts[pk].pk, ()) if pk in attempts else (),
        )
        for pk in ids
    }


def _items_by_attempt(
    attempts: Iterable[Attempt], *, weights: Mapping[UUID, Weights], with_checks: bool
) -> dict[UUID, list[ItemStanding]]:
    handed_in = [one for one in attempts if one.state == Attempt.State.HANDED_IN]
    runs = (
        Run.objects.filter(
            kind=Run.Kind.SCORED, workspace__attempt__in=[one.pk for one in handed_in]
        )
        .select_related("result", "workspace")
        .defer("output", *(f"result__{field}" for field in LONG_FIELDS))
        .order_by("queued_at")
    )
    if with_checks:
        runs = runs.prefetch_related("result__checks")
    latest = {(run.workspace.attempt_id, run.workspace.item_id): run for run in runs}
    items: dict[UUID, list[Item]] = {}
    for item in (
        Item.objects.filter(assessment__in={one.assessment_id for one in handed_in})
        .select_related("challenge_version__challenge")
        .defer(
            "challenge_version__archive",
            "challenge_version__brief",
            "challenge_version__manifest",
        )
        .order_by("position")
    ):
        items.setdefault(item.assessment_id, []).append(item)
    return {
        attempt.pk: [
            ItemStanding(
                item=item,
                run=latest.get((attempt.pk, item.pk)),
                weight=item_weight(item, weights[attempt.pk]),
            )
            for item in items.get(attempt.assessment_id, ())
        ]
        for attempt in handed_in
    }
