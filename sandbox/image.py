"""The images that jobs may name, each with a tag made of its content."""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.errors import ImageMissingError

FOLDER = Path(__file__).parent
RECIPES = FOLDER / "images"
HARNESS_FILES = (
    "__init__.py",
    "frames.py",
    "descendants.py",
    "harness.py",
    "warm.py",
    "fork_server.py",
)
SUITE = "bookworm"  # the distribution whose packages make the base system; its Python is 3.11


@dataclass(frozen=True, slots=True)
class Image:
    """`always` and `preload` are modules that a warm container has imported before its job comes."""

    name: str
    always: tuple[str, ...]
    preload: tuple[str, ...]

    def imports_for(self, wanted: tuple[str, ...] | None) -> tuple[str, ...]:
        """What to import ahead for a job that wants these of `preload`; None wants them all."""
        chosen = self.preload if wanted is None else (one for one in self.preload if one in wanted)
        return (*self.always, *chosen)

    @property
    def folder(self) -> Path:
        return RECIPES / self.name

    @property
    def tag(self) -> str:
        """Changes when the recipe, the locked packages or the harness change."""
        digest = hashlib.sha256(SUITE.encode())
        recipe = [self.folder / name for name in ("Dockerfile", "requirements.txt")]
        for path in [*recipe, *(FOLDER / name for name in HARNESS_FILES)]:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return f"vetting/{self.name}:{digest.hexdigest()[:12]}"


@cache
def find(name: str) -> Image:
    """Raises `ImageMissingError` for a name without a recipe."""
    recipe = RECIPES / name / "image.toml"
    if "/" in name or not recipe.is_file():
        raise ImageMissingError(f"there is no image named {name!r}")
    details = tomllib.loads(recipe.read_text(encoding="utf-8"))
    return Image(name, tuple(details["always"]), tuple(details["preload"]))


def names() -> list[str]:
    return sorted(path.parent.name for path in RECIPES.glob("*/image.toml"))
