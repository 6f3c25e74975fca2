"""The shortlist of an opening, and everything about one application, as one person may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from vetting.accounts.models import User
from vetting.openings.models import Application, Opening, OpeningMember
from vetting.profiles.models import RoleProfile
from vetting.profiles.selectors import profile_of, weights_of
from vetting.profiles.weights import Weights
from vetting.reviews.estimates import (
    Estimate,
    rater_variance,
    rubric_estimate,
    scorecard_score,
)
from vetting.reviews.models import Rating, Scorecard
from vetting.reviews.selectors import owed_ids, shown_email, shown_name, with_ratings
from vetting.reviews.standings import REVIEWABLE, Standing, standings
from vetting.shortlists.models import Decision
from vetting.shortlists.pipeline import RunProgress, latest_decisions, run_progress
from vetting.shortlists.ranking import Place, composite, places

Missing = Literal["hand_in", "evaluation", "scorecard", "my_scorecard"]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One application with both halves of its judgement, as far as they exist."""

    application: Application
    candidate_name: str
    standing: Standing
    rubric: Estimate | None = None
    raters: int = 0
    recommendations: Mapping[str, int]
    decision: Decision | None = None
    owed: bool = False  # the reader is still to rate it, and sees no score before
    composite: Estimate | None = None
    place: Place | None = None

    @property
    def automated(self) -> Estimate | None:
        return None if self.owed else self.standing.automated

    @property
    def missing(self) -> list[Missing]:
        if self.owed:
            return ["my_scorecard"]
        missing: list[Missing] = []
        if self.standing.stage not in REVIEWABLE:
            missing.append("hand_in")
        elif self.automated is None:
            missing.append("evaluation")
        if self.rubric is None:
            missing.append("scorecard")
        return missing


@dataclass(frozen=True, kw_only=True)
class Shortlist:
    opening: Opening
    role_profile: RoleProfile | None
    rubric_weight: float
    confidence: float
    progress: RunProgress
    ranked: Sequence[Entry]  # best first
    incomplete: Sequence[Entry]


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """Other weights than the opening's, to look at and never kept."""

    automated_weight: float | None = None
    role_profile: RoleProfile | None = None
    without_profile: bool = False


AS_IT_IS = WhatIf()


def shortlist(*, opening: Opening, user: User, what_if: WhatIf = AS_IT_IS) -> Shortlist:
    """Rank the active applications whose scores this person may see.

    Those that they are still to rate are listed below, without scores, and do not take part:
    a gap in the ranks would tell what is hidden.
    """
    given = what_if.automated_weight
    weight = opening.rubric_weight if given is None else 1 - given
    profile = what_if.role_profile
    if profile is None and not what_if.without_profile:
        profile = profile_of(opening)
    combined = [
        replace(
            entry,
            composite=None
            if entry.owed
            else composite(automated=entry.automated, rubric=entry.rubric, rubric_weight=weight),
        )
        for entry in _entries(opening=opening, user=user, weights=weights_of(profile))
    ]
    return Shortlist(
        opening=opening,
        role_profile=profile,
        rubric_weight=weight,
        confidence=opening.band_confidence,
        progress=run_progress(opening),
        ranked=_ranked(combined, confidence=opening.band_confidence),
        incomplete=[entry for entry in combined if entry.composite is None],
    )


def _ranked(entries: Sequence[Entry], *, confidence: float) -> list[Entry]:
    complete = [(entry, entry.composite) for entry in entries if entry.composite is not None]
    found = places([estimate for _, estimate in complete], confidence=confidence)
    placed = [
        (place.rank, entry.candidate_name, replace(entry, place=place))
        for (entry, _), place in zip(complete, found, strict=True)
    ]
    return [entry for _, _, entry in sorted(placed, key=lambda one: one[:2])]


def _entries(*, opening: Opening, user: User, weights: Weights) -> list[Entry]:
    applications = list(
        Application.objects.filter(opening=opening, state=Application.State.ACTIVE).select_related(
            "candidate", "opening"
        )
    )
    owed = owed_ids(user=user, applications=applications)
    standing = standings(applications, weights=weights)
    decisions = latest_decisions(applications)
    scorecards = _handed_in_scorecards(applications, without=owed)
    scores = _scores(scorecards, weights)
    variance = rater_variance(group for group in scores.values() if group)
    return [
        Entry(
            application=application,
            candidate_name=shown_name(application, owed=application.pk in owed),
            standing=standing[application.pk],
            owed=application.pk in owed,
            rubric=rubric_estimate(group, variance=variance) if group else None,
            raters=len(group),
            recommendations=Counter(
                scorecard.recommendation for scorecard in scorecards.get(application.pk, ())
            ),
            decision=None if application.pk in owed else decisions.get(application.pk),
        )
        for application in applications
        for group in (scores.get(application.pk, []),)
    ]


def _handed_in_scorecards(
    applications: Sequence[Application], *, without: set[UUID]
) -> dict[UUID, list[Scorecard]]:
    found: dict[UUID, list[Scorecard]] = {}
    readable = [application for application in applications if application.pk not in without]
    for scorecard in Scorecard.objects.filter(
        application__in=readable, state=Scorecard.State.HANDED_IN
    ).order_by("handed_in_at"):
        found.setdefault(scorecard.application_id, []).append(scorecard)
    return found


def _scores(
    scorecards: Mapping[UUID, Sequence[Scorecard]], weights: Weights
) -> dict[UUID, list[float]]:
    """Return each application's scores, without scorecards on which nothing was observed."""
    ids = [scorecard.pk for given in scorecards.values() for scorecard in given]
    levels: dict[UUID, list[tuple[int | None, float]]] = {}
    # Plain values: hundreds of applications have thousands of ratings.
    for scorecard_id, level, weight, competency in Rating.objects.filter(
        scorecard__in=ids
    ).values_list("scorecard_id", "level", "criterion__weight", "criterion__competency"):
        factor = weights.of_criterion(competency)
        levels.setdefault(scorecard_id, []).append((level, weight * factor))
    return {
        application_id: [
            score
            for scorecard in given
            if (score := scorecard_score(levels.get(scorecard.pk, ()))) is not None
        ]
        for application_id, given in scorecards.items()
    }


@dataclass(frozen=True, kw_only=True)
class ApplicationPage:
    """One application with everything that this person may see of it."""

    application: Application
    candidate_name: str
    candidate_email: str
    standing: Standing
    weights: Weights
    automated_hidden: bool
    scorecards: Sequence[Scorecard]
    my_scorecard_id: UUID | None
    may_rate: bool
    may_decide: bool
    decision: Decision | None


def application_page(*, application: Application, user: User) -> ApplicationPage:
    hidden = bool(owed_ids(user=user, applications=[application]))
    weights = weights_of(profile_of(application.opening))
    standing = standings([application], with_checks=True, weights=weights)[application.pk]
    scorecards = list(
        with_ratings(Scorecard.objects.visible_to(user).filter(application=application))
    )
    mine = [scorecard.pk for scorecard in scorecards if scorecard.author_id == user.pk]
    decision = latest_decisions([application]).get(application.pk)
    return ApplicationPage(
        application=application,
        candidate_name=shown_name(application, owed=hidden),
        candidate_email=shown_email(application, owed=hidden),
        standing=standing,
        weights=weights,
        automated_hidden=hidden,
        scorecards=scorecards,
        my_scorecard_id=mine[0] if mine else None,
        may_rate=OpeningMember.objects.filter(opening=application.opening, user=user).exists(),
        may_decide=Opening.objects.decided_by(user).filter(pk=application.opening_id).exists(),
        decision=None if hidden else decision,
    )
