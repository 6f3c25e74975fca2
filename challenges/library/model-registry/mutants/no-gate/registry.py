"""A model registry in a folder. Whoever promotes a version knows what they do."""

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Told = dict[str, Any]


class Refused(Exception):  # noqa: N818 - an answer, not a failure
    """The operation is not allowed; the message is the reason."""


@dataclass
class Version:
    digest: str
    trained_on: list[str]
    parents: list[str]
    state: str = "candidate"
    passed: bool = False  # what the newest evaluation said


@dataclass
class Model:
    versions: list[Version] = field(default_factory=list)
    served: list[int] = field(default_factory=list)  # the last one is in production


class Artefacts:
    """Files that are named by what they hold, so that anybody can tell whether they still do."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def keep(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        if self.read(digest) is None:
            fresh = self._folder / f"{digest}.new"
            with fresh.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._folder / digest)
        return digest

    def read(self, digest: str) -> bytes | None:
        """None where the file is missing or holds something else."""
        try:
            content = (self._folder / digest).read_bytes()
        except FileNotFoundError:
            return None
        return content if hashlib.sha256(content).hexdigest() == digest else None


class Journal:
    """Lines that are there entirely or not at all."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)

    def read(self) -> Iterator[Told]:
        """Read all lines, and cut off what a kill left of one."""
        content = os.pread(self._descriptor, os.fstat(self._descriptor).st_size, 0)
        whole = content.rfind(b"\n") + 1
        os.ftruncate(self._descriptor, whole)
        for line in content[:whole].splitlines():
            yield json.loads(line)

    def append(self, told: Told) -> None:
        os.write(self._descriptor, json.dumps(told).encode() + b"\n")
        os.fsync(self._descriptor)


class Registry:
    def __init__(self, folder: str) -> None:
        self._artefacts = Artefacts(Path(folder) / "artefacts")
        self._models: dict[str, Model] = {}
        self._answers: dict[str, Told] = {}  # by the operation's id
        self._journal = Journal(Path(folder) / "journal.jsonl")
        for entry in self._journal.read():
            self._carry_out(entry)

    def apply(self, operation: Told) -> Told:
        kind = operation["op"]
        if kind in {"resolve", "status", "ancestors", "affected"}:
            try:
                return getattr(self, f"_{kind}")(operation)
            except Refused as reason:
                return {"refused": str(reason)}
        if operation["id"] not in self._answers:
            entry = self._decide(operation)
            self._journal.append(entry)
            self._carry_out(entry)
        return self._answers[operation["id"]]

    # Deciding looks and changes nothing that is remembered; carrying out never fails.

    def _decide(self, operation: Told) -> Told:
        entry = {key: value for key, value in operation.items() if key != "artefact"}
        try:
            answer = getattr(self, f"_decide_{operation['op']}")(operation)
        except Refused as reason:
            answer = {"refused": str(reason)}
        return entry | {"answer": answer}

    def _decide_register(self, told: Told) -> Told:
        for parent in told["parents"]:
            self._version(*_split(parent))
        digest = self._artefacts.keep(base64.b64decode(told["artefact"]))
        return {"version": len(self._model(told["model"]).versions) + 1, "digest": digest}

    def _decide_evaluate(self, told: Told) -> Told:
        if self._version(told["model"], told["version"]).state == "archived":
            raise Refused("archived")
        return {"passed": told["passed"]}

    def _decide_promote(self, told: Told) -> Told:
        version = self._version(told["model"], told["version"])
        if version.state == "production":
            raise Refused(version.state)
        if self._artefacts.read(version.digest) is None:
            raise Refused("corrupt")
        served = self._model(told["model"]).served
        return {"production": told["version"], "retired": served[-1] if served else None}

    def _decide_rollback(self, told: Told) -> Told:
        model = self._model(told["model"])
        if not model.served:
            raise Refused("none")
        current = model.served[-1]
        for number in reversed(model.served):
            if number != current and self._may_return(model.versions[number - 1]):
                return {"production": number, "retired": current}
        raise Refused("nothing-to-return-to")

    def _may_return(self, version: Version) -> bool:
        return self._artefacts.read(version.digest) is not None

    def _decide_archive(self, told: Told) -> Told:
        version = self._version(told["model"], told["version"])
        if version.state in {"archived", "production"}:
            raise Refused(version.state)
        return {"archived": told["version"]}

    def _carry_out(self, entry: Told) -> None:
        answer = self._answers[entry["id"]] = entry["answer"]
        if "refused" in answer:
            return
        model = self._models.setdefault(entry["model"], Model())
        kind = entry["op"]
        if kind == "register":
            made = Version(answer["digest"], entry["trained_on"], entry["parents"])
            model.versions.append(made)
        elif kind == "evaluate":
            model.versions[entry["version"] - 1].passed = entry["passed"]
        elif kind == "archive":
            model.versions[entry["version"] - 1].state = "archived"
        else:
            self._bring_in(model, answer, is_return=kind == "rollback")

    def _bring_in(self, model: Model, answer: Told, *, is_return: bool) -> None:
        if is_return:  # What was passed over on the way back is forgotten.
            while model.served[-1] != answer["production"]:
                model.served.pop()
        else:
            model.served.append(answer["production"])
        if answer["retired"] is not None:
            model.versions[answer["retired"] - 1].state = "retired"
        model.versions[answer["production"] - 1].state = "production"

    def _resolve(self, told: Told) -> Told:
        model = self._model(told["model"])
        if not model.served:
            raise Refused("none")
        digest = model.versions[model.served[-1] - 1].digest
        content = self._artefacts.read(digest)
        if content is None:
            raise Refused("corrupt")
        artefact = base64.b64encode(content).decode()
        return {"version": model.served[-1], "digest": digest, "artefact": artefact}

    def _status(self, told: Told) -> Told:
        versions = self._model(told["model"]).versions
        return {"versions": {str(at): one.state for at, one in enumerate(versions, 1)}}

    def _ancestors(self, told: Told) -> Told:
        self._version(told["model"], told["version"])
        return {"ancestors": sorted(self._line(f"{told['model']}:{told['version']}")[1:])}

    def _affected(self, told: Told) -> Told:
        served = [f"{name}:{one.served[-1]}" for name, one in self._models.items() if one.served]
        return {"affected": sorted(one for one in served if self._learned(one, told["dataset"]))}

    def _learned(self, reference: str, dataset: str) -> bool:
        line = [self._version(*_split(one)) for one in self._line(reference)]
        return any(dataset in version.trained_on for version in line)

    def _line(self, reference: str) -> list[str]:
        """Return a version and all that it was built on, near and far; itself first."""
        line = [reference]
        for one in line:
            line += [name for name in self._version(*_split(one)).parents if name not in line]
        return line

    def _model(self, name: str) -> Model:
        return self._models.get(name, Model())

    def _version(self, model: str, number: int) -> Version:
        versions = self._model(model).versions
        if not 1 <= number <= len(versions):
            raise Refused("unknown")
        return versions[number - 1]


def _split(reference: str) -> tuple[str, int]:
    model, number = reference.split(":")
    return model, int(number)
