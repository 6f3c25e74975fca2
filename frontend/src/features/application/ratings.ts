import type { Scorecard, ScorecardRating } from "@/api/types";

export interface CriterionRow {
  criterionId: string;
  criterion: string;
  competency: string;
  /** One per scorecard, in the scorecards' order; null where it has none. */
  ratings: (ScorecardRating | null)[];
  /** The levels lie so far apart that a third opinion is due. */
  disputed: boolean;
}

const DISPUTED_FROM = 2;

/** The scorecards turned into one row per criterion, raters side by side. */
export function criterionRows(scorecards: readonly Scorecard[]): CriterionRow[] {
  const rows = new Map<string, CriterionRow>();
  for (const [column, scorecard] of scorecards.entries()) {
    for (const rating of scorecard.ratings) {
      const row = rows.get(rating.criterion_id) ?? emptyRow(rating, scorecards.length);
      row.ratings[column] = rating;
      rows.set(rating.criterion_id, row);
    }
  }
  return [...rows.values()].map((row) => ({ ...row, disputed: spread(row) >= DISPUTED_FROM }));
}

function emptyRow(rating: ScorecardRating, raters: number): CriterionRow {
  return {
    criterionId: rating.criterion_id,
    criterion: rating.criterion,
    competency: rating.competency,
    ratings: new Array<ScorecardRating | null>(raters).fill(null),
    disputed: false,
  };
}

function spread({ ratings }: CriterionRow): number {
  const levels = ratings.flatMap((rating) => (rating?.level ? [rating.level] : []));
  return levels.length < 2 ? 0 : Math.max(...levels) - Math.min(...levels);
}
