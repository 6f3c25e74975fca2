"""The control group above all our containers: one cap and one CPU weight for all of them together."""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sandbox.meter import CONTROL_GROUPS

CGROUPFS_NAME, SYSTEMD_NAME = "/vetting-sandbox", "vetting-sandbox.slice"
USUAL_SHARES, USUAL_WEIGHT = 1024, 100  # of one process of the host, in versions 1 and 2
NO_LIMIT = 1 << 60


def name(info: Mapping[str, Any]) -> str:
    """What the engine calls it, by the driver that its `info` names."""
    return SYSTEMD_NAME if info["CgroupDriver"] == "systemd" else CGROUPFS_NAME


def give_weight() -> None:
    """Let jobs together weigh as much as one process of the host on each core.

    A new group weighs as much as a single process. On a host that does other things, jobs would
    pass their wall time waiting. Where we may not write, the operator sets it (`doctor` tells).
    """
    times = os.cpu_count() or 1
    with suppress(OSError):
        folder = CONTROL_GROUPS / "cpu" / CGROUPFS_NAME.strip("/")
        folder.mkdir(exist_ok=True)
        (folder / "cpu.shares").write_text(str(USUAL_SHARES * times), encoding="ascii")
    for folder in (CONTROL_GROUPS / CGROUPFS_NAME.strip("/"), CONTROL_GROUPS / SYSTEMD_NAME):
        with suppress(OSError):
            (folder / "cpu.weight").write_text(str(USUAL_WEIGHT * times), encoding="ascii")


def has_weight() -> bool:
    return any(
        (_number(path) or 0) >= usual * (os.cpu_count() or 1)
        for path, usual in (
            (f"cpu{CGROUPFS_NAME}/cpu.shares", USUAL_SHARES),
            (f"{CGROUPFS_NAME.strip('/')}/cpu.weight", USUAL_WEIGHT),
            (f"{SYSTEMD_NAME}/cpu.weight", USUAL_WEIGHT),
        )
    )


def memory_cap() -> int | None:
    """The limit that an operator has set for all containers together, in bytes."""
    for path in (
        f"memory{CGROUPFS_NAME}/memory.limit_in_bytes",
        f"{CGROUPFS_NAME.strip('/')}/memory.max",
        f"{SYSTEMD_NAME}/memory.max",
    ):
        value = _number(path)
        if value is not None and value < NO_LIMIT:
            return value
    return None


def _number(path: str) -> int | None:
    try:
        return int((CONTROL_GROUPS / path).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
