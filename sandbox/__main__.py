"""`python -m sandbox build|doctor|run`: make the images, look at the host, run one script."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path

from sandbox import doctor, image, image_build
from sandbox.docker_runner import DockerRunner
from sandbox.errors import SandboxError
from sandbox.limits import MIB, Limits
from sandbox.runner import Job


def main() -> int:
    arguments = _parser().parse_args()
    try:
        return int(arguments.act(arguments))
    except SandboxError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    commands = parser.add_subparsers(required=True)
    build = commands.add_parser("build", help="build the images that are missing")
    build.add_argument("--quiet", action="store_true")
    build.add_argument("--base", default=image_build.PUBLIC_BASE, help="public base; '' for none")
    build.set_defaults(act=_build)
    look = commands.add_parser("doctor", help="which control this host has")
    look.set_defaults(act=_doctor)
    run = commands.add_parser("run", help="run one Python script as a candidate's")
    run.add_argument("script", type=Path)
    run.add_argument("--image", default="python-ml")
    run.add_argument("--seconds", type=float, default=20)
    run.add_argument("--memory-mb", type=int, default=512)
    run.set_defaults(act=_run)
    return parser


def _build(arguments: argparse.Namespace) -> int:
    def say(line: str) -> None:
        if not arguments.quiet:
            print(line, flush=True)

    for name in image.names():
        if not image_build.build(image.find(name), say=say, public_base=arguments.base):
            say(f"{name}: present")
    return 0


def _doctor(_: argparse.Namespace) -> int:
    is_well = True
    for control in doctor.examine():
        print(control, flush=True)
        is_well = is_well and (control.present or not control.required)
    print("this host can run jobs" if is_well else "this host must not run jobs: see MISSING above")
    return 0 if is_well else 1


def _run(arguments: argparse.Namespace) -> int:
    name = arguments.script.name
    limits = Limits(
        wall_time=timedelta(seconds=arguments.seconds), memory_bytes=arguments.memory_mb * MIB
    )
    files = {name: arguments.script.read_bytes()}
    runner = DockerRunner(stock=None)
    try:
        job = Job(image=arguments.image, argv=("python", name), files=files, limits=limits)
        outcome = runner.run(job)
    finally:
        runner.close()
    sys.stdout.buffer.write(outcome.stdout)
    sys.stdout.flush()
    sys.stderr.buffer.write(outcome.stderr)
    print(f"{outcome.kind} {outcome.exit_code} {outcome.usage}", file=sys.stderr)
    return outcome.exit_code if outcome.exit_code is not None else 1


if __name__ == "__main__":
    raise SystemExit(main())
