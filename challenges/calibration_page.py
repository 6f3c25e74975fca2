"""`python -m challenges.calibration_page`: writes docs/challenges.md and its charts.

Everything on the page was measured by `verify` and stands in the packs' calibration.json.
"""

from collections.abc import Iterator
from pathlib import Path

from matplotlib import rc_context
from matplotlib.figure import Figure

from challenges.calibration import Calibration, Measured
from challenges.catalog import Pack, library
from challenges.competencies import COMPETENCIES, ROLES
from challenges.errors import PackError
from challenges.manifest import Check
from sandbox.limits import MIB

DOCS = Path(__file__).parent.parent / "docs"
PAGE, CHARTS = DOCS / "challenges.md", DOCS / "images" / "challenges"
REFERENCE, STARTER = "reference", "starter"
COLOURS = {REFERENCE: "#2f9e44", STARTER: "#868e96"}
MUTANT_COLOUR, BAND_COLOUR = "#1c7ed6", "#d0ebff"
INTRODUCTION = """\
# The challenge library

Written by `python -m challenges.calibration_page` from what `python -m challenges verify` measured in containers:
each pack's reference on 20 hidden seeds, its untouched starter and its named wrong solutions, the mutants, on 5. A
score is the mean over the seeds, ± its standard error; *spread* is the standard deviation over the seeds. A mutant
must land in its band and lose the check that is named for it. The last two columns are what a candidate waits for
once the run's turn has come, with the reference's code on two cores that prove another pack meanwhile; all is there
from data to findings, and a scored run is five cases. [How packs are written](authoring-challenges.md).
"""


def main() -> None:
    packs = library()
    CHARTS.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(packs), encoding="utf-8")
    for pack in packs:
        _draw(pack)


def page(packs: list[Pack]) -> str:
    """The whole page. Raises `PackError` for a pack whose proof is not of its content."""
    return "\n".join([INTRODUCTION, *_overview(packs), *(line for one in packs for line in _part(one))])  # fmt: skip


def _overview(packs: list[Pack]) -> Iterator[str]:
    yield "| challenge | roles | minutes | reference | best mutant | starter | slowest step | memory | visible checks | scored run |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |"
    for pack in packs:
        told = _proof(pack)
        by_name = {one.name: one for one in told.submissions}
        best = max(one.score for one in told.submissions if one.fails)
        cells = (
            f"[{pack.slug}](#{pack.slug})",
            ", ".join(ROLES[role] for role in pack.manifest.roles),
            str(pack.manifest.minutes),
            f"{by_name[REFERENCE].score:.2f}",
            f"{best:.2f}",
            f"{by_name[STARTER].score:.2f}",
            f"{told.wall_seconds:.1f} s",
            f"{told.peak_memory_bytes / MIB:.0f} MiB" if told.peak_memory_bytes else "not measured",
            *(
                f"{seconds:.1f} s" if seconds else "not measured"
                for seconds in (told.visible_seconds, told.scored_seconds)
            ),
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


def _part(pack: Pack) -> Iterator[str]:
    told = _proof(pack)
    yield f"## {pack.slug}\n"
    yield f"**{pack.manifest.title}.** {pack.manifest.summary}\n"
    yield f"![Scores of the submissions of {pack.slug}](images/challenges/{pack.slug}.svg)\n"
    yield "| check | competency | weight | floor | ceiling | unit |"
    yield "| --- | --- | --: | --: | --: | --- |"
    yield from (f"| {' | '.join(_check_cells(check))} |" for check in pack.manifest.checks)
    yield ""
    competencies = pack.manifest.competencies
    titles = [COMPETENCIES[slug].title for slug in competencies]
    yield f"| submission | score | spread | {' | '.join(titles)} | band | caught by |"
    yield f"| --- | --: | --: | {' | '.join('--:' for _ in titles)} | --- | --- |"
    yield from (f"| {' | '.join(_cells(one, competencies))} |" for one in told.submissions)
    yield ""


def _check_cells(check: Check) -> tuple[str, ...]:
    name = f"`{check.name}`" + (", must not" if check.must_not else "")
    bounds = (one if isinstance(one, str) else f"{one:g}" for one in (check.floor, check.ceiling))
    return (name, COMPETENCIES[check.competency].title, f"{check.weight:.0%}", *bounds, check.unit)


def _cells(one: Measured, competencies: tuple[str, ...]) -> tuple[str, ...]:
    return (
        one.name,
        f"{one.score:.3f} ± {one.score_error:.3f}",
        f"{one.spread:.3f}",
        *(f"{one.competencies[slug]:.2f}" for slug in competencies),
        f"{one.band[0]:g} to {one.band[1]:g}" if one.band else "",
        f"`{one.fails}`" if one.fails else "",
    )


def _proof(pack: Pack) -> Calibration:
    if pack.calibration is None or not pack.is_calibrated:
        raise PackError(f"{pack.slug}: calibration.json is not of this content; verify it first")
    return pack.calibration


def _draw(pack: Pack) -> None:
    """A dot for each submission's score, a whisker for its spread, and the band it must land in."""
    submissions = sorted(_proof(pack).submissions, key=lambda one: one.score)
    figure = Figure(figsize=(7, 0.7 + 0.22 * len(submissions)), layout="constrained")
    axes = figure.subplots()
    for at, one in enumerate(submissions):
        if one.band:
            axes.barh(at, one.band[1] - one.band[0], left=one.band[0], height=0.7, color=BAND_COLOUR)  # fmt: skip
        colour = COLOURS.get(one.name, MUTANT_COLOUR)
        axes.errorbar(one.score, at, xerr=one.spread, fmt="o", markersize=5, color=colour)
    axes.set_yticks(range(len(submissions)), [one.name for one in submissions], fontsize=8)
    axes.set_xlim(-0.02, 1.05)
    axes.tick_params(axis="x", labelsize=8)
    axes.set_xlabel("score", fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    with rc_context(
        {"svg.fonttype": "none", "svg.hashsalt": pack.slug}
    ):  # small, and the same again
        figure.savefig(CHARTS / f"{pack.slug}.svg", metadata={"Date": None}, facecolor="white")


if __name__ == "__main__":
    main()
