"""The harness alone, spoken to over pipes as a runner does."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox import frames, harness
from sandbox.descendants import descendants, end_descendants
from sandbox.process_runner import ROOT, START

CAPS = dict.fromkeys(
    (frames.READY, frames.STARTED, frames.STDOUT, frames.STDERR, frames.FILE, frames.ENDED), 1 << 20
)


class Talk:
    """Sends frames, reads frames; the command works in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, ROOT], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._reader, self._waiting = frames.FrameReader(CAPS), []

    def send(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def job(self, code: str, **details: Any) -> None:
        head = {
            "argv": [sys.executable, "main.py"],
            "environment": {},
            "files": 1,
            "outputs": {},
            "stream": False,
            "folder": str(self.folder),
            "crash_after": None,
        }
        self.send(frames.pack(frames.JOB, json.dumps(head | details).encode()))
        self.send(frames.pack_file("main.py", code.encode()))

    def next(self) -> tuple[bytes, bytes] | None:
        assert self.process.stdout is not None
        while not self._waiting:
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                return None
            self._waiting.extend(self._reader.feed(data))
        return self._waiting.pop(0)

    def until_ended(self) -> list[tuple[bytes, bytes]]:
        heard = []
        while (frame := self.next()) and frame[0] != frames.ENDED:
            heard.append(frame)
        assert frame is not None
        return [*heard, frame]


@pytest.fixture
def talk(tmp_path: Path) -> Iterator[Talk]:
    one = Talk(tmp_path)
    yield one
    end_descendants(one.process.pid)
    one.process.kill()
    one.process.wait()
    for pipe in (one.process.stdin, one.process.stdout):
        assert pipe is not None
        pipe.close()


def test_it_says_when_it_is_ready_when_it_starts_and_how_it_ended(talk: Talk) -> None:
    assert talk.next() == (frames.READY, b"")
    talk.job("print('hi'); raise SystemExit(3)")
    *heard, (_, last) = talk.until_ended()

    assert heard == [(frames.STARTED, b""), (frames.STDOUT, b"hi\n")]
    assert json.loads(last) == {"exit_code": 3, "disk_full": False, "crashed": False}


def test_it_waits_for_leave_and_exits_as_the_command_did(talk: Talk) -> None:
    talk.job("raise SystemExit(3)")
    talk.until_ended()
    time.sleep(0.2)
    assert talk.process.poll() is None
    talk.send(frames.pack(frames.LEAVE))

    assert talk.process.wait(10) == 3


def test_it_leaves_when_nobody_is_there_any_more(talk: Talk) -> None:
    assert talk.process.stdin is not None
    talk.process.stdin.close()

    assert talk.process.wait(10) == harness.NOT_STARTED


def test_it_takes_its_command_along_when_nobody_is_there_any_more(talk: Talk) -> None:
    talk.job("import os, time; os.fork(); print('up', flush=True); time.sleep(60)")
    # Parent and child both say it, in one frame or in two.
    while (frame := talk.next()) and frame[0] != frames.STDOUT:
        pass
    below = descendants(talk.process.pid)
    assert talk.process.stdin is not None
    talk.process.stdin.close()
    talk.process.wait(10)

    assert below
    assert not any(Path("/proc", str(pid)).exists() for pid in below)


def test_outputs_follow_the_commands_last_word(talk: Talk) -> None:
    code = "import os; open('out', 'wb').write(b'x' * 5); os.symlink('out', 'alias')"
    talk.job(code, outputs={"out": 10, "alias": 10, "missing": 10})
    heard = talk.until_ended()

    assert [frames.unpack_file(data) for kind, data in heard if kind == frames.FILE] == [
        ("out", b"xxxxx")
    ]


def test_a_file_over_its_cap_is_announced_as_such_and_not_sent_whole(talk: Talk) -> None:
    talk.job("open('out', 'wb').write(b'x' * 100_000)", outputs={"out": 10})
    (content,) = [data for kind, data in talk.until_ended() if kind == frames.FILE]

    assert len(frames.unpack_file(content)[1]) == 11


def test_a_file_is_reached_without_following_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "real/file").write_text("x")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "link").symlink_to("real/file")

    os.close(harness.open_without_links("real/file"))
    for path in ("folder/file", "link", "missing", "real/file/more"):
        with pytest.raises(OSError, match="Errno"):
            harness.open_without_links(path)
