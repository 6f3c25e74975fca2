"""The archive's log of a killed step: what was fetched before the kill, and what once more.

The log is written beside the candidate's code. It is held against what is known from outside: the
kill came before the end, and the lines took the time that they take.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(rb"(\d{1,9}) (begins|ends) (delivery-\d\d)")


@dataclass(frozen=True)
class Log:
    before: frozenset[str]  # deliveries that the first process got whole
    again: frozenset[str]  # begun once more by another process
    ended: frozenset[str]  # got whole by any


def read_log(outputs: Path, step: str) -> Log:
    entries = ENTRY.findall((outputs / step / "data" / "archive.log").read_bytes())
    first = entries[0][0] if entries else b""
    return Log(
        before=_names(name for who, what, name in entries if who == first and what == b"ends"),
        again=_names(name for who, what, name in entries if who != first and what == b"begins"),
        ended=_names(name for _, what, name in entries if what == b"ends"),
    )


def _names(found: Iterable[bytes]) -> frozenset[str]:
    return frozenset(name.decode() for name in found)
