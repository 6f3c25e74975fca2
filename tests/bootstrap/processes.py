"""Whether a process is still there."""

import time
from contextlib import suppress
from pathlib import Path


def ends_within(process: int, seconds: float) -> bool:
    """A killed process is there until the kernel has cleared it away; a zombie has ended."""
    deadline = time.monotonic() + seconds
    while _is_running(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def descendants(process: int) -> list[int]:
    """The process and all that it started, and they."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(FileNotFoundError, ProcessLookupError):
            fields = status.read_text().rsplit(")", 1)[1].split()
            parents[int(status.parent.name)] = int(fields[1])
    found = [process]
    for ancestor in found:
        found += [child for child, parent in parents.items() if parent == ancestor]
    return found
