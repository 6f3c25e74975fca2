"""The auditor's way of counting. Import it for your own record; the audit itself runs alone.

python data/audit.py train.py    looks at the code beside it, runs none of it, writes audit.json
"""

import ast
import hashlib
import json
import platform
import re
import sys
from importlib import metadata
from pathlib import Path

NOT_CODE = {"data", "run", "__pycache__"}


def data_digest(folder: str = "data/shards") -> str:
    """Of the shards, whatever order the disk lists them in."""
    return _digest_of(sorted(Path(folder).glob("*.csv")), Path(folder))


def code_digest(folder: str = ".") -> str:
    """Of all Python files of the project."""
    return _digest_of(_code(Path(folder)), Path(folder))


def needed(folder: str = ".") -> dict[str, str]:
    """Packages that the code imports, and those that they need in turn, with their versions."""
    own = {path.stem for path in _code(Path(folder))}
    own |= {path.parent.name for path in _code(Path(folder))}
    imported = {name for path in _code(Path(folder)) for name in _imports(path)}
    imported -= own | set(sys.stdlib_module_names) | {"audit"}
    waiting = {home for name in imported for home in _homes(name)}
    found: dict[str, str] = {}
    while waiting:
        package = waiting.pop()
        found[_plain(package)] = metadata.version(package)
        waiting |= {one for one in _requirements(package) if _plain(one) not in found}
    return found


def _homes(module: str) -> list[str]:
    """The packages that a module comes from; most have its name."""
    if _is_installed(module):
        return [module]
    return metadata.packages_distributions().get(module, [])


def _requirements(package: str) -> set[str]:
    """What a package asks for without extras, as far as it is installed."""
    asked = set()
    for line in metadata.requires(package) or ():
        name = re.match(r"[A-Za-z0-9._-]+", line)
        if name is not None and "extra ==" not in line:
            asked.add(name.group())
    return {name for name in asked if _is_installed(name)}


def _is_installed(package: str) -> bool:
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def _code(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*.py") if path.is_file())
    return sorted(path for path in found if not NOT_CODE & set(path.relative_to(folder).parts))


def _imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def _digest_of(paths: list[Path], folder: Path) -> str:
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in paths
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def main(entry: str) -> None:
    if not Path(entry).is_file():
        raise SystemExit(f"{entry} is missing")
    told = {"code_sha256": code_digest(), "needed": needed(), "python": platform.python_version()}
    Path("audit.json").write_text(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
