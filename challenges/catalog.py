"""A pack: a folder of the library, or the archive of a published version, read and checked once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from challenges import manifest as manifests
from challenges import rubric as rubrics
from challenges.archive import MAX_BYTES, MAX_FILES, ArchiveError, read_archive, write_archive
from challenges.calibration import FILE as CALIBRATION
from challenges.calibration import Calibration, parse_calibration
from challenges.errors import PackError
from challenges.imports import imports_of
from challenges.manifest import Manifest
from challenges.patches import SUFFIX as PATCH
from challenges.patches import patched
from challenges.paths import path_fault
from challenges.rubric import PackRubric

LIBRARY = Path(__file__).parent / "library"
REQUIRED = (manifests.FILE, "brief.md", "generate.py", "grade.py", "visible.py", rubrics.FILE)
# What the pack's code may see in the grader's container, besides the platform's own modules.
CLIENT = "client.py"
GRADER_SIDE = ("generate.py", "grade.py", "visible.py", CLIENT, "data/", "reference/", "grader/")


@dataclass(frozen=True)
class Pack:
    """A challenge at a version. `files` is the whole folder: relative POSIX path → bytes."""

    manifest: Manifest
    files: Mapping[str, bytes]
    rubric: PackRubric
    calibration: Calibration | None

    @classmethod
    def from_files(cls, files: Mapping[str, bytes], *, name: str) -> Self:
        """Raise `PackError` unless the parts agree. `name` is only for the messages."""
        missing = [path for path in REQUIRED if path not in files]
        if missing:
            raise PackError(f"{name}/{missing[0]}: is missing; add the file")
        raw = files.get(CALIBRATION)
        pack = cls(
            manifest=manifests.parse_manifest(files[manifests.FILE], pack=name),
            files=MappingProxyType(dict(files)),
            rubric=rubrics.parse_rubric(files[rubrics.FILE], pack=name),
            calibration=None if raw is None else parse_calibration(raw, pack=name),
        )
        _require_agreement(pack, name)
        return pack

    @classmethod
    def from_bytes(cls, raw: bytes) -> Self:
        """Read what `pack_bytes` made; raise `PackError` for anything else."""
        try:
            return cls.from_files(read_archive(raw), name="(archive)")
        except ArchiveError as error:
            raise PackError(f"(archive): {error}; publish the pack's folder again") from None

    def pack_bytes(self) -> bytes:
        """Return the whole pack as a deterministic archive."""
        return write_archive(self.files)

    @property
    def slug(self) -> str:
        return self.manifest.slug

    @property
    def version(self) -> str:
        return self.manifest.version

    @cached_property
    def digest(self) -> str:
        """`sha256:…` over the sorted names and contents, without calibration.json."""
        listing = "".join(
            f"{hashlib.sha256(content).hexdigest()}  {path}\n"
            for path, content in sorted(self.files.items())
            if path != CALIBRATION
        )
        return "sha256:" + hashlib.sha256(listing.encode()).hexdigest()

    @property
    def is_calibrated(self) -> bool:
        """Whether `verify` proved this very content: only then may it be published."""
        told = self.calibration
        return told is not None and told.ok and told.digest == self.digest

    @cached_property
    def brief(self) -> str:
        return self.files["brief.md"].decode("utf-8")

    @cached_property
    def workspace(self) -> Mapping[str, bytes]:
        """The starter's files, as the candidate first sees them."""
        return self._below("workspace/")

    @cached_property
    def reference(self) -> Mapping[str, bytes]:
        """A complete submission: the starter with the reference's files over it."""
        return {**self.workspace, **self._below("reference/")}

    def mutant(self, name: str) -> Mapping[str, bytes]:
        """Return a complete submission: the reference with what the mutant changes in it."""
        files = {**self.reference}
        for path, content in self._below(f"mutants/{name}/").items():
            changed = path.removesuffix(PATCH)
            whole = changed == path
            where = f"{self.slug}/mutants/{name}/{path}"
            files[changed] = content if whole else patched(files.get(changed, b""), content, where)
        return files

    @cached_property
    def grader_files(self) -> Mapping[str, bytes]:
        return {path: content for path, content in self.files.items() if _is_grader_side(path)}

    @cached_property
    def candidate_imports(self) -> tuple[str, ...]:
        """What the starter and the reference import: a candidate's code is likely to."""
        return imports_of(self.reference)

    @cached_property
    def grader_imports(self) -> tuple[str, ...]:
        """What the pack's own code imports; a script beside its data made them and runs no more."""
        code = {
            path: raw for path, raw in self.grader_files.items() if not path.startswith("data/")
        }
        return imports_of(code)

    def _below(self, folder: str) -> Mapping[str, bytes]:
        return {
            path.removeprefix(folder): content
            for path, content in self.files.items()
            if path.startswith(folder)
        }


