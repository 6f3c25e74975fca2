"""Makes the containers of one runner, each confined as the README says and good for one job."""

import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sandbox import image as images
from sandbox import joining, parent_group
from sandbox.confinement import Confinement, confinement_for
from sandbox.container import JOB_LABEL, Container
from sandbox.engine import Engine
from sandbox.errors import ForkServerError, SandboxError
from sandbox.fork_servers import ForkServers
from sandbox.runner import Job

# How much longer than its wall time a container may exist: start, stream in, collect, removal.
GRACE = timedelta(seconds=180)
MAX_WARM_WALL_TIME = timedelta(minutes=10)  # a longer job starts cold
WARM_HASH_SEED = 0  # a warm interpreter has its seed already; jobs with another start cold
HOME_LIFETIME = timedelta(days=1)  # of a fork server; then the next job gets a new one


class ContainerMaker:
    """Thread-safe. `warm_lifetime`: how long a container may wait for its job."""

    def __init__(
        self,
        engine: Engine,
        *,
        installation: str,
        runtime: str,
        cpuset: str,
        fork_server: bool,
        warm_lifetime: timedelta,
    ) -> None:
        """Raises `EngineUnavailableError`, and `ForkServerError` where this host cannot have one."""
        self._engine = engine
        info = engine.info()
        if fork_server and (obstacles := joining.obstacles(info, runtime)):
            raise ForkServerError("no fork server can work here: " + "; ".join(obstacles))
        self._host = {
            "runtime": runtime,
            "cpuset": cpuset,
            "cgroup_parent": parent_group.name(info),
            "app_armor": _app_armor(info),
        }
        parent_group.give_weight()
        self.installation = installation or secrets.token_hex(8)
        self.fork_servers = ForkServers(self._home) if fork_server else None
        self._warm_lifetime = warm_lifetime + MAX_WARM_WALL_TIME + GRACE
        self._digests: dict[str, str] = {}

    def image_digest(self, image: str) -> str:
        # A tag names its content, so what it resolves to never changes.
        if image not in self._digests:
            self._digests[image] = self._engine.image_digest(images.find(image).tag)
        return self._digests[image]

    def confinement(self, job: Job) -> Confinement:
        return confinement_for(
            job.limits,
            image_digest=self.image_digest(job.image),
            role=job.role,
            hash_seed=job.hash_seed,
            **self._host,
        )

    def warm_confinement(self, job: Job) -> Confinement | None:
        """What to keep in stock for jobs like this one; None for a job that must start cold."""
        if job.hash_seed != WARM_HASH_SEED or job.limits.wall_time > MAX_WARM_WALL_TIME:
            return None
        return self._with_imports(job)

    def cold(self, job: Job, *, network: str = "none") -> Container:
        joins = self.fork_servers and job.hash_seed == WARM_HASH_SEED
        confinement = self._with_imports(job) if joins else self.confinement(job)
        return self._make(
            replace(confinement, network=network),
            labels={JOB_LABEL + name: value for name, value in job.labels.items()},
            lifetime=job.limits.wall_time + GRACE,
        )

    def all_cold(self, jobs: Sequence[Job], *, network: str) -> list[Container]:
        """Make all of them at a time, or none."""
        with ThreadPoolExecutor(len(jobs)) as threads:
            making = [threads.submit(self.cold, job, network=network) for job in jobs]
        try:
            return [one.result() for one in making]
        except SandboxError:
            for one in making:
                if one.exception() is None:
                    one.result().remove()
            raise

    def warm(self, confinement: Confinement) -> Container:
        return self._make(confinement, labels={}, lifetime=self._warm_lifetime)

    def close(self) -> None:
        """To be called when no container of a fork server is in use any more."""
        if self.fork_servers:
            self.fork_servers.close()

    def _with_imports(self, job: Job) -> Confinement:
        # Where imports are shared they cost nothing, so one list serves all jobs that want any.
        wanted = None if self.fork_servers and job.preload else job.preload
        imports = images.find(job.image).imports_for(wanted)
        return replace(self.confinement(job), preload=imports)

    def _home(self, confinement: Confinement) -> Container:
        """For a fork server to live in: an idle container of its own, until the runner closes."""
        return self._make(confinement, labels={}, lifetime=HOME_LIFETIME)

    def _make(
        self, confinement: Confinement, *, labels: dict[str, str], lifetime: timedelta
    ) -> Container:
        fork_server = None
        if self.fork_servers and confinement.preload:
            fork_server = self.fork_servers.of(confinement)
            confinement = replace(confinement, preload=(), is_joined=True)
        return Container(
            self._engine,
            confinement,
            installation=self.installation,
            labels=labels,
            lifetime=lifetime,
            fork_server=fork_server,
        )


def _app_armor(info: Mapping[str, Any]) -> str:
    has_it = any(option.startswith("name=apparmor") for option in info["SecurityOptions"])
    return "docker-default" if has_it else ""
