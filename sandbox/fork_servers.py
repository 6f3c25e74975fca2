"""The fork servers of one runner: one for each image and start environment, made when first needed."""

import logging
import threading
from collections.abc import Callable
from dataclasses import replace

from sandbox.confinement import Confinement
from sandbox.container import Container
from sandbox.errors import SandboxError
from sandbox.joining import ForkServer
from sandbox.runner import Role

log = logging.getLogger(__name__)


class ForkServers:
    """Thread-safe. Each lives in an idle container of its own, which `make_home` makes."""

    def __init__(self, make_home: Callable[[Confinement], Container]) -> None:
        self._make_home = make_home
        self._made: dict[tuple[object, ...], tuple[Container, ForkServer]] = {}
        self._lock = threading.Lock()

    def of(self, confinement: Confinement) -> ForkServer:
        """The one with these imports done; another if it or its container has died."""
        environment = confinement.base_environment()
        key = (confinement.image_digest, confinement.preload, *environment.items())
        with self._lock:
            home, server = self._made.pop(key, (None, None))
            if home and server and not (home.is_alive and server.is_alive):
                _end(home, server)
                home = server = None
            if home is None or server is None:
                home, server = self._start(confinement)
            self._made[key] = home, server
            return server

    def _start(self, confinement: Confinement) -> tuple[Container, ForkServer]:
        idle = replace(confinement, role=Role.HOLDER, preload=(), is_joined=True, network="none")
        home = self._make_home(idle)
        try:
            environment = confinement.base_environment()
            server = ForkServer(home.pid, environment=environment, preload=confinement.preload)
        except BaseException:
            home.remove()
            raise
        return home, server

    def close(self) -> None:
        with self._lock:
            for home, server in self._made.values():
                _end(home, server)
            self._made.clear()


def _end(home: Container, server: ForkServer) -> None:
    server.close()
    try:
        home.remove()
    except SandboxError as error:
        log.warning("the home of a fork server was not removed, the reaper will: %s", error)
