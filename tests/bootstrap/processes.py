"""Whether a process is still there."""

import time
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
    found = [process]
    for parent in found:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in children.read_text().split()]
    return found
