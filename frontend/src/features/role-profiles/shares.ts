import { isWeight } from "@/lib/weights";

/** What each of the weights makes of their whole, as a fraction; null where it is no weight. */
export function sharesOf(weights: readonly unknown[]): (number | null)[] {
  const whole = weights.filter(isWeight).reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (isWeight(weight) ? weight / whole : null));
}

/** The share that fills a bar: with everything alike, every bar is half full. */
export function fullBar(shares: readonly (number | null)[]): number {
  const alike = 1 / Math.max(shares.length, 1);
  return Math.max(2 * alike, ...shares.map((share) => share ?? 0));
}
