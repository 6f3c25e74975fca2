"""Finding what was left behind. Safe to run twice at once, and at any time."""

import logging
from collections.abc import Mapping

from django.db.models.functions import Now

from sandbox.runner import Runner
from vetting.runs.models import Run, RunQuerySet
from vetting.runs.services.endings import end_try

logger = logging.getLogger(__name__)


def reap_leases() -> int:
    """Queue or fail every run whose worker gave no sign of life; how many."""
    return _end_tries(Run.objects.abandoned(), reason="its worker went silent")


def reap_all_leases() -> int:
    """Do so for every run under way: for the boot of a process that is the only worker there is."""
    return _end_tries(Run.objects.filter(state=Run.State.RUNNING), reason="its worker was ended")


def reap_containers(runner: Runner) -> int:
    """End what runs on this host for nobody, or past its time; how many."""
    return runner.reap(is_live)


def is_live(labels: Mapping[str, str]) -> bool:
    """Whether the claim that these labels name still holds its lease."""
    run_id, fence = labels.get("run"), labels.get("fence")
    if run_id is None or fence is None:
        return True
    return Run.objects.filter(
        pk=run_id, fence=int(fence), state=Run.State.RUNNING, leased_until__gt=Now()
    ).exists()


def _end_tries(runs: RunQuerySet, *, reason: str) -> int:
    found = list(runs.select_related("workspace"))
    return sum(end_try(run=run, runs=runs, reason=reason) for run in found)
