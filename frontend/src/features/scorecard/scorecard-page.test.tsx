import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { Application, MyScorecard } from "@/api/types";
import { serveApi, visit } from "@/test-page";

const opening = { id: "op", title: "MLOps engineer" };

const application: Application = {
  id: "ap",
  candidate: { id: "ca", name: "Candidate 7", email: "" },
  opening,
  stage: "evaluated",
  attempt: null,
  submissions: [],
  automated: null,
  automated_hidden: true,
  scorecards: [],
  my_scorecard_id: null,
  may_rate: true,
  may_decide: false,
  decision: null,
};

const blank: MyScorecard = {
  application: { id: "ap", candidate_name: "Candidate 7", opening },
  id: null,
  state: "draft",
  rubric: {
    id: "ru",
    title: "Default",
    criteria: [
      {
        id: "ownership",
        title: "Ownership",
        guidance: "",
        questions: [],
        competency: "ownership",
        weight: 1,
        levels: [1, 2, 3, 4, 5].map((value) => ({ value, anchor: `Did what level ${value} says` })),
      },
    ],
  },
  ratings: [],
  recommendation: "",
  summary: "",
  revision: 0,
  handed_in_at: null,
};

const saved = vi.fn();
const handedIn = vi.fn();
const PATH = "*/api/v1/applications/ap/my-scorecard/";

const server = serveApi(
  http.get("*/api/v1/applications/ap/", () => HttpResponse.json(application)),
  http.get(PATH, () => HttpResponse.json(blank)),
  http.put(PATH, async ({ request }) => {
    const body = (await request.json()) as { revision: number };
    saved(body);
    return HttpResponse.json({ ...blank, ...body, revision: body.revision + 1 });
  }),
  http.post(`${PATH}hand-in/`, () => {
    handedIn();
    return HttpResponse.json({ ...blank, state: "handed_in" });
  }),
);

beforeEach(() => {
  saved.mockReset();
  handedIn.mockReset();
});

async function openScorecard() {
  visit("/applications/ap/scorecard");
  return screen.findByRole("form", { name: "Scorecard" });
}

it("keeps the draft on the server while it is written", async () => {
  const form = await openScorecard();
  await userEvent.click(within(form).getByRole("radio", { name: /level 4/ }));
  await userEvent.type(within(form).getByLabelText("Evidence"), "Wrote the runbook.");
  const written = { level: 4, not_observed: false, evidence: "Wrote the runbook." };
  await vi.waitFor(
    () =>
      expect(saved).toHaveBeenLastCalledWith(
        expect.objectContaining({ ratings: [{ criterion_id: "ownership", ...written }] }),
      ),
    10_000,
  );
  expect(await within(form).findByText("Draft saved")).toBeVisible();
});

it("says what a scorecard lacks instead of handing it in", async () => {
  const form = await openScorecard();
  await userEvent.click(within(form).getByRole("radio", { name: /level 4/ }));
  await userEvent.click(within(form).getByRole("button", { name: "Hand in" }));
  expect(within(form).getByText("Say what you saw that marks this level.")).toBeVisible();
  expect(within(form).getByText("Choose a recommendation.")).toBeVisible();
  expect(handedIn).not.toHaveBeenCalled();
});

it("saves the last words before it hands in", async () => {
  const form = await openScorecard();
  await userEvent.click(within(form).getByRole("radio", { name: /Not observed/ }));
  await userEvent.click(within(form).getByRole("radio", { name: "Yes" }));
  await userEvent.type(within(form).getByLabelText("Summary"), "Calm.");
  await userEvent.click(within(form).getByRole("button", { name: "Hand in" }));
  const dialog = await screen.findByRole("dialog");
  await userEvent.click(within(dialog).getByRole("button", { name: "Hand in" }));
  expect(await screen.findByRole("heading", { name: "You have handed in" })).toBeVisible();
  expect(saved).toHaveBeenLastCalledWith(
    expect.objectContaining({ summary: "Calm.", recommendation: "yes" }),
  );
});

it("stops saving and says so when another tab has saved a newer draft", async () => {
  server.use(
    http.put(PATH, () => {
      saved();
      return HttpResponse.json(
        { title: "Conflict", detail: "Somebody saved a newer draft.", code: "revision_conflict" },
        { status: 409 },
      );
    }),
  );
  const form = await openScorecard();
  await userEvent.type(within(form).getByLabelText("Summary"), "x");
  expect(await within(form).findByRole("alert")).toHaveTextContent("Somebody saved a newer draft.");
  await userEvent.type(within(form).getByLabelText("Summary"), "y");
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(saved).toHaveBeenCalledTimes(1);
});
