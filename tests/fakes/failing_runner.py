"""A runner whose engine fails each time: every job is a fault of the platform."""

from collections.abc import Callable, Mapping

from sandbox.errors import SandboxError
from sandbox.outcome import Outcome
from sandbox.runner import Job, Served, Service


class FailingRunner:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error or SandboxError("the engine is silent")
        self.jobs = 0

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        self.jobs += 1
        raise self.error

    def serve(
        self,
        service: Service,
        client: Job,
        *,
        on_output: Callable[[bytes], None] | None = None,
        on_client_output: Callable[[bytes], None] | None = None,
    ) -> Served:
        self.jobs += 1
        raise self.error

    def image_digest(self, image: str) -> str:
        raise self.error

    def kill(self, labels: Mapping[str, str]) -> int:
        return 0

    def reap(self, is_live: Callable[[Mapping[str, str]], bool]) -> int:
        return 0

    def close(self) -> None:
        pass
