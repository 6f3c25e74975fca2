"""`python -m sandbox build|doctor|run`: make the images, look at the host, run one command."""

import argparse
import sys

from sandbox import image, image_build
from sandbox.errors import SandboxError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build the images that are missing")
    build.add_argument("--quiet", action="store_true")
    build.add_argument("--base", default=image_build.PUBLIC_BASE, help="public base; '' for none")
    arguments = parser.parse_args()
    try:
        return _build(quiet=arguments.quiet, public_base=arguments.base)
    except SandboxError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 1


def _build(*, quiet: bool, public_base: str) -> int:
    def say(line: str) -> None:
        if not quiet:
            print(line, flush=True)

    for name in image.names():
        if not image_build.build(image.find(name), say=say, public_base=public_base):
            say(f"{name}: present")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
