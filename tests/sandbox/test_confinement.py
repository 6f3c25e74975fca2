"""What a container cannot do, seen from inside it."""

# The temporary folders here are the container's own.
# ruff: noqa: S108

from typing import Any

import pytest

from sandbox.confinement import PRELOADED_BYTES
from sandbox.limits import MIB
from sandbox.outcome import OutcomeKind
from sandbox.runner import Role
from tests.sandbox.conftest import type_of_run

pytestmark = pytest.mark.docker

TRY = "import os, errno\ndef attempt(f, *a):\n    try: return f(*a)\n    except OSError as e: return errno.errorcode[e.errno]\n"
CALL = TRY + (
    "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
    "def call(*a):\n"
    "    r = libc.syscall(*a)\n"
    "    return errno.errorcode[ctypes.get_errno()] if r < 0 else r\n"
)


def lines(outcome: Any) -> list[str]:
    assert outcome.succeeded, outcome
    return outcome.stdout.decode().splitlines()


def status_fields(run: type_of_run) -> dict[str, str]:
    text = lines(run("print(open('/proc/self/status').read())"))
    return dict(line.split(":\t", 1) for line in text if ":\t" in line)


def test_it_has_no_capabilities_no_new_privileges_and_a_filter(run_confined: type_of_run) -> None:
    status = status_fields(run_confined)

    for field in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[field], 16) == 0, field
    assert status["NoNewPrivs"] == "1"
    assert status["Seccomp"] == "2"


def test_its_uid_is_nobodys_and_different_each_time(run_confined: type_of_run) -> None:
    code = "import os; print(os.getresuid(), os.getresgid(), os.getgroups())"
    first, second = (lines(run_confined(code))[0] for _ in range(2))

    assert first != second
    uid = int(first.split(",")[0].strip("("))
    assert first == f"({uid}, {uid}, {uid}) ({uid}, {uid}, {uid}) [{uid}]"
    assert uid >= 1 << 28


def test_roles_have_uid_ranges_of_their_own(run_confined: type_of_run) -> None:
    code = "import os; print(os.getuid() >> 28)"

    assert lines(run_confined(code, role=Role.CANDIDATE)) == ["1"]
    assert lines(run_confined(code, role=Role.GRADER))[0] == "2"


def test_there_is_no_network_but_its_own_loopback(run_confined: type_of_run) -> None:
    found = lines(
        run_confined(
            TRY + "import socket\nprint(os.listdir('/sys/class/net'))\n"
            "for address in ('127.0.0.1', 9), ('172.17.0.1', 22), ('169.254.169.254', 80), ('192.0.2.1', 53):\n"
            "    s = socket.socket(); s.settimeout(2); print(attempt(s.connect, address))\n"
        )
    )

    assert found == ["['lo']", "ECONNREFUSED", "ENETUNREACH", "ENETUNREACH", "ENETUNREACH"]


def test_names_cannot_be_resolved(run_confined: type_of_run) -> None:
    outcome = run_confined("import socket; socket.getaddrinfo('example.org', 80)")

    assert b"gaierror" in outcome.stderr


def test_only_three_socket_families_exist(run_confined: type_of_run) -> None:
    code = TRY + (
        "import socket\n"
        "for family in range(1, 46):\n"
        "    if not isinstance(attempt(socket.socket, family, 2), str): print(family)\n"
        "for kind in (3, 5):\n"
        "    for family in (16, 17, 38, 40): assert attempt(socket.socket, family, kind) == 'EPERM'\n"
        "assert attempt(socket.socket, 2, 3, 1) == 'EPERM'\n"
    )

    assert lines(run_confined(code)) == ["1", "2", "10"]


REFUSED_CALLS = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427,
    "ptrace": 101, "process_vm_readv": 310, "process_vm_writev": 311,
    "add_key": 248, "request_key": 249, "keyctl": 250, "userfaultfd": 323,
    "name_to_handle_at": 303, "open_by_handle_at": 304, "pidfd_getfd": 438,
    "bpf": 321, "perf_event_open": 298, "unshare": 272, "setns": 308, "mount": 165, "umount2": 166,
    "pivot_root": 155, "chroot": 161, "kexec_load": 246, "init_module": 175, "swapon": 167,
    "reboot": 169, "acct": 163, "syslog": 103, "open_tree": 428, "move_mount": 429, "fsopen": 430,
}  # fmt: skip


