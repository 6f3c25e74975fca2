"""What `make run` says once the product is ready, and while the demo's runs go on."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

RED = "\x1b[1;97;41m"
PLAIN = "\x1b[0m"
NO_ISOLATION = "No isolation: run only code that you trust"


def ready(base_url: str, demo: Path, *, isolated: bool) -> str:
    """The address, who can sign in, and the invitation of one candidate."""
    told = json.loads(demo.read_text(encoding="utf-8"))
    rows = [(login["role"], f"{login['email']}  {login['password']}") for login in told["logins"]]
    rows.append(("a candidate", _on(base_url, told["invitation_url"])))
    lines = [f"ready {base_url}", "", *(f"  {who:<16} {how}" for who, how in rows)]
    if not isolated:
        lines += ["", f"  {RED} {NO_ISOLATION} {PLAIN}"]
    return "\n".join([*lines, "", "Ctrl-C stops it."])


def _on(base_url: str, url: str) -> str:
    """The demo was loaded once; the port may be another today."""
    parts = urlsplit(url)
    return f"{base_url}{parts.path}" + (f"#{parts.fragment}" if parts.fragment else "")


@dataclass(frozen=True, slots=True)
class RunCounts:
    """How many of the runs have ended, of how many."""

    ended: int
    total: int

    def __str__(self) -> str:
        full = 24 * self.ended // self.total if self.total else 0
        return f"runs {'█' * full}{'░' * (24 - full)} {self.ended} of {self.total}"


def count_runs(database: Path) -> RunCounts | None:
    """Read-only, so that watching never gets in the way. None while it cannot be read."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=0.5)) as reader:
            rows = reader.execute("SELECT state, COUNT(*) FROM runs_run GROUP BY state").fetchall()
    except sqlite3.Error:
        return None
    states = dict(rows)
    return RunCounts(states.get("finished", 0) + states.get("failed", 0), sum(states.values()))
