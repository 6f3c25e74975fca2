held = []
def attempt(what, *arguments):
    try:
        return what(*arguments)
    except (OSError, ValueError, PermissionError) as error:
        return error
import resource

escaped = [name for name in ('RLIMIT_NOFILE', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_CORE') if not isinstance(attempt(resource.setrlimit, getattr(resource, name), (-1, -1)), Exception)]
print(f'ESCAPED {escaped}' if escaped else 'HELD')
