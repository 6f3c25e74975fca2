"""What one thread has a running command told: that its input ends, or that it should stop."""

from collections.abc import Callable
from datetime import timedelta


class Notice:
    """Something that another thread has a running command told, once.

    Without `stop_within` its stdin ends, which is open until then. With it, it is asked to stop,
    and overdue after that time.
    """

    def __init__(self, *, stop_within: timedelta | None = None) -> None:
        self.stop_within = stop_within
        self._is_given = self._is_taken = False

    def give(self) -> None:
        self._is_given = True

    def is_new(self) -> bool:
        """True once, after it was given. Each flag has one writer, so that nothing is lost."""
        if self._is_taken or not self._is_given:
            return False
        self._is_taken = True
        return True


def hearing(
    word: bytes, notice: Notice, pass_on: Callable[[bytes], None] | None
) -> Callable[[bytes], None]:
    """Take a command's output as it comes, and give the notice when it has printed the word."""
    end = b""  # of what was printed, a byte short of the word

    def take(data: bytes) -> None:
        nonlocal end
        printed = end + data
        if word and word in printed:
            notice.give()
        end = printed[max(0, len(printed) - len(word) + 1) :]
        if pass_on:
            pass_on(data)

    return take
