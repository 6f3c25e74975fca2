import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { Opening, RoleProfile } from "@/api/types";
import { serveApi, visit } from "@/test-page";

const opening: Opening = {
  id: "op",
  title: "Night shift",
  requisition_id: "",
  state: "open",
  organization: { id: "bw", name: "Brightwater" },
  application_count: 0,
  handed_in_count: 0,
  evaluated_count: 0,
  scorecard_count: 0,
  created_at: "2026-11-01T09:00:00Z",
  rubric_weight: 0.4,
  band_confidence: 0.9,
  blind_names: false,
  assessments: [],
  team: [],
  my_role: "recruiter",
  may_manage: true,
  may_decide: true,
  progress: { runs_total: 0, runs_finished: 0, runs_failed: 0 },
};

const profile = (id: string, version: number, changes: Partial<RoleProfile> = {}): RoleProfile => ({
  id,
  role: "mlops-engineer",
  version,
  is_built_in: false,
  title: "MLOps engineer",
  summary: "",
  challenge_weights: { drift: 3 },
  criterion_weights: { ownership: 2 },
  created_at: "2026-11-01T09:00:00Z",
  ...changes,
});

const FIRST = profile("first", 1);
const SECOND = profile("second", 2);
const BUILT_IN = profile("ds", 1, {
  role: "data-scientist",
  title: "Data scientist",
  is_built_in: true,
});
const ALL = [FIRST, SECOND, BUILT_IN];
const chosen = vi.fn();
let choice: RoleProfile | null = null;

const answer = () =>
  HttpResponse.json({ profile: choice, newer: choice?.id === "first" ? SECOND : null });

const server = serveApi(
  http.get("*/api/v1/openings/op/", () => HttpResponse.json(opening)),
  http.get("*/api/v1/openings/op/colleagues/", () => HttpResponse.json([])),
  http.get("*/api/v1/openings/op/role-profile/", answer),
  http.put("*/api/v1/openings/op/role-profile/", async ({ request }) => {
    const { role_profile_id } = (await request.json()) as { role_profile_id: string | null };
    chosen(role_profile_id);
    choice = ALL.find(({ id }) => id === role_profile_id) ?? null;
    return answer();
  }),
  http.get("*/api/v1/organizations/bw/role-profiles/", () =>
    HttpResponse.json([
      { profile: SECOND, built_in: null },
      { profile: BUILT_IN, built_in: BUILT_IN },
    ]),
  ),
  http.get("*/api/v1/challenges/", () => HttpResponse.json([])),
);

beforeEach(() => {
  chosen.mockReset();
  choice = null;
});

const select = () => screen.findByRole("combobox", { name: "Role profile" });

it("offers everything alike first, then the profiles", async () => {
  visit("/openings/op/settings");
  expect(await select()).toHaveDisplayValue("Everything counts alike");
  expect(screen.getByText(/Challenges weigh what the assessment gives them/)).toBeVisible();
  await userEvent.click(await select());
  await screen.findByRole("option", { name: "MLOps engineer, version 2", hidden: true });
  const options = screen.getAllByRole("option", { hidden: true });
  expect(options.map((option) => option.textContent)).toEqual([
    "Everything counts alike",
    "MLOps engineer, version 2",
    "Data scientist, built-in",
  ]);
});

it("chooses a profile, says what it means, and takes it back", async () => {
  visit("/openings/op/settings");
  await userEvent.click(await select());
  await userEvent.click(
    await screen.findByRole("option", { name: "Data scientist, built-in", hidden: true }),
  );
  await vi.waitFor(() => expect(chosen).toHaveBeenLastCalledWith("ds"));
  expect(await screen.findByText(/Counting most: Drift × 3 · Ownership × 2\./)).toBeVisible();
  expect(await select()).toHaveDisplayValue("Data scientist, built-in");
  expect(screen.getByRole("link", { name: "See all of its weights" })).toHaveAttribute(
    "href",
    "/role-profiles/data-scientist?organization=bw",
  );
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await vi.waitFor(() => expect(chosen).toHaveBeenLastCalledWith(null));
  expect(await select()).toHaveDisplayValue("Everything counts alike");
});

it("keeps the version that was chosen until somebody takes the newer one", async () => {
  choice = FIRST;
  visit("/openings/op/settings");
  expect(await select()).toHaveDisplayValue("MLOps engineer, version 1");
  expect(screen.getByText("A newer version of this profile exists.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Take the newer version" }));
  await vi.waitFor(() => expect(chosen).toHaveBeenLastCalledWith("second"));
  await vi.waitFor(async () =>
    expect(await select()).toHaveDisplayValue("MLOps engineer, version 2"),
  );
  expect(screen.queryByText(/A newer version/)).not.toBeInTheDocument();
});

it("stays as it was where the choice is refused, and says why", async () => {
  server.use(
    http.put("*/api/v1/openings/op/role-profile/", () =>
      HttpResponse.json({ title: "Not found", detail: "It is gone." }, { status: 404 }),
    ),
  );
  choice = SECOND;
  visit("/openings/op/settings");
  await userEvent.click(await select());
  await userEvent.click(
    await screen.findByRole("option", { name: "Everything counts alike", hidden: true }),
  );
  expect(await screen.findByText(/This does not exist, or it is not yours to see/)).toBeVisible();
  expect(await select()).toHaveDisplayValue("MLOps engineer, version 2");
});

it("is read and not changed by those who do not manage the opening", async () => {
  server.use(
    http.get("*/api/v1/openings/op/", () => HttpResponse.json({ ...opening, may_manage: false })),
  );
  choice = FIRST;
  visit("/openings/op/settings");
  expect(await select()).toBeDisabled();
  expect(screen.getByText("A newer version of this profile exists.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Take the newer/ })).not.toBeInTheDocument();
});
