"""Measures every way on every job, interleaved, and says how they compare."""

import argparse
import json
import math
import os
import platform
import resource
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.jobs import JOBS
from bench.ways import Way, every_way

LATEST = Path(__file__).parent / "latest.json"
ROUNDS = {"trivial": 22, "sklearn": 10, "graded": 6}
WORKERS = (1, 2, 4)
THROUGHPUT_JOBS = 12
AIMS = {
    "trivial": 0.6, "sklearn": 0.25, "graded": 0.35, "throughput_2_workers": 0.9,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a third of the rounds")
    share = 3 if parser.parse_args().quick else 1
    started_at = time.monotonic()
    ways: dict[str, Way] = {name: make() for name, make in every_way().items()}
    try:
        rows = latencies(ways, share) + throughputs(ways, THROUGHPUT_JOBS // share)
        found = summary(rows) | {
            "pool": pool_cost(ways["warm"]),
            "machine": machine(),
            "rows": rows,
        }
    finally:
        for way in ways.values():
            way.close()
    LATEST.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    print(f"written to {LATEST.name}, {time.monotonic() - started_at:.0f} s")


def latencies(ways: dict[str, Way], share: int) -> list[dict[str, Any]]:
    rows = []
    for job, rounds in ROUNDS.items():
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        expected = ways["bare"].run(JOBS[job])
        for name, way in ways.items():  # the first of each is a rehearsal
            way.prepare()
            if way.run(JOBS[job]) != expected:
                raise RuntimeError(f"{name} made other bytes than the bare process")
        for _ in range(max(3, rounds // share)):
            for name, way in ways.items():
                way.prepare()
                begun_at = time.perf_counter()
                way.run(JOBS[job])
                seconds[name].append(time.perf_counter() - begun_at)
        for name, values in seconds.items():
            rows.append({"job": job, "way": name, "p50": median(values), "p95": p95(values), "n": len(values)})  # fmt: skip
            print(f"{job:10}{name:14}p50 {median(values) * 1000:8.1f} ms", flush=True)
    return rows


def throughputs(ways: dict[str, Way], jobs: int) -> list[dict[str, Any]]:
    """Scikit-learn jobs per minute, everything included that happens meanwhile."""
    rows = []
    for workers in WORKERS:
        for name, way in ways.items():
            way.prepare()
            begun_at, cpu_before = time.perf_counter(), host_cpu_seconds()
            with ThreadPoolExecutor(workers) as threads:
                list(threads.map(lambda _, way=way: way.run(JOBS["sklearn"]), range(jobs)))
            # The stock that was there at the start is owed at the end.
            way.prepare()
            elapsed = time.perf_counter() - begun_at
            cpu = (host_cpu_seconds() - cpu_before) / jobs
            rows.append({"job": "throughput", "way": name, "workers": workers, "per_minute": round(60 * jobs / elapsed, 1), "cpu_seconds_per_job": round(cpu, 2)})  # fmt: skip
            print(
                f"{workers} workers {name:14}{60 * jobs / elapsed:8.1f} jobs a minute", flush=True
            )
    return rows


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    p50 = {(row["job"], row["way"]): row["p50"] for row in rows if "p50" in row}
    rate = {(row["workers"], row["way"]): row["per_minute"] for row in rows if "workers" in row}
    peers = ("epicbox", "llm-sandbox")
    return {
        "ratio_to_bare": {job: round(p50[job, "warm"] / p50[job, "bare"], 3) for job in JOBS}
        | {
            "throughput_2_workers": round(rate[2, "warm"] / rate[2, "bare"], 3),
            "throughput_2_workers_fork_server": None,  # there is no such mode
        },
        "times_faster_than_best_peer": {
            job: round(min(p50[job, peer] for peer in peers) / p50[job, "warm"], 1)
            for job in ("trivial", "sklearn")
        },
    }


def pool_cost(way: Any) -> dict[str, float]:
    """What idle warm containers hold and use."""
    way.prepare()
    pool = way.runner._pool  # noqa: SLF001 - reads what only the pool knows
    with pool._changed:  # noqa: SLF001 - a measurement looks inside
        idle = [one for shelf in pool._shelves.values() for one in shelf.containers]  # noqa: SLF001 - as above
    before = sum(one.meter.cpu_seconds() for one in idle)
    time.sleep(3)
    cpu = (sum(one.meter.cpu_seconds() for one in idle) - before) / 3 / max(1, len(idle))
    memory = statistics.mean(one.meter.peak_memory_bytes() for one in idle)
    return {"idle_containers": len(idle), "megabytes_each_at_most": round(memory / 1e6, 1), "cpu_share_each": round(cpu, 5)}  # fmt: skip


def host_cpu_seconds() -> float:
    """Of the whole machine, so keep it otherwise quiet."""
    user, nice, system = Path("/proc/stat").read_text(encoding="ascii").split()[1:4]
    return (int(user) + int(nice) + int(system)) / os.sysconf("SC_CLK_TCK")


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load_at_the_end": round(os.getloadavg()[0], 2),
        "own_peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def table(found: dict[str, Any]) -> str:
    lines = [f"{'job':12}{'way':14}{'p50 ms':>10}{'p95 ms':>10}{'ratio':>8}"]
    bare = {
        row["job"]: row["p50"] for row in found["rows"] if row["way"] == "bare" and "p50" in row
    }
    for row in found["rows"]:
        if "p50" in row:
            ratio = row["p50"] / bare[row["job"]]
            lines.append(f"{row['job']:12}{row['way']:14}{row['p50'] * 1000:10.1f}{row['p95'] * 1000:10.1f}{ratio:8.2f}")  # fmt: skip
        else:
            lines.append(f"{row['workers']} workers   {row['way']:14}{row['per_minute']:10.1f} jobs/min{row['cpu_seconds_per_job']:8.2f} CPU s/job")  # fmt: skip
    for name, aim in AIMS.items():
        value = found["ratio_to_bare"][name]
        is_met = value >= aim if name.startswith("throughput") else value <= aim
        lines.append(f"{name}: {value} of bare, aim {aim}: {'met' if is_met else 'not met'}")
    lines.append(f"times faster than the best peer: {found['times_faster_than_best_peer']}")
    return "\n".join(lines)


def median(values: list[float]) -> float:
    return round(statistics.median(values), 5)


def p95(values: list[float]) -> float:
    return round(sorted(values)[math.ceil(0.95 * len(values)) - 1], 5)


if __name__ == "__main__":
    main()
