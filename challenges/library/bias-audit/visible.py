"""The practice case: can the files be used, and do the hard limits hold."""

from pathlib import Path

from grade import (
    audit_exactness,
    impact_ratio,
    invited_by,
    protected_attribute_used,
    read_applicants,
    read_audit,
    rows_of,
    success_rate,
)
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    truth = rows_of(case / "answers" / "audit.csv")
    audit = read_audit(outputs / "audit" / "audit.csv", truth)
    applicants = read_applicants(case)
    invited = invited_by(outputs / "screen" / "ranking.csv", applicants.first_ids)
    again = invited_by(outputs / "screen_again" / "ranking.csv", applicants.second_ids)
    exact = audit_exactness(audit, truth)
    ratio = impact_ratio(invited, applicants)
    used = protected_attribute_used(invited, again)
    held_back = sum(row["finding"] == "held_back" for row in audit.values())
    return [
        Finding(
            name="audit_exactness",
            title="The audit's figures are those of the log",
            passed=exact.value == 100,
            message=exact.evidence,
            value=exact.value,
            unit="%",
        ),
        Finding(
            name="findings",
            title="Groups that the audit says were held back",
            passed=None,
            message="Would each of them stand up to the trade's manager and to the group itself?",
            value=float(held_back),
            unit="groups",
        ),
        Finding(
            name="protected_attribute_used",
            title="Nobody's invitation hangs on a protected attribute",
            passed=used.value == 0,
            message=used.evidence,
            value=used.value,
            unit="%",
        ),
        Finding(
            name="impact_ratio",
            title="Every large group is invited at four fifths of the others' rate or more",
            passed=ratio.value >= 0.8,
            message=ratio.evidence,
            value=ratio.value,
            unit="ratio",
        ),
        Finding(
            name="success_rate",
            title="Success of those invited in the practice year",
            passed=None,
            message="The trial's verdicts say something else; ask yourself why.",
            value=success_rate(invited, applicants).value,
            unit="%",
        ),
    ]