def test_dangerous_calls_are_refused(run_confined: type_of_run) -> None:
    code = (
        CALL + f"for name, n in {REFUSED_CALLS!r}.items(): print(name, call(n, 0, 0, 0, 0, 0, 0))"
    )
    code = "import platform; assert platform.machine() == 'x86_64'\n" + code

    assert lines(run_confined(code)) == [f"{name} EPERM" for name in REFUSED_CALLS]


def test_no_namespace_can_be_made(run_confined: type_of_run) -> None:
    code = CALL + (
        "for flag in (0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):\n"
        "    print(call(56, flag | 17, 0, 0, 0, 0))\n"
        "print(call(435, 0, 0))"
    )

    assert lines(run_confined(code)) == ["EPERM"] * 6 + ["ENOSYS"]


def test_the_32_bit_way_into_the_kernel_is_closed(run_confined: type_of_run) -> None:
    # int 0x80 with eax = 20, the 32-bit getpid.
    outcome = run_confined(
        "import ctypes, mmap\n"
        "m = mmap.mmap(-1, 4096, prot=7)\n"
        "m.write(bytes.fromhex('b814000000cd80c3'))\n"
        "print(ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(m)))())"
    )

    assert not outcome.succeeded
    assert outcome.stdout == b""


def test_only_two_folders_can_be_written(run_confined: type_of_run) -> None:
    code = TRY + (
        "for root, folders, files in os.walk('/'):\n"
        "    if root.startswith(('/proc', '/sys')): folders.clear(); continue\n"
        "    if not isinstance(attempt(open, root + '/x', 'w'), str): print(root)\n"
        "print(attempt(open, '/proc/sysrq-trigger', 'w'), attempt(open, '/proc/sys/kernel/core_pattern', 'w'))\n"
        "print(attempt(os.mkdir, '/sys/fs/cgroup/x'))"
    )
    *folders, proc, groups = lines(run_confined(code))

    assert sorted(folders) == ["/dev/mqueue", "/dev/shm", "/tmp", "/work"]
    assert proc in {f"{one} EROFS" for one in ("EROFS", "EACCES", "ENOENT")}
    assert groups in {"EROFS", "EACCES"}


def test_no_host_path_is_mounted(run_confined: type_of_run) -> None:
    mounts = [
        line.split()
        for line in lines(run_confined("print(open('/proc/self/mounts').read())"))
        if line
    ]
    files_of_the_engine = {"/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/sbin/docker-init"}
    allowed = {"overlay", "proc", "tmpfs", "devpts", "sysfs", "cgroup", "cgroup2", "mqueue"}

    for _, point, kind, options, *_ in mounts:
        assert kind in allowed or point in files_of_the_engine
        if kind == "tmpfs" and point in {"/work", "/tmp"}:
            assert {"rw", "nosuid", "nodev", "noexec"} <= set(options.split(","))
        if point == "/" or point in files_of_the_engine:
            assert options.startswith("ro,")


def test_there_is_no_device_but_the_harmless_ones(run_confined: type_of_run) -> None:
    devices = lines(run_confined("import os; print(*sorted(os.listdir('/dev')), sep='\\n')"))

    assert set(devices) <= {
        "core", "fd", "full", "mqueue", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin",
        "stdout", "tty", "urandom", "zero",
    }  # fmt: skip


def test_only_its_own_processes_can_be_seen(run_confined: type_of_run) -> None:
    code = "import os; print(*(open(f'/proc/{p}/comm').read().strip() for p in filter(str.isdigit, os.listdir('/proc'))))"
    (seen,) = lines(run_confined(code))

    assert sorted(seen.split()) in (
        ["docker-init", "python", "python", "timeout"],
        ["cat", "docker-init", "python", "python", "timeout"],  # the harness joined
    )


def test_the_harness_cannot_be_looked_into(run_confined: type_of_run) -> None:
    code = TRY + (
        "parent = os.getppid()\n"
        "print(attempt(open, f'/proc/{parent}/mem', 'rb'), attempt(os.listdir, f'/proc/{parent}/fd'))"
    )

    assert lines(run_confined(code)) == ["EACCES EACCES"]


