import { expect, it } from "vitest";
import { formatSeconds, fromNow } from "@/lib/moment";

const now = new Date("2026-11-23T12:00:00Z");
const after = (seconds: number) => fromNow(new Date(now.getTime() + seconds * 1000), now);

it.each([
  [3 * 86_400, "in 3 days"],
  [-3 * 86_400, "3 days ago"],
  [9 * 86_400, "in 9 days"],
  [7_200, "in 2 hours"],
  [3_570, "in 1 hour"],
  [3_540, "in 59 minutes"],
  [59 * 60 + 45, "in 1 hour"],
  [-90, "2 minutes ago"],
  [10, "in a moment"],
  [-10, "just now"],
])("says %i seconds from now as “%s”", (seconds, words) => {
  expect(after(seconds)).toBe(words);
});

it("says durations without a false precision", () => {
  expect(formatSeconds(3.14)).toBe("3.1 s");
  expect(formatSeconds(48)).toBe("48 s");
  expect(formatSeconds(3_900)).toBe("1 h 05 min");
});
