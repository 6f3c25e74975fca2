"""What the product needs besides its code: sandbox images, tables, challenges, the demo."""

import os
from pathlib import Path

from bootstrap import packages
from bootstrap.commands import CommandError
from bootstrap.fingerprint import Stamp, fingerprint
from bootstrap.places import PYTHON, ROOT, shown
from bootstrap.steps import Step, StepError

MANAGE = (str(PYTHON), "manage.py")
DATABASE_NAME = "vetting.sqlite3"  # as in vetting/config/settings.py
DEMO_NAME = "demo.json"  # the logins and the invitation that the demo left


def sandbox_images(step: Step) -> str:
    """Build what the engine lacks. An image's tag is its content's hash: no stamp is needed."""
    build = (str(PYTHON), "-m", "sandbox", "build")
    try:
        step.run(*build)
    except CommandError:  # No registry answered, and nothing else makes a base system yet.
        if packages.find("mmdebstrap") or not packages.can_install():
            raise
        packages.install(step, ["mmdebstrap", "debian-archive-keyring"])
        step.run(*build)
    return ""


def tables(step: Step, home: Path) -> str:
    migrations = sorted((ROOT / "vetting").glob("*/migrations"))
    loaded = [ROOT / "vetting" / app for app in ("rubrics", "profiles")]
    inputs = [*migrations, *loaded, ROOT / "requirements" / "base.txt"]
    commands = (["migrate", "--no-input"], ["load_rubrics"], ["load_role_profiles"])
    return _once(step, _stamp(home, "tables", inputs), *commands)


def challenges(step: Step, home: Path) -> str:
    """Publish what is proven. A pack that somebody is still writing does not keep others away."""
    code = [ROOT / "challenges", ROOT / "vetting" / "assessments"]
    try:
        return _once(step, _stamp(home, "challenges", code), ["publish_challenges"])
    except CommandError as error:
        return f"not all: {error.last_lines[-1]}"


def demo(step: Step, home: Path) -> str:
    """Load it once: the people, their submissions, and the runs, which then go on by themselves."""
    stamp = _stamp(home, "demo", [ROOT / "vetting" / "demo"], DEMO_NAME)
    note = _once(step, stamp, ["load_demo"])
    if not (home / DEMO_NAME).exists():
        raise StepError(
            f"the demo is loaded, yet {shown(home / DEMO_NAME)} with its logins is gone",
            f"start from nothing: delete {shown(home)}.",
        )
    return note


def _stamp(home: Path, name: str, inputs: list[Path], *outputs: str) -> Stamp:
    database = os.environ.get("DATABASE_URL", "")
    made = [home / output for output in outputs]
    if not database:
        made.append(home / DATABASE_NAME)
    return Stamp(home / "stamps" / name, fingerprint(inputs, database), tuple(made))


def _once(step: Step, stamp: Stamp, *commands: list[str]) -> str:
    if stamp.holds():
        return "up to date"
    for command in commands:
        step.run(*MANAGE, *command)
    stamp.write()
    return ""
