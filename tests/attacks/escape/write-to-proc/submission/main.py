held = []
def attempt(what, *arguments):
    try:
        return what(*arguments)
    except (OSError, ValueError, PermissionError) as error:
        return error

escaped = []
for path in ('/proc/sys/kernel/core_pattern', '/proc/sys/kernel/modprobe', '/proc/sysrq-trigger', '/sys/kernel/uevent_helper', '/sys/fs/cgroup/memory/release_agent', '/sys/fs/cgroup/release_agent', '/sys/fs/cgroup/cgroup.procs'):
    if not isinstance(attempt(open, path, 'w'), Exception):
        escaped.append(path)
print(f'ESCAPED {escaped}' if escaped else 'HELD')
