"""Drives a registry, started as `python data/drive.py registry.py`.

Every site has a registry folder of its own, and is worked on by a process of its own, which reads
the site's operations from data/ops.jsonl, passes each to `Registry(folder).apply(operation)` and
acknowledges it by one line in drive.jsonl. Some operations say that the process is killed while
it carries them out. Then a new process opens the folder, looks, and repeats what was not
acknowledged. The first such kill waits to be done from outside; this program is then run again.
"""

# Some are here for the registry: a process that starts with them starts fast.
import base64  # noqa: F401
import dataclasses  # noqa: F401
import hashlib  # noqa: F401
import importlib.util
import json
import os
import shutil  # noqa: F401
import signal
import sqlite3  # noqa: F401
import sys
import tempfile  # noqa: F401
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

OPERATIONS, JOURNAL, SITES = Path("data/ops.jsonl"), Path("drive.jsonl"), Path("sites")
WAIT_FOR_KILL = 3.0  # seconds; a kill from outside comes much sooner
IMPORT_FAILED = 71
SPARE_PROCESSES = 5  # a site's processes, beside those that are killed; then it is given up
WRITERS = {"posix", "io", "_io", "sqlite3", "mmap"}  # modules that touch files


def main(program: str) -> int:
    is_second_run = JOURNAL.exists()
    tell({"kind": "started"})
    journal = Journal()
    operations = [json.loads(line) for line in OPERATIONS.read_text().splitlines()]
    for site in dict.fromkeys(operation["site"] for operation in operations):
        mine = [operation for operation in operations if operation["site"] == site]
        kills = sum("kill" in operation for operation in mine)
        for _ in range(kills + SPARE_PROCESSES):
            pending = journal.not_acknowledged(mine)
            if not pending:
                break
            killed = journal.named["killed"]
            may_wait = not is_second_run and not killed
            code = in_a_process(Site(program, site, pending, killed, may_wait=may_wait))
            if code == IMPORT_FAILED:
                return 1
            pending = journal.not_acknowledged(mine)
            if pending and code != -signal.SIGKILL:  # It left by itself, in the midst of this one.
                acknowledge(pending[0], {"error": f"the process ended with {code}"})
    return 0


