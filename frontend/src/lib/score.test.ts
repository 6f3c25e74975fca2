import { expect, it } from "vitest";
import {
  count,
  formatBytes,
  formatInterval,
  formatRanks,
  formatScore,
  formatValue,
} from "@/lib/score";

it("shows scores from 0 to 100 and a dash where there is none", () => {
  expect(formatScore(0.724)).toBe("72");
  expect(formatScore(0.724, 1)).toBe("72.4");
  expect(formatScore(0)).toBe("0");
  expect(formatScore(null)).toBe("–");
});

it("shows an interval by its ends", () => {
  expect(formatInterval([0.61, 0.8])).toBe("61–80");
  expect(formatInterval([0.998, 1])).toBe("100");
  expect(formatInterval(null)).toBe("–");
});

it("shows one rank once and several as a range", () => {
  expect(formatRanks([3, 3])).toBe("3");
  expect(formatRanks([2, 5])).toBe("2–5");
});

it("shows a measured value with its unit, and zero as a value", () => {
  expect(formatValue(18450.23, "EUR")).toBe("18,450\u00a0EUR");
  expect(formatValue(0, "alarms")).toBe("0\u00a0alarms");
  expect(formatValue(null, "EUR")).toBe("–");
});

it("shows a share as a percentage", () => {
  expect(formatValue(0.9565, "share")).toBe("95.65\u00a0%");
  expect(formatValue(0.01875, "share")).toBe("1.875\u00a0%");
});

it("shows sizes in the unit that suits them", () => {
  expect(formatBytes(999)).toBe("999 B");
  expect(formatBytes(1500)).toBe("1.5 kB");
  expect(formatBytes(2_500_000)).toBe("2.5 MB");
});

it("counts one and many", () => {
  expect(count(1, "candidate")).toBe("1 candidate");
  expect(count(0, "candidate")).toBe("0 candidates");
});
