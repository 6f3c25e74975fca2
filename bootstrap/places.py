"""Where things are: the checkout, its tools, and the data folder."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FRONTEND = ROOT / "frontend"
CHECKOUT_STAMPS = ROOT / ".local" / "stamps"  # what was built inside the checkout


def home() -> Path:
    """The data folder: the database, the logs, the demo's logins. Made on first use."""
    folder = Path(os.environ.get("VETTING_HOME") or ROOT / ".local").expanduser().resolve()
    (folder / "logs").mkdir(parents=True, exist_ok=True)
    return folder


def shown(path: Path) -> str:
    """The path as a person would type it from the checkout."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
