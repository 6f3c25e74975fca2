"""Deaf is who could take what waits and does not."""

import time

from vetting.runs.vigil import Vigil


class Worker:
    waiting, idle = 1, True

    def __init__(self) -> None:
        self.vigil = Vigil(
            patience=10, count_waiting=lambda: self.waiting, is_idle=lambda: self.idle
        )
        self.now = time.monotonic()

    def is_deaf_after(self, seconds: float) -> bool:
        return self.vigil.is_deaf(at=self.now + seconds)


def test_it_is_deaf_when_messages_wait_and_it_takes_none() -> None:
    worker = Worker()
    assert not worker.is_deaf_after(9)
    assert worker.is_deaf_after(11)


def test_it_is_sound_while_it_works() -> None:
    worker = Worker()
    worker.idle = False
    assert not worker.is_deaf_after(100)
    worker.idle = True
    assert not worker.is_deaf_after(109)
    assert worker.is_deaf_after(111)


def test_it_is_sound_while_nothing_waits() -> None:
    worker = Worker()
    worker.waiting = 0
    assert not worker.is_deaf_after(100)


def test_a_message_proves_that_it_hears() -> None:
    worker = Worker()
    worker.now -= 100
    worker.vigil.note_message()
    assert not worker.is_deaf_after(105)
