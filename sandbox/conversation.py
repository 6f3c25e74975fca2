"""The runner's side of one job: sends it, takes what comes back, keeps the limits by its own clock."""

import json
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum, auto

from sandbox import frames
from sandbox.channel import Channel
from sandbox.notice import Notice
from sandbox.outcome import Answer
from sandbox.runner import Job, Stream

OUTPUT_FRAME_BYTES = 64 * 1024
ENDED_FRAME_BYTES = 256
POLL_SECONDS = 0.1  # how often CPU time and a notice are looked at


class Stop(StrEnum):
    """Why we stopped listening before the command ended."""

    TOO_MANY_BYTES = auto()
    OVERDUE = auto()
    CPU_SPENT = auto()
    MALFORMED = auto()


@dataclass(slots=True, kw_only=True)
class Transcript:
    """What was said. `ended` is false when the other side fell silent without a last word."""

    started: bool = False
    ended: bool = False
    exit_code: int | None = None
    disk_full: bool = False
    crashed: bool = False
    stop: Stop | None = None
    stdout: bytearray = field(default_factory=bytearray)
    stderr: bytearray = field(default_factory=bytearray)
    files: dict[str, bytes] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    started_at: float = 0.0
    command_ended_at: float = 0.0
    ended_at: float = 0.0
    asked_to_stop_at: float | None = None

    @property
    def stop_seconds(self) -> float | None:
        asked_at = self.asked_to_stop_at
        return None if asked_at is None else self.command_ended_at - asked_at


class SilentHarnessError(Exception):
    """The harness did not get ready, or left before the command started: not the command's doing."""


def wait_until_ready(channel: Channel, *, seconds: float) -> None:
    """Until the harness can take a job. Raises `SilentHarnessError`."""
    deadline = time.monotonic() + seconds
    reader = frames.FrameReader({frames.READY: 0})
    while (left := deadline - time.monotonic()) > 0:
        channel.wait(left, to_write=False)
        data = channel.read()
        if data is None:
            break
        if any(reader.feed(data)):
            return
    raise SilentHarnessError("the harness did not get ready")


