"""Real PostgreSQL and Redis for the tests: each a private process on a free loopback port.

An instance starts its server itself, in a folder of its own, and ends it by its process id. Fault
tests make instances of their own, which they may kill, pause and start again.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psycopg
import redis

START_SECONDS = 30
STOP_SECONDS = 15


class ServerError(Exception):
    """The server did not start, or did not stop."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Poll `condition` until it holds. Raises `ServerError` that names `what` when it never does."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise ServerError(f"Waited {seconds} s in vain for {what}.")
        time.sleep(0.05)


class Server:
    """A process in a folder of its own. Subclasses say how it starts and when it answers."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="vetting-test-"))
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, stdin=subprocess.DEVNULL, **self.identity()
            )
        wait_until(self._answers_or_died, seconds=START_SECONDS, what=f"{type(self).__name__}")
        return self

    def stop(self) -> None:
        """End it in good order and remove its folder."""
        self.end(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self) -> None:
        """End it as a power cut does. The folder stays: `start` finds what was written."""
        self.end(signal.SIGKILL)

    def restart(self) -> Self:
        self.end(signal.SIGTERM)
        return self.start()

    def pause(self) -> None:
        self._running.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._running.send_signal(signal.SIGCONT)

    def end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(STOP_SECONDS)
        self.process = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def identity(self) -> dict[str, object]:
        """Further arguments of Popen: as whom the server runs."""
        return {}

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise ServerError(f"{type(self).__name__} is not running.")
        return self.process

    def _answers_or_died(self) -> bool:
        if self._running.poll() is not None:
            log = (self.folder / "log").read_text(errors="replace")
            raise ServerError(f"{type(self).__name__} ended at once:\n{log}")
        return self.answers()


class RedisServer(Server):
    """Redis as operators are told to run it: append-only file, no eviction."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return [
            "redis-server",
            *("--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)),
            *("--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", ""),
        ]

    def answers(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def flush_all(self) -> None:
        with redis.Redis(port=self.port, socket_timeout=5) as client:
            client.flushall()


class PostgresServer(Server):
    """A cluster without fsync. PostgreSQL refuses to run as root, so root hands it to `postgres`."""

    user = "vetting"

    def __init__(self) -> None:
        super().__init__()
        self.cluster = self.folder / "cluster"

    def start(self) -> Self:
        if not self.cluster.exists():
            self._initialize()
        return super().start()

    @property
    def url(self) -> str:
        return f"postgresql://{self.user}@127.0.0.1:{self.port}/postgres"

    def command(self) -> list[str]:
        options = {
            "port": self.port,
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 200,
            "shared_buffers": "32MB",
        }
        settings = [text for key, value in options.items() for text in ("-c", f"{key}={value}")]
        return [str(_postgres_binary("postgres")), "-D", str(self.cluster), *settings]

    def answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=1):
                return True
        except psycopg.Error:
            return False

    def stop(self) -> None:
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        self.end(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> Self:
        self.end(signal.SIGINT)
        return self.start()

    def create_database(self, name: str) -> str:
        """Make an empty database; its address."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url.removesuffix("postgres") + name

    def identity(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        return {"user": "postgres", "group": "postgres", "extra_groups": [], "cwd": self.folder}

    def _initialize(self) -> None:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        subprocess.run(
            [
                str(_postgres_binary("initdb")),
                *("-D", str(self.cluster), "-U", self.user),
                *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"),
            ],
            check=True,
            capture_output=True,
            **self.identity(),  # type: ignore[call-overload]
        )


def _postgres_binary(name: str) -> Path:
    """Find the newest one installed: Debian keeps them off the PATH."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4])
    )
    if found:
        return found[-1]
    on_path = shutil.which(name)
    if on_path is None:
        raise ServerError(f"PostgreSQL's {name} is not installed: apt-get install postgresql")
    return Path(on_path)
