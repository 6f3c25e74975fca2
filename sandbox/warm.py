"""Inside a warm container: imports done ahead, then a forked child that looks freshly started.

A child that cannot be told apart from `python script.py` runs here; everything else is started
as a new process, as in a cold container.
"""

import atexit
import gc
import importlib
import os
import random
import sys
import threading
import types
import weakref
from importlib.machinery import SourceFileLoader
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

# Read by the interpreter or the libraries when they start, which has happened already.
SETTLED_AT_START = ("PYTHON", "OMP_", "OPENBLAS_", "MKL_", "LC_", "LANG", "TZ")

INTERRUPTED = 128 + 2  # the interpreter ends itself with SIGINT then
CANNOT_FLUSH = 120  # what the interpreter exits with then

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
    """Whether a fork behaves like a new interpreter: a plain script that shadows no module."""
    argv = job["argv"]
    if argv[0] != "python" or not argv[1:] or not argv[1].endswith(".py"):
        return False
    script = Path(argv[1])
    if not script.is_file() or settled(job["environment"]) != _settled:
        return False
    return not any(entry.name.partition(".")[0] in _ours for entry in script.parent.iterdir())


def run(argv: list[str], environment: dict[str, str]) -> NoReturn:
    """Become `python argv[1] …` in this forked process; ends it."""
    script = str(Path.cwd() / argv[1])
    os.environ.clear()
    os.environ.update(environment)
    random.seed()
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()
    sys.argv[:] = argv[1:]
    sys.path[:] = [str(Path(script).parent), *(p for p in sys.path if p != HARNESS_ROOT)]
    for name in _harness:
        del sys.modules[name]
    before = len(sys.modules)
    code = _execute(script)
    _finish(code, loaded=len(sys.modules) - before)


def _execute(script: str) -> int:
    main = types.ModuleType("__main__")
    loader = SourceFileLoader("__main__", script)
    main.__dict__.update(
        __file__=script,
        __builtins__=__builtins__,
        __loader__=loader,
        __cached__=None,
        __annotations__={},
    )
    sys.modules["__main__"] = main
    try:
        exec(compile(loader.get_data(script), script, "exec", dont_inherit=True), main.__dict__)  # noqa: S102
    except SystemExit as stop:
        return _exit_code(stop.code)
    except BaseException as error:  # noqa: BLE001 - what the interpreter itself does at top level
        # The first frame is ours: a fresh interpreter would not show it.
        if error.__traceback__:
            error.__traceback__ = error.__traceback__.tb_next
        sys.excepthook(type(error), error, error.__traceback__)
        return INTERRUPTED if isinstance(error, KeyboardInterrupt) else 1
    return 0


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
        threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001
        atexit._run_exitfuncs()  # noqa: SLF001
        _let_go([*islice(reversed(sys.modules), max(0, loaded)), "__main__"])
    except BaseException as error:  # noqa: BLE001
        sys.excepthook(type(error), error, error.__traceback__)
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream and not stream.closed:
                stream.flush()
        except (OSError, ValueError, AttributeError):
            code = CANNOT_FLUSH
    os._exit(code)


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
