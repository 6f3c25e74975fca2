import { HIGHEST_WEIGHT, isWeight, LOWEST_WEIGHT, PLAIN_WEIGHT } from "@/lib/weights";

const STEPS = [LOWEST_WEIGHT, 0.25, 0.5, PLAIN_WEIGHT, 1.5, 2, 3, 4, 5, 7, HIGHEST_WEIGHT];

/** The next step above or below, also from a number between two; 1 where there was no weight. */
export function stepFrom(weight: unknown, direction: "up" | "down"): number {
  if (!isWeight(weight)) return PLAIN_WEIGHT;
  return direction === "up"
    ? (STEPS.find((step) => step > weight) ?? HIGHEST_WEIGHT)
    : (STEPS.findLast((step) => step < weight) ?? LOWEST_WEIGHT);
}
