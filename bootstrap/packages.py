"""Programs that the distribution's packages bring, installed only where they are missing."""

import glob
import os
import shutil
import subprocess
from pathlib import Path

from bootstrap.commands import CommandError
from bootstrap.steps import Step, StepError

SEARCHED = ("/usr/local/sbin", "/usr/sbin", "/sbin")  # not everybody's PATH has them
APT_GET = (
    "apt-get",
    "-y",
    "--no-install-recommends",
    "-o",
    "DPkg::Lock::Timeout=300",
)
NO_SERVICES = Path("/usr/sbin/policy-rc.d")


def find(program: str) -> str | None:
    """The path of a program: a name that is looked up, or a pattern that is expanded."""
    if "/" in program:
        return max(glob.glob(program), default=None)  # noqa: PTH207 - the pattern is absolute
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", ""), *SEARCHED]))


def as_root() -> list[str] | None:
    """The words before a command that needs root, or None where we cannot become root."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asks_nothing = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asks_nothing.returncode == 0 else None


def can_install() -> bool:
    return shutil.which("apt-get") is not None and as_root() is not None


def ensure(step: Step, wanted: dict[str, str], *, start_services: bool = False) -> str:
    """Install the package of every program that is missing. `wanted`: program → package."""
    missing = sorted({package for program, package in wanted.items() if not find(program)})
    if not missing:
        return "up to date"
    install(step, missing, start_services=start_services)
    return f"installed {', '.join(missing)}"


def install(step: Step, names: list[str], *, start_services: bool = False) -> None:
    """Install with apt. Services of the packages stay stopped unless they are asked for."""
    prefix = as_root()
    if shutil.which("apt-get") is None or prefix is None:
        raise StepError(
            f"these packages are missing: {' '.join(names)}",
            f"install them as root, e.g. `apt-get install {' '.join(names)}`, and start again.",
        )
    silent = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    if not any(Path("/var/lib/apt/lists").glob("*_Packages*")):
        step.run(*silent, "apt-get", "update")
    guarded = not start_services and not NO_SERVICES.exists()
    if guarded:
        _forbid_services(step, prefix)
    try:
        _install_or_refresh(step, silent, names)
    finally:
        if guarded:
            step.run(*prefix, "rm", "-f", str(NO_SERVICES))


def _install_or_refresh(step: Step, silent: list[str], names: list[str]) -> None:
    """A list of packages that is too old names files that the mirror no longer has."""
    try:
        step.run(*silent, *APT_GET, "install", *names)
    except CommandError:
        step.run(*silent, "apt-get", "update")
        step.run(*silent, *APT_GET, "install", *names)


def _forbid_services(step: Step, prefix: list[str]) -> None:
    """Debian asks this file before it starts a service; 101 means no."""
    script = f"printf '#!/bin/sh\\nexit 101\\n' >{NO_SERVICES} && chmod 755 {NO_SERVICES}"
    step.run(*prefix, "sh", "-c", script)
