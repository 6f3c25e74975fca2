"""What comes from inside is cut into frames without trusting a length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.frames import (
    MAX_PATH_BYTES,
    FrameError,
    FrameReader,
    OversizeFrameError,
    pack,
    pack_file,
    unpack_file,
)

CAPS = {b"a": 100, b"b": 10}
messages = st.lists(st.tuples(st.just(b"a"), st.binary(max_size=100)), max_size=10)


@given(messages, st.integers(1, 50))
def test_frames_survive_any_cutting(sent: list[tuple[bytes, bytes]], size: int) -> None:
    data = b"".join(pack(kind, payload) for kind, payload in sent)
    reader = FrameReader(CAPS)

    received = [
        frame for n in range(0, len(data), size) for frame in reader.feed(data[n : n + size])
    ]

    assert received == sent
    assert reader.is_between_frames


def test_an_unfinished_frame_is_remembered() -> None:
    reader = FrameReader(CAPS)

    assert list(reader.feed(pack(b"a", b"hello")[:-1])) == []
    assert not reader.is_between_frames


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(FrameError, match="unknown kind"):
        list(FrameReader(CAPS).feed(pack(b"z")))


def test_a_length_over_the_cap_is_refused_before_its_bytes_arrive() -> None:
    with pytest.raises(OversizeFrameError) as caught:
        list(FrameReader(CAPS).feed(pack(b"b", b"x" * 11)[:5]))

    assert caught.value.kind == b"b"


@given(st.text(max_size=50).filter(lambda s: s < "\ud800" or s.isascii()), st.binary())
def test_a_file_keeps_its_path_and_content(path: str, content: bytes) -> None:
    assert unpack_file(pack_file(path, content)[5:]) == (path, content)


def test_a_path_too_long_is_refused_on_both_sides() -> None:
    with pytest.raises(FrameError):
        pack_file("x" * (MAX_PATH_BYTES + 1), b"")
    with pytest.raises(FrameError):
        unpack_file((MAX_PATH_BYTES + 1).to_bytes(2, "big") + b"x" * 5000)


@given(st.binary(max_size=50))
def test_rubbish_is_a_file_or_an_error_and_nothing_else(data: bytes) -> None:
    try:
        path, content = unpack_file(data)
    except FrameError:
        return
    assert len(path.encode()) + len(content) + 2 == len(data)
