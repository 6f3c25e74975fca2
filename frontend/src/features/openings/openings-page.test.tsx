import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, it, vi } from "vitest";
import type { OpeningBrief } from "@/api/types";
import { serveApi, visit } from "@/test-page";

const opening = (id: string, title: string, candidates: number): OpeningBrief => ({
  id,
  title,
  requisition_id: "",
  state: "open",
  organization: { id: "bw", name: "Brightwater" },
  application_count: candidates,
  handed_in_count: 0,
  evaluated_count: 0,
  scorecard_count: 0,
  created_at: "2026-11-01T09:00:00Z",
});

const server = serveApi(
  http.get("*/api/v1/openings/", () =>
    HttpResponse.json([opening("1", "MLOps engineer", 2), opening("2", "Data engineer", 11)]),
  ),
);

it("tells a recruiter without openings to create one", async () => {
  server.use(http.get("*/api/v1/openings/", () => HttpResponse.json([])));
  visit("/openings");
  expect(await screen.findByRole("heading", { name: "No openings yet" })).toBeVisible();
  await userEvent.click(screen.getAllByRole("button", { name: "New opening" })[0] as HTMLElement);
  expect(await screen.findByRole("dialog", { name: "New opening" })).toBeVisible();
});

it("says that the server failed, and asks again on request", async () => {
  const answer = vi.fn(() =>
    HttpResponse.json({ title: "Internal error", detail: "It broke." }, { status: 500 }),
  );
  server.use(http.get("*/api/v1/openings/", answer));
  visit("/openings");
  expect(await screen.findByText(/It broke. This is our fault, not yours/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(/It broke/)).toBeVisible();
  expect(answer).toHaveBeenCalledTimes(2);
});

it("moves over the rows with the arrows and opens one with Enter", async () => {
  server.use(
    http.get("*/api/v1/openings/2/", () => HttpResponse.json({ title: "No" }, { status: 404 })),
    http.get("*/api/v1/openings/2/shortlist/", () =>
      HttpResponse.json({ title: "No" }, { status: 404 }),
    ),
  );
  const router = visit("/openings");
  const table = await screen.findByRole("table", { name: "Openings" });
  const [, first, second] = within(table).getAllByRole("row");
  first?.focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(second).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await vi.waitFor(() => expect(router.state.location.pathname).toBe("/openings/2/shortlist"));
});

it("sorts by a column", async () => {
  visit("/openings");
  const table = await screen.findByRole("table", { name: "Openings" });
  await userEvent.click(within(table).getByRole("button", { name: "Candidates" }));
  const rows = within(table).getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getByRole("link").textContent)).toEqual([
    "Data engineer",
    "MLOps engineer",
  ]);
  expect(within(table).getByRole("columnheader", { name: "Candidates" })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
});

it("sends a stranger to sign in and remembers where they wanted to go", async () => {
  server.use(http.get("*/api/v1/me/", () => HttpResponse.json({}, { status: 401 })));
  const router = visit("/openings");
  await screen.findByRole("heading", { name: "Sign in" });
  expect(router.state.location.search).toEqual({ next: "/openings" });
});
