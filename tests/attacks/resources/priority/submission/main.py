import os

def attempt(what, *arguments):
    try:
        what(*arguments)
    except OSError:
        return False
    return True

ways = {
    "nice": attempt(os.nice, -5),
    "priority": attempt(os.setpriority, os.PRIO_PROCESS, 0, -20),
    "fifo": attempt(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(99)),
    "round robin": attempt(os.sched_setscheduler, 0, os.SCHED_RR, os.sched_param(1)),
}
escaped = [name for name, worked in ways.items() if worked]
print(f"ESCAPED {escaped}" if escaped else "HELD")
