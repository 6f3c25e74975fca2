"""`python -m challenges verify|new|preview`: prove packs, start one, look at one."""

import argparse
import json
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from challenges.calibration import Calibration, Verification
from challenges.catalog import LIBRARY, Pack, load_pack
from challenges.errors import GraderError, PackError
from challenges.grading import check_visible
from challenges.new_pack import start_pack
from challenges.verify import refused, verify, write_calibration
from sandbox.docker_runner import DockerRunner
from sandbox.errors import SandboxError
from sandbox.process_runner import ProcessRunner
from sandbox.runner import Runner

WALK_THROUGH = "docs/your-first-challenge.md"


def main() -> int:
    arguments = _parse()
    try:
        return int(arguments.act(arguments))
    except PackError as error:
        print(f"challenges: {error}", file=sys.stderr)
    except GraderError as error:
        print(f"challenges: {error}\n{error.detail}", file=sys.stderr)
    except SandboxError as error:
        print(f"challenges: the sandbox cannot run: {error}", file=sys.stderr)
    return 2


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m challenges", description=__doc__)
    commands = parser.add_subparsers(required=True)

    proving = commands.add_parser("verify", help="run the ten checks of a pack")
    which = proving.add_mutually_exclusive_group(required=True)
    which.add_argument("slug", nargs="?", help="a folder of the library")
    which.add_argument("--all", action="store_true", help="every pack of the library")
    proving.add_argument("--json", action="store_true", help="print a list of results")
    proving.add_argument(
        "--quick", action="store_true", help="fewer seeds, no mutants, writes nothing"
    )
    proving.add_argument(
        "--check", action="store_true", help="write nothing: the proof must be there already"
    )
    proving.add_argument("--parallel", type=int, default=2, help="containers at a time")
    proving.set_defaults(act=_verify)

    starting = commands.add_parser("new", help="start a pack as a copy of a small one")
    starting.add_argument("slug")
    starting.set_defaults(act=_new)

    showing = commands.add_parser(
        "preview", help="show the brief, run the starter's visible checks"
    )
    showing.add_argument("slug")
    showing.add_argument("--seed", type=int, default=1)
    showing.set_defaults(act=_preview)

    for command in (proving, starting, showing):
        # Its own default: a subparser's would otherwise be None and win over the parser's.
        command.add_argument("--library", type=Path, default=LIBRARY, help="the folder of packs")
    for command in (proving, showing):
        command.add_argument("--runner", choices=("docker", "process"), default="docker")
    return parser.parse_args()


def _new(arguments: argparse.Namespace) -> int:
    folder = start_pack(arguments.slug, arguments.library)
    which = arguments.slug
    if arguments.library != LIBRARY:
        which += f" --library {shlex.quote(str(arguments.library))}"
    print(
        f"{folder} is a small pack that verifies as it is. Change file by file what it is about.\n"
        f"  python -m challenges preview {which}\n"
        f"  python -m challenges verify {which}\n"
        f"How, step by step: {WALK_THROUGH}"
    )
    return 0


def _preview(arguments: argparse.Namespace) -> int:
    pack = load_pack(arguments.library / arguments.slug)
    print(f"── {pack.slug} {pack.version}: the brief\n\n{pack.brief.strip()}\n")
    print(f"── the starter on the practice case of seed {arguments.seed}\n")
    with closing(_runner(arguments.runner)) as runner:
        report = check_visible(
            pack, files=pack.workspace, seed=arguments.seed, runner=runner, labels={}
        )
    print(f"{report.output.strip()}\n\n{report.outcome}: {report.message}\n")
    print("── its visible checks\n")
    for one in report.findings:
        sign = {True: "pass", False: "FAIL", None: "info"}[one.passed]
        print(f"{sign}  {one.title}: {one.message}")
    if not report.findings:
        print("none: they need the outputs of a run that completed")
    return 0


