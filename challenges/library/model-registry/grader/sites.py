"""Sites: what is asked of each registry, drawn so that the awkward cases come up."""

import base64
from collections.abc import Callable

import numpy as np

from grader.rules import COMMANDS, Model, Operation, Rules, Version

MODELS = ("churn", "fraud", "pricing", "ranking", "demand", "routing", "triage", "search")
DATASETS = tuple(f"set-{letter}" for letter in "abcdefgh")
SMALLEST, LARGEST = 40, 120  # bytes of an artefact
UNACKNOWLEDGED = 99  # more changes of the disk than an operation makes
KILLS = (1, 1, 2, 3, 4, 6, 7, UNACKNOWLEDGED)
SHARES = {
    "register": 0.13,
    "evaluate": 0.13,
    "promote": 0.18,
    "rollback": 0.13,
    "archive": 0.06,
    "resolve": 0.08,
    "damage": 0.06,
    "ancestors": 0.07,
    "affected": 0.07,
    "status": 0.04,
    "again": 0.05,
}
STORIES = (  # what happens to versions 1 to 3, in order, before the first rollbacks
    ("promote 1", "promote 3"),
    ("promote 1", "promote 3", "promote 2"),
    ("promote 1", "promote 2", "promote 1"),
    ("promote 2", "promote 3", "rollback"),
    ("promote 1", "promote 2", "promote 3", "archive 2"),
    ("promote 1", "promote 2", "promote 3", "damage 2"),
    ("promote 1", "promote 2", "promote 3", "fail 2"),
    ("promote 3", "promote 1", "archive 3"),
)


class Site:
    """Writes down operations while the rules carry them out, to know what would be worth asking."""

    def __init__(self, name: str, models: list[str], rng: np.random.Generator) -> None:
        self.name, self.models, self._rng = name, models, rng
        self.rules = Rules()
        self.operations: list[Operation] = []
        self._draw: dict[str, Callable[[str], Operation | None]] = {
            "register": self._register,
            "evaluate": self._evaluate,
            "promote": self._promote,
            "rollback": self._rollback,
            "archive": self._of_some_version,
            "resolve": lambda model: {"model": model},
            "damage": self._damage,
            "ancestors": self._of_some_version,
            "affected": lambda _: {"dataset": str(rng.choice(DATASETS))},
            "status": lambda model: {"model": model},
            "again": self._again,
        }

    def ask(self, op: str, model: str, told: Operation | None = None) -> None:
        """Add one operation about a model, with what is told or with what is drawn."""
        drawn = told or self._draw[op](model)
        if drawn is None:
            return
        name = "".join(self._rng.choice(list("abcdefghjkmnpqrstvwxyz23456789"), 10))
        operation: Operation = {"site": self.name, "id": name, "op": op, **drawn}
        self.rules.apply(operation["operation"] if op == "again" else operation)
        self.operations.append(operation)

    def bring_up(self, model: str) -> None:
        """Three versions that may be promoted."""
        for number in (1, 2, 3):
            while not self.has(model, number):
                self.ask("register", model)
            self.ask("evaluate", model, {"model": model, "version": number, "passed": True})

    def tell(self, model: str, story: tuple[str, ...]) -> None:
        for part in story:
            op, _, number = part.partition(" ")
            told: Operation = {"model": model} | ({"version": int(number)} if number else {})
            if op == "damage":
                told = {"digest": self._versions(model)[told["version"] - 1].digest}
            elif op == "fail":
                op, told = "evaluate", told | {"passed": False}
            self.ask(op, model, told)

    def has(self, model: str, number: int) -> bool:
        return self.rules.version(model, number) is not None

    def newest(self, model: str) -> int:
        return len(self._versions(model))

    def _some(self, share: float) -> bool:
        return bool(self._rng.random() < share)

    def _versions(self, model: str) -> list[Version]:
        return self.rules.models.get(model, Model()).versions

    def _register(self, model: str) -> Operation:
        made = self._rng.bytes(int(self._rng.integers(SMALLEST, LARGEST)))
        artefact = base64.b64encode(made).decode()
        versions = self._versions(model)
        if versions and self._some(0.15):  # the same bytes, from another training
            artefact = versions[int(self._rng.integers(len(versions)))].artefact
        known = [f"{name}:{one.number}" for name in self.models for one in self._versions(name)]
        count = min(len(known), int(self._rng.choice(3, p=(0.1, 0.6, 0.3))))
        parents = self._rng.choice(known, count, replace=False).tolist() if count else []
        if self._some(0.06):
            parents.append(f"{model}:{len(versions) + 3}")
        trained_on = [str(self._rng.choice(DATASETS))]
        return {"model": model, "artefact": artefact, "trained_on": trained_on, "parents": parents}

    def _evaluate(self, model: str) -> Operation | None:
        """Mostly those that wait for it, at times one that passed before."""
        waiting = [one.number for one in self._versions(model) if one.passed is None]
        if waiting and self._some(0.6):
            number = int(self._rng.choice(waiting))
            return {"model": model, "version": number, "passed": self._some(0.85)}
        told = self._of_some_version(model)
        return told and told | {"passed": self._some(0.6)}

    def _promote(self, model: str) -> Operation | None:
        """Mostly one that may be promoted, at times one that did not pass."""
        idle = [one for one in self._versions(model) if one.state in {"candidate", "retired"}]
        passed = self._some(0.75)
        fitting = [one.number for one in idle if bool(one.passed) == passed]
        if fitting and self._some(0.8):
            return {"model": model, "version": int(self._rng.choice(fitting))}
        return self._of_some_version(model)

    def _rollback(self, model: str) -> Operation | None:
        """Mostly where there is something to return to."""
        served = self.rules.models.get(model, Model()).served
        return {"model": model} if len(served) > 2 or self._some(0.25) else None

    def _of_some_version(self, model: str) -> Operation | None:
        versions = self._versions(model)
        if not versions:
            return None
        beyond = 1 if self._some(0.05) else 0
        return {"model": model, "version": int(self._rng.integers(len(versions))) + 1 + beyond}

    def _damage(self, model: str) -> Operation | None:
        """Mostly what is in production now or was before: there it matters."""
        served = self.rules.models.get(model, Model()).served
        of_interest = served[-1:] if self._some(0.5) else served if self._some(0.6) else []
        whole = [
            one.digest
            for one in self._versions(model)
            if one.digest not in self.rules.damaged
            and (one.number in of_interest or not of_interest)
        ]
        return {"digest": str(self._rng.choice(whole))} if whole else None

    def _again(self, _: str) -> Operation | None:
        commands = [one for one in self.operations if one["op"] in COMMANDS]
        if not commands:
            return None
        operation = commands[int(self._rng.integers(len(commands)))]
        return {"operation": {name: operation[name] for name in operation if name != "site"}}


