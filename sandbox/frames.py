"""The bytes between a runner and the harness: one letter, a length, that many bytes.

Used on both sides of the wall, so it imports nothing but the standard library. Whoever reads
frames from inside the wall gives every kind a cap and trusts no length.
"""

import struct
from collections.abc import Iterator, Mapping

HEADER = struct.Struct(">cI")
FILE_HEADER = struct.Struct(">H")
MAX_PATH_BYTES = 1024

# Runner to harness.
JOB = b"J"  # JSON: argv, environment, number of files, wanted outputs, whether stdin streams
FILE = b"F"  # length of the path, the path, the content; both directions
BATCH = b"B"  # bytes for the command's stdin
NO_MORE_BATCHES = b"Z"  # close the command's stdin
TERMINATE = b"T"  # ask the command to stop, as a service manager would
LEAVE = b"Q"  # the usage has been read: exit now

# Harness to runner.
READY = b"R"  # a job may come
STARTED = b"S"  # the files are written, the command starts now
STDOUT = b"o"
STDERR = b"e"
ENDED = b"X"  # JSON: exit_code, disk_full, crashed; the outputs have been sent


class FrameError(Exception):
    """What was read is not a frame that may come here."""


def pack(kind: bytes, payload: bytes = b"") -> bytes:
    return HEADER.pack(kind, len(payload)) + payload


def file_prefix(path: str, size: int) -> bytes:
    """The bytes of a FILE frame up to its content, which is `size` bytes long."""
    name = path.encode()
    if len(name) > MAX_PATH_BYTES:
        raise FrameError(f"the path is longer than {MAX_PATH_BYTES} bytes")
    return (
        HEADER.pack(FILE, FILE_HEADER.size + len(name) + size) + FILE_HEADER.pack(len(name)) + name
    )


def pack_file(path: str, content: bytes) -> bytes:
    return file_prefix(path, len(content)) + content


def unpack_file(payload: bytes) -> tuple[str, bytes]:
    if len(payload) < FILE_HEADER.size:
        raise FrameError("a file frame without a path")
    (length,) = FILE_HEADER.unpack_from(payload)
    end = FILE_HEADER.size + length
    if length > MAX_PATH_BYTES or end > len(payload):
        raise FrameError("a file frame whose path does not fit")
    try:
        return payload[FILE_HEADER.size : end].decode(), payload[end:]
    except UnicodeDecodeError as error:
        raise FrameError("a file frame whose path is not UTF-8") from error


class FrameReader:
    """Cuts a byte stream into frames; holds no more than one frame's cap and one read."""

    def __init__(self, caps: Mapping[bytes, int]) -> None:
        self._caps = caps  # kind → most bytes of payload; other kinds are refused
        self._buffer = bytearray()

    @property
    def is_between_frames(self) -> bool:
        return not self._buffer

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield each (kind, payload) completed by `data`. Raises `FrameError`."""
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            kind, length = HEADER.unpack_from(self._buffer)
            cap = self._caps.get(kind)
            if cap is None:
                raise FrameError(f"a frame of unknown kind {kind!r}")
            if length > cap:
                raise OversizeFrameError(kind, length)
            end = HEADER.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[HEADER.size : end])
            del self._buffer[:end]
            yield kind, payload


class OversizeFrameError(FrameError):
    """A known kind, announced with more bytes than its cap."""

    def __init__(self, kind: bytes, length: int) -> None:
        super().__init__(f"a frame {kind!r} of {length} bytes")
        self.kind = kind
