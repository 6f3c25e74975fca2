/** Two standard errors to each side: where a score would fall on other data, 19 times in 20. */
export function likelyRange(score: number, standardError: number | null): [number, number] | null {
  if (standardError === null) return null;
  const reach = 2 * standardError;
  return [Math.max(0, score - reach), Math.min(1, score + reach)];
}