def test_memory_without_swap_is_limited(run_confined: type_of_run) -> None:
    outcome = run_confined("x = bytearray(10**9)", memory_bytes=64 * MIB)

    assert outcome.kind is OutcomeKind.OUT_OF_MEMORY
    assert outcome.exit_code is None
    assert outcome.usage.peak_memory_bytes is not None
    assert outcome.usage.peak_memory_bytes <= 64 * MIB + PRELOADED_BYTES


def test_a_child_out_of_memory_is_the_commands_own_affair(run_confined: type_of_run) -> None:
    outcome = run_confined(
        "import subprocess, sys\n"
        "r = subprocess.run([sys.executable, '-c', 'x = bytearray(10**9)'])\n"
        "print(r.returncode)",
        memory_bytes=64 * MIB,
    )

    assert outcome.succeeded
    assert outcome.stdout == b"-9\n"


def test_a_self_sent_kill_is_not_out_of_memory(run_confined: type_of_run) -> None:
    outcome = run_confined("import os; os.kill(os.getpid(), 9)")

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 137)


def test_files_in_memory_count_as_memory(run_confined: type_of_run) -> None:
    outcome = run_confined(
        "open('/dev/shm/x', 'wb').write(b'x' * 10**6); print('fits')\n"
        "open('/dev/shm/y', 'wb').write(b'x' * (17 << 20))"
    )

    assert outcome.stdout == b"fits\n"
    assert b"No space left" in outcome.stderr


@pytest.mark.parametrize("folder", ["/work", "/tmp"])
def test_a_full_disk_is_named(run_confined: type_of_run, folder: str) -> None:
    outcome = run_confined(
        f"f = open('{folder}/x', 'wb')\nwhile True: f.write(b'x' * 100_000)", disk_bytes=4 * MIB
    )

    assert outcome.kind is OutcomeKind.DISK_FULL
    assert b"No space left" in outcome.stderr


def test_running_out_of_inodes_is_a_full_disk(run_confined: type_of_run) -> None:
    outcome = run_confined("for n in range(10**6): open(f'f{n}', 'w')", disk_inodes=200)

    assert outcome.kind is OutcomeKind.DISK_FULL


def test_files_that_do_not_fit_are_a_full_disk_too(run_confined: type_of_run) -> None:
    outcome = run_confined("print('here')", files={"big": b"x" * 2 * MIB}, disk_bytes=MIB)

    assert outcome.kind is OutcomeKind.DISK_FULL
    assert outcome.stdout == b""


def test_a_fork_bomb_stays_within_its_pids(run_confined: type_of_run) -> None:
    outcome = run_confined(
        "import os, time\nn = 0\ntry:\n"
        "    while True:\n"
        "        if os.fork() == 0: time.sleep(60); os._exit(0)\n"
        "        n += 1\n"
        "except BlockingIOError: print(n)",
        pids=20,
    )

    assert int(lines(outcome)[0]) in range(15, 25)


def test_a_runaway_fork_bomb_ends(run_confined: type_of_run) -> None:
    outcome = run_confined(
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass", wall_time=2, pids=50
    )

    assert outcome.kind is OutcomeKind.TIMED_OUT


def test_resource_limits_are_set(run_confined: type_of_run) -> None:
    code = (
        "import resource as r\n"
        "print(r.getrlimit(r.RLIMIT_NOFILE), r.getrlimit(r.RLIMIT_CORE), r.getrlimit(r.RLIMIT_FSIZE), r.getrlimit(r.RLIMIT_CPU))"
    )

    found = lines(run_confined(code, disk_bytes=8 * MIB, cpu_time=10))
    assert found == [f"(256, 256) (0, 0) ({9 * MIB}, {9 * MIB}) (15, 15)"]


def test_the_cpu_quota_slows_threads_down(run_confined: type_of_run) -> None:
    code = "import os\nif os.fork() == 0:\n    while True: pass\nwhile True: pass"
    outcome = run_confined(code, cpus=0.5, wall_time=2)

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.usage.cpu_seconds is not None
    assert outcome.usage.cpu_seconds < 1.4


