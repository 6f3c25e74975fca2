import { expect, it } from "vitest";
import type { Scorecard } from "@/api/types";
import { criterionRows } from "@/features/application/ratings";

function scorecard(author: string, levels: Record<string, number | null>): Scorecard {
  return {
    id: author,
    author: { id: author, name: author },
    state: "handed_in",
    recommendation: "yes",
    summary: "",
    score: null,
    handed_in_at: null,
    ratings: Object.entries(levels).map(([criterion, level]) => ({
      criterion_id: criterion,
      criterion,
      competency: criterion,
      level,
      not_observed: level === null,
      evidence: "",
    })),
  };
}

it("lays the raters side by side, with a gap where one has no rating", () => {
  const rows = criterionRows([
    scorecard("ines", { ownership: 4 }),
    scorecard("henrik", { ownership: 4, communication: 2 }),
  ]);
  const communication = rows.find((row) => row.criterion === "communication");
  expect(communication?.ratings.map((rating) => rating?.level ?? null)).toEqual([null, 2]);
});

it("marks levels that differ by two or more, and only those", () => {
  const rows = criterionRows([
    scorecard("ines", { near: 3, far: 2, unseen: null }),
    scorecard("henrik", { near: 4, far: 4, unseen: 5 }),
  ]);
  expect(rows.map(({ criterion, disputed }) => [criterion, disputed])).toEqual([
    ["near", false],
    ["far", true],
    ["unseen", false],
  ]);
});
