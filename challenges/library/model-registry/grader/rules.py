"""The brief's rules, kept in memory: what every operation answers, and what may be served."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

Operation = dict[str, Any]
Answer = dict[str, Any]

COMMANDS = ("register", "evaluate", "promote", "rollback", "archive")


@dataclass
class Version:
    number: int
    artefact: str  # base64
    trained_on: tuple[str, ...]
    parents: tuple[str, ...]
    state: str = "candidate"
    passed: bool | None = None  # the newest evaluation

    @property
    def digest(self) -> str:
        return hashlib.sha256(base64.b64decode(self.artefact)).hexdigest()


@dataclass
class Model:
    versions: list[Version] = field(default_factory=list)
    served: list[int] = field(default_factory=list)  # in production one after another; last: now

    @property
    def current(self) -> Version | None:
        return self.versions[self.served[-1] - 1] if self.served else None


class Rules:
    """One site's registry. Unknown names of models are models without versions."""

    def __init__(self) -> None:
        self.models: dict[str, Model] = {}
        self.damaged: set[str] = set()  # digests
        self._done: dict[str, Answer] = {}

    def apply(self, operation: Operation) -> Answer:
        kind, name = operation["op"], operation["id"]
        if kind not in COMMANDS:
            answer: Answer = getattr(self, f"_{kind}")(operation)
            return answer
        if name not in self._done:
            self._done[name] = getattr(self, f"_{kind}")(operation)
        return self._done[name]

    def version(self, model: str, number: int) -> Version | None:
        versions = self.models.get(model, Model()).versions
        return versions[number - 1] if 1 <= number <= len(versions) else None

    def find(self, reference: str) -> Version | None:
        model, number = reference.split(":")
        return self.version(model, int(number))

    def may_return(self, version: Version) -> bool:
        return (
            version.state != "archived"
            and version.passed is True
            and version.digest not in self.damaged
        )

    def _register(self, told: Operation) -> Answer:
        if any(self.find(parent) is None for parent in told["parents"]):
            return {"refused": "unknown"}
        versions = self.models.setdefault(told["model"], Model()).versions
        made = Version(
            len(versions) + 1, told["artefact"], tuple(told["trained_on"]), tuple(told["parents"])
        )
        versions.append(made)
        self.damaged.discard(made.digest)  # The bytes are written anew.
        return {"version": made.number, "digest": made.digest}

    def _evaluate(self, told: Operation) -> Answer:
        version = self.version(told["model"], told["version"])
        if version is None or version.state == "archived":
            return {"refused": "unknown" if version is None else "archived"}
        version.passed = told["passed"]
        return {"passed": told["passed"]}

    def _promote(self, told: Operation) -> Answer:
        version = self.version(told["model"], told["version"])
        reason = self._against(version)
        if version is None or reason:
            return {"refused": reason}
        model = self.models[told["model"]]
        before = model.current
        if before is not None:
            before.state = "retired"
        version.state = "production"
        model.served.append(version.number)
        return {"production": version.number, "retired": before and before.number}

    def _against(self, version: Version | None) -> str:
        if version is None:
            return "unknown"
        if version.state in {"archived", "production"}:
            return version.state
        if not version.passed:
            return "not-passed"
        return "corrupt" if version.digest in self.damaged else ""

    def _rollback(self, told: Operation) -> Answer:
        model = self.models.get(told["model"], Model())
        current = model.current
        if current is None:
            return {"refused": "none"}
        for place in range(len(model.served) - 2, -1, -1):
            earlier = model.versions[model.served[place] - 1]
            if earlier is not current and self.may_return(earlier):
                current.state, earlier.state = "retired", "production"
                del model.served[place + 1 :]
                return {"production": earlier.number, "retired": current.number}
        return {"refused": "nothing-to-return-to"}

    def _archive(self, told: Operation) -> Answer:
        version = self.version(told["model"], told["version"])
        if version is None:
            return {"refused": "unknown"}
        if version.state in {"archived", "production"}:
            return {"refused": version.state}
        version.state = "archived"
        return {"archived": version.number}

    def _resolve(self, told: Operation) -> Answer:
        current = self.models.get(told["model"], Model()).current
        if current is None:
            return {"refused": "none"}
        if current.digest in self.damaged:
            return {"refused": "corrupt"}
        return {
            "version": current.number,
            "digest": current.digest,
            "artefact": current.artefact,
        }

    def _status(self, told: Operation) -> Answer:
        versions = self.models.get(told["model"], Model()).versions
        return {"versions": {str(one.number): one.state for one in versions}}

    def _ancestors(self, told: Operation) -> Answer:
        if self.version(told["model"], told["version"]) is None:
            return {"refused": "unknown"}
        return {"ancestors": sorted(self._lineage(f"{told['model']}:{told['version']}")[1:])}

    def _affected(self, told: Operation) -> Answer:
        found = []
        for name, model in self.models.items():
            if model.current is not None:
                reference = f"{name}:{model.current.number}"
                line = [self.find(one) for one in self._lineage(reference)]
                if any(one is not None and told["dataset"] in one.trained_on for one in line):
                    found.append(reference)
        return {"affected": sorted(found)}

    def _lineage(self, reference: str) -> list[str]:
        """Return a version and everything that it was built on, itself first."""
        found = [reference]
        for one in found:
            version = self.find(one)
            if version is not None:
                found += [parent for parent in version.parents if parent not in found]
        return found

    def _damage(self, told: Operation) -> Answer:
        """Done to the registry by the driver, from outside."""
        self.damaged.add(told["digest"])
        return {"damaged": True}
