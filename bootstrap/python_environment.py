"""`.venv/`, from the hash-locked requirements."""

import importlib.util
import sys

from bootstrap import packages
from bootstrap.fingerprint import Stamp, fingerprint
from bootstrap.places import CHECKOUT_STAMPS, PYTHON, ROOT, VENV
from bootstrap.steps import Step

REQUIREMENTS = ROOT / "requirements"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def stamp(locked: str) -> Stamp:
    """`locked` is "base" (what runs) or "dev" (what checks it, on top of base)."""
    files = [REQUIREMENTS / "base.txt", REQUIREMENTS / f"{locked}.txt"]
    return Stamp(CHECKOUT_STAMPS / f"python-{locked}", fingerprint(files, VERSION), (PYTHON,))


def for_running(step: Step) -> str:
    if stamp("dev").holds():
        return "up to date"
    return _ensure(step, "base")


def for_testing(step: Step) -> str:
    return _ensure(step, "dev")


def _ensure(step: Step, locked: str) -> str:
    wanted = stamp(locked)
    if wanted.holds():
        return "up to date"
    if not PYTHON.exists() or not _is_of_this_version():
        _create(step)
    requirements = REQUIREMENTS / f"{locked}.txt"
    options = (
        "--require-hashes",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar=off",
    )
    step.run(str(PYTHON), "-m", "pip", "install", *options, "-r", str(requirements))
    wanted.write()
    return ""


def _is_of_this_version() -> bool:
    return (VENV / "lib" / f"python{VERSION}").is_dir()


def _create(step: Step) -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        packages.install(step, [f"python{VERSION}-venv"])
    step.run(sys.executable, "-m", "venv", "--clear", str(VENV))
