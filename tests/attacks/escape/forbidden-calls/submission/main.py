import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)
space = ctypes.create_string_buffer(256)
HERE = -100

CALLS = {
    "add_key": (248, b"user", b"name", b"value", 5, -1),
    "bpf": (321, 0, space, 120),
    "chroot": (161, b"/work"),
    "clock_settime": (227, 0, space),
    "clone3": (435, space, 88),
    "delete_module": (176, b"x", 0),
    "fanotify_init": (300, 0, 0),
    "finit_module": (313, 0, b"", 0),
    "fsopen": (430, b"tmpfs", 0),
    "fspick": (433, HERE, b"/work", 0),
    "init_module": (175, space, 256, b""),
    "io_uring_setup": (425, 8, space),
    "kexec_load": (246, 0, 0, 0, 0),
    "keyctl": (250, 0, -1, 0, 0, 0),
    "mknod of a disk": (133, b"/work/disk", 0o60666, 0x0800),
    "mount": (165, b"none", b"/work", b"tmpfs", 0, None),
    "mount_setattr": (442, HERE, b"/work", 0, space, 32),
    "move_mount": (429, HERE, b"/work", HERE, b"/tmp", 0),
    "name_to_handle_at": (303, HERE, b"/", space, space, 0),
    "open_by_handle_at": (304, HERE, space, 0),
    "open_tree": (428, HERE, b"/work", 1),
    "perf_event_open": (298, space, 0, -1, -1, 0),
    "personality": (135, 0x0040000),
    "pivot_root": (155, b"/work", b"/work"),
    "process_vm_readv": (310, 1, space, 1, space, 1, 0),
    "ptrace": (101, 16, 1, 0, 0),
    "reboot": (169, 0xFEE1DEAD, 672274793, 0, 0),
    "setgroups": (116, 1, space),
    "sethostname": (170, b"x", 1),
    "setns": (308, 0, 0),
    "setuid": (105, 0),
    "swapon": (167, b"/work/swap", 0),
    "unshare": (272, 0x10000000),
    "userfaultfd": (323, 0),
}
reached = []
for name, (number, *arguments) in CALLS.items():
    ctypes.set_errno(0)
    result = libc.syscall(number, *arguments)
    # Any other error than these would come from behind the filter.
    if result != -1 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
        reached.append((name, result, errno.errorcode.get(ctypes.get_errno())))
print(f"ESCAPED {reached}" if reached else f"HELD all {len(CALLS)} calls")
