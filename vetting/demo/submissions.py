"""What the demo's candidates hand in: a pack's reference and its mutants, best first."""

from collections.abc import Mapping

from challenges.catalog import Pack


def ranked_submissions(pack: Pack) -> list[Mapping[str, bytes]]:
    """Complete workspaces: the reference, then each mutant by its calibrated score."""
    calibration = pack.calibration
    if calibration is None:
        raise ValueError(f"{pack.slug} is not calibrated")
    scores = {one.name: one.score for one in calibration.submissions}
    mutants = sorted(
        (mutant.name for mutant in pack.manifest.calibration.mutants),
        key=lambda name: -scores[name],
    )
    return [pack.reference, *(pack.mutant(name) for name in mutants)]
