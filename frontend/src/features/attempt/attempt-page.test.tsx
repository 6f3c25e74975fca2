import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, it, vi } from "vitest";
import type { Attempt } from "@/api/attempt";
import type { ReportState } from "@/api/report";
import { serveApi, visit } from "@/test-page";

const MINUTE = 60_000;
// Nothing like the browser's own date: only the server's counts.
const SERVER_NOW = Date.parse("2031-05-05T10:00:00Z");
const at = (minutes: number) => new Date(SERVER_NOW + minutes * MINUTE).toISOString();

const WORKING: Attempt = {
  id: "a1",
  state: "started",
  server_now: at(0),
  started_at: at(-30),
  deadline_at: at(90.5),
  handed_in_at: null,
  handed_in_by: "",
  assessment: { title: "Models in production", minutes: 120, ai_policy: "" },
  organization: { name: "Brightwater" },
  opening: { title: "MLOps engineer" },
  candidate_name: "Bo Lind",
  items: [
    {
      workspace_id: "w1",
      position: 1,
      title: "Drift monitor",
      summary: "Say when the world has changed.",
      minutes: 90,
      slug: "drift-monitor",
      data_state: "ready",
      last_run: null,
    },
  ],
  report_ready: false,
};

const HANDED_IN: Attempt = {
  ...WORKING,
  state: "handed_in",
  handed_in_at: at(1),
  handed_in_by: "candidate",
};

const report = (state: ReportState) => ({ state, items: [{ state }] });

const server = serveApi(
  http.get("*/api/v1/attempts/a1/report/", () => HttpResponse.json(report("pending"))),
);

function answerAttempt(attempt: Attempt) {
  server.use(http.get("*/api/v1/attempts/a1/", () => HttpResponse.json(attempt)));
}

it("counts down by the server's clock", async () => {
  answerAttempt(WORKING);
  visit("/attempts/a1");
  expect(await screen.findByRole("timer")).toHaveTextContent("1 h 30 min");
});

it("starts only after a confirmation which says that the clock starts", async () => {
  answerAttempt({ ...WORKING, state: "accepted", started_at: null, deadline_at: null });
  const started = vi.fn();
  server.use(
    http.post("*/api/v1/attempts/a1/start/", () => {
      started();
      return HttpResponse.json({ ...WORKING, deadline_at: null });
    }),
  );
  visit("/attempts/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Start" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog).toHaveTextContent("the clock cannot be paused");
  expect(started).not.toHaveBeenCalled();
  await userEvent.click(within(dialog).getByRole("button", { name: "Start now" }));
  expect(await screen.findByRole("heading", { name: "Making your data" })).toBeVisible();
  expect(screen.queryByRole("timer")).toBeNull();
});

it("owns up to data that could not be made, and tries again", async () => {
  const [item] = WORKING.items;
  const failed = { ...WORKING, deadline_at: null, items: [{ ...item, data_state: "failed" }] };
  answerAttempt(failed as Attempt);
  visit("/attempts/a1");
  expect(await screen.findByText(/This is our fault, not yours. The clock has not/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
});

it("shows what will be handed in, and warns of checks that never ran", async () => {
  answerAttempt(WORKING);
  const keys: (string | null)[] = [];
  server.use(
    http.get("*/api/v1/workspaces/w1/", () =>
      HttpResponse.json({
        id: "w1",
        files: [{ path: "monitor.py", size: 1200, revision: 3, from_starter: false }],
      }),
    ),
    http.post("*/api/v1/attempts/a1/hand-in/", ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length === 1
        ? HttpResponse.json({ title: "Broken" }, { status: 502 })
        : HttpResponse.json(HANDED_IN);
    }),
  );
  visit("/attempts/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Hand in…" }));
  const dialog = await screen.findByRole("dialog");
  expect(await within(dialog).findByText(/1 file, 1.2 kB: monitor.py/)).toBeVisible();
  expect(within(dialog).getByText("The visible checks never ran.")).toBeVisible();

  await userEvent.click(within(dialog).getByRole("button", { name: "Hand in" }));
  await screen.findByText("Something broke on our side");
  await userEvent.click(within(dialog).getByRole("button", { name: "Hand in" }));
  expect(await screen.findByRole("heading", { name: "Handed in" })).toBeVisible();
  // The same key twice: the server would have handed in once.
  expect(new Set(keys).size).toBe(1);
});

it("explains a hand-in that came too late", async () => {
  answerAttempt(WORKING);
  server.use(
    http.get("*/api/v1/workspaces/w1/", () => HttpResponse.json({ id: "w1", files: [] })),
    http.post("*/api/v1/attempts/a1/hand-in/", () =>
      HttpResponse.json({ code: "deadline_passed", status: 409 }, { status: 409 }),
    ),
  );
  visit("/attempts/a1");
  await userEvent.click(await screen.findByRole("button", { name: "Hand in…" }));
  await userEvent.click(await screen.findByRole("button", { name: "Hand in" }));
  expect(await screen.findByText(/What you had saved by then was handed in for you/)).toBeVisible();
});

it.each([
  ["pending", "Being measured"],
  ["ready", "Measured"],
  ["not_evaluated", "Our platform failed"],
] as const)("says of each scenario how far its measurement is: %s", async (state, words) => {
  answerAttempt(HANDED_IN);
  server.use(http.get("*/api/v1/attempts/a1/report/", () => HttpResponse.json(report(state))));
  visit("/attempts/a1");
  expect(await within(await screen.findByRole("article")).findByText(words)).toBeVisible();
});

it("says that the deadline handed in, and leads to the report", async () => {
  answerAttempt({ ...HANDED_IN, handed_in_by: "deadline", report_ready: true });
  visit("/attempts/a1");
  expect(await screen.findByText(/Time was up/)).toBeVisible();
  expect(screen.getByRole("link", { name: "Open the report" })).toHaveAttribute(
    "href",
    "/attempts/a1/report",
  );
});
