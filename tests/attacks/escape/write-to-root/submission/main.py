held = []
def attempt(what, *arguments):
    try:
        return what(*arguments)
    except (OSError, ValueError, PermissionError) as error:
        return error

escaped = [path for path in ('/x', '/etc/passwd', '/usr/bin/x', '/opt/vetting/sandbox/harness.py', '/usr/local/bin/python', '/etc/ld.so.preload') if not isinstance(attempt(open, path, 'a'), Exception)]
print(f'ESCAPED {escaped}' if escaped else 'HELD')
