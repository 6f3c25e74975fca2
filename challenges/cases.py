"""A case: public data, hidden inputs and answers, made from one seed by the pack's own code."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from challenges.archive import ArchiveError, read_archive
from challenges.catalog import Pack
from challenges.errors import GraderError
from challenges.grader import run_pack_code
from sandbox.runner import Runner

MAX_CASES_BYTES = 96 * 1024 * 1024
PRACTICE = "practice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """`files`: public/…, hidden/… and answers/… The answers reach the grader only."""

    name: str
    seed: int
    files: Mapping[str, bytes]

    @property
    def public(self) -> dict[str, bytes]:
        """What the candidate sees, as `data/…`."""
        return {
            "data/" + path.removeprefix("public/"): content
            for path, content in self.files.items()
            if path.startswith("public/")
        }


def practice_seeds(seed: int) -> dict[str, int]:
    return {PRACTICE: derive_seed(seed, PRACTICE)}


def hidden_seeds(seed: int, count: int) -> dict[str, int]:
    """Name and seed of each hidden case. Knowing the practice seed tells nothing about them."""
    return {f"hidden {n}": derive_seed(seed, f"hidden {n}") for n in range(1, count + 1)}


def derive_seed(seed: int, name: str) -> int:
    """Derive 63 bits that belong to `seed` and `name` only."""
    digest = hashlib.sha256(f"{seed}:{name}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def make_cases(
    pack: Pack, seeds: Mapping[str, int], *, runner: Runner, labels: Mapping[str, str]
) -> list[Case]:
    """Generate all cases in one grader container. Raises `GraderError` if the pack's code fails."""
    raw = run_pack_code(
        pack,
        {"task": "generate", "seeds": list(seeds.values())},
        output="cases.tar",
        max_bytes=MAX_CASES_BYTES,
        runner=runner,
        labels=labels,
    )
    try:
        files = read_archive(raw, max_bytes=MAX_CASES_BYTES)
    except ArchiveError as error:
        raise GraderError(f"{pack.slug}: the generated cases cannot be read: {error}") from None
    return [
        Case(name=name, seed=seed, files=_below(files, f"{position}/"))
        for position, (name, seed) in enumerate(seeds.items())
    ]


def _below(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    return {
        path.removeprefix(folder): content
        for path, content in files.items()
        if path.startswith(folder)
    }
