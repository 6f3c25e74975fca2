"""What Python files import, read without running them: it says what to import ahead of a job.

Only for a pack's own files. A candidate's are never parsed here.
"""

import ast
from collections.abc import Iterator, Mapping


def imports_of(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Every module that a `.py` file among these names in an import, with its parents, sorted.

    A file that is not Python names none: a mutant may be wrong in any way.
    """
    found = {
        prefix
        for path, source in files.items()
        if path.endswith(".py")
        for name in _named_in(source)
        for prefix in _with_parents(name)
    }
    return tuple(sorted(found))


def _named_in(source: bytes) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            # `from scipy import stats` names a module, `from json import dumps` does not.
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts) + 1))