def _verify(arguments: argparse.Namespace) -> int:
    folders = (
        [path.parent for path in sorted(arguments.library.glob("*/challenge.toml"))]
        if arguments.all
        else [arguments.library / arguments.slug]
    )
    with closing(_runner(arguments.runner)) as runner:
        results = _prove(folders, runner, arguments)
    if arguments.json:
        print(json.dumps(results, indent=1))
    for line in _summary(results):
        print(line, file=sys.stderr)
    return 0 if results and all(result["ok"] for result in results) else 1


def _prove(
    folders: Sequence[Path], runner: Runner, arguments: argparse.Namespace
) -> list[dict[str, Any]]:
    """Several packs at a time, or else several cases of one: a pack's own work is one after the other.

    What failed beside others is tried once more, alone: some checks measure times.
    """
    at_once = max(1, min(arguments.parallel, len(folders)))

    def prove(folder: Path, *, parallel: int = arguments.parallel // at_once) -> dict[str, Any]:
        return _verify_one(folder, runner, arguments, parallel)

    with ThreadPoolExecutor(at_once) as threads:
        results = list(threads.map(prove, folders))
    for place, folder in enumerate(folders):
        if at_once > 1 and not results[place]["ok"]:
            results[place] = prove(folder, parallel=arguments.parallel)
        if not arguments.json:
            _print(results[place])
    return results


def _summary(results: Sequence[dict[str, Any]]) -> Iterator[str]:
    """What a log should end with: who passed, who did not, and why."""
    for result in results:
        yield f"{'pass' if result['ok'] else 'FAIL'}  {result['slug']}  {result['seconds']} s"
        for check in result["checks"]:
            yield from (f"      {check['number']}: {reason}" for reason in check["reasons"])


def _runner(name: str) -> Runner:
    return DockerRunner() if name == "docker" else ProcessRunner(allow_no_isolation=True)


def _verify_one(
    folder: Path, runner: Runner, arguments: argparse.Namespace, parallel: int
) -> dict[str, Any]:
    began = time.monotonic()

    def say(line: str) -> None:
        # In one piece: other packs are proven at the same time.
        sys.stderr.write(f"{time.monotonic() - began:6.1f} s  {folder.name}: {line}\n")

    try:
        pack = load_pack(folder)
    except PackError as error:
        return _told(folder.name, [refused(str(error))], began)
    try:
        calibration = verify(pack, runner, quick=arguments.quick, parallel=parallel, say=say)
    except GraderError as error:
        print(error.detail, file=sys.stderr)
        reason = f"the pack's own code failed: {error}"
        return _told(folder.name, [refused(reason)], began)
    if arguments.quick or arguments.check:
        checks = [*calibration.checks, _fits(pack)]
    else:
        # Failed or not, the file says what was measured; only `ok` lets a pack be published.
        write_calibration(folder, calibration)
        checks = list(calibration.checks)
    return _told(folder.name, checks, began, calibration)


def _fits(pack: Pack) -> Verification:
    """Tell whether the pack carries its proof, where none is written."""
    reasons = (
        ()
        if pack.is_calibrated
        else ("calibration.json: proves no or another content; verify it whole",)
    )
    title = "calibration.json belongs to this content"
    return Verification(number=11, title=title, ok=not reasons, reasons=reasons)


def _told(
    slug: str, checks: list[Verification], began: float, calibration: Calibration | None = None
) -> dict[str, Any]:
    submissions = calibration.submissions if calibration else ()
    return {
        "slug": slug,
        "ok": all(check.ok for check in checks),
        "seconds": round(time.monotonic() - began, 1),
        "checks": [check.model_dump(mode="json") for check in checks],
        "submissions": [one.model_dump(mode="json") for one in submissions],
    }


def _print(result: dict[str, Any]) -> None:
    slug = result["slug"]
    for one in result["submissions"]:
        scores = "  ".join(f"{name} {score:.2f}" for name, score in one["checks"].items())
        print(f"{slug}  {one['name']:24} {one['score']:.3f} ±{one['score_error']:.3f}  {scores}")
    for check in result["checks"]:
        print(f"{slug}  {'pass' if check['ok'] else 'FAIL'}  {check['number']:2}  {check['title']}")
        for reason in check["reasons"]:
            print(f"{slug}            {reason}")
    print(f"{slug}  {result['seconds']} s", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
