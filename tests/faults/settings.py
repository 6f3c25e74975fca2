"""The product's own settings, with a runner that needs no engine."""

from vetting.config.settings import *  # noqa: F403 # Django's own way to build on settings

RUNNER_FACTORY = "tests.fakes.open_processes.open_processes"