class Conversation:
    """One job over one channel. `cpu_seconds` tells the CPU time used so far, or None."""

    def __init__(
        self,
        job: Job,
        channel: Channel,
        *,
        folder: str,
        environment: dict[str, str],
        cpu_seconds: Callable[[], float | None],
        on_output: Callable[[bytes], None] | None = None,
        notice: Notice | None = None,
    ) -> None:
        self._job, self._channel = job, channel
        self._folder, self._environment = folder, environment
        self._cpu_seconds, self._on_output = cpu_seconds, on_output
        self._outgoing = bytearray()
        largest = max(job.outputs.values(), default=0)
        self._reader = frames.FrameReader(
            {
                frames.STARTED: 0,
                frames.STDOUT: OUTPUT_FRAME_BYTES,
                frames.STDERR: OUTPUT_FRAME_BYTES,
                frames.FILE: frames.FILE_HEADER.size + frames.MAX_PATH_BYTES + largest,
                frames.ENDED: ENDED_FRAME_BYTES,
            }
        )
        self._answer, self._answered_bytes = bytearray(), 0
        self._answer_due_at = math.inf
        self._notice = notice
        self._deadline = 0.0
        self._batch_sent_at = self._look_at = 0.0
        self.transcript = Transcript()

    def send_job(self, *, seconds: float) -> None:
        """Stream the job in, up to the moment where the command starts. Raises `SilentHarnessError`."""
        job = self._job
        head = {
            "argv": job.argv,
            "environment": self._environment,
            "files": len(job.files),
            "outputs": dict(job.outputs),
            "stream": job.stream is not None or self._holds_stdin(),
            "folder": f"{self._folder}/{job.folder}",
            "crash_after": job.crash_after and job.crash_after.total_seconds(),
        }
        self._outgoing += frames.pack(frames.JOB, json.dumps(head).encode())
        for path, content in job.files.items():
            self._outgoing += frames.pack_file(path, content)
        self._deadline = time.monotonic() + seconds
        for kind, _ in self._frames():
            if kind == frames.STARTED:
                self.transcript.started = True
                self.transcript.started_at = time.monotonic()
                return
        raise SilentHarnessError("the harness left before the command started")

    def follow(self) -> Transcript:
        """Listen until the command has ended or one of its limits is reached."""
        transcript = self.transcript
        self._deadline = transcript.started_at + self._job.limits.wall_time.total_seconds()
        self._send_next_batch()
        try:
            for kind, payload in self._frames(watch=True):
                self._take(kind, payload)
                if transcript.stop or transcript.ended:
                    break
            else:
                self._explain_silence()
        except frames.OversizeFrameError as error:
            too_many = error.kind == frames.FILE
            transcript.stop = Stop.TOO_MANY_BYTES if too_many else Stop.MALFORMED
        except (frames.FrameError, ValueError):
            transcript.stop = Stop.MALFORMED
        transcript.ended_at = time.monotonic()
        transcript.command_ended_at = transcript.command_ended_at or transcript.ended_at
        return transcript

    def say_goodbye(self) -> None:
        """Let the harness leave, now that its usage has been read."""
        self._channel.write(memoryview(frames.pack(frames.LEAVE)))

    def _frames(self, *, watch: bool = False) -> Iterator[tuple[bytes, bytes]]:
        """Yield frames until the deadline, the end of the stream or, watching, a spent limit."""
        while (left := self._due_at() - time.monotonic()) > 0:
            if watch and self._notice and self._notice.is_new():
                self._pass_on(self._notice)
            self._channel.wait(min(left, POLL_SECONDS), to_write=bool(self._outgoing))
            if self._outgoing:
                del self._outgoing[: self._write()]
            data = self._channel.read()
            if data is None:
                return
            yield from self._reader.feed(data)
            if watch and self._is_cpu_spent(time.monotonic()):
                self.transcript.stop = Stop.CPU_SPENT
                return

    def _holds_stdin(self) -> bool:
        return self._notice is not None and self._notice.stop_within is None

    def _pass_on(self, notice: Notice) -> None:
        if notice.stop_within is None:
            self._outgoing += frames.pack(frames.NO_MORE_BATCHES)
            return
        self._outgoing += frames.pack(frames.TERMINATE)
        asked_at = self.transcript.asked_to_stop_at = time.monotonic()
        self._deadline = min(self._deadline, asked_at + notice.stop_within.total_seconds())

    def _write(self) -> int:
        with memoryview(self._outgoing) as view:
            return self._channel.write(view[:1_000_000])

    def _due_at(self) -> float:
        return min(self._deadline, self._answer_due_at)

    def _is_cpu_spent(self, now: float) -> bool:
        if now < self._look_at:
            return False
        self._look_at = now + POLL_SECONDS
        used = self._cpu_seconds()
        return used is not None and used > self._job.limits.cpu_time / timedelta(seconds=1)

    def _explain_silence(self) -> None:
        transcript = self.transcript
        if transcript.stop:
            return
        if time.monotonic() >= self._due_at():
            transcript.stop = Stop.OVERDUE
        elif not self._reader.is_between_frames:
            transcript.stop = Stop.MALFORMED

    def _take(self, kind: bytes, payload: bytes) -> None:
        transcript, limits = self.transcript, self._job.limits
        if kind == frames.STDOUT and self._job.stream:
            self._take_answers(self._job.stream, payload)
        elif kind == frames.STDOUT:
            self._take_output(transcript.stdout, payload, limits.stdout_bytes)
        elif kind == frames.STDERR:
            self._take_output(transcript.stderr, payload, limits.stderr_bytes)
        elif kind == frames.FILE:
            self._take_file(payload)
        elif kind == frames.ENDED:
            self._take_end(payload)
        else:
            raise frames.FrameError(f"a frame {kind!r} out of turn")

    def _take_output(self, kept: bytearray, payload: bytes, cap: int) -> None:
        fits = payload[: cap - len(kept)]
        kept += fits
        if fits and self._on_output:
            self._on_output(fits)
        if len(fits) < len(payload):
            self.transcript.stop = Stop.TOO_MANY_BYTES

    def _take_file(self, payload: bytes) -> None:
        path, content = frames.unpack_file(payload)
        cap = self._job.outputs.get(path)
        if cap is None or path in self.transcript.files:
            raise frames.FrameError("a file that nobody wants")
        if len(content) > cap:
            self.transcript.stop = Stop.TOO_MANY_BYTES
            return
        self.transcript.command_ended_at = self.transcript.command_ended_at or time.monotonic()
        self.transcript.files[path] = content

    def _take_end(self, payload: bytes) -> None:
        said = json.loads(payload)
        if not isinstance(said, dict) or not isinstance(said.get("exit_code"), int):
            raise frames.FrameError("a last word without an exit code")
        self.transcript.exit_code = said["exit_code"] & 0xFF
        self.transcript.disk_full = said.get("disk_full") is True
        self.transcript.crashed = said.get("crashed") is True
        self.transcript.ended = True

    def _send_next_batch(self) -> None:
        stream, answered = self._job.stream, len(self.transcript.answers)
        if stream is None:
            return
        if answered < len(stream.batches):
            self._outgoing += frames.pack(frames.BATCH, stream.batches[answered] + b"\n")
            self._batch_sent_at = time.monotonic()
            if answered:  # The first waits for the command to start up, which is no answer time.
                self._answer_due_at = self._batch_sent_at + stream.answer_time.total_seconds()
        else:
            self._outgoing += frames.pack(frames.NO_MORE_BATCHES)
            self._answer_due_at = math.inf

    def _take_answers(self, stream: Stream, payload: bytes) -> None:
        """One line answers one batch, in order; a line that no batch asked for is malformed."""
        transcript = self.transcript
        self._answer += payload
        while self._answer:
            if len(transcript.answers) == len(stream.batches):
                transcript.stop = Stop.MALFORMED
                return
            line, newline, rest = self._answer.partition(b"\n")
            in_all = self._answered_bytes + len(line)
            if len(line) > stream.answer_bytes or in_all > stream.bytes_in_all:
                transcript.stop = Stop.TOO_MANY_BYTES
                return
            if not newline:
                return
            seconds = time.monotonic() - self._batch_sent_at
            transcript.answers.append(Answer(data=bytes(line), seconds=seconds))
            self._answer, self._answered_bytes = bytearray(rest), in_all
            self._send_next_batch()
