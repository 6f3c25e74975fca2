"""Cases run a few at a time, an honest neighbour among them; each test then looks at its own case."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil

import pytest

from tests.attacks.catalogue import Case, Ending

Perform = Callable[[Sequence[Case]], Mapping[str, Ending]]


class Batches:
    """Performs a case's batch when its first test asks. What goes wrong is told to each of its tests."""

    def __init__(self, cases: Sequence[Case], perform: Perform, *, size: int) -> None:
        self._perform = perform
        self._batch_of = {case.name: batch for batch in dealt(cases, size) for case in batch}
        self._endings: dict[str, Ending] = {}
        self._failures: dict[str, BaseException] = {}

    def ending_of(self, case: Case) -> Ending:
        batch = self._batch_of[case.name]
        if case.name not in self._endings | self._failures:
            try:
                self._endings.update(self._perform(batch))
            # Kept whatever it is: a batch that failed is not repeated for each of its cases.
            except BaseException as failure:
                self._failures.update(dict.fromkeys((one.name for one in batch), failure))
                raise
        if case.name in self._failures:
            raise AssertionError(f"the batch of {batch[0]} failed") from self._failures[case.name]
        return self._endings[case.name]


def dealt(cases: Sequence[Case], size: int) -> list[list[Case]]:
    """Deal the cases out, those that wait for a limit first, so that each batch has a few of them."""
    patient = sorted(cases, key=lambda case: "timed_out" not in case.expected.outcome)
    piles = ceil(len(cases) / size)
    return [patient[start::piles] for start in range(piles)]


def chosen(request: pytest.FixtureRequest, **parameters: str) -> list[Case]:
    """The cases of this module's tests that this session runs, with these other parameters."""
    calls = [
        item.callspec.params
        for item in request.session.items
        if item.path == request.path and hasattr(item, "callspec")
    ]
    return [call["case"] for call in calls if "case" in call and parameters.items() <= call.items()]
