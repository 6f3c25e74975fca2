import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, it, vi } from "vitest";
import { BUILT_IN, CHALLENGES, offer, own } from "@/features/role-profiles/profile-fixtures";
import { ALMA, serveApi, visit } from "@/test-page";

const research = own(3, {
  role: "research-engineer",
  title: "Research engineer",
  challenge_weights: {},
  criterion_weights: { communication: 0.5 },
});

const server = serveApi(
  http.get("*/api/v1/challenges/", () => HttpResponse.json(CHALLENGES)),
  http.get("*/api/v1/organizations/bw/role-profiles/", () =>
    HttpResponse.json([offer(BUILT_IN), offer(research, null)]),
  ),
);

async function card(title: string): Promise<HTMLElement> {
  const heading = await screen.findByRole("heading", { name: title });
  return heading.closest("article") as HTMLElement;
}

it("says of each role whose profile it is and what counts most", async () => {
  visit("/role-profiles");
  const mlops = within(await card("MLOps engineer"));
  expect(mlops.getByText("Built-in")).toBeVisible();
  await mlops.findByText("Drift monitor");
  expect(mlops.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "Drift monitor×\u00a03",
    "Serving under SLA×\u00a03",
    "Retraining gate×\u00a02",
    "Ownership×\u00a02",
  ]);
  const ours = within(await card("Research engineer"));
  expect(ours.getByText("Yours, version 3")).toBeVisible();
  expect(ours.getAllByText("None counts more than the others")).toHaveLength(2);
});

it("leads from a new role's title to its weights, and saves nothing on the way", async () => {
  const router = visit("/role-profiles");
  await userEvent.click(await screen.findByRole("button", { name: "Add a role" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Add a role" }));
  await userEvent.type(dialog.getByLabelText("Title"), "Data steward");
  await userEvent.click(dialog.getByRole("button", { name: "Go on to its weights" }));
  expect(await screen.findByRole("heading", { name: "Data steward", level: 1 })).toBeVisible();
  expect(router.state.location.pathname).toBe("/role-profiles/data-steward");
  expect(screen.getByRole("button", { name: "Save as version 1" })).toBeEnabled();
});

it("does not add a role that is there", async () => {
  const router = visit("/role-profiles");
  await userEvent.click(await screen.findByRole("button", { name: "Add a role" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Add a role" }));
  await userEvent.type(dialog.getByLabelText("Title"), "mlops ENGINEER{Enter}");
  expect(
    await dialog.findByText("There is a role of this name already: MLOps engineer."),
  ).toBeVisible();
  expect(router.state.location.pathname).toBe("/role-profiles");
});

it("offers nothing to add to those who do not recruit", async () => {
  server.use(
    http.get("*/api/v1/me/", () =>
      HttpResponse.json({
        ...ALMA,
        memberships: ALMA.memberships.map((one) => ({ ...one, role: "interviewer" })),
      }),
    ),
  );
  visit("/role-profiles");
  await card("MLOps engineer");
  expect(screen.queryByRole("button", { name: "Add a role" })).not.toBeInTheDocument();
  const navigation = within(screen.getByRole("navigation", { name: "Main" }));
  expect(navigation.queryByRole("link", { name: "Role profiles" })).not.toBeInTheDocument();
});

it("shows the profiles of the organization that is chosen", async () => {
  const asked = vi.fn();
  server.use(
    http.get("*/api/v1/me/", () =>
      HttpResponse.json({
        ...ALMA,
        memberships: [
          ...ALMA.memberships,
          { organization: { id: "nw", name: "Northwind", slug: "northwind" }, role: "interviewer" },
        ],
      }),
    ),
    http.get("*/api/v1/organizations/nw/role-profiles/", () => {
      asked();
      return HttpResponse.json([offer(own(7))]);
    }),
  );
  visit("/role-profiles");
  await card("MLOps engineer");
  expect(asked).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("combobox", { name: "Organization" }));
  await userEvent.click(await screen.findByRole("option", { name: "Northwind", hidden: true }));
  expect(await screen.findByText("Yours, version 7")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Add a role" })).not.toBeInTheDocument();
});
