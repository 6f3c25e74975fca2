import { describe, expect, it } from "vitest";
import { formatRemaining, remainingMs, urgencyOf, warningBetween } from "@/lib/countdown";
import { readClock, serverTime } from "@/lib/server-clock";

const MINUTE = 60_000;

describe("the server's clock", () => {
  it("assumes that the server told its time half-way through the request", () => {
    const reading = readClock("2026-11-23T10:00:00Z", 1_000, 1_400);
    expect(serverTime(reading, 1_200)).toBe(Date.parse("2026-11-23T10:00:00Z"));
    expect(serverTime(reading, 1_400)).toBe(Date.parse("2026-11-23T10:00:00.200Z"));
  });

  it("runs on with the page's monotonic clock", () => {
    const reading = readClock("2026-11-23T10:00:00Z", 0, 0);
    expect(serverTime(reading, 90_000)).toBe(Date.parse("2026-11-23T10:01:30Z"));
  });
});

describe("the time that is left", () => {
  it("never falls below zero", () => {
    expect(remainingMs("2026-11-23T10:00:00Z", Date.parse("2026-11-23T11:00:00Z"))).toBe(0);
  });

  it("is measured against the server's time", () => {
    const reading = readClock("2026-11-23T10:00:00Z", 0, 0);
    expect(remainingMs("2026-11-23T10:30:00Z", serverTime(reading, 10 * MINUTE))).toBe(20 * MINUTE);
  });

  it.each([
    [125 * MINUTE, "2 h 05 min"],
    [60 * MINUTE, "1 h 00 min"],
    [42 * MINUTE + 59_000, "42 min"],
    [10 * MINUTE, "10 min"],
    [9 * MINUTE + 41_000, "9:41"],
    [59_400, "1:00"],
    [900, "0:01"],
    [0, "0:00"],
  ])("%i ms reads as %s", (ms, text) => {
    expect(formatRemaining(ms)).toBe(text);
  });

  it.each([
    [60 * MINUTE, "calm"],
    [15 * MINUTE, "soon"],
    [5 * MINUTE, "last"],
    [0, "over"],
  ])("%i ms is %s", (ms, urgency) => {
    expect(urgencyOf(ms)).toBe(urgency);
  });

  it("warns once at each of the last fifteen, five and one minutes", () => {
    expect(warningBetween(15 * MINUTE + 1, 15 * MINUTE)).toBe("15 minutes left");
    expect(warningBetween(15 * MINUTE, 15 * MINUTE - 1_000)).toBeNull();
    expect(warningBetween(5 * MINUTE + 500, 5 * MINUTE - 500)).toBe("5 minutes left");
    expect(warningBetween(MINUTE + 1, MINUTE)).toBe("1 minute left");
  });

  it("after a sleep says what is left by then, and nothing when time is up", () => {
    expect(warningBetween(40 * MINUTE, 3 * MINUTE)).toBe("3 minutes left");
    expect(warningBetween(40 * MINUTE, 0)).toBeNull();
  });
});
