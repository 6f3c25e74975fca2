"""Hand-computed cases."""

import pytest

from vetting.reviews.estimates import (
    Estimate,
    rater_variance,
    rubric_estimate,
    scorecard_score,
    weighted_mean,
)


def test_the_interval_of_a_normal_estimate_is_the_textbook_one() -> None:
    low, high = Estimate(0.5, 0.1).interval(0.95)
    assert (low, high) == pytest.approx((0.5 - 0.1959964, 0.5 + 0.1959964))


def test_an_interval_does_not_leave_the_scale() -> None:
    assert Estimate(0.98, 0.1).interval(0.9)[1] == 1
    assert Estimate(0.02, 0.1).interval(0.9)[0] == 0


def test_a_weighted_mean_adds_variances_with_squared_weights() -> None:
    # (3 * 0.8 + 1 * 0.4) / 4 = 0.7; sqrt((3 * 0.04)^2 + (1 * 0.05)^2) / 4 = 0.13 / 4
    mean = weighted_mean([(Estimate(0.8, 0.04), 3), (Estimate(0.4, 0.05), 1)])
    assert mean.value == pytest.approx(0.7)
    assert mean.error == pytest.approx(0.0325)


def test_levels_one_to_five_span_the_whole_scale() -> None:
    assert [scorecard_score([(level, 1.0)]) for level in (1, 2, 3, 4, 5)] == [0, 0.25, 0.5, 0.75, 1]


def test_not_observed_is_left_out_instead_of_counting_as_zero() -> None:
    assert scorecard_score([(5, 1.0), (None, 10.0), (3, 1.0)]) == pytest.approx(0.75)


def test_a_scorecard_on_which_nothing_was_observed_has_no_score() -> None:
    assert scorecard_score([(None, 1.0), (None, 1.0)]) is None


def test_criteria_count_by_their_weights() -> None:
    # level 5 with weight 3 and level 2 with weight 1: (3 + 0.25) / 4
    assert scorecard_score([(5, 3.0), (2, 1.0)]) == pytest.approx(0.8125)


def test_rater_variance_is_the_assumption_until_raters_have_differed() -> None:
    assert rater_variance([]) == pytest.approx(0.15**2)
    assert rater_variance([[0.4], [0.9]]) == pytest.approx(0.15**2)  # single raters tell nothing


def test_rater_variance_pools_differences_with_the_assumption() -> None:
    # [0.4, 0.6]: squares 0.02, 1 degree; [0.5, 0.5, 0.8]: squares 0.06, 2 degrees
    # (4 * 0.0225 + 0.02 + 0.06) / (4 + 3) = 0.17 / 7
    assert rater_variance([[0.4, 0.6], [0.5, 0.5, 0.8]]) == pytest.approx(0.17 / 7)


def test_two_raters_who_agree_by_chance_are_not_taken_for_certain() -> None:
    variance = rater_variance([[0.7, 0.7]])  # 4 * 0.0225 / 5 = 0.018
    estimate = rubric_estimate([0.7, 0.7], variance=variance)
    assert estimate.value == pytest.approx(0.7)
    assert estimate.error == pytest.approx((0.018 / 2) ** 0.5)
