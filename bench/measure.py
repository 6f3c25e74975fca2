"""Measures every way on every job, interleaved; `python -m bench` runs it where all packages are."""

import argparse
import json
import math
import os
import platform
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench import report
from bench.jobs import JOBS
from bench.ways import PEERS, Way, every_way

LATEST = Path(__file__).parent / "latest.json"
ROUNDS = {"trivial": 30, "sklearn": 9, "graded": 5}
THROUGHPUT_JOBS = 12
THROUGHPUT_ROUNDS = {1: 1, 2: 3, 4: 1}  # jobs at a time → rounds, of which the median counts
IDLE_SECONDS = 10
SETTLE_SECONDS = 0.4

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="a third of the rounds, half of the jobs"
    )
    quick = parser.parse_args().quick
    began = time.monotonic()
    ways = {name: make() for name, make in every_way().items()}
    try:
        rows = latencies(ways, share=3 if quick else 1)
        rows += throughputs(ways, only_one=quick)
        pools = {name: pool_cost(ways[name]) for name in ("warm", "fork")}
    finally:
        for way in ways.values():
            way.close()
    found = {**summary(rows), "pool": pools, "machine": machine(), "quick": quick, "rows": rows}
    print(report.as_text(found))
    LATEST.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    report.write(found)
    print(f"{time.monotonic() - began:.0f} s")


def latencies(ways: dict[str, Way], *, share: int) -> list[Row]:
    """One job at a time: each round takes every way once, so that noise falls on all of them."""
    rows = []
    for job, rounds in ROUNDS.items():
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        expected = ways["bare"].run(JOBS[job])
        for name, way in ways.items():  # the first of each is a rehearsal
            if way.run(JOBS[job]) != expected:
                raise RuntimeError(f"{name} made other bytes than the bare process")
        for _ in range(max(3, rounds // share)):
            for name, way in ways.items():
                settle(ways)
                begun_at = time.perf_counter()
                way.run(JOBS[job])
                seconds[name].append(time.perf_counter() - begun_at)
        for name, values in seconds.items():
            row = {"job": job, "way": name, "p50": median(values), "p95": p95(values)}
            rows.append(row | {"n": len(values)})
            print(f"{job:10}{name:14}p50 {median(values) * 1000:8.1f} ms", flush=True)
    return rows


def settle(ways: dict[str, Way]) -> None:
    """Let what the last job left to be done in the background come to its end."""
    for way in ways.values():
        way.prepare()
    time.sleep(SETTLE_SECONDS)


def throughputs(ways: dict[str, Way], *, only_one: bool) -> list[Row]:
    """Scikit-learn jobs per minute, everything included that happens meanwhile."""
    rows = []
    for workers, rounds in THROUGHPUT_ROUNDS.items():
        tried: dict[str, list[tuple[float, float, float]]] = {name: [] for name in ways}
        for _ in range(1 if only_one else rounds):
            for name, way in ways.items():
                jobs = THROUGHPUT_JOBS // (2 if only_one else 1)
                tried[name].append(throughput(way, workers, jobs))
        for name, pairs in tried.items():
            rate, cpu, own = (statistics.median(values) for values in zip(*pairs, strict=True))
            row = {"job": "throughput", "way": name, "workers": workers}
            row |= {"per_minute": round(rate, 1), "cpu_seconds_per_job": round(cpu, 2)}
            rows.append(row | ({"own_cpu_seconds_per_job": round(own, 2)} if own else {}))
            print(f"{workers} workers {name:14}{rate:8.1f} jobs a minute", flush=True)
    return rows


def throughput(way: Way, workers: int, jobs: int) -> tuple[float, float, float]:
    """Jobs per minute, CPU seconds per job of the whole machine, and of the job alone.

    The last is 0 where nobody counts it.
    """
    way.prepare()
    begun_at, cpu_before = time.perf_counter(), host_cpu_seconds()
    own_before = getattr(way, "own_cpu_seconds", 0.0)
    with ThreadPoolExecutor(workers) as threads:
        list(threads.map(lambda _: way.run(JOBS["sklearn"]), range(jobs)))
    way.prepare()  # the stock that was there at the start is owed at the end
    elapsed = time.perf_counter() - begun_at
    cpu = host_cpu_seconds() - cpu_before
    own = getattr(way, "own_cpu_seconds", 0.0) - own_before
    return 60 * jobs / elapsed, cpu / jobs, own / jobs


def summary(rows: list[Row]) -> dict[str, Any]:
    p50 = {(row["job"], row["way"]): row["p50"] for row in rows if "p50" in row}
    rate = {(row["workers"], row["way"]): row["per_minute"] for row in rows if "workers" in row}
    p95s = {row["job"]: row["p95"] / row["p50"] for row in rows if row.get("way") == "warm" and "p50" in row}  # fmt: skip
    return {
        "ratio_to_bare": {job: round(p50[job, "warm"] / p50[job, "bare"], 3) for job in JOBS}
        | {
            "throughput_2_workers": round(rate[2, "warm"] / rate[2, "bare"], 3),
            "throughput_2_workers_fork_server": round(rate[2, "fork"] / rate[2, "bare"], 3),
        },
        "ratio_to_bare_fork_server": {
            job: round(p50[job, "fork"] / p50[job, "bare"], 3) for job in JOBS
        },
        "p95_to_median": {job: round(ratio, 2) for job, ratio in p95s.items()},
        "times_faster_than_best_peer": {
            job: round(min(p50[job, peer] for peer in PEERS) / p50[job, "warm"], 1)
            for job in ("trivial", "sklearn")
        },
    }


def pool_cost(way: Any) -> dict[str, float]:
    """What idle warm containers, made for the scikit-learn job, hold and use."""
    way.run(JOBS["sklearn"])
    way.prepare()
    idle = way.idle()
    before = sum(one.meter.cpu_seconds() for one in idle)
    time.sleep(IDLE_SECONDS)
    cpu = (sum(one.meter.cpu_seconds() for one in idle) - before) / IDLE_SECONDS / len(idle)
    memory = statistics.mean(one.meter.memory_bytes() for one in idle)
    return {
        "idle_containers": len(idle),
        "megabytes_each": round(memory / 1e6, 1),
        "cpu_share_each": round(cpu, 5),
    }


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
    }


def median(values: list[float]) -> float:
    return round(statistics.median(values), 5)


def p95(values: list[float]) -> float:
    return round(sorted(values)[math.ceil(0.95 * len(values)) - 1], 5)


if __name__ == "__main__":
    main()
