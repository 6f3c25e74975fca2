"""How a new pack starts: as a copy of a small one that is complete and proven."""

import re
import shutil
from pathlib import Path

from challenges.errors import PackError
from challenges.manifest import FILE, SLUG

TEMPLATE = Path(__file__).parent / "template" / "quick-quote"
_TITLED = (FILE, "brief.md", "rubric.toml")
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "calibration.json")


def start_pack(slug: str, library: Path) -> Path:
    """Copy the template as `library/<slug>`; raise `PackError` if that cannot be a new pack."""
    folder = library / slug
    if not re.fullmatch(SLUG, slug):
        raise PackError(f"{slug}: is not a slug; use lower-case words joined by hyphens")
    if folder.exists():
        raise PackError(f"{folder}: exists already; choose another slug")
    shutil.copytree(TEMPLATE, folder, ignore=_LEFT_OUT)
    title = slug.replace("-", " ").capitalize()
    for name in _TITLED:
        told = (folder / name).read_text(encoding="utf-8")
        told = told.replace(TEMPLATE.name, slug).replace("Quick quote", title)
        (folder / name).write_text(told, encoding="utf-8")
    return folder
