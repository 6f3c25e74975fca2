"""Stand-ins for the public base images, made of the distribution's packages: no registry needed.

One root file system with Python, PostgreSQL and Redis serves as all three. It stays on the engine,
under a tag that hashes how it was made, because it takes a minute to make.
"""

import hashlib
import subprocess
from dataclasses import dataclass
from pathlib import Path

ENTRYPOINT = Path(__file__).with_name("postgres-entrypoint")
SUITE = "bookworm"
PYTHON_VERSION = "3.11"  # the suite's, which wheels must fit
PACKAGES = "python3-venv,postgresql,redis-server"
LEFT_OUT = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*")
REPOSITORY = "vetting-stand-in"


@dataclass(frozen=True, slots=True)
class StandIns:
    """Image names, for docker-compose.yml's variables."""

    base: str  # has python3 with venv, and redis-server with its folder /data
    postgres: str


def docker(*words: str, stdin: bytes | None = None) -> str:
    answer = subprocess.run(["docker", *words], input=stdin, capture_output=True, check=False)
    assert answer.returncode == 0, f"docker {words[0]}: {answer.stderr.decode(errors='replace')}"
    return answer.stdout.decode().strip()


def make(scratch: Path) -> StandIns:
    """The stand-ins, made now unless the engine still has them."""
    made_from = [Path(__file__).read_bytes(), ENTRYPOINT.read_bytes()]
    tag = hashlib.sha256(SUITE.encode() + b"".join(made_from)).hexdigest()[:12]
    base, postgres = f"{REPOSITORY}:{tag}", f"{REPOSITORY}:{tag}-postgres"
    if tag not in docker("images", "--format", "{{.Tag}}", REPOSITORY).splitlines():
        archive = scratch / "root.tar"
        _bootstrap(archive)
        docker("import", "--change", "WORKDIR /data", str(archive), base)
        archive.unlink()
    recipe = f'FROM {base}\nENTRYPOINT ["/usr/local/bin/postgres-entrypoint"]\nCMD ["postgres"]\n'
    docker("build", "--quiet", "--tag", postgres, "-", stdin=recipe.encode())
    return StandIns(base, postgres)


def _bootstrap(archive: Path) -> None:
    excluded = [f"--dpkgopt=path-exclude={pattern}" for pattern in LEFT_OUT]
    copied = f"--customize-hook=copy-in {ENTRYPOINT} /usr/local/bin"
    bootstrap = [
        "mmdebstrap",
        "--quiet",
        "--variant=minbase",
        "--dpkgopt=force-unsafe-io",
        f"--include={PACKAGES}",
        *excluded,
    ]
    made = subprocess.run(
        [*bootstrap, copied, SUITE, str(archive)], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr[-4000:]
