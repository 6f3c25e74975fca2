/** Factors by name: what counts how much. What is not named weighs 1. */
export type Weights = Readonly<Record<string, number>>;

export const LOWEST_WEIGHT = 0.1;
export const HIGHEST_WEIGHT = 10;
/** The weight of what is not named. */
export const PLAIN_WEIGHT = 1;

export interface Weighed {
  name: string;
  title: string;
  weight: number;
}

export const weightOf = (weights: Weights, name: string) => weights[name] ?? PLAIN_WEIGHT;

export function isWeight(value: unknown): value is number {
  return typeof value === "number" && value >= LOWEST_WEIGHT && value <= HIGHEST_WEIGHT;
}

export function byWeight(one: Weighed, other: Weighed): number {
  return other.weight - one.weight || one.title.localeCompare(other.title);
}

/** What counts more than the rest, the most first. */
export function countingMost(weights: Weights, titleOf: (name: string) => string): Weighed[] {
  return Object.entries(weights)
    .filter(([, weight]) => weight > PLAIN_WEIGHT)
    .map(([name, weight]) => ({ name, weight, title: titleOf(name) }))
    .sort(byWeight);
}

export const formatWeight = (weight: number) =>
  `×\u00a0${new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(weight)}`;
