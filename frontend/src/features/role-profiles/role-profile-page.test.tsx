import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { ProfileOffer } from "@/api/types";
import { BUILT_IN, CHALLENGES, offer, own } from "@/features/role-profiles/profile-fixtures";
import { ALMA, serveApi, visit } from "@/test-page";

const LIST = "*/api/v1/organizations/bw/role-profiles/";
const ROLE = "/role-profiles/mlops-engineer";
const saved = vi.fn();
let offers: ProfileOffer[] = [];

const server = serveApi(
  http.get("*/api/v1/challenges/", () => HttpResponse.json(CHALLENGES)),
  http.get(LIST, () => HttpResponse.json(offers)),
  http.put(`${LIST}:role/`, async ({ request, params }) => {
    const draft = (await request.json()) as { base_version: number };
    saved(params.role, draft);
    const profile = own(draft.base_version + 1, { ...draft, role: String(params.role) });
    offers = [offer(profile)];
    return HttpResponse.json(profile, { status: 201 });
  }),
);

beforeEach(() => {
  saved.mockReset();
  offers = [offer(BUILT_IN)];
});

const weight = (title: string) => screen.findByRole("textbox", { name: `Weight of ${title}` });

/** The shares of a table's rows, by title. */
function shares(table: string): Record<string, string> {
  const rows = within(screen.getByRole("table", { name: table }))
    .getAllByRole("row")
    .slice(1);
  return Object.fromEntries(
    rows.map((row) => [
      within(row).getByRole("rowheader").firstChild?.textContent ?? "",
      within(row).getAllByRole("cell").at(-1)?.textContent ?? "",
    ]),
  );
}

async function retype(title: string, value: string) {
  const input = await weight(title);
  await userEvent.clear(input);
  if (value) await userEvent.type(input, value);
}

function nobodyRecruits() {
  server.use(
    http.get("*/api/v1/me/", () =>
      HttpResponse.json({
        ...ALMA,
        memberships: ALMA.memberships.map((one) => ({ ...one, role: "interviewer" })),
      }),
    ),
  );
}

it("shows what a weight makes of the whole while it is typed", async () => {
  visit(ROLE);
  await weight("Drift monitor");
  expect(shares("Challenges")).toEqual({
    "Drift monitor": "50 %",
    "Retraining gate": "33 %",
    "Autumn campaign": "17 %",
  });
  await retype("Drift monitor", "7");
  expect(shares("Challenges")).toEqual({
    "Drift monitor": "70 %",
    "Retraining gate": "20 %",
    "Autumn campaign": "10 %",
  });
  await retype("Drift monitor", "");
  expect(shares("Challenges")).toMatchObject({ "Drift monitor": "–", "Retraining gate": "67 %" });
  expect(shares("Criteria")).toMatchObject({ Ownership: "33 %", Communication: "17 %" });
});

it("saves the first version of one's own, naming only what does not weigh 1", async () => {
  const router = visit(ROLE);
  await userEvent.click(await screen.findByRole("button", { name: "Less for Drift monitor" }));
  await userEvent.click(screen.getByRole("button", { name: "Less for Ownership" }));
  const criterion = await weight("Communication");
  criterion.focus();
  await userEvent.keyboard("{ArrowUp}{ArrowUp}");
  await retype("Retraining gate", "1");
  await userEvent.click(screen.getByRole("button", { name: "Save as version 1" }));
  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/role-profiles"));
  expect(saved).toHaveBeenCalledExactlyOnceWith("mlops-engineer", {
    title: "MLOps engineer",
    summary: "Runs what others build.",
    base_version: 0,
    challenge_weights: { drift: 2 },
    criterion_weights: { ownership: 1.5, communication: 2 },
  });
  expect(await screen.findByText("Yours, version 1")).toBeVisible();
  expect(await screen.findByText(/Saved as version 1/)).toBeVisible();
});

it("says that a saved version leaves out what is not published", async () => {
  visit(ROLE);
  expect(
    await screen.findByText(/1 challenge that this profile weighs is not published here/),
  ).toBeVisible();
});

it("saves a new role under the name that its title made", async () => {
  visit("/role-profiles/data-steward?title=Data+steward");
  await userEvent.click(await screen.findByRole("button", { name: "Save as version 1" }));
  await vi.waitFor(() =>
    expect(saved).toHaveBeenCalledWith("data-steward", {
      title: "Data steward",
      summary: "",
      base_version: 0,
      challenge_weights: {},
      criterion_weights: {},
    }),
  );
});

it("keeps what was typed when somebody else saved first, and can put it on top", async () => {
  offers = [offer(own(2))];
  visit(ROLE);
  await retype("Drift monitor", "5");
  server.use(
    http.put(
      `${LIST}:role/`,
      () => {
        offers = [offer(own(3, { challenge_weights: { drift: 4 } }))];
        return HttpResponse.json(
          { title: "Changed meanwhile", code: "profile_changed", detail: "Somebody saved." },
          { status: 409 },
        );
      },
      { once: true },
    ),
  );
  await userEvent.click(screen.getByRole("button", { name: "Save as version 3" }));

  const notice = await screen.findByRole("heading", { name: "Somebody saved version 3 meanwhile" });
  expect(notice.closest("[role=alert]")).toHaveFocus();
  expect(await weight("Drift monitor")).toHaveValue("5");
  expect(await weight("Drift monitor")).toHaveAccessibleDescription("theirs: 4");
  expect(await weight("Retraining gate")).toHaveAccessibleDescription("theirs: 1");
  expect(await weight("Autumn campaign")).not.toHaveAccessibleDescription();
  expect(saved).not.toHaveBeenCalled();

  await userEvent.click(screen.getByRole("button", { name: "Save as version 4" }));
  await vi.waitFor(() => expect(saved).toHaveBeenCalledTimes(1));
  expect(saved.mock.calls[0]?.[1]).toMatchObject({
    base_version: 3,
    challenge_weights: { drift: 5, gate: 2 },
  });
});

