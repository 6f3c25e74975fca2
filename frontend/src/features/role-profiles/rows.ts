import type { ChallengeRow, RoleProfile } from "@/api/types";
import { byWeight, type Weighed, type Weights, weightOf } from "@/lib/weights";
import { spelledOut } from "@/lib/wording";

/** A line of the tables: what is weighed, and how long it takes where that is known. */
export interface Row extends Weighed {
  minutes?: number;
}

/** The competencies of the rubric that comes with the product; no endpoint lists rubrics. */
const CRITERIA = [
  "communication",
  "collaboration",
  "adaptability",
  "business-alignment",
  "ownership",
];

export function challengeRows(challenges: readonly ChallengeRow[], weights: Weights): Row[] {
  return challenges
    .map(({ slug, title, minutes }) => ({
      name: slug,
      title,
      minutes,
      weight: weightOf(weights, slug),
    }))
    .sort(byWeight);
}

export function criterionRows(names: readonly string[], weights: Weights): Row[] {
  return names
    .map((name) => ({ name, title: spelledOut(name), weight: weightOf(weights, name) }))
    .sort(byWeight);
}

/** Also what a profile names besides: a rubric of the organization's own may ask for it. */
export function criteriaOf(...profiles: (RoleProfile | null)[]): string[] {
  const besides = profiles.flatMap((profile) => Object.keys(profile?.criterion_weights ?? {}));
  return [...new Set([...CRITERIA, ...besides])];
}

/** The challenges that a profile names and nobody can be given here. */
export function unpublished(challenges: readonly ChallengeRow[], weights: Weights): string[] {
  const published = new Set(challenges.map(({ slug }) => slug));
  return Object.keys(weights).filter((slug) => !published.has(slug));
}
