import { describe, expect, it } from "vitest";
import { clampToScale, intervalShape } from "@/lib/interval";

describe("the drawing of an interval", () => {
  it("spans the width between the insets", () => {
    expect(intervalShape(0.5, [0, 1], 110, 5)).toEqual({ dot: 55, low: 5, high: 105 });
  });

  it("keeps what lies outside the scale on the drawing", () => {
    expect(intervalShape(1.2, [-0.3, 4], 100, 0)).toEqual({ dot: 100, low: 0, high: 100 });
  });

  it("draws whiskers from low to high, whatever their order", () => {
    expect(intervalShape(0.5, [0.7, 0.3], 100, 0)).toEqual({ dot: 50, low: 30, high: 70 });
  });

  it("falls on the dot where there is no interval", () => {
    expect(intervalShape(0.25, null, 100, 0)).toEqual({ dot: 25, low: 25, high: 25 });
  });

  it("never runs backwards on a drawing narrower than its insets", () => {
    const { low, high } = intervalShape(0.5, [0, 1], 4, 5);
    expect(high).toBeGreaterThanOrEqual(low);
  });

  it("takes what is no number as the scale's start", () => {
    expect(clampToScale(Number.NaN)).toBe(0);
  });
});
