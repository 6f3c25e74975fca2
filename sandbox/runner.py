"""The contract: a `Runner` runs a `Job` once, in a place of its own, and returns an `Outcome`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from sandbox.limits import Limits
from sandbox.outcome import Outcome


class Role(StrEnum):
    """Who wrote the code that runs. Roles never share a container, a filesystem or a uid range."""

    CANDIDATE = "candidate"
    GRADER = "grader"
    HOLDER = "holder"  # nobody's code: keeps the empty network that a service and its client share


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Batches fed one by one: the next is sent only when the last was answered.

    A batch is one line (no newline inside) on the command's stdin; an answer is one line on its
    stdout. Fewer answers than batches mean that the command stopped early; a line more than
    there are batches is malformed output. The first answer includes the command's start-up, so
    only the wall time bounds it; `answer_time` bounds each later one. `answer_bytes` bounds each,
    `bytes_in_all` all of them. The answers are not repeated in the outcome's stdout.
    """

    batches: tuple[bytes, ...]
    answer_time: timedelta = timedelta(seconds=5)
    answer_bytes: int = 64 * 1024
    bytes_in_all: int = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One command. `files` are written below the working directory before it starts.

    The working directory is `folder`, below the work folder; paths are relative to it.
    """

    image: str  # a name from sandbox/images; the runner resolves it to a digest
    argv: tuple[str, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)  # relative POSIX path → bytes
    outputs: Mapping[str, int] = field(default_factory=dict)  # relative path → cap in bytes
    limits: Limits = field(default_factory=Limits)
    environment: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    role: Role = Role.CANDIDATE
    folder: str = ""  # relative POSIX path
    hash_seed: int = 0  # PYTHONHASHSEED, so that equal jobs print equal bytes
    # Which of the image's `preload` to import ahead; None for all. Only its speed depends on it.
    preload: tuple[str, ...] | None = None
    stream: Stream | None = None
    # The command is killed after this time and run again on the files that it left; its outcome
    # is the second run's. One that ends earlier is run again all the same. Not with a stream.
    crash_after: timedelta | None = None

    def __post_init__(self) -> None:
        if self.stream is not None and self.crash_after is not None:
            raise ValueError("a streamed job cannot be crashed")
        if self.folder and {"", ".", ".."} & set(self.folder.split("/")):
            raise ValueError("a job's folder lies below the work folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A job that serves over loopback while another job, its client, runs.

    Both find the port in the variable PORT; they share a loopback and nothing else. When the
    client has ended, or has printed `stop_word`, the service is asked to stop (SIGTERM) and has
    `stop_time` to do so. A service that ends earlier, or never gets ready, is the client's finding:
    the runner does not judge it. The client's stdin is open until the service has ended, so that it
    need not ask a dead one.
    """

    job: Job
    stop_time: timedelta = timedelta(seconds=5)
    stop_word: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """How both ended. The service is `timed_out` when it did not stop in time.

    Its `stop_seconds` tell that from a wall time that was over before anybody asked it to stop.
    """

    service: Outcome
    client: Outcome


class Runner(Protocol):
    """Raises `SandboxError` for our failures only. Safe to call from several threads."""

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        """Run the job to its end. `on_output` receives stdout and stderr as they come."""
        ...

    def serve(
        self,
        service: Service,
        client: Job,
        *,
        on_output: Callable[[bytes], None] | None = None,
        on_client_output: Callable[[bytes], None] | None = None,
    ) -> Served:
        """Run the service, and the client beside it, to the client's end.

        `on_output` receives what the service prints, `on_client_output` what the client prints.
        """
        ...

    def image_digest(self, image: str) -> str:
        """The digest that `image` resolves to on this host. Raises `ImageMissingError`."""
        ...

    def kill(self, labels: Mapping[str, str]) -> int:
        """End every job of ours that carries all these labels; the number ended."""
        ...

    def reap(self, is_live: Callable[[Mapping[str, str]], bool]) -> int:
        """End the jobs whose labels `is_live` denies, and say how many; remove what is left over."""
        ...

    def close(self) -> None:
        """Give back everything that the runner holds."""
        ...
