/** How much time is left, how pressing that is, and how to say it. */

export type Urgency = "calm" | "soon" | "last" | "over";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const SOON_MS = 15 * MINUTE;
export const LAST_MS = 5 * MINUTE;

/** The moments at which the page says aloud how much is left. */
const WARNINGS = [SOON_MS, LAST_MS, MINUTE];

export function remainingMs(deadlineAt: string, serverMs: number): number {
  return Math.max(0, Date.parse(deadlineAt) - serverMs);
}

export function urgencyOf(leftMs: number): Urgency {
  if (leftMs <= 0) return "over";
  if (leftMs <= LAST_MS) return "last";
  return leftMs <= SOON_MS ? "soon" : "calm";
}

/** "1 h 05 min" while there is plenty, "9:41" in the last ten minutes. */
export function formatRemaining(leftMs: number): string {
  if (leftMs >= HOUR) {
    const minutes = Math.floor((leftMs % HOUR) / MINUTE);
    return `${Math.floor(leftMs / HOUR)} h ${String(minutes).padStart(2, "0")} min`;
  }
  if (leftMs >= 10 * MINUTE) return `${Math.floor(leftMs / MINUTE)} min`;
  const seconds = Math.ceil(leftMs / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The warning that is due when the time left falls from `before` to `now`, if any. */
export function warningBetween(before: number, now: number): string | null {
  const crossed = WARNINGS.some((limit) => before > limit && now <= limit);
  if (!crossed || now <= 0) return null;
  const minutes = Math.ceil(now / MINUTE);
  return minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
}
