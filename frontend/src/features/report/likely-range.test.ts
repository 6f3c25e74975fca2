import { describe, expect, it } from "vitest";
import { likelyRange } from "@/features/report/likely-range";

describe("the likely range of a score", () => {
  it("reaches two standard errors to each side", () => {
    const [low, high] = likelyRange(0.5, 0.05) ?? [];
    expect(low).toBeCloseTo(0.4);
    expect(high).toBeCloseTo(0.6);
  });

  it("ends where scores end", () => {
    expect(likelyRange(0.98, 0.05)?.[1]).toBe(1);
    expect(likelyRange(0.02, 0.05)?.[0]).toBe(0);
  });

  it("is unknown where the error is", () => {
    expect(likelyRange(0.5, null)).toBeNull();
  });
});
