"""The container engine: the one that answers, or one that we install and start."""

import getpass
import grp
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bootstrap import packages
from bootstrap.fingerprint import fingerprint
from bootstrap.services import Services
from bootstrap.steps import Step, StepError

ANSWER_SECONDS = 20
START_SECONDS = 60
GRACE_SECONDS = 20.0
DEFAULT_SOCKET = Path("/var/run/docker.sock")
DEFAULT_PIDFILE = Path("/var/run/docker.pid")
PROGRAMS = {"dockerd": "docker.io", "docker": "docker.io", "iptables": "iptables"}


class NoEngineError(StepError):
    """No container engine answers, and we may not start one."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the engine answers: an address as in DOCKER_HOST."""

    address: str
    note: str

    def use(self, step: Step) -> str:
        """Make every later step talk to this engine."""
        step.environment["DOCKER_HOST"] = self.address
        return self.note


def ensure(step: Step, services: Services, home: Path) -> Engine:
    """The engine that answers, otherwise a fresh one. Raises `NoEngineError`."""
    if engine := answering(step.environment):
        return engine
    if chosen := step.environment.get("DOCKER_HOST"):
        raise NoEngineError(
            f"no container engine answers at DOCKER_HOST={chosen}",
            "start it, or unset DOCKER_HOST to have one installed and started here.",
        )
    prefix = packages.as_root()
    if prefix is None:
        raise NoEngineError(
            f"no container engine answers to {getpass.getuser()}",
            "install docker.io as root and put yourself into the group docker "
            "(`sudo usermod -aG docker $USER`, then sign in again).",
        )
    _install(step)
    if engine := answering(step.environment):  # the package's own service started it
        return engine
    return _start(step, services, home, prefix)


def answering(environment: Mapping[str, str]) -> Engine | None:
    """The engine that the docker command line is set to, when it answers."""
    docker = packages.find("docker")
    if docker is None:
        return None
    version = _ask(docker, "version", "--format", "{{.Server.Version}}", environment=environment)
    if not version:
        return None
    address = environment.get("DOCKER_HOST") or _ask(
        docker,
        "context",
        "inspect",
        "--format",
        "{{.Endpoints.docker.Host}}",
        environment=environment,
    )
    return Engine(address or f"unix://{DEFAULT_SOCKET}", f"Docker {version}")


def _ask(docker: str, *words: str, environment: Mapping[str, str]) -> str:
    """What the command line prints, or nothing when it fails or stays silent."""
    try:
        asked = subprocess.run(
            [docker, *words],
            env=dict(environment),
            capture_output=True,
            text=True,
            timeout=ANSWER_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def _install(step: Step) -> None:
    wanted = dict(PROGRAMS)
    if "cgroup" not in Path("/proc/mounts").read_text():  # nobody mounted them: no systemd here
        wanted["cgroupfs-mount"] = "cgroupfs-mount"
    if not packages.find("dockerd") and _has_package("docker-cli"):  # newer releases split it off
        wanted["docker"] = "docker-cli"
    packages.ensure(step, wanted, start_services=True)
    if mounter := packages.find("cgroupfs-mount"):
        step.run(*(packages.as_root() or []), mounter)


def _has_package(name: str) -> bool:
    shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
    return shown.returncode == 0


def _start(step: Step, services: Services, home: Path, prefix: list[str]) -> Engine:
    dockerd = packages.find("dockerd")
    if dockerd is None:
        raise NoEngineError("docker.io is installed, yet there is no dockerd", "report this.")
    private = bool(prefix) or _is_in_use()
    short = Path("/run", f"vetting-{fingerprint((), str(home))[:8]}")  # a socket's path is ≤ 107
    address = f"unix://{short / 'docker.sock' if private else DEFAULT_SOCKET}"
    environment = {**step.environment, "DOCKER_HOST": address}
    if private:
        step.run(*prefix, "mkdir", "-p", str(short))
        if answering(environment):
            return Engine(address, "an engine of ours that was left running")
    service = services.start(
        "dockerd",
        [dockerd, "--host", address, *(_private_options(home, short) if private else ())],
        log=home / "logs" / "dockerd.log",
        environment={**step.environment, "PATH": _with_sbin(step.environment)},
        grace_seconds=GRACE_SECONDS,
        prefix=prefix,
    )
    service.await_until(lambda: answering(environment) is not None, seconds=START_SECONDS)
    return Engine(address, "started dockerd")


def _is_in_use() -> bool:
    """Whether another dockerd holds the default folders, though it does not answer us."""
    try:
        return Path("/proc", DEFAULT_PIDFILE.read_text().strip(), "comm").read_text() == "dockerd\n"
    except OSError:
        return False


def _private_options(home: Path, short: Path) -> list[str]:
    """An engine beside the machine's own, for our group alone."""
    return [
        *("--data-root", str(home / "engine")),
        *("--exec-root", str(short / "exec")),
        *("--pidfile", str(short / "dockerd.pid")),
        *("--group", grp.getgrgid(os.getgid()).gr_name),
        # The bridge is the other one's too. Jobs have no network, so none is needed; but told
        # `--bridge none` the engine would remove the one that is there.
        *("--iptables=false", "--ip-masq=false"),
    ]


def _with_sbin(environment: Mapping[str, str]) -> str:
    return os.pathsep.join([environment.get("PATH", ""), *packages.SEARCHED])
