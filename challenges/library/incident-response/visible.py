"""Before hand-in: one practice week, served by the same rules as the hidden ones."""

from pathlib import Path

from grade import grade, read_answers, read_record
from grader.duty import mitigated_share
from grader.weeks import from_json
from packkit import Finding

SHOWN = {
    "value_lost": ("Value lost in the practice week", "%"),
    "mitigation_ticks": ("Ticks until the right action", "ticks"),
    "needless_actions": ("Actions that nothing called for", "actions"),
    "root_causes": ("Causes named rightly", "share"),
    "false_pages": ("Pages for what needed nobody", "pages"),
}


def check(case: Path, outputs: Path) -> list[Finding]:
    measures, record = grade(case, outputs), read_record(outputs)
    share = mitigated_share(record, from_json(read_answers(case)["week"]))
    mitigated = Finding(
        name="mitigated",
        title="Incidents that the right action met",
        passed=None,
        message=f"{share:.0%} of them. The hidden weeks have others.",
        value=share,
        unit="share",
    )
    return [
        mitigated,
        *(_shown(name, measures[name].value, measures[name].evidence) for name in SHOWN),
    ]


def _shown(name: str, value: float | None, message: str) -> Finding:
    title, unit = SHOWN[name]
    return Finding(name=name, title=title, passed=None, message=message, value=value, unit=unit)
