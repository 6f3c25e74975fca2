import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { Opening, RankedRow, Shortlist } from "@/api/types";
import { serveApi, visit } from "@/test-page";

const saved = vi.fn();
let rubricWeight = 0.4;

const opening: Opening = {
  id: "op",
  title: "MLOps engineer",
  requisition_id: "",
  state: "open",
  organization: { id: "bw", name: "Brightwater" },
  application_count: 3,
  handed_in_count: 3,
  evaluated_count: 3,
  scorecard_count: 2,
  created_at: "2026-11-01T09:00:00Z",
  rubric_weight: 0.4,
  band_confidence: 0.9,
  blind_names: false,
  assessments: [],
  team: [],
  my_role: "recruiter",
  may_manage: true,
  may_decide: true,
  progress: { runs_total: 3, runs_finished: 3, runs_failed: 0 },
};

function row(name: string, rank: number, automated: number, rubric: number): RankedRow {
  return {
    application_id: name,
    candidate_name: name,
    stage: "evaluated",
    rank,
    rank_interval: [1, 2],
    band: 1,
    composite: 0.7,
    composite_interval: [0.6, 0.8],
    automated,
    automated_interval: [automated - 0.1, automated + 0.1],
    rubric,
    rubric_interval: [rubric - 0.1, rubric + 0.1],
    raters: 2,
    items: [{ title: "Drift monitor", score: automated, outcome: "completed" }],
    recommendations: { strong_no: 0, no: 0, yes: 2, strong_yes: 0 },
    decision: null,
  };
}

const shortlist = (ranked: RankedRow[]): Shortlist => ({
  opening: { id: "op", title: "MLOps engineer" },
  rubric_weight: rubricWeight,
  confidence: 0.9,
  progress: opening.progress,
  ranked,
  incomplete: [
    {
      application_id: "Cy",
      candidate_name: "Cy",
      stage: "evaluated",
      automated: 0.99,
      automated_interval: null,
      rubric: null,
      rubric_interval: null,
      raters: 0,
      decision: null,
      missing: ["scorecard"],
    },
  ],
});

serveApi(
  http.get("*/api/v1/openings/op/", () => HttpResponse.json(opening)),
  http.get("*/api/v1/openings/op/shortlist/", ({ request }) => {
    const tried = new URL(request.url).searchParams.get("automated_weight");
    const [ada, bo] = tried === null ? [1, 2] : [2, 1];
    const rows = [row("Ada", ada, 0.6, 0.9), row("Bo", bo, 0.9, 0.5)];
    return HttpResponse.json(shortlist(rows.sort((one, other) => one.rank - other.rank)));
  }),
  http.patch("*/api/v1/openings/op/", async ({ request }) => {
    const change = (await request.json()) as { rubric_weight: number };
    saved(change);
    rubricWeight = change.rubric_weight;
    return HttpResponse.json(opening);
  }),
);

beforeEach(() => {
  saved.mockReset();
  rubricWeight = 0.4;
});

const names = (table: HTMLElement) =>
  within(table)
    .getAllByRole("link")
    .map((link) => link.textContent);

it("shows a band, its meaning, and each interval in words", async () => {
  visit("/openings/op/shortlist");
  const table = await screen.findByRole("table", { name: "Ranked" });
  const band = within(table).getByRole("rowheader", { name: /2 candidates who cannot be told/ });
  expect(band).toBeVisible();
  expect(within(table).getAllByRole("img", { name: "Composite: 70, interval 60–80" })).toHaveLength(
    2,
  );
});

it("never ranks who lacks a half, however good the other", async () => {
  visit("/openings/op/shortlist");
  expect(names(await screen.findByRole("table", { name: "Ranked" }))).toEqual(["Ada", "Bo"]);
  const incomplete = screen.getByRole("table", { name: "Incomplete candidates" });
  expect(within(incomplete).getByText("no scorecard handed in")).toBeVisible();
});

it("tries another weight without saving it", async () => {
  const router = visit("/openings/op/shortlist");
  const slider = await screen.findByRole("slider", { name: /Weight of the automated score/ });
  slider.focus();
  await userEvent.keyboard("{ArrowRight}");
  expect(await screen.findByText(/Not saved; the opening has 60 % automated/)).toBeVisible();
  const table = screen.getByRole("table", { name: "Ranked" });
  await vi.waitFor(() => expect(names(table)).toEqual(["Bo", "Ada"]));
  expect(within(table).getByTitle("Up 1 place")).toBeVisible();
  expect(router.state.location.search).toEqual({ automated: 65 });

  await userEvent.click(screen.getByRole("button", { name: "Back to saved" }));
  await vi.waitFor(() => expect(names(table)).toEqual(["Ada", "Bo"]));
  expect(saved).not.toHaveBeenCalled();
});

it("saves a tried weight only after a question, and can take it back", async () => {
  visit("/openings/op/shortlist?automated=80");
  await userEvent.click(await screen.findByRole("button", { name: /Save for the opening/ }));
  const question = await screen.findByRole("dialog");
  expect(saved).not.toHaveBeenCalled();
  await userEvent.click(within(question).getByRole("button", { name: "Save weights" }));
  await vi.waitFor(() => expect(saved).toHaveBeenLastCalledWith({ rubric_weight: 0.2 }));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await vi.waitFor(() => expect(saved).toHaveBeenLastCalledWith({ rubric_weight: 0.4 }));
});
