"""What a container may be: the create options, and the comparison with what the engine made.

Everything asked for is compared exactly; everything not asked for must be empty. An engine that
adds a mount, a device or a capability on its own therefore never gets to start the container.
"""

import json
import math
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sandbox.limits import MIB, Limits
from sandbox.runner import Role

WORK_FOLDER = "/work"
HARNESS_ROOT = "/opt/vetting"
SECCOMP_PROFILE = (Path(__file__).parent / "profiles/seccomp.json").read_text(encoding="utf-8")
CPU_PERIOD_MICROSECONDS = 100_000
SHARED_MEMORY_BYTES = 16 * MIB
OPEN_FILES = 256
# On top of a warm container's limit, for the imports done ahead: the job never has less than cold.
PRELOADED_BYTES = 160 * MIB
HARNESS_PIDS = 4  # the engine's init, the guard, what it guards, a harness that joined
TEMPORARY_OPTIONS = "rw,nosuid,nodev,noexec"

# Read by the numeric libraries as they are imported; one value per container.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

# Engine answers that weaken nothing, by the key of the host configuration.
HARMLESS: dict[str, tuple[Any, ...]] = {
    "ConsoleSize": ([0, 0],),
    "RestartPolicy": ({"Name": "", "MaximumRetryCount": 0}, {"Name": "no", "MaximumRetryCount": 0}),
    "CgroupnsMode": ("host", "private"),
    "UsernsMode": ("host",),
    "MemorySwappiness": (-1,),
}
MASKED_PATHS = {"/proc/kcore", "/proc/keys", "/proc/timer_list", "/proc/sched_debug", "/proc/scsi", "/sys/firmware"}  # fmt: skip
READ_ONLY_PATHS = {"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """Everything about a container that must be known before it is made.

    Two jobs with equal confinements can take a container from the same shelf.
    """

    image_digest: str
    role: Role
    hash_seed: int
    cpus: float
    memory_bytes: int
    pids: int
    disk_bytes: int
    disk_inodes: int
    cpu_seconds: int
    preload: tuple[str, ...] = ()
    is_joined: bool = False  # the harness comes from a fork server that has done its imports
    network: str = "none"  # or "container:<id>", to share that one's empty loopback
    runtime: str = "runc"
    cpuset: str = ""
    cgroup_parent: str = ""
    app_armor: str = ""

    def base_environment(self) -> dict[str, str]:
        """What the command sees beside the job's own variables; the harness has the same."""
        threads = str(max(1, math.ceil(self.cpus)))
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": "/tmp",  # noqa: S108 - the container's own
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": str(self.hash_seed),
            "PYTHONDONTWRITEBYTECODE": "1",
            **dict.fromkeys(THREAD_VARIABLES, threads),
        }

    def create_config(
        self, *, uid: int, labels: dict[str, str], lifetime: timedelta
    ) -> dict[str, Any]:
        """The engine's create request. `lifetime` bounds the container from inside, as a second guard."""
        start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from sandbox.harness import main; main(sys.argv[1:])"
        harness = ["python", "-c", start, HARNESS_ROOT, *self.preload]
        idle = ["cat"]  # until its stdin is closed
        guard = ["timeout", "-s", "KILL", str(math.ceil(lifetime / timedelta(seconds=1)))]
        return {
            "Image": self.image_digest,
            "Cmd": None,
            "Entrypoint": [*guard, *(idle if self.is_joined else harness)],
            "Env": [f"{name}={value}" for name, value in self.base_environment().items()],
            "User": f"{uid}:{uid}",
            "WorkingDir": "/",
            "Labels": labels,
            "Tty": False,
            "OpenStdin": True,
            "StdinOnce": True,
            "AttachStdin": True,
            "AttachStdout": True,
            "AttachStderr": True,
            "NetworkDisabled": self.network == "none",
            "StopSignal": "SIGKILL",
            "HostConfig": self._host_config(uid),
        }

    def _host_config(self, uid: int) -> dict[str, Any]:
        # A little more than a volume holds, so that a full volume says so itself.
        file_bytes = self.disk_bytes + MIB
        owned = f"size={self.disk_bytes},nr_inodes={self.disk_inodes},mode=0700,uid={uid},gid={uid}"
        memory_bytes = self.memory_bytes + (PRELOADED_BYTES if self.preload else 0)
        options = f"{TEMPORARY_OPTIONS},{owned}"
        return {
            "Runtime": self.runtime,
            "NetworkMode": self.network,
            "ReadonlyRootfs": True,
            "Tmpfs": {WORK_FOLDER: options, "/tmp": options},  # noqa: S108 - the container's own
            "CapDrop": ["ALL"],
            "SecurityOpt": ["no-new-privileges", f"seccomp={SECCOMP_PROFILE}"],
            "Memory": memory_bytes,
            "MemorySwap": memory_bytes,
            "PidsLimit": self.pids + HARNESS_PIDS,
            "CpuPeriod": CPU_PERIOD_MICROSECONDS,
            "CpuQuota": int(self.cpus * CPU_PERIOD_MICROSECONDS),
            "CpusetCpus": self.cpuset,
            "Ulimits": [
                {"Name": "nofile", "Soft": OPEN_FILES, "Hard": OPEN_FILES},
                {"Name": "core", "Soft": 0, "Hard": 0},
                {"Name": "fsize", "Soft": file_bytes, "Hard": file_bytes},
                {"Name": "cpu", "Soft": self.cpu_seconds, "Hard": self.cpu_seconds},
            ],
            "ShmSize": SHARED_MEMORY_BYTES,
            "IpcMode": "private",
            "Init": True,
            "LogConfig": {"Type": "none", "Config": {}},
            "CgroupParent": self.cgroup_parent,
        }


