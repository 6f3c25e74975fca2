import createClient, { type Middleware } from "openapi-fetch";
import { networkProblem, problemFrom } from "@/api/problem";
import type { components, paths } from "@/api/schema.gen";

/** The shapes of the API by their names in its schema. */
export type Schemas = components["schemas"];

/** What the page's own session needs on each request, and one kind of error for each failure. */
const session: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("X-CSRFToken", csrfToken());
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return;
    throw problemFrom(response.status, await response.json().catch(() => undefined));
  },
  onError({ request, error }) {
    if (request.signal.aborted) return;
    return error instanceof TypeError ? networkProblem() : undefined;
  },
};

/** The API, typed by its schema; every refusal and failure is thrown as a ProblemError. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: "same-origin",
  // Looked up at each call, so that tests can put their own in its place.
  fetch: (request) => window.fetch(request),
});
api.use(session);

/** The body of an answer: failures were thrown before, so that it is there. */
export async function answer<Body>(response: Promise<{ data?: Body }>): Promise<Body> {
  return (await response).data as Body;
}

function csrfToken(): string {
  return document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? "";
}
