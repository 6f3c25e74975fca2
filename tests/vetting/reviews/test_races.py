"""Two at once: exactly one wins, and nothing is lost."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from tests.cast import NOW, apply_for, cast, rate
from vetting.audit.models import Event
from vetting.audit.services import broken_links, record
from vetting.core.errors import ProblemError
from vetting.openings.services import add_application
from vetting.reviews.models import Scorecard
from vetting.reviews.services import RatingDraft, hand_in_scorecard, save_scorecard

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

AT_ONCE = 4


def outcomes(act: Callable[[], object]) -> Counter[str]:
    """Act from several threads at the same moment; count what each met."""
    start = Barrier(AT_ONCE)

    def run(_: int) -> str:
        start.wait(timeout=10)
        try:
            act()
        except ProblemError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(run, range(AT_ONCE)))


def test_a_scorecard_is_handed_in_once() -> None:
    people = cast()
    application = apply_for(people.opening, "Carol")
    draft = rate(application, people.bob, [3] * 5, state=Scorecard.State.DRAFT)
    Scorecard.objects.filter(pk=draft.pk).update(recommendation="yes")
    met = outcomes(lambda: hand_in_scorecard(application=application, author=people.bob, at=NOW))
    assert met == {"done": 1, "scorecard_handed_in": AT_ONCE - 1}
    assert Event.objects.filter(verb="handed_in").count() == 1


def test_of_two_first_savings_one_is_kept_whole() -> None:
    people = cast()
    application = apply_for(people.opening, "Carol")
    criteria = list(application.opening.rubric.criteria.all())
    met = outcomes(
        lambda: save_scorecard(
            application=application,
            author=people.bob,
            ratings=[RatingDraft(criterion_id=one.pk, level=3) for one in criteria],
            recommendation="",
            summary="",
            revision=0,
        )
    )
    assert met == {"done": 1, "revision_conflict": AT_ONCE - 1}
    assert Scorecard.objects.get().ratings.count() == len(criteria)


def test_one_person_applies_once() -> None:
    people = cast()
    met = outcomes(
        lambda: add_application(
            opening=people.opening,
            name="Carol",
            email="carol@people.example",
            by=people.alice,
            at=NOW,
        )
    )
    assert met == {"done": 1, "already_applied": AT_ONCE - 1}


def test_events_that_come_together_still_form_one_chain() -> None:
    people = cast()
    met = outcomes(
        lambda: record(
            verb="changed",
            target=people.opening,
            organization_id=people.northwind.pk,
            at=NOW,
        )
    )
    assert met == {"done": AT_ONCE}
    assert list(broken_links()) == []
    assert Event.objects.count() == AT_ONCE
