"""A step is skipped when the hash of its inputs is the one that its stamp holds."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

NOISE = {"node_modules", "__pycache__", "dist", "coverage", "test-results"}


def files_below(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            if child.name not in NOISE and not child.name.startswith("."):
                yield from files_below(child)


def fingerprint(paths: Iterable[Path], *facts: str) -> str:
    """The sha256 of every file at or below `paths`, by name and content, and of `facts`."""
    whole = hashlib.sha256()
    for fact in facts:
        whole.update(f"fact {fact}\n".encode())
    for path in paths:
        for file in files_below(path):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            whole.update(f"{file} {content}\n".encode())
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Vouches that `outputs` were made from the inputs that hash to `current`."""

    file: Path
    current: str
    outputs: tuple[Path, ...] = ()

    def holds(self) -> bool:
        return (
            self.file.is_file()
            and self.file.read_text() == self.current
            and all(output.exists() for output in self.outputs)
        )

    def write(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(self.current)