def quiet(name: str, rng: np.random.Generator, *, operations: int) -> list[Operation]:
    """Much happens to few models, and nobody is killed. A rollback is followed by a look at it."""
    site = Site(name, rng.choice(MODELS, 3, replace=False).tolist(), rng)
    site.tell(site.models[0], ("status", "resolve"))
    for model in site.models:
        site.bring_up(model)
        if model == site.models[1]:
            site.tell(model, ("rollback", "resolve"))
        site.tell(model, STORIES[int(rng.integers(len(STORIES)))])
        site.tell(model, ("rollback", "resolve"))
    kinds, shares = list(SHARES), list(SHARES.values())
    while len(site.operations) < operations:
        op, model = str(rng.choice(kinds, p=shares)), str(rng.choice(site.models))
        site.ask(op, model)
        if op in {"rollback", "damage"}:
            site.ask("resolve", model)
    for model in site.models:  # At the end, where the lines are longest.
        site.ask("ancestors", model, {"model": model, "version": site.newest(model)})
        site.ask("affected", model)
    return site.operations


def shaken(name: str, rng: np.random.Generator) -> list[Operation]:
    """Three models are brought into production, and the process is killed once for each."""
    site = Site(name, rng.choice(MODELS, 3, replace=False).tolist(), rng)
    for model in site.models:
        site.bring_up(model)
        site.tell(model, ("promote 1", "promote 2"))
        victim = {
            "promote": {"model": model, "version": int(rng.choice((1, 3)))},
            "rollback": {"model": model},
            "archive": {"model": model, "version": int(rng.choice((1, 3)))},
        }
        op = str(
            rng.choice(("promote", "rollback", "register", "archive"), p=(0.35, 0.3, 0.2, 0.15))
        )
        site.ask(op, model, victim.get(op))
        site.operations[-1]["kill"] = int(rng.choice(KILLS))
        site.ask("resolve", model)
        site.ask("status", model)
    return site.operations