def in_a_process(site: "Site") -> int:
    child = os.fork()
    if child == 0:
        try:
            site.work()
            os._exit(0)
        finally:  # Only here if something was raised, a SystemExit maybe.
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Site:
    """One process: works through what is left of a site's operations."""

    def __init__(
        self, program: str, name: str, operations: list[dict], killed: set[str], *, may_wait: bool
    ) -> None:
        self.program, self.folder, self.operations = program, SITES / name, operations
        self.killed, self.may_wait = killed, may_wait
        self.registry: Any = None

    def work(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        module = load(self.program)
        self.registry = answer_of(lambda: module.Registry(str(self.folder)))
        if self.operations[0]["id"] in self.killed:
            self.look(self.operations[0])
        for operation in self.operations:
            self.carry_out(operation)

    def apply(self, operation: dict) -> object:
        if isinstance(self.registry, dict):  # It did not open.
            return self.registry
        return answer_of(lambda: self.registry.apply(dict(operation)))

    def look(self, operation: dict) -> None:
        """Note what the registry says about the model before anything is repeated."""
        asked = {"id": f"{operation['id']}-look", "model": operation["model"]}
        seen = {kind: self.apply(asked | {"op": kind}) for kind in ("status", "resolve")}
        tell({"kind": "look", "id": operation["id"], "seen": seen})

    def carry_out(self, operation: dict) -> None:
        told = {name: operation[name] for name in operation if name not in {"site", "kill"}}
        if told["op"] == "damage":
            acknowledge(operation, {"damaged": damage(self.folder / "artefacts" / told["digest"])})
        elif told["op"] == "again":
            acknowledge(operation, self.apply(told["operation"]))
        elif "kill" in operation and operation["id"] not in self.killed:
            sys.setprofile(Watch(self.folder, operation["kill"], lambda: self.die(operation)))
            self.apply(told)
            self.die(operation)  # It is done, and nobody has been told.
        else:
            acknowledge(operation, self.apply(told))

    def die(self, operation: dict) -> None:
        sys.setprofile(None)
        tell({"kind": "killed", "id": operation["id"]})
        if self.may_wait:
            time.sleep(WAIT_FOR_KILL)
        os.kill(os.getpid(), signal.SIGKILL)


def answer_of(call: Callable[[], object]) -> object:
    try:
        return call()
    except Exception as error:  # noqa: BLE001 - whatever the registry raises is its answer
        told = f"{type(error).__name__}: {error}"[:200]
        where = traceback.extract_tb(error.__traceback__)[-1]
        sys.stderr.write(f"{told} ({where.filename}, line {where.lineno})\n")
        return {"error": told}


class Watch:
    """Counts how often the folder has changed on the disk; at the given count, acts."""

    def __init__(self, folder: Path, count: int, act: Callable[[], None]) -> None:
        self.folder, self.left, self.act = folder, count, act
        self.before = fingerprint(folder)

    def __call__(self, _: FrameType, event: str, function: object) -> None:
        if event != "c_return" or not touches_files(function):
            return
        now = fingerprint(self.folder)
        if now != self.before:
            self.before = now
            self.left -= 1
            if self.left == 0:
                self.act()


def touches_files(function: object) -> bool:
    module = getattr(function, "__module__", None)
    return (module or type(getattr(function, "__self__", None)).__module__) in WRITERS


def fingerprint(folder: str | Path) -> dict[str, tuple[int, int, int]]:
    found = {}
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            found[entry.path] = (0, 0, 0)
            found |= fingerprint(entry.path)
        else:
            details = entry.stat(follow_symlinks=False)
            found[entry.path] = (details.st_mtime_ns, details.st_size, details.st_ino)
    return found


def damage(path: Path) -> bool:
    """Change one byte, as a worn disk does. False where there is no such file."""
    try:
        path.chmod(0o600)
        content = path.read_bytes()
        with path.open("r+b") as file:
            file.write(bytes([content[0] ^ 0x20]) if content else b"?")
    except OSError:
        return False
    return True


def load(program: str) -> Any:
    """Import the registry, here and in no other process: a process starts with nothing."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        spec = importlib.util.spec_from_file_location("registry", program)
        module = importlib.util.module_from_spec(spec)
        sys.modules["registry"] = module
        spec.loader.exec_module(module)
    except BaseException:  # noqa: BLE001 - also SystemExit: without a registry there is no work
        traceback.print_exc()
        os._exit(IMPORT_FAILED)
    return module


def acknowledge(operation: dict, answer: object) -> None:
    tell({"kind": "answer", "id": operation["id"], "answer": answer})


def tell(told: dict) -> None:
    """One write for one line, so that no kill can tear it."""
    try:
        line = json.dumps(told).encode() + b"\n"
    except (TypeError, ValueError):
        line = json.dumps(told | {"answer": {"error": "not JSON"}, "seen": None}).encode() + b"\n"
    journal = os.open(JOURNAL, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.write(journal, line)
    os.close(journal)


class Journal:
    """What drive.jsonl says so far: the names of operations, by the kind of line."""

    def __init__(self) -> None:
        self.named: dict[str, set[str]] = {"answer": set(), "killed": set()}
        self._read = 0

    def not_acknowledged(self, operations: list[dict]) -> list[dict]:
        self._catch_up()
        return [one for one in operations if one["id"] not in self.named["answer"]]

    def _catch_up(self) -> None:
        with JOURNAL.open("rb") as file:
            file.seek(self._read)
            new = file.read()
        self._read += len(new)
        for line in new.splitlines():
            try:
                told = json.loads(line)
                self.named.setdefault(told["kind"], set()).add(told.get("id"))
            except (ValueError, TypeError, KeyError):  # Not a line of ours.
                continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
