"""Keeps warm containers ready: started, confined, imports done, nobody's code in them yet.

Each serves one job and is destroyed, exactly as a cold one; the pool only makes it earlier. What
is made follows demand: a confinement that was asked for is kept in stock, the least recently asked
for gives way, and when there is none in stock the caller starts a cold one.
"""

import logging
import os
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sandbox.confinement import Confinement
from sandbox.container import Container
from sandbox.errors import SandboxError

log = logging.getLogger(__name__)

MAX_PAUSE_SECONDS = 60.0
LOOK_SECONDS = 0.5
# A job that was just given a container has the host to itself this long; many are over by then.
UNDISTURBED_SECONDS = 0.25
MAX_REFILLERS = 4
SAMPLES, SAMPLE_SECONDS = 5, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """How much is kept. An idle container holds about 100 MB."""

    per_confinement: int = 2
    in_all: int = 8
    max_age: timedelta = timedelta(minutes=20)
    even_when_busy: bool = False  # make them though the host's cores are all taken


@dataclass(slots=True)
class _Shelf:
    confinement: Confinement
    containers: deque[Container] = field(default_factory=deque)
    being_made: int = 0
    pause_seconds: float = 0.0  # doubled by each failure to make one
    paused_until: float = 0.0


class Pool:
    """Thread-safe. As many containers are made at a time as the host has cores that nobody takes."""

    def __init__(
        self,
        make: Callable[[Confinement], Container],
        remove: Callable[[Container], None],
        stock: Stock,
    ) -> None:
        """`remove` does not wait: it is called where the pool is locked."""
        self._make, self._remove, self._stock = make, remove, stock
        self._shelves: OrderedDict[Confinement, _Shelf] = OrderedDict()  # latest demand last
        self._changed = threading.Condition()
        self._closed = False
        self._refillers: list[threading.Thread] = []
        self._undisturbed_until = 0.0

    def take(self, confinement: Confinement) -> Container | None:
        """A container that nobody else will get, or None when there is none in stock."""
        with self._changed:
            if self._closed:
                return None
            if not self._refillers:
                self._start_refillers()
            shelf = self._shelves.setdefault(confinement, _Shelf(confinement))
            self._shelves.move_to_end(confinement)
            taken = self._pop_usable(shelf)
            if taken:
                self._undisturbed_until = time.monotonic() + UNDISTURBED_SECONDS
            self._changed.notify_all()
            return taken

    def idle(self) -> int:
        with self._changed:
            return sum(len(shelf.containers) for shelf in self._shelves.values())

    def close(self) -> None:
        """Make no more and remove what is in stock."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        for refiller in self._refillers:
            refiller.join()
        for shelf in self._shelves.values():
            while shelf.containers:
                self._remove(shelf.containers.popleft())

    def _start_refillers(self) -> None:
        for _ in range(min(os.cpu_count() or 1, MAX_REFILLERS)):
            refiller = threading.Thread(target=self._refill, daemon=True, name="pool")
            self._refillers.append(refiller)
            refiller.start()

    def _pop_usable(self, shelf: _Shelf) -> Container | None:
        while shelf.containers:
            container = shelf.containers.popleft()
            if container.is_alive and not self._is_old(container):
                return container
            # It died while idle, for instance with the engine; making a new one is the refiller's.
            self._remove(container)
        return None

    def _is_old(self, container: Container) -> bool:
        return time.monotonic() - container.made_at > self._stock.max_age.total_seconds()

    def _refill(self) -> None:
        while True:
            with self._changed:
                self._discard_unusable()
                wanted = self._next_wanted()
                if self._closed:
                    return
                if wanted is None:
                    self._changed.wait(timeout=LOOK_SECONDS)
                    continue
                if (left := self._undisturbed_until - time.monotonic()) > 0:
                    self._changed.wait(timeout=left)
                    continue
                wanted.being_made += 1
            try:
                if self._stock.even_when_busy or not is_host_busy():
                    self._stock_up(wanted)
            finally:
                with self._changed:
                    wanted.being_made -= 1

    def _discard_unusable(self) -> None:
        for shelf in self._shelves.values():
            for _ in range(len(shelf.containers)):
                container = self._pop_usable(shelf)
                if container:
                    shelf.containers.append(container)

    def _next_wanted(self) -> _Shelf | None:
        """The latest asked for that is not full; an empty one may push the oldest out."""
        now = time.monotonic()
        is_full = self._count() >= self._stock.in_all
        for confinement, shelf in reversed(self._shelves.items()):
            kept = len(shelf.containers) + shelf.being_made
            if kept >= self._stock.per_confinement or now < shelf.paused_until:
                continue
            if not is_full or (not kept and self._give_way_to(confinement)):
                return shelf
        return None

    def _count(self) -> int:
        return sum(len(one.containers) + one.being_made for one in self._shelves.values())

    def _give_way_to(self, newer: Confinement) -> bool:
        for confinement, shelf in self._shelves.items():
            if confinement == newer:
                return False
            if shelf.containers:
                self._remove(shelf.containers.popleft())
                return True
        return False

    def _stock_up(self, shelf: _Shelf) -> None:
        try:
            container = self._make(shelf.confinement)
        except SandboxError as error:
            log.warning("no warm container could be made: %s", error)
            self._pause(shelf)
            return
        except (
            Exception
        ):  # A refiller that ended would leave the pool dry, and nobody would see why.
            log.exception("no warm container could be made")
            self._pause(shelf)
            return
        with self._changed:
            shelf.pause_seconds = 0.0
            shelf.containers.append(container)

    def _pause(self, shelf: _Shelf) -> None:
        with self._changed:
            shelf.pause_seconds = min(MAX_PAUSE_SECONDS, shelf.pause_seconds * 2 or 1.0)
            shelf.paused_until = time.monotonic() + shelf.pause_seconds


def is_host_busy() -> bool:
    """Whether the cores are taken: as many threads want to run, on the average of a few looks.

    A busy host gains nothing from imports done ahead: jobs that start cold do them when they need
    them, and only those that need them.
    """
    seen = 0
    for _ in range(SAMPLES):
        seen += _runnable() - 1  # without the thread that looks
        time.sleep(SAMPLE_SECONDS)
    return seen / SAMPLES > (os.cpu_count() or 1) - 0.5


def _runnable() -> int:
    for line in Path("/proc/stat").read_text(encoding="ascii").splitlines():
        if line.startswith("procs_running "):
            return int(line.split()[1])
    return 0
