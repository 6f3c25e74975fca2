import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it, vi } from "vitest";
import type { Invitation } from "@/features/invitation/invitation-api";
import { serveApi, visit } from "@/test-page";

const TOKEN = "s3cret-token";

const INVITATION: Invitation = {
  organization: "Brightwater",
  opening: "MLOps engineer",
  assessment: {
    title: "Models in production",
    minutes: 150,
    ai_policy: "You may use AI assistants.",
    items: [{ title: "Drift monitor", summary: "Say when the world has changed.", minutes: 90 }],
  },
  candidate_name: "Bo Lind",
  expires_at: "2026-12-01T12:00:00Z",
  state: "open",
};

const server = serveApi();

beforeEach(() => {
  window.location.hash = `#${TOKEN}`;
});

/** Answers the look-up and returns the bodies that were sent. */
function answerLookUp(invitation: Invitation) {
  const bodies: unknown[] = [];
  server.use(
    http.post("*/api/v1/invitations/look-up/", async ({ request }) => {
      bodies.push(await request.json());
      return HttpResponse.json(invitation);
    }),
  );
  return bodies;
}

it("says who invites, for what, how long, and what the rules are", async () => {
  const bodies = answerLookUp(INVITATION);
  visit(`/invitation#${TOKEN}`);
  expect(await screen.findByRole("heading", { name: /Brightwater invites you/ })).toBeVisible();
  expect(screen.getByText("MLOps engineer")).toBeVisible();
  expect(screen.getByText(/1 scenario in 2 h 30 min/)).toBeVisible();
  expect(screen.getByText("You may use AI assistants.")).toBeVisible();
  expect(screen.getByText(/Accepting does not start the clock/)).toBeVisible();
  expect(bodies).toEqual([{ token: TOKEN }]);
});

it("accepts only when the candidate presses, and goes to their attempt", async () => {
  answerLookUp(INVITATION);
  const accepted = vi.fn();
  server.use(
    http.post("*/api/v1/invitations/accept/", async ({ request }) => {
      accepted(await request.json());
      return HttpResponse.json({ attempt_id: "a1" });
    }),
    http.get("*/api/v1/attempts/a1/", () => HttpResponse.json({ title: "No" }, { status: 404 })),
  );
  const router = visit(`/invitation#${TOKEN}`);
  const accept = await screen.findByRole("button", { name: "Accept the invitation" });
  expect(accepted).not.toHaveBeenCalled();
  await userEvent.click(accept);
  await screen.findByText("Not found");
  expect(accepted).toHaveBeenCalledWith({ token: TOKEN });
  expect(router.state.location.pathname).toBe("/attempts/a1");
});

it("lets a candidate come back to what they accepted", async () => {
  answerLookUp({ ...INVITATION, state: "accepted" });
  visit(`/invitation#${TOKEN}`);
  expect(await screen.findByRole("button", { name: "Go on where you left" })).toBeVisible();
});

it.each([
  ["expired", "This invitation has expired"],
  ["revoked", "This invitation was withdrawn"],
] as const)("offers nothing to press where the invitation is %s", async (state, title) => {
  answerLookUp({ ...INVITATION, state });
  visit(`/invitation#${TOKEN}`);
  expect(await screen.findByRole("heading", { name: title })).toBeVisible();
  expect(screen.queryByRole("button", { name: /Accept/ })).toBeNull();
});

it("helps with an address that was not copied whole", async () => {
  server.use(
    http.post("*/api/v1/invitations/look-up/", () =>
      HttpResponse.json({ title: "Not found", status: 404 }, { status: 404 }),
    ),
  );
  visit(`/invitation#${TOKEN}`);
  expect(await screen.findByText(/Copy it whole/)).toBeVisible();
});

it("says what happened when the invitation ended while the page was open", async () => {
  answerLookUp(INVITATION);
  server.use(
    http.post("*/api/v1/invitations/accept/", () =>
      HttpResponse.json(
        { title: "This invitation can no longer be used", detail: "It has expired.", status: 410 },
        { status: 410 },
      ),
    ),
  );
  visit(`/invitation#${TOKEN}`);
  await userEvent.click(await screen.findByRole("button", { name: "Accept the invitation" }));
  expect(await screen.findByText("It has expired.")).toBeVisible();
});
