"""A two-way byte stream to a harness that never blocks and says when the other side is gone."""

import os
import select
import socket
import struct
from contextlib import suppress
from typing import IO, Protocol

CHUNK = 256 * 1024


class Channel(Protocol):
    def wait(self, seconds: float, *, to_write: bool) -> None:
        """Return when something can be read (or written, if asked), or after `seconds`."""
        ...

    def read(self) -> bytes | None:
        """The bytes that are there: b"" when none are yet, None when the other side has gone."""
        ...

    def write(self, data: memoryview) -> int:
        """Write what fits now; the number of bytes taken."""
        ...

    def close(self) -> None: ...


class PipeChannel:
    """The pipes of a process of ours; `stderr`, if any, is only for our diagnosis."""

    def __init__(
        self, *, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes] | None = None
    ) -> None:
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        for pipe in self._pipes():
            os.set_blocking(pipe.fileno(), False)

    def _pipes(self) -> list[IO[bytes]]:
        return [pipe for pipe in (self._stdin, self._stdout, self._stderr) if pipe]

    @property
    def complaint(self) -> bytes:
        """What was said to stderr since it was last asked for."""
        try:
            return os.read(self._stderr.fileno(), CHUNK) if self._stderr else b""
        except (BlockingIOError, ValueError):
            return b""

    def wait(self, seconds: float, *, to_write: bool) -> None:
        _poll(self._stdout.fileno(), self._stdin.fileno() if to_write else None, seconds)

    def read(self) -> bytes | None:
        try:
            return os.read(self._stdout.fileno(), CHUNK) or None
        except BlockingIOError:
            return b""

    def write(self, data: memoryview) -> int:
        try:
            return os.write(self._stdin.fileno(), data)
        except BlockingIOError:
            return 0
        except BrokenPipeError:
            return len(data)  # Nobody listens; reading will say so.

    def close(self) -> None:
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()


class AttachedChannel:
    """An attached container: the engine interleaves its stdout and stderr in packets of its own."""

    _PACKET = struct.Struct(">BxxxI")
    _STDERR = 2
    _MAX_COMPLAINT_BYTES = 8 * 1024

    def __init__(self, connection: socket.socket, *, keep: object) -> None:
        self._socket = connection
        self._keep = keep  # the response that owns the connection would close it when collected
        self._socket.setblocking(False)  # noqa: FBT003 - the library has no keyword
        self._raw = bytearray()
        self._left, self._stream = 0, 0
        self.complaint = bytearray()  # the harness's own stderr, for our diagnosis

    def wait(self, seconds: float, *, to_write: bool) -> None:
        descriptor = self._socket.fileno()
        _poll(descriptor, descriptor if to_write else None, seconds)

    def read(self) -> bytes | None:
        try:
            data = self._socket.recv(CHUNK)
        except (BlockingIOError, InterruptedError):
            return b""
        except OSError:
            return None
        if not data:
            return None
        self._raw += data
        return self._unwrap()

    def _unwrap(self) -> bytes:
        out = bytearray()
        start = 0
        while start < len(self._raw):
            if not self._left:
                if len(self._raw) - start < self._PACKET.size:
                    break
                self._stream, self._left = self._PACKET.unpack_from(self._raw, start)
                start += self._PACKET.size
            part = self._raw[start : start + self._left]
            start += len(part)
            self._left -= len(part)
            if self._stream == self._STDERR:
                self.complaint += part[: self._MAX_COMPLAINT_BYTES - len(self.complaint)]
            else:
                out += part
        del self._raw[:start]
        return bytes(out)

    def write(self, data: memoryview) -> int:
        try:
            return self._socket.send(data)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            return len(data)  # Nobody listens; reading will say so.

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            self._socket.close()
        with suppress(Exception):
            self._keep.close()  # type: ignore[attr-defined]


def _poll(reader: int, writer: int | None, seconds: float) -> None:
    poller = select.poll()
    poller.register(reader, select.POLLIN)
    if writer is not None:
        poller.register(writer, select.POLLOUT | (select.POLLIN if writer == reader else 0))
    poller.poll(max(0, seconds) * 1000)
