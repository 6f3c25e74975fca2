"""What a job may use. Every limit is enforced from outside the job."""

from dataclasses import dataclass
from datetime import timedelta

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    wall_time: timedelta = timedelta(seconds=20)
    cpu_time: timedelta = timedelta(seconds=20)
    cpus: float = 1.0
    memory_bytes: int = 512 * MIB
    pids: int = 64
    disk_bytes: int = 64 * MIB
    disk_inodes: int = 4096
    stdout_bytes: int = 256 * 1024
    stderr_bytes: int = 256 * 1024
