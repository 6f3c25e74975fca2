import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { Opening, ProfileName, ProfileOffer, RankedRow, Shortlist } from "@/api/types";
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
    items: [{ title: "Drift monitor", weight: 1, score: automated, outcome: "completed" }],
    recommendations: { strong_no: 0, no: 0, yes: 2, strong_yes: 0 },
    decision: null,
  };
}

const OWN: ProfileName = { id: "old", role: "mlops-engineer", version: 1, title: "MLOps engineer" };

function offered(id: string, title: string, version: number): ProfileOffer {
  const profile = {
    id,
    role: title.toLowerCase().replace(" ", "-"),
    version,
    is_built_in: true,
    title,
    summary: "",
    challenge_weights: {},
    criterion_weights: {},
    created_at: "2026-11-01T09:00:00Z",
  };
  return { profile, built_in: profile };
}

const OFFERS = [offered("new", "MLOps engineer", 2), offered("ds", "Data scientist", 1)];
const byProfile: Record<string, ProfileName | null> = {
  "": null,
  old: OWN,
  ds: { id: "ds", role: "data-scientist", version: 1, title: "Data scientist" },
};

const shortlist = (ranked: RankedRow[], profile: ProfileName | null): Shortlist => ({
  opening: { id: "op", title: "MLOps engineer" },
  role_profile: profile,
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
    const asked = new URL(request.url).searchParams;
    const profile = asked.get("role_profile") ?? "old";
    const turns = asked.get("automated_weight") !== null || profile === "ds";
    const [ada, bo] = turns ? [2, 1] : [1, 2];
    const rows = [row("Ada", ada, 0.6, 0.9), row("Bo", bo, 0.9, 0.5)];
    return HttpResponse.json(
      shortlist(
        rows.sort((one, other) => one.rank - other.rank),
        byProfile[profile] ?? null,
      ),
    );
  }),
  http.get("*/api/v1/organizations/bw/role-profiles/", () => HttpResponse.json(OFFERS)),
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

async function choose(profile: string) {
  await userEvent.click(await screen.findByRole("combobox", { name: "Role profile" }));
  await userEvent.click(await screen.findByRole("option", { name: profile, hidden: true }));
}

it("says by which profile it is ordered, also where that is not the newest", async () => {
  visit("/openings/op/shortlist");
  const profile = await screen.findByRole("combobox", { name: "Role profile" });
  expect(profile).toHaveDisplayValue("MLOps engineer, version 1 (the opening’s)");
  expect(screen.getByRole("link", { name: "Its weights" })).toHaveAttribute(
    "href",
    "/role-profiles/mlops-engineer?organization=bw",
  );
  expect(screen.queryByText(/What if/)).not.toBeInTheDocument();
});

it("tries another role profile without saving it, and goes back at once", async () => {
  const router = visit("/openings/op/shortlist");
  await choose("Data scientist, built-in");
  const table = await screen.findByRole("table", { name: "Ranked" });
  await vi.waitFor(() => expect(names(table)).toEqual(["Bo", "Ada"]));
  expect(within(table).getByTitle("Up 1 place")).toBeVisible();
  expect(
    screen.getByText(/Not saved; the opening weighs by MLOps engineer, version 1\./),
  ).toBeVisible();
  expect(router.state.location.search).toEqual({ profile: "ds" });
  expect(screen.getByRole("link", { name: "Its weights" })).toHaveAttribute(
    "href",
    "/role-profiles/data-scientist?organization=bw",
  );
  expect(screen.queryByRole("button", { name: /Save for the opening/ })).not.toBeInTheDocument();

  await userEvent.click(screen.getByRole("button", { name: "Back to saved" }));
  await vi.waitFor(() => expect(names(table)).toEqual(["Ada", "Bo"]));
  expect(screen.queryByText(/What if/)).not.toBeInTheDocument();
  expect(router.state.location.search).toEqual({});
  expect(saved).not.toHaveBeenCalled();
});

it("tries everything alike", async () => {
  const router = visit("/openings/op/shortlist");
  await choose("Everything counts alike");
  expect(await screen.findByText(/What if/)).toBeVisible();
  expect(router.state.location.search).toEqual({ profile: "alike" });
  await vi.waitFor(() =>
    expect(screen.queryByRole("link", { name: "Its weights" })).not.toBeInTheDocument(),
  );
});

it("takes back a tried weight and a tried profile together", async () => {
  const router = visit("/openings/op/shortlist?automated=80&profile=ds");
  expect(
    await screen.findByText(
      /the opening has 60 % automated and weighs by MLOps engineer, version 1\./,
    ),
  ).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Back to saved" }));
  await vi.waitFor(() => expect(router.state.location.search).toEqual({}));
  expect(screen.queryByText(/What if/)).not.toBeInTheDocument();
});
