/** Scores are fractions of one in the API; people read them on a scale from 0 to 100. */

const NONE = "–";

export function formatScore(score: number | null | undefined, digits = 0): string {
  if (score === null || score === undefined) return NONE;
  return (score * 100).toFixed(digits);
}

export function formatInterval(interval: readonly number[] | null | undefined): string {
  if (!interval) return NONE;
  return [...new Set(interval.map((end) => formatScore(end)))].join("–");
}

/** "2" or "1–3": the ranks that are plausible. */
export function formatRanks(ranks: readonly number[]): string {
  return [...new Set(ranks)].join("–");
}

export function formatPercent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

/** The unit of a fraction of one, which people read as a percentage. */
export const SHARE = "share";

/** A measured value for people: four significant digits, thousands separated. */
export function formatValue(value: number | null | undefined, unit = ""): string {
  if (value === null || value === undefined) return NONE;
  if (unit === SHARE) return formatValue(100 * value, "%");
  const number = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 }).format(value);
  return unit ? `${number}\u00a0${unit}` : number;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}
