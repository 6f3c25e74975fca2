import os

escaped = []
for source, target in (("/work", "/tmp/work"), ("/tmp", "/work/tmp"), ("/opt", "/work/opt")):
    try:
        os.rename(source, target)
        escaped.append(source)
    except OSError:
        pass
print(f"ESCAPED {escaped}" if escaped else "HELD")
