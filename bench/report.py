"""Says what was measured: a table for the terminal, the tables and the chart of docs/performance.md."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from bench.jobs import JOBS

DOCS = Path(__file__).parent.parent / "docs"
PAGE, CHART = DOCS / "performance.md", DOCS / "images" / "performance.svg"
NAMES = {
    "bare": "bare process",
    "cold": "ours, cold container",
    "warm": "ours, warm container",
    "fork": "ours, fork server",
    "epicbox": "epicbox",
    "llm-sandbox": "llm-sandbox, pool",
}
COLOURS = {"bare": "#868e96", "cold": "#74c0fc", "warm": "#1c7ed6", "fork": "#0b4a8f", "epicbox": "#e8590c", "llm-sandbox": "#f08c00"}  # fmt: skip
# (where it stands, its name, the aim, whether more is better)
AIMS = (
    ("ratio_to_bare", "trivial", 0.6, False),
    ("p95_to_median", "trivial", 2.0, False),
    ("ratio_to_bare", "sklearn", 0.25, False),
    ("ratio_to_bare", "graded", 0.35, False),
    ("ratio_to_bare", "throughput_2_workers", 0.9, True),
    ("ratio_to_bare", "throughput_2_workers_fork_server", 2.0, True),
    ("times_faster_than_best_peer", "trivial", 20.0, True),
    ("times_faster_than_best_peer", "sklearn", 4.0, True),
)

Found = dict[str, Any]
Table = list[tuple[str, ...]]


def as_text(found: Found) -> str:
    return "\n\n".join(_plain(table) for table in _tables(found))


def write(found: Found) -> None:
    """Put the tables between the page's marks, and draw the chart."""
    page = PAGE.read_text(encoding="utf-8")
    for name, table in zip(("latency", "throughput", "aims"), _tables(found), strict=True):
        between = re.compile(f"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        page, count = between.subn(rf"\1{_markdown(table)}\n\2", page)
        if count != 1:
            raise RuntimeError(f"{PAGE.name} has {count} places for {name}")
    PAGE.write_text(page, encoding="utf-8")
    _draw(found)


def _tables(found: Found) -> tuple[Table, Table, Table]:
    return list(_latency(found)), list(_throughput(found)), list(_aims(found))


def _latency(found: Found) -> Iterator[tuple[str, ...]]:
    rows = {(row["job"], row["way"]): row for row in found["rows"] if "p50" in row}
    yield ("way", *(f"{job} p50 / p95 ms (ratio)" for job in JOBS))
    for way, name in NAMES.items():
        cells = []
        for job in JOBS:
            row, bare = rows[job, way], rows[job, "bare"]
            times = f"{row['p50'] * 1000:.0f} / {row['p95'] * 1000:.0f}"
            cells.append(f"{times} ({row['p50'] / bare['p50']:.2f})")
        yield (name, *cells)


def _throughput(found: Found) -> Iterator[tuple[str, ...]]:
    rows = {(row["way"], row["workers"]): row for row in found["rows"] if "workers" in row}
    workers = sorted({count for _, count in rows})
    yield ("jobs a minute; CPU s a job (its own)", *(f"{count} at a time" for count in workers))
    for way, name in NAMES.items():
        yield (name, *(_rate(rows[way, count]) for count in workers))


def _rate(row: Found) -> str:
    own = row.get("own_cpu_seconds_per_job")
    told = f"{row['per_minute']:.0f}; {row['cpu_seconds_per_job']:.2f}"
    return told if own is None else f"{told} ({own:.2f})"


def _aims(found: Found) -> Iterator[tuple[str, ...]]:
    yield ("what", "aim", "measured", "")
    for group, name, aim, more_is_better in AIMS:
        value = found[group][name]
        is_met = value >= aim if more_is_better else value <= aim
        words = f"{group}: {name}".replace("_", " ")
        yield (words, f"{'≥' if more_is_better else '≤'} {aim:g}", f"{value:g}", "met" if is_met else "not met")  # fmt: skip
    for way, cost in found["pool"].items():
        yield (f"idle {NAMES[way]}: memory", "≤ 120 MB", f"{cost['megabytes_each']:g} MB", "met" if cost["megabytes_each"] <= 120 else "not met")  # fmt: skip  # noqa: PLR2004 - the aim
        yield (f"idle {NAMES[way]}: CPU", "≤ 1 %", f"{cost['cpu_share_each']:.2%}", "met" if cost["cpu_share_each"] <= 0.01 else "not met")  # fmt: skip  # noqa: PLR2004 - the aim


def _plain(table: Table) -> str:
    widths = [max(len(row[at]) for row in table) + 2 for at in range(len(table[0]))]
    return "\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    )


def _markdown(table: Table) -> str:
    head, *rows = ("| " + " | ".join(row) + " |" for row in table)
    return "\n".join((head, "| --- " * len(table[0]) + "|", *rows))


def _draw(found: Found) -> None:
    """Latency as a ratio to the bare process, on a logarithmic scale, and throughput beside it."""
    p50 = {(row["job"], row["way"]): row["p50"] for row in found["rows"] if "p50" in row}
    rate = {row["way"]: row["per_minute"] for row in found["rows"] if row.get("workers") == 2}  # noqa: PLR2004 - two cores
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    latency, throughput = figure.subplots(1, 2, width_ratios=(2, 1))
    height = 0.8 / len(NAMES)
    for position, (way, name) in enumerate(NAMES.items()):
        ratios = [p50[job, way] / p50[job, "bare"] for job in JOBS]
        places = [at + position * height for at in range(len(JOBS))]
        bars = latency.barh(places, ratios, height * 0.9, label=name, color=COLOURS[way], left=0.01)
        latency.bar_label(bars, [f"{ratio:.2f}" for ratio in ratios], padding=2, fontsize=7)
    latency.set_xscale("log")
    latency.axvline(1, color="#495057", linewidth=0.8, linestyle=":")
    latency.set_yticks([at + 0.33 for at in range(len(JOBS))], list(JOBS))
    latency.invert_yaxis()
    latency.set_title("latency, ratio to a bare process (less is better)", fontsize=9)
    names = list(NAMES)
    bars = throughput.barh(names, [rate[way] for way in names], color=[COLOURS[way] for way in names])  # fmt: skip
    throughput.bar_label(bars, fmt="%.0f", padding=2, fontsize=7)
    throughput.set_yticks([])
    throughput.invert_yaxis()
    throughput.set_title("scikit-learn jobs a minute, 2 at a time", fontsize=9)
    for axes in (latency, throughput):
        axes.spines[["top", "right"]].set_visible(False)
        axes.margins(x=0.15)
    figure.legend(*latency.get_legend_handles_labels(), loc="outside lower center", ncols=3, fontsize=8, frameon=False)  # fmt: skip
    with rc_context({"svg.fonttype": "none"}):
        figure.savefig(CHART, metadata={"Date": None}, facecolor="white")
