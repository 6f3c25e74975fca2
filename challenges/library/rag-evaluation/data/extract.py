"""Makes topics.json.gz and elsewhere.json.gz from Python's own documentation (see SOURCE.md).

python extract.py <folder of this file>
"""

import gzip
import importlib
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from pydoc_data.topics import topics

COLLECTED = {"specialnames", "compound"}  # repeat other topics from their first word to their last
ELSEWHERE = (
    "argparse", "asyncio", "base64", "bisect", "calendar", "collections", "concurrent.futures",
    "configparser", "contextlib", "csv", "datetime", "decimal", "difflib", "email.message",
    "fractions", "functools", "glob", "gzip", "hashlib", "heapq", "http.client", "imaplib",
    "itertools", "json", "logging", "mailbox", "multiprocessing.pool", "os", "os.path", "pathlib",
    "queue", "random", "sched", "selectors", "shutil", "smtplib", "socket", "sqlite3", "ssl",
    "statistics", "subprocess", "tarfile", "tempfile", "textwrap", "threading", "unittest",
    "urllib.request", "uuid", "xml.dom.minidom", "zipfile",
)  # fmt: skip
SENTENCE = re.compile(r"[A-Z][^.!?:]{50,220}\.(?=\s|$)")
PLAIN = re.compile(r"[A-Za-z ,;'()-]+\.")


def main(target: Path) -> None:
    kept = {name: text for name, text in topics.items() if name not in COLLECTED}
    _write(target / "topics.json.gz", kept)
    _write(target / "elsewhere.json.gz", sorted(set(_sentences())))


def _sentences() -> Iterator[str]:
    """The first two sentences of every doc string, if there is nothing but words in them."""
    for name in ELSEWHERE:
        for _, thing in inspect.getmembers(importlib.import_module(name)):
            things = [thing, *vars(thing).values()] if inspect.isclass(thing) else [thing]
            for one in filter(callable, things):
                home = str(getattr(one, "__module__", name)).split(".")[0]
                if home == name.split(".", maxsplit=1)[0]:
                    told = " ".join((inspect.getdoc(one) or "").split())
                    yield from filter(PLAIN.fullmatch, SENTENCE.findall(told)[:2])


def _write(path: Path, content: object) -> None:
    raw = json.dumps(content, indent=0, ensure_ascii=False, sort_keys=True).encode()
    path.write_bytes(gzip.compress(raw, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
