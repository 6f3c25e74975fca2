import type { RankedRow } from "@/api/types";

export interface Band {
  number: number;
  rows: RankedRow[];
}

/** The ranked rows, in order, grouped by the band they share. */
export function bandsOf(ranked: readonly RankedRow[]): Band[] {
  const bands: Band[] = [];
  for (const row of ranked) {
    const last = bands.at(-1);
    if (last?.number === row.band) last.rows.push(row);
    else bands.push({ number: row.band, rows: [row] });
  }
  return bands;
}

/** How many places each application rose (positive) or fell against the saved order. */
export function rankChanges(
  saved: readonly RankedRow[],
  tried: readonly RankedRow[],
): Map<string, number> {
  const before = new Map(saved.map((row) => [row.application_id, row.rank]));
  return new Map(
    tried.map((row) => [
      row.application_id,
      (before.get(row.application_id) ?? row.rank) - row.rank,
    ]),
  );
}

/** The challenges of all rows, in the order in which they first appear. */
export function itemTitles(ranked: readonly RankedRow[]): string[] {
  return [...new Set(ranked.flatMap((row) => row.items.map((item) => item.title)))];
}

/** What a challenge makes of the automated score; null where that is not the same for all. */
export function itemShare(ranked: readonly RankedRow[], title: string): number | null {
  const shares = new Set<number | null>();
  for (const { items } of ranked) {
    const whole = items.reduce((sum, { weight }) => sum + weight, 0);
    const item = items.find((one) => one.title === title);
    shares.add(item && whole > 0 ? item.weight / whole : null);
  }
  const [share = null] = shares;
  return shares.size === 1 ? share : null;
}

/** What a band means, in words. */
export function bandMeaning(size: number, confidence: number): string {
  const percent = Math.round(confidence * 100);
  return size === 1
    ? "Stands apart from the bands around it"
    : `${size} candidates who cannot be told apart at ${percent} % confidence`;
}
