import { expect, it } from "vitest";
import type { RankedRow } from "@/api/types";
import {
  bandMeaning,
  bandsOf,
  itemShare,
  itemTitles,
  rankChanges,
} from "@/features/shortlist/bands";

function ranked(id: string, rank: number, band: number, titles: string[] = []): RankedRow {
  return {
    application_id: id,
    candidate_name: id,
    stage: "evaluated",
    rank,
    rank_interval: [rank, rank],
    band,
    composite: 0.5,
    composite_interval: [0.4, 0.6],
    automated: 0.5,
    automated_interval: [0.4, 0.6],
    rubric: 0.5,
    rubric_interval: [0.4, 0.6],
    raters: 1,
    items: titles.map((title, index) => ({
      title,
      weight: index + 1,
      score: 0.5,
      outcome: "completed",
    })),
    recommendations: { strong_no: 0, no: 0, yes: 1, strong_yes: 0 },
    decision: null,
  };
}

it("groups those who share a band and keeps the order", () => {
  const bands = bandsOf([ranked("ada", 1, 1), ranked("bo", 2, 1), ranked("cy", 3, 2)]);
  expect(bands.map(({ rows }) => rows.map((row) => row.application_id))).toEqual([
    ["ada", "bo"],
    ["cy"],
  ]);
});

it("counts how far a what-if moves each", () => {
  const saved = [ranked("ada", 1, 1), ranked("bo", 2, 2), ranked("cy", 3, 3)];
  const tried = [ranked("cy", 1, 1), ranked("ada", 2, 2), ranked("bo", 3, 3)];
  expect(Object.fromEntries(rankChanges(saved, tried))).toEqual({ ada: -1, bo: -1, cy: 2 });
});

it("moves nobody who was not ranked before", () => {
  expect(rankChanges([], [ranked("ada", 1, 1)]).get("ada")).toBe(0);
});

it("lists each challenge once, also where candidates sat different ones", () => {
  const rows = [ranked("ada", 1, 1, ["Drift", "Gate"]), ranked("bo", 2, 1, ["Gate", "Churn"])];
  expect(itemTitles(rows)).toEqual(["Drift", "Gate", "Churn"]);
});

it("says what a challenge makes of the automated score", () => {
  const alike = [ranked("ada", 1, 1, ["Drift", "Gate"]), ranked("bo", 2, 1, ["Drift", "Gate"])];
  expect([itemShare(alike, "Drift"), itemShare(alike, "Gate")]).toEqual([1 / 3, 2 / 3]);
  const others = [...alike, ranked("cy", 3, 1, ["Gate"])];
  expect(itemShare(others, "Gate")).toBeNull();
  expect(itemShare(others, "Drift")).toBeNull();
});

it("says what a band means", () => {
  expect(bandMeaning(3, 0.9)).toBe("3 candidates who cannot be told apart at 90 % confidence");
  expect(bandMeaning(1, 0.9)).not.toContain("told apart");
});