def confinement_for(limits: Limits, **rest: Any) -> Confinement:
    """The confinement of a job with these limits. CPU seconds get room for the harness's imports."""
    return Confinement(
        cpus=limits.cpus,
        memory_bytes=limits.memory_bytes,
        pids=limits.pids,
        disk_bytes=limits.disk_bytes,
        disk_inodes=limits.disk_inodes,
        cpu_seconds=math.ceil(limits.cpu_time / timedelta(seconds=1)) + 5,
        **rest,
    )


def differences(asked: dict[str, Any], actual: dict[str, Any], *, app_armor: str) -> list[str]:
    """What the engine made otherwise than asked, in words; empty when nothing."""
    found = []
    config, host = actual["Config"], dict(actual["HostConfig"])
    if actual["Image"] != asked["Image"]:
        found.append(f"image is {actual['Image']}")
    if actual.get("Mounts"):
        found.append(f"mounts are {actual['Mounts']}")
    if actual.get("AppArmorProfile", "") != app_armor:
        found.append(f"AppArmor profile is {actual.get('AppArmorProfile')!r}, not {app_armor!r}")
    found += _differing(config, asked, ("User", "Entrypoint", "Cmd", "Env", "WorkingDir", "Tty"))
    found += _differing(host, asked["HostConfig"], tuple(asked["HostConfig"]))
    for key, needed in (("MaskedPaths", MASKED_PATHS), ("ReadonlyPaths", READ_ONLY_PATHS)):
        if not needed <= set(host.pop(key, None) or ()):
            found.append(f"{key} lacks paths")
    return found + [
        f"{key} is {value!r}, though nobody asked"
        for key, value in (host | {"Volumes": config.get("Volumes")}).items()
        if key not in asked["HostConfig"]
        and not _is_empty(value)
        and value not in HARMLESS.get(key, ())
    ]


def _differing(actual: dict[str, Any], asked: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [
        f"{key} is {actual.get(key)!r}" for key in keys if not _is_same(actual.get(key), asked[key])
    ]


def _is_same(actual: object, expected: object) -> bool:
    if isinstance(expected, list) and isinstance(actual, list):
        return sorted(map(_canonical, actual)) == sorted(map(_canonical, expected))
    return (actual or None) == (expected or None)


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _is_empty(value: object) -> bool:
    """Falsy, or an object whose every field is (an engine's unset option)."""
    return not value or (isinstance(value, dict) and not any(value.values()))
