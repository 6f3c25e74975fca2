import os, socket

found = [path for path in ('/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock') if os.path.exists(path)]
print(f'ESCAPED {found}' if found else 'HELD')
