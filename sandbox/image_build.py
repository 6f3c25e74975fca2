"""Makes the images: a base system, packages fetched on the host, one build without a network."""

import fcntl
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.errors import SandboxError
from sandbox.image import FOLDER, HARNESS_FILES, SUITE, Image

PUBLIC_BASE = "python:3.11-slim-bookworm"
PULL_SECONDS = 60
BASE_PACKAGES = "base-files,libc6,libc-bin,dash,coreutils,libstdc++6,python3"
PYTHON_VERSION = "3.11"
SITES = {  # where each kind of base looks for packages
    "public": "/usr/local/lib/python3.11/site-packages",
    "bootstrapped": "/usr/local/lib/python3.11/dist-packages",
}
USELESS = (
    "usr/share/man",
    "usr/share/doc",
    "usr/share/locale",
    "usr/share/info",
    "usr/share/lintian",
)


class BuildError(SandboxError):
    """A step of the build failed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Base:
    tag: str
    kind: str


def build(image: Image, *, say: Callable[[str], None], public_base: str = PUBLIC_BASE) -> bool:
    """Build what is missing; whether anything was. Raises `BuildError`."""
    with Path(tempfile.gettempdir(), "vetting-image-build.lock").open("w") as lock:
        # Two who find the image missing at the same time build it once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_present(image.tag):
            return False
        _build(image, say=say, public_base=public_base)
    return True


def _build(image: Image, *, say: Callable[[str], None], public_base: str) -> None:
    started_at = time.monotonic()
    steps = _Steps(image.name, total=4, say=say)
    with tempfile.TemporaryDirectory(prefix="vetting-image-") as folder:
        context = Path(folder)
        with steps.next("base system"):
            base = _base(context, public_base)
        with steps.next("packages"):
            _packages(image, context / "packages")
        with steps.next("harness"):
            _harness(image, context)
        with steps.next("image"):
            _image(image, context, base)
    say(f"{image.name}: {image.tag} in {time.monotonic() - started_at:.0f} s")


class _Steps:
    """Numbered progress lines with each step's time."""

    def __init__(self, name: str, *, total: int, say: Callable[[str], None]) -> None:
        self._name, self._total, self._say, self._number = name, total, say, 0

    def next(self, title: str) -> "_Steps":
        self._number += 1
        self._title, self._started_at = title, time.monotonic()
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, failure: object, *_: object) -> None:
        seconds = time.monotonic() - self._started_at
        end = "failed after" if failure else "…"
        self._say(
            f"{self._name} [{self._number}/{self._total}] {self._title} {end} {seconds:.0f} s"
        )


def _is_present(tag: str) -> bool:
    return _run(["docker", "image", "inspect", tag], seconds=30, check=False).returncode == 0


def _base(context: Path, public_base: str) -> Base:
    """The public base where a registry answers, otherwise one from the distribution's packages."""
    if public_base and (_is_present(public_base) or _pull(public_base)):
        return Base(public_base, "public")
    tag = f"vetting/base:{SUITE}"
    if not _is_present(tag):
        _bootstrap(context / "base.tar", tag)
    return Base(tag, "bootstrapped")


def _pull(tag: str) -> bool:
    try:
        return (
            _run(["docker", "pull", "-q", tag], seconds=PULL_SECONDS, check=False).returncode == 0
        )
    except BuildError:  # A registry that hangs is a registry that does not answer.
        return False


def _bootstrap(archive: Path, tag: str) -> None:
    if shutil.which("mmdebstrap") is None:
        raise BuildError(
            "no registry answers and mmdebstrap is missing: `apt-get install mmdebstrap`, or pull "
            f"{PUBLIC_BASE} on a machine with a registry and `docker load` it here"
        )
    # Unpacked only: none of these packages needs its installation scripts to run.
    excludes = [f"--customize-hook=rm -rf $1/{folder}" for folder in USELESS]
    command = [
        "mmdebstrap",
        "--quiet",
        "--variant=extract",
        f"--include={BASE_PACKAGES}",
        *excludes,
    ]
    _run([*command, SUITE, str(archive)], seconds=600, advice="is the package mirror reachable?")
    _run(["docker", "import", str(archive), tag], seconds=120)
    archive.unlink()


def _packages(image: Image, folder: Path) -> None:
    """The locked packages for the image's Python, fetched by the host's pip and trimmed."""
    machine = platform.machine()
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in (28, 27, 26, 24, 17)]
    platforms += [f"manylinux2014_{machine}", f"linux_{machine}"]
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile"),
        *("--implementation=cp", f"--python-version={PYTHON_VERSION}", "--abi=cp311", "--abi=none"),
        *(f"--platform={name}" for name in platforms),
        *("--target", str(folder), "-r", str(image.folder / "requirements.txt")),
    ]
    _run(command, seconds=600, advice="is the Python package index reachable?")
    shutil.rmtree(folder / "bin", ignore_errors=True)
    for tests in sorted(folder.rglob("tests"), reverse=True):
        # numpy's own testing module imports from its core's tests.
        if tests.is_dir() and tests.parent.name != "_core":
            shutil.rmtree(tests)


def _harness(image: Image, context: Path) -> None:
    folder = context / "harness" / "sandbox"
    folder.mkdir(parents=True)
    for name in HARNESS_FILES:
        shutil.copy(FOLDER / name, folder)
    shutil.copy(image.folder / "Dockerfile", context)


def _image(image: Image, context: Path, base: Base) -> None:
    # The classic builder: not every engine has the newer one.
    arguments = ["--build-arg", f"BASE={base.tag}", "--build-arg", f"SITE={SITES[base.kind]}"]
    command = [
        "env",
        "DOCKER_BUILDKIT=0",
        "docker",
        "build",
        "--quiet",
        "--network=none",
        "--force-rm",
    ]
    _run([*command, *arguments, "--tag", image.tag, str(context)], seconds=600)


def _run(
    command: Sequence[str], *, seconds: float, check: bool = True, advice: str = ""
) -> subprocess.CompletedProcess[str]:
    try:
        done = subprocess.run(  # noqa: S603 - fixed programs
            command, capture_output=True, text=True, timeout=seconds, check=False
        )
    except FileNotFoundError as error:
        raise BuildError(f"{command[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{command[0]} took longer than {seconds:.0f} s. {advice}") from error
    if check and done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise BuildError(f"{' '.join(command[:3])} failed: {advice}\n{last}")
    return done
