"""Hand-computed cases; Phi from the standard normal table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetting.reviews.estimates import Estimate
from vetting.shortlists.ranking import composite, places, probability_of_order

ESTIMATES = st.builds(
    Estimate,
    st.floats(min_value=0, max_value=1),
    st.floats(min_value=0, max_value=0.5),
)


def test_the_composite_weighs_both_halves_and_propagates_their_errors() -> None:
    # 0.6 * 0.8 + 0.4 * 0.5 = 0.68; sqrt((0.6 * 0.05)^2 + (0.4 * 0.1)^2) = 0.05
    found = composite(automated=Estimate(0.8, 0.05), rubric=Estimate(0.5, 0.1), rubric_weight=0.4)
    assert found is not None
    assert found.value == pytest.approx(0.68)
    assert found.error == pytest.approx(0.05)


def test_nothing_is_imputed_for_a_missing_half() -> None:
    assert composite(automated=Estimate(0.8, 0.05), rubric=None, rubric_weight=0.4) is None
    assert composite(automated=None, rubric=Estimate(0.8, 0.05), rubric_weight=0.4) is None


def test_a_half_without_weight_is_not_missed() -> None:
    alone = Estimate(0.8, 0.05)
    assert composite(automated=alone, rubric=None, rubric_weight=0) == alone
    assert composite(automated=None, rubric=alone, rubric_weight=1) == alone


@pytest.mark.parametrize(
    ("difference", "expected"),
    [(0.0, 0.5), (0.05, 0.841345), (0.064078, 0.9), (0.1, 0.977250), (-0.05, 0.158655)],
)
def test_the_probability_of_an_order_follows_the_normal_table(
    difference: float, expected: float
) -> None:
    # Errors 0.03 and 0.04 combine to 0.05, so the difference is so many twentieths.
    found = probability_of_order(Estimate(0.5 + difference, 0.03), Estimate(0.5, 0.04))
    assert found == pytest.approx(expected, abs=1e-5)


def test_exact_scores_are_in_their_order_for_certain() -> None:
    assert probability_of_order(Estimate(0.6, 0), Estimate(0.5, 0)) == 1
    assert probability_of_order(Estimate(0.5, 0), Estimate(0.5, 0)) == 0.5


def test_neighbours_part_into_bands_where_their_order_is_sure_enough() -> None:
    # Errors combine to 0.0424; 0.9 needs a difference of 1.2816 * 0.0424 = 0.0544.
    scores = [Estimate(value, 0.03) for value in (0.80, 0.75, 0.69, 0.65)]
    assert [place.band for place in places(scores, confidence=0.9)] == [1, 1, 2, 2]


def test_asking_for_more_confidence_widens_the_bands() -> None:
    scores = [Estimate(value, 0.03) for value in (0.80, 0.75, 0.69, 0.65)]
    assert [place.band for place in places(scores, confidence=0.95)] == [1, 1, 1, 1]
    assert [place.band for place in places(scores, confidence=0.5)] == [1, 2, 3, 4]


def test_places_come_in_the_order_of_the_input() -> None:
    found = places([Estimate(0.2, 0), Estimate(0.9, 0), Estimate(0.5, 0)], confidence=0.9)
    assert [place.rank for place in found] == [3, 1, 2]
    assert [place.rank_interval for place in found] == [(3, 3), (1, 1), (2, 2)]
    assert [place.band for place in found] == [3, 1, 2]


def test_equal_composites_share_a_rank_and_a_band() -> None:
    found = places([Estimate(0.5, 0.01), Estimate(0.7, 0.01), Estimate(0.5, 0.01)], confidence=0.9)
    assert [place.rank for place in found] == [2, 1, 2]
    assert [place.band for place in found] == [2, 1, 2]


def test_a_rank_interval_covers_the_ranks_that_chance_allows() -> None:
    # The first two differ by 0.24 of their combined error: either may lead. The third is far off.
    found = places(
        [Estimate(0.80, 0.03), Estimate(0.79, 0.03), Estimate(0.2, 0.03)], confidence=0.9
    )
    assert [place.rank_interval for place in found] == [(1, 2), (1, 2), (3, 3)]


def test_the_same_scores_give_the_same_intervals_every_time() -> None:
    scores = [Estimate(0.5 + step / 100, 0.05) for step in range(20)]
    assert places(scores, confidence=0.9) == places(scores, confidence=0.9)


def test_an_empty_shortlist_has_no_places() -> None:
    assert places([], confidence=0.9) == []


@given(st.lists(ESTIMATES, max_size=12), st.floats(min_value=0.5, max_value=0.99))
def test_ranks_intervals_and_bands_never_contradict_the_scores(
    scores: list[Estimate], confidence: float
) -> None:
    found = places(scores, confidence=confidence)
    for score, place in zip(scores, found, strict=True):
        assert 1 <= place.rank_interval[0] <= place.rank <= place.rank_interval[1] <= len(scores)
        for other_score, other_place in zip(scores, found, strict=True):
            if score.value > other_score.value:
                assert place.rank < other_place.rank
                assert place.band <= other_place.band
