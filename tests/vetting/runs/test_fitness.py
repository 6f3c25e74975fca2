"""A worker starts only on a host that holds candidates' code as it must."""

import os
import subprocess
import sys

from vetting.config.env import Environment


def start_worker(**environment: str) -> subprocess.CompletedProcess[str]:
    server = {
        "DJANGO_SETTINGS_MODULE": "vetting.config.settings",
        "VETTING_MODE": "server",
        "VETTING_SECRET_KEY": "a-key-for-one-test",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    return subprocess.run(
        [sys.executable, "-m", "celery", "-A", "vetting.config", "worker"],
        env=os.environ | server | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_worker_refuses_a_host_without_an_engine() -> None:
    done = start_worker(DOCKER_HOST="unix:///nowhere.sock")

    assert done.returncode == 1
    assert "This host must not run jobs" in done.stderr
    assert "container engine: no job runs" in done.stderr


def test_jobs_share_no_imports_unless_told_to() -> None:
    assert Environment.model_fields["sandbox_fork_server"].default is False
