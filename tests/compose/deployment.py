"""One deployment of docker-compose.yml under a name of its own, from a copy of the repository."""

import os
import shutil
import subprocess
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from tests.architecture.sources import tracked
from tests.compose import wheels
from tests.compose.stand_ins import StandIns, docker
from tests.servers import free_port

ROOT = Path(__file__).parents[2]
SHIPPED = {"Dockerfile", ".dockerignore", "docker-compose.yml", "manage.py", "pyproject.toml"}
SHIPPED_FOLDERS = {"docker", "sandbox", "challenges", "vetting", "frontend", "requirements"}
UP_SECONDS = 420


@dataclass(slots=True)
class Deployment:
    """The services of docker-compose.yml, built and started from `folder`."""

    folder: Path
    stand_ins: StandIns
    project: str = field(default_factory=lambda: f"vetting-test-{uuid.uuid4().hex[:8]}")
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self) -> None:
        """Copy what is shipped, and put beside it what an air-gapped build is given."""
        for path in tracked():
            if path.parts[0] in SHIPPED_FOLDERS or str(path) in SHIPPED:
                (self.folder / path.parent).mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / path, self.folder / path)
        shutil.copytree(ROOT / "frontend" / "dist", self.folder / "frontend" / "dist")
        locked = ROOT / "requirements" / "base.txt"
        wheels.fetch(locked, self.folder / "docker" / "wheels", image=self.stand_ins.base)
        subprocess.run(["sh", "docker/secrets.sh"], cwd=self.folder, check=True)

    def up(self) -> None:
        self.compose("up", "--detach", "--build", seconds=UP_SECONDS)

    def down(self) -> None:
        """Stop, and remove all that this deployment brought about, images included."""
        self.compose("down", "--volumes", "--timeout", "20")
        docker("rmi", "--force", self.project)
        docker("image", "prune", "--force", "--filter", "label=vetting.stage")

    def compose(self, *words: str, stdin: str = "", seconds: float = 120) -> str:
        done = subprocess.run(
            ["docker-compose", "--project-name", self.project, *words],
            cwd=self.folder,
            env={**os.environ, **self.settings()},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
        assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def settings(self) -> dict[str, str]:
        socket = urlsplit(os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")).path
        return {
            "PYTHON_IMAGE": self.stand_ins.base,
            "NODE_IMAGE": self.stand_ins.base,
            "REDIS_IMAGE": self.stand_ins.base,
            "POSTGRES_IMAGE": self.stand_ins.postgres,
            "PAGES": "given",
            "PIP_OPTIONS": "--no-index --find-links=wheels",
            "VETTING_IMAGE": self.project,
            "VETTING_BIND": f"127.0.0.1:{self.port}",
            "VETTING_PUBLIC_URL": self.url,
            "DOCKER_SOCKET": socket,
            "DOCKER_GROUP_ID": str(Path(socket).stat().st_gid),
            # The engine's own builder, which every version of the two programs knows.
            "DOCKER_BUILDKIT": "0",
            "COMPOSE_DOCKER_CLI_BUILD": "0",
        }

    def leftovers(self) -> list[str]:
        """Containers, volumes, networks and images that carry the project's name."""
        label = f"label=com.docker.compose.project={self.project}"
        names = "{{.ID}}"
        return [
            line
            for listed in (
                docker("ps", "--all", "--filter", label, "--format", names),
                docker("volume", "ls", "--filter", label, "--format", "{{.Name}}"),
                docker("network", "ls", "--filter", label, "--format", names),
                docker("images", "--format", names, self.project),
                docker("images", "--filter", "label=vetting.stage", "--format", names),
            )
            for line in listed.splitlines()
        ]
