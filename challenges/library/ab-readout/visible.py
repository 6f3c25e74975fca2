"""The practice quarter: can the readout be used, and do its intervals hold what they promise."""

from pathlib import Path

from grade import covered, read_quarter, read_readout
from packkit import Finding

PROMISED = 0.95
SLACK = 0.11  # of nineteen intervals three may miss by chance


def check(case: Path, outputs: Path) -> list[Finding]:
    quarter = read_quarter(case)
    readout = read_readout(outputs / "readout" / "readout.csv", quarter)
    hits = covered(readout, quarter)
    invalid = int((~readout.valid).sum())
    shipped = int(readout.shipped.sum())
    return [
        Finding(
            name="file",
            title="readout.csv can be used",
            passed=True,
            message=f"{len(quarter.names)} experiments: {invalid} invalid, {shipped} to be shipped.",
        ),
        Finding(
            name="interval_coverage",
            title="Nineteen in twenty intervals hold the true effect",
            passed=float(hits.mean()) >= PROMISED - SLACK,
            message=f"{hits.sum()} of the {len(hits)} sound experiments' intervals do.",
            value=100 * float(hits.mean()),
            unit="%",
        ),
        Finding(
            name="invalid_and_shipped",
            title="Nothing is shipped that is called invalid",
            passed=not (readout.shipped & ~readout.valid).any(),
            message="Whatever cannot be read cannot be shipped.",
        ),
        Finding(
            name="shipped",
            title="Changes to be shipped",
            passed=None,
            message="How many of them would you expect to see if none of the 24 helped?",
            value=float(shipped),
            unit="changes",
        ),
    ]
