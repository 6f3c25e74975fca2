/** How a moment reads from now: "in 3 days", "2 hours ago". */

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function fromNow(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  for (const [unit, length] of UNITS) {
    // Half a unit early, so that 59.5 minutes read as an hour and never as 60 minutes.
    if (Math.abs(seconds) >= length - lengthBelow(length) / 2) {
      return relative.format(Math.sign(seconds) * Math.round(Math.abs(seconds) / length), unit);
    }
  }
  return seconds > 0 ? "in a moment" : "just now";
}

function lengthBelow(length: number): number {
  return UNITS.find(([, candidate]) => candidate < length)?.[1] ?? 30;
}

export function exactly(at: Date): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" }).format(at);
}

/** "1 h 05 min", "12 min", "48 s". */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
