"""Fetches, on the host, the wheels that the stand-in's Python needs: a container has no network."""

import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

from tests.compose.stand_ins import docker

ASK_VERSION = "import platform; print(platform.python_version())"
GLIBC_MINORS = (28, 17)


def fetch(locked: Path, folder: Path, *, image: str) -> None:
    """Download the wheels of `locked` that apply to the Python of `image`, checked by hash."""
    version = docker("run", "--rm", "--network", "none", image, "python3", "-c", ASK_VERSION)
    folder.mkdir(parents=True)
    applying = folder / "applying.txt"
    applying.write_text("".join(_applying(locked.read_text(), version)))
    platforms = [f"--platform=manylinux_2_{minor}_{platform.machine()}" for minor in GLIBC_MINORS]
    options = ("--quiet", "--require-hashes", "--no-deps", "--only-binary=:all:")
    fetched = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", *options, *platforms),
            *(f"--platform=manylinux2014_{platform.machine()}", f"--python-version={version}"),
            *("--dest", str(folder), "--requirement", str(applying)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert fetched.returncode == 0, fetched.stderr[-4000:]


def _applying(locked: str, version: str) -> Iterator[str]:
    """The blocks whose marker holds, without it: pip would ask it of the Python that runs pip."""
    environment = {
        "python_full_version": version,
        "python_version": ".".join(version.split(".")[:2]),
        "sys_platform": "linux",
        "platform_system": "Linux",
    }
    applies = False
    for line in locked.splitlines(keepends=True):
        if line[0] not in " #":
            requirement = Requirement(line.rstrip("\\\n "))
            applies = requirement.marker is None or requirement.marker.evaluate(environment)
            line = f"{requirement.name}{requirement.specifier} \\\n"  # noqa: PLW2901 - its marker is spent
        if applies and not line.lstrip().startswith("#"):
            yield line
