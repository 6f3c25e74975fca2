"""An installation of one's own: a data folder, and the embedded process that works in it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from challenges.catalog import LIBRARY
from tests.faults.platform import REPOSITORY, Process
from tests.servers import free_port, wait_until
from tests.visitor import Visitor

COMMAND_SECONDS = 180
START_SECONDS = 180
PAGES = REPOSITORY / "frontend" / "dist" / "index.html"


class Instance:
    def __init__(self, home: Path) -> None:
        assert PAGES.is_file(), "frontend/dist is not built: (cd frontend && npm run build)"
        home.mkdir(exist_ok=True)
        self.home, port = home, free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.process: Process | None = None
        self._environment = {
            **{name: value for name, value in os.environ.items() if "DATABASE" not in name},
            "DJANGO_SETTINGS_MODULE": "vetting.config.settings",
            "VETTING_MODE": "embedded",
            "VETTING_RUNNER": "docker",
            "VETTING_DEMO": "true",
            "VETTING_HOME": str(home),
            "VETTING_PUBLIC_URL": self.url,
            "PORT": str(port),
        }

    def furnish(self, *challenges: str) -> None:
        """Make the database, with the rubrics and these challenges of the library."""
        self.run("manage.py", "migrate", "--verbosity", "0")
        self.run("manage.py", "load_rubrics")
        self.run("manage.py", "load_role_profiles")
        shelf = self.home / "packs"
        for slug in challenges:
            shutil.copytree(LIBRARY / slug, shelf / slug)
        self.run("manage.py", "publish_challenges", "--library", str(shelf))

    def run(self, *arguments: str) -> None:
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=REPOSITORY,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=COMMAND_SECONDS,
        )
        assert ended.returncode == 0, f"{arguments}: {ended.stdout}{ended.stderr}"

    def start(self) -> None:
        command = [sys.executable, "-m", "vetting.config.embedded"]
        self.process = Process(command, self._environment, self.home / "log")
        wait_until(self._is_ready_or_dead, seconds=START_SECONDS, what=f"{self.url}/readyz")

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process is not None:
            self.process.kill()

    def stop(self) -> None:
        """End it in good order; its containers end with it."""
        if self.process is not None and self.process.popen.poll() is None:
            self.process.terminate(seconds=60)

    def visitor(self) -> Visitor:
        return Visitor(self.url)

    def _is_ready_or_dead(self) -> bool:
        if self.process is not None and self.process.popen.poll() is not None:
            raise AssertionError((self.home / "log").read_text(errors="replace"))
        return self.visitor().is_ready()
