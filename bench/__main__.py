"""`python -m bench`: sets up an environment with the image's packages and the peers, then measures."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"


def main() -> None:
    folder = Path(os.environ.get("VETTING_HOME", HERE.parent / ".local")) / "bench-venv"
    python = folder / "bin/python"
    stamp = folder / "requirements.sha256"
    digest = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != digest:
        print("packages of the benchmark …", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes"]
        subprocess.run([*install, "-r", str(REQUIREMENTS)], check=True)  # noqa: S603 - fixed
        stamp.write_text(digest, encoding="ascii")
    command = [str(python), "-m", "bench.measure", *sys.argv[1:]]
    raise SystemExit(subprocess.run(command, cwd=HERE.parent, check=False).returncode)  # noqa: S603 - our own scripts


if __name__ == "__main__":
    main()
