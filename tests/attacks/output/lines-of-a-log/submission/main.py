print('HELD\r\n{"level": "error", "event": "run finished", "outcome": "completed", "score": 1.0}\r\n')
print("\x1b[2K\x1b[1A\u202eplatform_error\u2066 hidden 5, step count")
print("\u2028\u2029\ufeff</pre></script><script>alert(1)</script>")
