"""Inside a warm container: imports done ahead, then a forked child that looks freshly started.

A child that cannot be told apart from `python script.py` runs here; everything else is started
as a new process, as in a cold container.
"""

import atexit
import gc
import importlib
import os
import random
import runpy
import sys
import threading
import types
import weakref
from builtins import isinstance, len, max, reversed, sorted  # noqa: A004, UP029 - see LEAVE
from importlib.machinery import SourceFileLoader
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

# Read by the interpreter or the libraries when they start, which has happened already.
SETTLED_AT_START = ("PYTHON", "OMP_", "OPENBLAS_", "MKL_", "LC_", "LANG", "TZ")

INTERRUPTED = 128 + 2  # the interpreter ends itself with SIGINT then
CANNOT_FLUSH = 120  # what the interpreter exits with then

# Bound before any job runs, as the names above: whatever a job does to the interpreter's own
# functions, it ends as it would in an interpreter that is written in C.
LEAVE = os._exit

HARNESS_ROOT = str(Path(__file__).parent.parent)

_settled: dict[str, str] = {}
_ours: set[str] = set()
_harness: list[str] = []


def preload(modules: list[str]) -> None:
    for name in modules:
        importlib.import_module(name)
    _settled.update(settled(dict(os.environ)))
    _ours.update(sys.modules)
    _harness.extend(name for name in sys.modules if name.partition(".")[0] == "sandbox")
    gc.collect()
    # What exists now is never looked at again, so the pages stay shared with the child.
    gc.freeze()


def settled(environment: dict[str, str]) -> dict[str, str]:
    return {k: v for k, v in environment.items() if k.startswith(SETTLED_AT_START)}


def can_run(job: dict[str, Any]) -> bool:
    """Whether a fork behaves like a new interpreter: a script or module that shadows none."""
    folder = _folder_of(job["argv"])
    if folder is None or settled(job["environment"]) != _settled:
        return False
    return not any(entry.name.partition(".")[0] in _ours for entry in folder.iterdir())


def _folder_of(argv: list[str]) -> Path | None:
    """The first place where the command's imports look; None for a command of another form."""
    match argv:
        case ["python", "-m", _, *_]:
            return Path.cwd()
        case ["python", script, *_] if script.endswith(".py") and Path(script).is_file():
            return (Path.cwd() / script).parent
    return None


def run(argv: list[str], environment: dict[str, str]) -> NoReturn:
    """Become this Python command in this forked process; ends it."""
    folder = _folder_of(argv)
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    sys.argv[:] = argv[1:]
    sys.path[:] = [str(folder), *(place for place in sys.path if place != HARNESS_ROOT)]
    for name in _harness:
        del sys.modules[name]
    before = len(sys.modules)
    code = _execute(argv)
    _finish(code, loaded=len(sys.modules) - before)


def _execute(argv: list[str]) -> int:
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        if argv[1] == "-m":
            sys.argv[:] = ["-m", *argv[3:]]
            runpy._run_module_as_main(argv[2])  # type: ignore[attr-defined]  # noqa: SLF001 - what `-m` does
        else:
            script = str(Path.cwd() / argv[1])
            code = compile(_source(script), script, "exec", dont_inherit=True)
            exec(code, sys.modules["__main__"].__dict__)  # noqa: S102 - the purpose
    except SystemExit as stop:
        return _exit_code(stop.code)
    except BaseException as error:  # noqa: BLE001 - what the interpreter itself does at top level
        # The first frame is ours: a fresh interpreter would not show it.
        if error.__traceback__:
            error.__traceback__ = error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


def _source(script: str) -> bytes:
    loader = SourceFileLoader("__main__", script)
    sys.modules["__main__"].__dict__.update(
        __file__=script,
        __builtins__=__builtins__,
        __loader__=loader,
        __cached__=None,
        __annotations__={},
    )
    return loader.get_data(script)


def _exit_code(code: object) -> int:
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    sys.stderr.write(f"{code}\n")
    return 1


def _finish(code: int, *, loaded: int) -> NoReturn:
    """End as an interpreter does: threads, exit callbacks, globals, buffers.

    `loaded` modules came with the job and are the last ones. Touching the others would copy the
    pages that they lie on.
    """
    try:
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as at exit
        atexit._run_exitfuncs()  # noqa: SLF001 - as at exit
        _let_go([*islice(reversed(sys.modules), max(0, loaded)), "__main__"])
    except BaseException as error:  # noqa: BLE001 - shown as the interpreter shows it
        sys.excepthook(type(error), error, error.__traceback__)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream and not stream.closed:
                stream.flush()
        except (OSError, ValueError, AttributeError):
            code = CANNOT_FLUSH
    LEAVE(code)


def _let_go(names: list[str]) -> None:
    """Drop the job's modules, so that destructors run and files left open are written out.

    As the interpreter does it: first what nothing refers to, then what is left, latest first, its
    private names before the others.
    """
    modules = [sys.modules.pop(name, None) for name in names]
    references = [weakref.ref(one) for one in modules if isinstance(one, types.ModuleType)]
    modules.clear()
    gc.collect()
    for reference in references:
        if module := reference():
            namespace = module.__dict__
            for name in sorted(namespace, key=lambda name: name[:1] != "_"):
                if name != "__builtins__":
                    namespace[name] = None
