import json
import logging
import logging.config

import pytest

from vetting.config.logs import logging_settings


def logged(*, as_json: bool, capsys: pytest.CaptureFixture[str]) -> str:
    """What a formatter of these settings makes of a failure."""
    configured = logging_settings(as_json=as_json)["formatters"]["line"]
    formatter = configured.pop("()")(**configured)
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logger = logging.getLogger("vetting.test_logs")
    logger.propagate = False
    logger.addHandler(handler)
    try:
        json.loads("out of paper")
    except ValueError:
        logger.exception("printing %s failed", "page 3")
    finally:
        logger.removeHandler(handler)
    return capsys.readouterr().err


def test_a_server_logs_one_json_object_per_line(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = logged(as_json=True, capsys=capsys).splitlines()
    entry = json.loads(line)
    assert entry["event"] == "printing page 3 failed"
    assert (entry["level"], entry["logger"]) == ("error", "vetting.test_logs")
    assert "JSONDecodeError" in entry["exception"]
    assert entry["timestamp"].endswith("Z")


def test_a_laptop_logs_lines_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    text = logged(as_json=False, capsys=capsys)
    assert "printing page 3 failed" in text
    assert "JSONDecodeError" in text
