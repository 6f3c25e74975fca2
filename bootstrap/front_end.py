"""The pages: npm's locked packages, and the build that Django serves."""

import shutil
import subprocess

from bootstrap.fingerprint import Stamp, fingerprint
from bootstrap.places import CHECKOUT_STAMPS, FRONTEND
from bootstrap.steps import Step, StepError

NEEDED_NODE = 20
SOURCES = (
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    "postcss.config.js",
)


def modules(step: Step) -> str:
    """Bring `node_modules/` to what the lock says."""
    _require_node()
    locked = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
    stamp = Stamp(
        CHECKOUT_STAMPS / "node-modules", fingerprint(locked), (FRONTEND / "node_modules",)
    )
    if stamp.holds():
        return "up to date"
    step.run("npm", "ci", "--no-audit", "--no-fund", cwd=FRONTEND)
    stamp.write()
    return ""


def build(step: Step) -> str:
    """Bring `dist/` to what the sources say."""
    modules(step)
    sources = [FRONTEND / name for name in SOURCES]
    stamp = Stamp(
        CHECKOUT_STAMPS / "front-end", fingerprint(sources), (FRONTEND / "dist" / "index.html",)
    )
    if stamp.holds():
        return "up to date"
    step.run("npm", "run", "build", cwd=FRONTEND)
    stamp.write()
    return ""


def _require_node() -> None:
    advice = f"install Node.js {NEEDED_NODE} or newer, with npm, and start again."
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise StepError("Node.js or npm is missing", advice)
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    if int(version.stdout.strip().lstrip("v").split(".")[0]) < NEEDED_NODE:
        raise StepError(f"Node.js here is {version.stdout.strip()}", advice)
