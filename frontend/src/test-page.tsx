import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { HttpResponse, http, type RequestHandler } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Schemas } from "@/api/client";
import { createQueryClient } from "@/api/query-client";
import { Providers } from "@/app/providers";
import { createAppRouter } from "@/app/router";

export const ALMA: Schemas["Me"] = {
  user: { id: "alma", name: "Alma Reyes", email: "alma@brightwater.example" },
  kind: "staff",
  memberships: [
    { organization: { id: "bw", name: "Brightwater", slug: "brightwater" }, role: "recruiter" },
  ],
  attempt_ids: [],
};

/** Answers the API in these tests; a request that nothing answers fails the test. */
export function serveApi(...handlers: RequestHandler[]) {
  const server = setupServer(
    ...handlers,
    http.get("*/api/v1/me/", () => HttpResponse.json(ALMA)),
    http.get("*/api/v1/instance/", () =>
      HttpResponse.json({ isolation: "container", demo: false, version: "1", demo_accounts: [] }),
    ),
  );
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());
  return server;
}

/** The whole front end at one address. */
export function visit(address: string) {
  const queryClient = createQueryClient();
  queryClient.setDefaultOptions({ queries: { retry: false } });
  const router = createAppRouter(queryClient, createMemoryHistory({ initialEntries: [address] }));
  render(
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return router;
}
