text = open('/proc/net/unix').read()
print('HELD' if len(text.splitlines()) <= 1 else f'ESCAPED {text}')
