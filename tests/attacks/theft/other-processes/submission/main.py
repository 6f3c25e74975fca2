held = []
def attempt(what, *arguments):
    try:
        return what(*arguments)
    except (OSError, ValueError, PermissionError) as error:
        return error
import os

escaped = []
for pid in filter(str.isdigit, os.listdir('/proc')):
    if int(pid) in (os.getpid(), 1) or attempt(os.listdir, f'/proc/{pid}/task') == []:
        continue
    status = attempt(lambda: open(f'/proc/{pid}/comm').read().strip())
    if status == 'python' and not isinstance(attempt(open, f'/proc/{pid}/mem', 'rb'), Exception):
        escaped.append(pid)
print(f'ESCAPED {escaped}' if escaped else 'HELD')
