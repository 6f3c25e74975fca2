"""What operators are told of the settings is what the settings are."""

import re
from pathlib import Path

from vetting.config import example
from vetting.config.env import Environment

ROOT = Path(__file__).parents[2]


def known_names() -> set[str]:
    return set(re.findall(r"^#([A-Z_]+)=", example.rendered(), re.MULTILINE))


def test_the_example_names_every_setting() -> None:
    """`make schema` writes it."""
    assert example.FILE.read_text() == example.rendered()
    assert len(known_names()) == len(Environment.model_fields)


def test_the_compose_file_makes_only_settings_that_exist() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    block = text[text.index("environment: &settings") : text.index("secrets: [")]
    made = set(re.findall(r"^    ([A-Z_]+):", block, re.MULTILINE))
    assert made
    assert made - known_names() == {"VETTING_SECRETS_DIR"}  # where files of secrets are


def test_every_secret_of_the_compose_file_is_a_setting_or_a_password_of_a_service() -> None:
    text = (ROOT / "docker" / "secrets.sh").read_text()
    written = set(re.findall(r"^secret (\w+)", text, re.MULTILINE))
    assert written
    assert {name.upper() for name in written} - known_names() == {"POSTGRES_PASSWORD"}
