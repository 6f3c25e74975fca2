import { expect, it } from "vitest";
import type { Criterion, RatingDraft } from "@/api/types";
import {
  countComplete,
  type Draft,
  isComplete,
  lackOf,
  withRating,
} from "@/features/scorecard/draft";

const criterion = (id: string): Criterion => ({
  id,
  title: id,
  guidance: "",
  questions: [],
  competency: id,
  weight: 1,
  levels: [],
});
const rating = (change: Partial<RatingDraft>): RatingDraft => ({
  criterion_id: "ownership",
  level: null,
  not_observed: false,
  evidence: "",
  ...change,
});
const empty: Draft = { ratings: {}, recommendation: "", summary: "" };

it("asks for evidence beside a level, and for none where nothing was observed", () => {
  expect(lackOf(rating({}))).toContain("Choose a level");
  expect(lackOf(rating({ level: 4, evidence: "  " }))).toContain("Say what you saw");
  expect(lackOf(rating({ level: 4, evidence: "Wrote the runbook." }))).toBe("");
  expect(lackOf(rating({ not_observed: true }))).toBe("");
});

it("is complete with every criterion and a recommendation", () => {
  const criteria = [criterion("ownership"), criterion("communication")];
  const half = withRating(empty, rating({ level: 4, evidence: "Wrote the runbook." }));
  expect(countComplete(half, criteria)).toBe(1);
  const rated = withRating(half, rating({ criterion_id: "communication", not_observed: true }));
  expect(isComplete(rated, criteria)).toBe(false);
  expect(isComplete({ ...rated, recommendation: "yes" }, criteria)).toBe(true);
});

it("replaces a rating and leaves the draft before it as it was", () => {
  const before = withRating(empty, rating({ level: 2 }));
  const after = withRating(before, rating({ level: 5 }));
  expect(after.ratings.ownership?.level).toBe(5);
  expect(before.ratings.ownership?.level).toBe(2);
});
