"""Acting from several threads at once, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def in_parallel(times: int, act: Callable[[int], T]) -> list[T]:
    """Call `act(0)` … `act(times - 1)` at the same moment; what they returned, in order."""
    together = Barrier(times)

    def once(number: int) -> T:
        try:
            together.wait(10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(once, range(times)))
