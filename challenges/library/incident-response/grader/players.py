"""Who serves a week on the grader's side, for the bounds: nobody, and somebody who knows."""

from typing import Any

from grader.duty import mending_action
from grader.service import REPLICAS, Service

REACTS_AFTER = 3  # ticks


class Nobody:
    def decide(self, _: Service) -> dict[str, Any]:
        return {"actions": [], "cause": None}


class Oracle:
    """Does what is right a few ticks after each incident began, and tidies up when it is over."""

    def decide(self, service: Service) -> dict[str, Any]:
        actions: list[dict[str, Any]] = []
        cause = None
        for one in service.week.incidents:
            if service.tick == one.start + REACTS_AFTER:
                actions.append(mending_action(one, service))
                cause = one.cause
            if service.tick == one.end:
                actions.append({"do": "scale", "to": REPLICAS})
        if not any(one.covers(service.tick) for one in service.week.incidents):
            actions += [{"do": "unpin", "target": one} for one in service.pinned]
            actions += [{"do": "enable", "target": one} for one in service.disabled]
        return {"actions": actions, "cause": cause}
