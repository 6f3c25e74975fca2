/** The geometry of a dot with its whiskers: values between 0 and 1 on a line of a given width. */

export interface IntervalShape {
  dot: number;
  low: number;
  high: number;
}

/** Keeps a value that lies outside the scale (or is no number) on the drawing. */
export function clampToScale(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(0, value));
}

/**
 * Positions in pixels for a value with its interval. `inset` keeps the dot's radius inside the
 * drawing at both ends. Whiskers in the wrong order are swapped; without them all three coincide.
 */
export function intervalShape(
  value: number,
  interval: readonly number[] | null,
  width: number,
  inset: number,
): IntervalShape {
  const place = (at: number) => inset + clampToScale(at) * Math.max(0, width - 2 * inset);
  const [one = value, other = value] = interval ?? [];
  return {
    dot: place(value),
    low: place(Math.min(one, other)),
    high: place(Math.max(one, other)),
  };
}
