"""A small pack, `quick-quote`, graded by plain processes: every rule of packs is tried on it."""

from collections.abc import Callable, Iterator, Mapping

import pytest

from challenges.catalog import Pack, load_pack
from challenges.new_pack import TEMPLATE
from sandbox.process_runner import ProcessRunner

Change = Callable[..., Pack]


@pytest.fixture(scope="session")
def runner() -> Iterator[ProcessRunner]:
    runner = ProcessRunner(allow_no_isolation=True)
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(TEMPLATE)


@pytest.fixture(scope="session")
def changed(pack: Pack) -> Change:
    """Make the pack anew with one file's text replaced, files set, or files left out."""

    def change(
        path: str = "",
        old: str = "",
        new: str = "",
        *,
        files: Mapping[str, bytes | None] | None = None,
    ) -> Pack:
        content = dict(pack.files)
        if path:
            text = content[path].decode()
            assert old in text
            content[path] = text.replace(old, new, 1).encode()
        for name, raw in (files or {}).items():
            if raw is None:
                del content[name]
            else:
                content[name] = raw
        return Pack.from_files(content, name=pack.slug)

    return change
