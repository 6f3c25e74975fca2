"""Scores stay in [0, 1], follow the value, and a lost must-not check caps them."""

from typing import Literal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from challenges.scoring import (
    Scale,
    Weighted,
    case_score,
    competency_scores,
    mean_and_error,
    weighted_mean,
)

values = st.floats(-1e6, 1e6)
scores = st.floats(0, 1)
Kind = Literal["linear", "step"]
kinds: st.SearchStrategy[Kind] = st.sampled_from(["linear", "step"])
checks = st.lists(
    st.builds(
        Weighted,
        score=scores,
        weight=st.floats(0.01, 1),
        must_not=st.booleans(),
        competency=st.sampled_from(["monitoring", "modelling"]),
    ),
    min_size=1,
    max_size=6,
)


@given(values, values, values, kinds)
def test_a_score_lies_between_0_and_1(
    value: float, floor: float, ceiling: float, kind: Kind
) -> None:
    assume(floor != ceiling)
    scale = Scale(floor=floor, ceiling=ceiling, kind=kind)
    assert 0 <= scale.score(value) <= 1
    assert scale.score(ceiling) == 1
    assert scale.score(floor) == 0


@given(values, values, values, values, kinds)
def test_a_better_value_never_scores_less(
    floor: float, ceiling: float, one: float, other: float, kind: Kind
) -> None:
    assume(floor != ceiling)
    scale = Scale(floor=floor, ceiling=ceiling, kind=kind)
    worse, better = sorted((one, other), reverse=ceiling < floor)
    assert scale.score(worse) <= scale.score(better)


def test_a_linear_scale_is_straight() -> None:
    scale = Scale(floor=20, ceiling=10)
    assert [scale.score(value) for value in (25, 20, 15, 10, 5)] == [0, 0, 0.5, 1, 1]


def test_a_log_scale_is_straight_in_the_logarithm() -> None:
    scale = Scale(floor=1000, ceiling=10, kind="log")
    assert scale.score(100) == pytest.approx(0.5)
    assert scale.score(0) == 1
    assert Scale(floor=10, ceiling=1000, kind="log").score(-1) == 0


def test_a_step_forgives_its_tolerance_and_nothing_more() -> None:
    scale = Scale(floor=0, ceiling=1, kind="step", tolerance=0.1)
    assert [scale.score(value) for value in (0.89, 0.95, 1, 2)] == [0, 1, 1, 1]


def test_nothing_measured_scores_nothing() -> None:
    assert Scale(floor=1, ceiling=0).score(None) == 0


def test_floor_and_ceiling_must_differ() -> None:
    with pytest.raises(ValueError, match="equal"):
        Scale(floor=1, ceiling=1).score(1)


@given(checks)
def test_a_case_scores_its_mean_unless_a_must_not_caps_it(one: list[Weighted]) -> None:
    lowest = min((check.score for check in one if check.must_not), default=1)
    assert 0 <= case_score(one) <= 1
    assert case_score(one) == pytest.approx(min(weighted_mean(one), 0.4 + 0.6 * lowest))


def test_a_lost_must_not_check_leaves_two_fifths_at_most() -> None:
    good = Weighted(score=1, weight=0.9, must_not=False, competency="modelling")
    lost = Weighted(score=0, weight=0.1, must_not=True, competency="monitoring")
    assert case_score([good, lost]) == 0.4
    assert competency_scores([good, lost]) == {"modelling": 1, "monitoring": 0}


@given(st.lists(scores, min_size=1, max_size=20))
def test_the_mean_lies_among_the_scores(many: list[float]) -> None:
    mean, error = mean_and_error(many)
    assert min(many) - 1e-9 <= mean <= max(many) + 1e-9
    assert error >= 0


def test_the_error_of_a_mean_is_the_deviation_over_the_root_of_n() -> None:
    assert mean_and_error([0.0, 1.0]) == (0.5, pytest.approx(0.5))
    assert mean_and_error([0.7]) == (0.7, 0.0)
