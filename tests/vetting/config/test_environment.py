import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from vetting.config.env import Environment, Mode, database_settings


def environment(**values: object) -> Environment:
    return Environment(_env_file=None, **values)


@pytest.fixture(autouse=True)
def without_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "VETTING_MODE", "VETTING_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_nothing_needs_to_be_set_on_a_laptop() -> None:
    assert environment().mode is Mode.EMBEDDED


def test_server_mode_names_everything_that_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError, match="VETTING_SECRET_KEY, DATABASE_URL, REDIS_URL"):
        environment(mode="server")


def test_server_mode_refuses_to_run_code_without_isolation() -> None:
    with pytest.raises(ValidationError, match="isolates nothing"):
        environment(
            mode="server",
            secret_key="k",
            DATABASE_URL="postgresql://db/x",
            REDIS_URL="redis://r",
            runner="process",
        )


def test_the_embedded_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    settings = environment(home=tmp_path / "new")
    key = settings.signing_key()
    assert len(key) > 50
    assert settings.signing_key() == key
    path = tmp_path / "new" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [child.name for child in path.parent.iterdir()] == ["secret_key"]


def test_a_database_url_becomes_settings() -> None:
    found = database_settings("postgresql://me:p%40ss@db.internal:5433/vetting?sslmode=require")
    assert found["USER"] == "me"
    assert found["PASSWORD"] == "p@ss"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.internal", 5433, "vetting")
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_sqlite_is_tuned_for_several_writers() -> None:
    found = database_settings("sqlite:////data/vetting.sqlite3")
    assert found["NAME"] == Path("/data/vetting.sqlite3")
    options = found["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql:// or sqlite:///"):
        database_settings("mysql://db/x")


def test_secrets_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "vetting_secret_key").write_text("from a file\n")
    (tmp_path / "database_url").write_text("postgresql://db/vetting\n")
    found = environment(_secrets_dir=tmp_path)
    assert found.signing_key() == "from a file"
    assert found.database_url is not None
    assert found.database_url.get_secret_value() == "postgresql://db/vetting"