it("takes over what somebody else saved first, when asked", async () => {
  offers = [offer(own(2))];
  visit(ROLE);
  await retype("Drift monitor", "5");
  server.use(
    http.put(`${LIST}:role/`, () => {
      offers = [offer(own(3, { challenge_weights: { drift: 4 } }))];
      return HttpResponse.json({ code: "profile_changed" }, { status: 409 });
    }),
  );
  await userEvent.click(screen.getByRole("button", { name: "Save as version 3" }));
  await userEvent.click(await screen.findByRole("button", { name: "Take theirs" }));
  expect(await weight("Drift monitor")).toHaveValue("4");
  expect(await weight("Retraining gate")).toHaveValue("1");
  expect(screen.getByRole("button", { name: "Save as version 4" })).toBeDisabled();
  expect(screen.queryByText(/Somebody saved/)).not.toBeInTheDocument();
});

it("says at the field what is no weight, and does not send it", async () => {
  visit(ROLE);
  await retype("Drift monitor", "20");
  await userEvent.click(screen.getByRole("button", { name: "Save as version 1" }));
  expect(await weight("Drift monitor")).toHaveAccessibleDescription("From 0.1 to 10.");
  expect(await weight("Drift monitor")).toBeInvalid();
  await vi.waitFor(() => expect(document.activeElement).toHaveAccessibleName(/Drift monitor/));
  expect(saved).not.toHaveBeenCalled();
});

it("says at the field what the server refused", async () => {
  server.use(
    http.put(`${LIST}:role/`, () =>
      HttpResponse.json(
        {
          title: "Not valid",
          detail: "Look at the fields.",
          errors: { "criterion_weights.ownership": ["Too much of it."], title: ["Taken."] },
        },
        { status: 400 },
      ),
    ),
  );
  visit(ROLE);
  await retype("Ownership", "9");
  await userEvent.click(screen.getByRole("button", { name: "Save as version 1" }));
  expect(await screen.findByText("Taken.")).toBeVisible();
  expect(await weight("Ownership")).toHaveAccessibleDescription("Too much of it.");
  expect(await weight("Ownership")).toHaveValue("9");
  expect(screen.getByText(/Look at the fields/)).toBeVisible();
});

it("fills in the built-in weights and saves nothing by that", async () => {
  offers = [offer(own(2, { challenge_weights: { churn: 4 }, criterion_weights: {} }))];
  visit(ROLE);
  expect(await weight("Drift monitor")).toHaveValue("1");
  await userEvent.click(screen.getByRole("button", { name: "Back to the built-in weights" }));
  expect(await weight("Drift monitor")).toHaveValue("3");
  expect(await weight("Autumn campaign")).toHaveValue("1");
  expect(await weight("Ownership")).toHaveValue("2");
  expect(screen.getByText(/Not saved yet/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Back to the built-in weights" })).toBeDisabled();
  expect(saved).not.toHaveBeenCalled();
});

it("asks before what is not saved is left, and only then", async () => {
  const router = visit(ROLE);
  await retype("Drift monitor", "5");
  const back = screen.getByRole("navigation", { name: "Where this belongs" });
  await userEvent.click(within(back).getByRole("link", { name: "Role profiles" }));
  let question = within(await screen.findByRole("dialog", { name: "Leave without saving?" }));
  await userEvent.click(question.getByRole("button", { name: "Cancel" }));
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(router.state.location.pathname).toBe(ROLE);
  expect(await weight("Drift monitor")).toHaveValue("5");

  await retype("Drift monitor", "3");
  await userEvent.click(within(back).getByRole("link", { name: "Role profiles" }));
  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/role-profiles"));

  await userEvent.click(await screen.findByRole("link", { name: "MLOps engineer" }));
  await retype("Drift monitor", "5");
  await userEvent.click(
    within(screen.getByRole("navigation", { name: "Where this belongs" })).getByRole("link"),
  );
  question = within(await screen.findByRole("dialog", { name: "Leave without saving?" }));
  await userEvent.click(question.getByRole("button", { name: "Leave" }));
  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/role-profiles"));
});

it("is read by those who do not recruit, and changed by none of them", async () => {
  nobodyRecruits();
  visit(ROLE);
  const table = within(await screen.findByRole("table", { name: "Challenges" }));
  const row = table.getByRole("row", { name: /Drift monitor/ });
  expect(within(row).getByText("× 3")).toBeVisible();
  expect(shares("Challenges")).toMatchObject({ "Drift monitor": "50 %" });
  expect(screen.getByText("Runs what others build.")).toBeVisible();
  expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Save|Less|More|built-in/ })).not.toBeInTheDocument();
});

it("knows no role that is neither saved nor being added", async () => {
  visit("/role-profiles/wizard");
  expect(await screen.findByRole("heading", { name: "No such role profile" })).toBeVisible();
});
