"""`.env.example`, from the settings themselves. `python -m vetting.config.example` writes it."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from vetting.config.env import Environment

HEAD = """\
# What an operator may set. Copy it to `.env` and uncomment what differs from the default.
# A secret is better kept in a file: see docs/operating.md. Written by `make schema`.
"""
FILE = Path(__file__).parents[2] / ".env.example"


def rendered() -> str:
    return HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    prefix = Environment.model_config.get("env_prefix", "")
    for name, field in Environment.model_fields.items():
        variable = field.validation_alias or f"{prefix}{name}".upper()
        yield f"\n# {field.description}{_secret(field)}\n#{variable}={_default(field.default)}\n"


def _secret(field: FieldInfo) -> str:
    return " (secret)" if SecretStr in (field.annotation, *_choices(field.annotation)) else ""


def _choices(annotation: Any) -> tuple[Any, ...]:
    choices: tuple[Any, ...] = getattr(annotation, "__args__", ())
    return choices


def _default(value: Any) -> str:
    if value is None or value is PydanticUndefined:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    FILE.write_text(rendered(), encoding="utf-8")