SPEAK = "import os, time; out = os.open('/proc/1/fd/1', os.O_WRONLY)\n"
# Where the container's first output is what the runner listens to.
heard = pytest.mark.parametrize("run_confined", ["docker", "warm"], indirect=True)
unheard = pytest.mark.parametrize("run_confined", ["fork"], indirect=True)


@heard
@pytest.mark.parametrize(
    ("rubbish", "kind"),
    [
        (b"complete rubbish that is no frame at all", OutcomeKind.MALFORMED_OUTPUT),
        (b"R\0\0\0\0", OutcomeKind.MALFORMED_OUTPUT),
        (b"X\0\0\0\2{}", OutcomeKind.MALFORMED_OUTPUT),
        (b"X\0\0\0\3}{[", OutcomeKind.MALFORMED_OUTPUT),
        (b"o\x7f\xff\xff\xff", OutcomeKind.MALFORMED_OUTPUT),
        (b"F\0\0\0\1x", OutcomeKind.MALFORMED_OUTPUT),
        (b"F\0\0\0\6\0\4main", OutcomeKind.MALFORMED_OUTPUT),
        (b"F\0\0\0\5\xff\xffabc", OutcomeKind.MALFORMED_OUTPUT),
        (b"F\x7f\xff\xff\xff", OutcomeKind.OUTPUT_TOO_LARGE),
    ],
)
def test_a_subverted_harness_harms_only_its_own_outcome(
    run_confined: type_of_run, rubbish: bytes, kind: OutcomeKind
) -> None:
    outcome = run_confined(SPEAK + f"os.write(out, {rubbish!r}); time.sleep(60)", wall_time=30)

    assert outcome.kind is kind
    assert outcome.usage.wall_seconds < 10


@heard
def test_a_forged_last_word_ends_the_job_there(run_confined: type_of_run) -> None:
    word = b'{"exit_code": 0}'
    forged = b"X" + len(word).to_bytes(4, "big") + word
    outcome = run_confined(SPEAK + f"os.write(out, {forged!r})\nwhile True: time.sleep(60)")

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 0)
    assert outcome.usage.wall_seconds < 10


@pytest.mark.parametrize("code", [0, 4])
def test_a_killed_harness_is_the_commands_own_end(run_confined: type_of_run, code: int) -> None:
    outcome = run_confined("import os, time; os.kill(os.getppid(), 9); time.sleep(60)")

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 137)


@heard
def test_a_flood_around_the_harness_is_stopped(run_confined: type_of_run) -> None:
    outcome = run_confined(SPEAK + "while True: os.write(out, b'o\\0\\0\\0\\1x' * 5000)")

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE


@heard
def test_a_flood_on_the_containers_stderr_is_not_kept(run_confined: type_of_run) -> None:
    outcome = run_confined(
        "import os; err = os.open('/proc/1/fd/2', os.O_WRONLY)\n"
        "for _ in range(2000): os.write(err, b'x' * 10_000)\nprint('done')"
    )

    assert outcome.succeeded
    assert outcome.stdout == b"done\n"
    assert outcome.stderr == b""


def test_the_first_process_cannot_be_killed_from_inside(run_confined: type_of_run) -> None:
    outcome = run_confined("import os; os.kill(1, 9); print('still here')")

    assert outcome.stdout == b"still here\n"


@unheard
def test_nobody_listens_past_a_harness_that_joined(run_confined: type_of_run) -> None:
    word = b'{"exit_code": 7}'
    forged = b"X" + len(word).to_bytes(4, "big") + word
    outcome = run_confined(SPEAK + f"os.write(out, {forged!r}); time.sleep(0.5); print('done')")

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 0)
    assert outcome.stdout == b"done\n"


@unheard
@pytest.mark.parametrize("descriptor", [1, 2])
def test_a_flood_that_nobody_reads_waits_for_its_own_end(
    run_confined: type_of_run, descriptor: int
) -> None:
    outcome = run_confined(
        f"import os; out = os.open('/proc/1/fd/{descriptor}', os.O_WRONLY)\n"
        "while True: os.write(out, b'x' * 10_000)",
        wall_time=2,
    )

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.stdout == outcome.stderr == b""