def load_pack(folder: Path) -> Pack:
    """Read a pack's folder; raise `PackError` in one line that names file, key and mend."""
    if not (folder / manifests.FILE).is_file():
        raise PackError(f"{folder.name}/{manifests.FILE}: is missing; is {folder} a pack's folder?")
    pack = Pack.from_files(_read_folder(folder), name=folder.name)
    if pack.slug != folder.name:
        raise PackError(
            f"{folder.name}/{manifests.FILE}: slug: {pack.slug!r} is not the folder's name; "
            "make them equal"
        )
    return pack


def library(folder: Path = LIBRARY) -> list[Pack]:
    """Read every pack of the library, by slug."""
    return [load_pack(path.parent) for path in sorted(folder.glob(f"*/{manifests.FILE}"))]


def _read_folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_dir() or _is_left_by_a_tool(path.relative_to(folder)):
            continue
        if path.is_symlink() or not path.is_file():
            raise PackError(f"{folder.name}/{relative}: is not a regular file; copy it in")
        fault = path_fault(relative)
        if fault is not None:
            raise PackError(f"{folder.name}/{relative}: the path {fault}; rename it")
        files[relative] = path.read_bytes()
        total += len(files[relative])
        if len(files) > MAX_FILES or total > MAX_BYTES:
            raise PackError(
                f"{folder.name}: more than {MAX_FILES} files or {MAX_BYTES} bytes; trim it"
            )
    return files


def _is_left_by_a_tool(path: Path) -> bool:
    """Caches of interpreters and linters: nobody commits them, so no digest may count them."""
    return any(part == "__pycache__" or part.startswith(".") for part in path.parts)


def _require_agreement(pack: Pack, name: str) -> None:
    try:
        brief = pack.brief
    except UnicodeDecodeError:
        raise PackError(f"{name}/brief.md: is not UTF-8; save it as UTF-8") from None
    for check in pack.manifest.checks:
        if f"`{check.name}`" not in brief:
            raise PackError(
                f"{name}/brief.md: checks.{check.name}: no brief announces it; "
                f"explain `{check.name}` in backticks"
            )
    _require_client(pack, name)
    for folder in ("workspace", "reference"):
        if not any(path.startswith(folder + "/") for path in pack.files):
            raise PackError(f"{name}/{folder}: is empty; add its files")
    named = {mutant.name for mutant in pack.manifest.calibration.mutants}
    found = {path.split("/")[1] for path in pack.files if path.startswith("mutants/")}
    for mutant in sorted(named ^ found):
        where = (
            "is missing; add the folder"
            if mutant in named
            else "is not in the manifest; add it there, or remove the folder"
        )
        raise PackError(f"{name}/mutants/{mutant}: calibration.mutants: {where}")
    for mutant in sorted(named):
        pack.mutant(mutant)
    if any(path.startswith("data/") for path in pack.files) and "data/SOURCE.md" not in pack.files:
        raise PackError(f"{name}/data/SOURCE.md: is missing; say origin, licence, what was kept")


def _require_client(pack: Pack, name: str) -> None:
    serving = [step.name for step in pack.manifest.steps if step.serve is not None]
    if serving and CLIENT not in pack.files:
        raise PackError(
            f"{name}/{CLIENT}: steps.{serving[0]}.serve: is missing; "
            "add the file whose drive() talks to the service"
        )
    if not serving and CLIENT in pack.files:
        raise PackError(
            f'{name}/{CLIENT}: steps.serve: no step serves; set serve = "http" on one, '
            "or remove the file"
        )


def _is_grader_side(path: str) -> bool:
    return any(path == part or (part[-1] == "/" and path.startswith(part)) for part in GRADER_SIDE)
