"""What an operator may set, from the environment or from files of secrets.

Every name starts with `VETTING_`, except `DATABASE_URL` and `REDIS_URL`. A secret may instead be a
file in `VETTING_SECRETS_DIR` that carries the name in lower case (`vetting_secret_key`).
"""

import os
import secrets
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Mode(StrEnum):
    EMBEDDED = "embedded"
    SERVER = "server"


class RunnerName(StrEnum):
    DOCKER = "docker"
    PROCESS = "process"


class Environment(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="VETTING_",
        env_file=".env",
        extra="ignore",
        secrets_dir=os.environ.get("VETTING_SECRETS_DIR"),
    )

    mode: Mode = Field(Mode.EMBEDDED, description="one process, or web + worker + dispatcher")
    home: Path = Field(Path(".local"), description="data folder of the embedded mode")
    debug: bool = Field(default=False, description="Django's error pages; never in production")
    secret_key: SecretStr | None = Field(None, description="signs cookies; required in server mode")
    public_url: str = Field("http://127.0.0.1:8000", description="where people reach the pages")
    allowed_hosts: list[str] = Field([], description="host names beside public_url's, as JSON")
    trusted_proxies: int = Field(0, ge=0, description="reverse proxies in front of the web process")
    runner: RunnerName = Field(RunnerName.DOCKER, description="what isolates candidates' code")
    sandbox_fork_server: bool = Field(
        default=False,
        description="share the imports of all jobs; for a worker that is root on its host "
        "(`python -m sandbox doctor` tells)",
    )
    # How runs are handed out (vetting/runs). The tests shorten them, operators rarely need to.
    lease_seconds: float = Field(60, gt=0, description="a run without a sign of life is given on")
    renew_seconds: float = Field(15, gt=0, description="how often a worker gives a sign of life")
    run_limit_seconds: float = Field(
        900, gt=0, description="longest that one try of a run may take"
    )
    redispatch_seconds: float = Field(60, gt=0, description="a hint that nobody took is sent again")
    retry_seconds: float = Field(10, gt=0, description="first pause after a fault of the platform")
    dispatch_seconds: float = Field(1, gt=0, description="how often hints are sent")
    reap_seconds: float = Field(15, gt=0, description="how often leftovers are looked for")
    dispatch_window: int = Field(16, ge=1, description="hints on their way at once")
    worker_threads: int = Field(2, ge=1, description="runs at once in embedded mode")
    demo: bool = Field(default=False, description="says on every page that the people are invented")
    smtp_url: SecretStr | None = Field(None, description="smtp[s]://user:password@host:port")
    mail_from: str = Field("Vetting <vetting@localhost>", description="sender of every message")
    database_url: SecretStr | None = Field(
        None, validation_alias="DATABASE_URL", description="postgresql://… or sqlite:///…"
    )
    redis_url: SecretStr | None = Field(
        None, validation_alias="REDIS_URL", description="broker; required in server mode"
    )

    @model_validator(mode="after")
    def _server_mode_is_complete(self) -> Self:
        if self.mode is Mode.SERVER:
            missing = [
                name
                for name, value in (
                    ("VETTING_SECRET_KEY", self.secret_key),
                    ("DATABASE_URL", self.database_url),
                    ("REDIS_URL", self.redis_url),
                )
                if value is None
            ]
            if missing:
                raise ValueError(f"server mode needs {', '.join(missing)}")
            if self.runner is RunnerName.PROCESS:
                raise ValueError("VETTING_RUNNER=process isolates nothing: embedded mode only")
        return self

    @property
    def secure(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def shows_demo_accounts(self) -> bool:
        return self.demo and self.mode is Mode.EMBEDDED

    def hosts(self) -> list[str]:
        public_host = urlsplit(self.public_url).hostname or "127.0.0.1"
        return sorted({public_host, "127.0.0.1", "localhost", "[::1]", *self.allowed_hosts})

    def signing_key(self) -> str:
        """The secret key; the embedded mode makes its own at the first start and keeps it."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        path = self.home / "secret_key"
        if not path.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            # Written aside, then linked: two processes that start together end with one key.
            with NamedTemporaryFile("w", dir=self.home) as file, suppress(FileExistsError):
                file.write(secrets.token_urlsafe(64))
                file.flush()
                path.hardlink_to(file.name)
        return path.read_text()


def database_settings(url: str) -> dict[str, object]:
    """Django's settings for one database from its URL (12-factor form)."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_settings(Path(unquote(parts.path).removeprefix("/")))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql:// or sqlite:///")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def sqlite_settings(path: Path) -> dict[str, object]:
    """SQLite for several threads that write: they queue for the lock instead of failing."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
