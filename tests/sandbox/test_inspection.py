"""A container that differs from what was asked for is never started."""

import json
from datetime import timedelta
from typing import Any

import pytest

from sandbox.confinement import SECCOMP_PROFILE, confinement_for, differences
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.errors import ConfinementError
from sandbox.limits import Limits
from sandbox.runner import Role
from tests.sandbox.conftest import job

pytestmark = pytest.mark.docker


def asked_and_made(docker_runner: DockerRunner, **changes: Any) -> list[str]:
    """Create a container as asked with `changes` sneaked in, and compare it with what was asked."""
    engine = Engine()
    confinement = docker_runner._maker.confinement(job(""))
    asked = confinement.create_config(uid=1 << 28, labels={}, lifetime=timedelta(seconds=10))
    made = json.loads(json.dumps(asked))
    for key, value in changes.items():
        target = made if key in made else made["HostConfig"]
        target[key] = value
    container = engine.create(made, name=None)
    try:
        return differences(asked, engine.inspect(container), app_armor=confinement.app_armor)
    finally:
        engine.remove(container)
        engine.close()


def test_a_container_made_as_asked_differs_in_nothing(docker_runner: DockerRunner) -> None:
    assert asked_and_made(docker_runner) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"Privileged": True},
        {"Binds": ["/etc:/host"]},
        {"Mounts": [{"Type": "volume", "Target": "/v"}]},
        {"CapAdd": ["SYS_ADMIN"]},
        {"CapDrop": ["NET_RAW"]},
        {"NetworkMode": "bridge"},
        {"PidMode": "host"},
        {"IpcMode": "host"},
        {"UTSMode": "host", "Hostname": ""},
        {"ReadonlyRootfs": False},
        {"SecurityOpt": ["no-new-privileges", "seccomp=unconfined"]},
        {"SecurityOpt": [f"seccomp={SECCOMP_PROFILE}"]},
        {"Memory": 1 << 30, "MemorySwap": 1 << 30},
        {"MemorySwap": -1},
        {"PidsLimit": 0},
        {"CpuQuota": -1},
        {"Ulimits": []},
        {"Devices": [{"PathOnHost": "/dev/null", "PathInContainer": "/dev/x", "CgroupPermissions": "rwm"}]},
        {"ExtraHosts": ["host:127.0.0.1"]},
        {"Dns": ["127.0.0.1"]},
        {"GroupAdd": ["0"]},
        {"RestartPolicy": {"Name": "always"}},
        {"OomKillDisable": True},
        {"OomScoreAdj": -500},
        {"Tmpfs": {"/work": "size=1g"}},
        {"ShmSize": 1 << 30},
        {"Init": False},
        {"LogConfig": {"Type": "json-file", "Config": {}}},
        {"MaskedPaths": []},
        {"ReadonlyPaths": []},
        {"CgroupParent": "/elsewhere"},
        {"User": "0:0"},
        {"Entrypoint": ["sh"]},
        {"Env": ["PATH=/x", "PYTHONPATH=/work"]},
    ],
    ids=lambda changes: next(iter(changes)),
)  # fmt: skip
def test_every_difference_is_seen(docker_runner: DockerRunner, changes: dict[str, Any]) -> None:
    assert asked_and_made(docker_runner, **changes)


def test_a_container_that_differs_is_never_started(
    docker_runner: DockerRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = Engine.create
    started: list[str] = []

    def sneaky(self: Engine, config: Any, *, name: str) -> str:
        return create(
            self, config | {"HostConfig": config["HostConfig"] | {"CapAdd": ["CHOWN"]}}, name=name
        )

    monkeypatch.setattr(Engine, "create", sneaky)
    monkeypatch.setattr(Engine, "start", lambda self, container: started.append(container))
    labels = {"test": "refused"}

    with pytest.raises(ConfinementError, match="CapAdd"):
        docker_runner.run(job("print()", labels=labels))

    assert not started
    assert docker_runner.kill(labels) == 0


def test_an_unknown_runtime_is_refused_and_not_replaced(built_image: str) -> None:
    runner = DockerRunner(runtime="no-such-runtime")
    with pytest.raises(Exception, match="no-such-runtime"):
        runner.run(job("print()"))
    runner.close()


def test_equal_limits_make_equal_confinements() -> None:
    rest = {"image_digest": "sha256:0", "role": Role.GRADER, "hash_seed": 0}

    assert confinement_for(Limits(), **rest) == confinement_for(
        Limits(wall_time=timedelta(seconds=1), stdout_bytes=5), **rest
    )
    assert confinement_for(Limits(), **rest) != confinement_for(Limits(pids=5), **rest)
