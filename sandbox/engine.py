"""The one place that speaks to the container engine: errors become ours, requests stay low-level."""

import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from docker.errors import APIError, DockerException, ImageNotFound, NotFound
from docker.utils import kwargs_from_env

import docker
from sandbox.channel import AttachedChannel
from sandbox.errors import EngineUnavailableError, ImageMissingError, SandboxError

TIMEOUT_SECONDS = 60
HTTP_CONFLICT = 409
REMOVAL_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0)  # seconds between tries


class ContainerGoneError(SandboxError):
    """The container was removed by somebody else, a kill or the reaper."""


class Engine:
    """The one that DOCKER_HOST names, as for the engine's own command. Thread-safe.

    Raises `SandboxError`s only.
    """

    def __init__(self) -> None:
        with _our_errors():
            self._api: Any = docker.APIClient(
                **kwargs_from_env(), timeout=TIMEOUT_SECONDS, max_pool_size=32
            )
            self._api.trust_env = False  # no proxy between us, and no look for one at each request

    def info(self) -> dict[str, Any]:
        with _our_errors():
            return dict(self._api.info())

    def version(self) -> dict[str, Any]:
        with _our_errors():
            return dict(self._api.version())

    def image_digest(self, tag: str) -> str:
        with _our_errors():
            try:
                return str(self._api.inspect_image(tag)["Id"])
            except ImageNotFound as error:
                raise ImageMissingError(
                    f"the image {tag} is not on this host: `python -m sandbox build` makes it"
                ) from error

    def create(self, config: Mapping[str, Any], *, name: str) -> str:
        with _our_errors():
            return str(self._api.create_container_from_config(config, name)["Id"])

    def inspect(self, container: str) -> dict[str, Any]:
        with _our_errors():
            return dict(self._api.inspect_container(container))

    def attach(self, container: str) -> AttachedChannel:
        """Both ways, multiplexed; to be called before `start`, so that no byte is missed."""
        with _our_errors():
            stream = self._api.attach_socket(
                container, {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
            )
        connection = stream if isinstance(stream, socket.socket) else stream._sock  # noqa: SLF001 - docker-py wraps it
        return AttachedChannel(connection, keep=stream)

    def rename(self, container: str, name: str) -> None:
        with _our_errors():
            self._api.rename(container, name)

    def start(self, container: str) -> None:
        with _our_errors():
            self._api.start(container)

    def wait(self, container: str, *, seconds: float) -> int | None:
        """The exit code, or None if it is still running after `seconds`."""
        with _our_errors():
            try:
                return int(self._api.wait(container, timeout=seconds)["StatusCode"])
            except (requests.ReadTimeout, requests.ConnectionError):
                return None

    def kill(self, container: str) -> None:
        """Also when it is dead already, or gone."""
        with _our_errors():
            try:
                self._api.kill(container, signal="SIGKILL")
            except NotFound:
                return
            except APIError as error:
                if error.status_code != HTTP_CONFLICT:  # it is not running
                    raise

    def remove(self, container: str) -> None:
        """Kill if needed and remove. It is gone afterwards, whoever removed it."""
        with _our_errors():
            for pause in (*REMOVAL_PAUSES, None):
                try:
                    self._api.remove_container(container, force=True, v=True)
                except NotFound:
                    return
                except APIError as error:
                    # Somebody else is at it, or it ended by itself just as the engine was about to
                    # kill it, or a mount of it is still busy: ask again.
                    if pause is None:
                        if "in progress" in str(error.explanation):
                            return
                        raise
                    time.sleep(pause)
                else:
                    return

    def containers(
        self, labels: Mapping[str, str], *, only_running: bool = False
    ) -> list[dict[str, Any]]:
        """The containers that carry all these labels (name → value, "" for any)."""
        wanted = [f"{name}={value}" if value else name for name, value in labels.items()]
        with _our_errors():
            return list(self._api.containers(all=not only_running, filters={"label": wanted}))

    def usage(self, container: str) -> tuple[float | None, int | None]:
        """CPU seconds and peak memory by the engine's own reckoning, where the host's is out of reach."""
        with _our_errors():
            stats = self._api.stats(container, stream=False, one_shot=True)
        used = stats.get("cpu_stats", {}).get("cpu_usage", {}).get("total_usage")
        return (used / 1e9 if used else None), stats.get("memory_stats", {}).get("max_usage")

    def close(self) -> None:
        self._api.close()


@contextmanager
def _our_errors() -> Iterator[None]:
    try:
        yield
    except NotFound as error:
        raise ContainerGoneError(str(error.explanation)) from error
    except (requests.ConnectionError, requests.Timeout) as error:
        raise EngineUnavailableError("the container engine does not answer") from error
    except DockerException as error:
        if isinstance(error, APIError):
            raise SandboxError(f"the container engine refused: {error.explanation}") from error
        raise EngineUnavailableError(f"the container engine does not answer: {error}") from error
