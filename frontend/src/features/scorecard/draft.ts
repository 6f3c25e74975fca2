import type { Criterion, MyScorecard, RatingDraft, Recommendation } from "@/api/types";

/** What a rater has written so far. */
export interface Draft {
  ratings: Record<string, RatingDraft>;
  recommendation: Recommendation | "";
  summary: string;
}

export function draftOf({ ratings, recommendation, summary }: MyScorecard): Draft {
  return {
    ratings: Object.fromEntries(ratings.map((rating) => [rating.criterion_id, rating])),
    recommendation,
    summary,
  };
}

export function ratingOf(draft: Draft, criterionId: string): RatingDraft {
  return (
    draft.ratings[criterionId] ?? {
      criterion_id: criterionId,
      level: null,
      not_observed: false,
      evidence: "",
    }
  );
}

export function withRating(draft: Draft, rating: RatingDraft): Draft {
  return { ...draft, ratings: { ...draft.ratings, [rating.criterion_id]: rating } };
}

/** What a rating still lacks before the scorecard can be handed in; empty when nothing. */
export function lackOf({ level, not_observed, evidence }: RatingDraft): string {
  if (level === null && !not_observed) return "Choose a level, or “not observed”.";
  if (level !== null && evidence.trim() === "") return "Say what you saw that marks this level.";
  return "";
}

export function countComplete(draft: Draft, criteria: readonly Criterion[]): number {
  return criteria.filter(({ id }) => lackOf(ratingOf(draft, id)) === "").length;
}

export function isComplete(draft: Draft, criteria: readonly Criterion[]): boolean {
  return countComplete(draft, criteria) === criteria.length && draft.recommendation !== "";
}
