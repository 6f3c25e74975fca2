import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, it } from "vitest";
import type { Attempt } from "@/api/attempt";
import type { RunBrief } from "@/api/run";
import type { Workspace } from "@/api/workspace";
import { browserDrafts } from "@/lib/draft-store";
import { serveApi, visit } from "@/test-page";

const WORKSPACE: Workspace = {
  id: "w1",
  attempt_id: "a1",
  title: "Drift monitor",
  slug: "drift-monitor",
  brief_html: "<h1>The drift</h1><p>Watch the model.</p>",
  minutes: 90,
  editable: true,
  checks: [],
  files: [{ path: "monitor.py", size: 5, revision: 4, from_starter: true }],
  starter_paths: ["monitor.py"],
  data_state: "ready",
  data_files: [{ path: "history.csv", size: 1000 }],
  limits: { file_bytes: 2_000_000, total_bytes: 16_000_000, file_count: 500 },
};

const ATTEMPT: Attempt = {
  id: "a1",
  state: "started",
  server_now: "2031-05-05T10:00:00Z",
  started_at: "2031-05-05T09:00:00Z",
  deadline_at: "2031-05-05T11:00:00Z",
  handed_in_at: null,
  handed_in_by: "",
  assessment: { title: "Models in production", minutes: 120, ai_policy: "" },
  organization: { name: "Brightwater" },
  opening: { title: "MLOps engineer" },
  candidate_name: "Bo Lind",
  items: [],
  report_ready: false,
};

interface Saved {
  text: string;
  base_revision: number | null;
}

// jsdom draws nothing, and the editor asks where its text stands.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;

const server = serveApi(
  // A page that is left saves once more.
  http.put("*/api/v1/workspaces/w1/files/monitor.py", () =>
    HttpResponse.json({ path: "monitor.py", size: 5, revision: 5 }),
  ),
  http.get("*/api/v1/workspaces/w1/", () => HttpResponse.json(WORKSPACE)),
  http.get("*/api/v1/attempts/a1/", () => HttpResponse.json(ATTEMPT)),
  http.get("*/api/v1/workspaces/w1/runs/", () => HttpResponse.json([])),
  http.get("*/api/v1/workspaces/w1/files/monitor.py", () =>
    HttpResponse.json({
      path: "monitor.py",
      text: "pass\n",
      size: 5,
      revision: 4,
      binary: false,
    }),
  ),
);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

function answerSave(answer: (saved: Saved) => Response) {
  const saves: Saved[] = [];
  server.use(
    http.put("*/api/v1/workspaces/w1/files/monitor.py", async ({ request }) => {
      const saved = (await request.json()) as Saved;
      saves.push(saved);
      return answer(saved);
    }),
  );
  return saves;
}

it("saves the text that an earlier visit could not save", async () => {
  browserDrafts("w1").write("monitor.py", { text: "mine\n", baseRevision: 4, unconfirmed: [] });
  const saves = answerSave(() => HttpResponse.json({ path: "monitor.py", size: 5, revision: 5 }));
  visit("/workspaces/w1");
  await waitFor(() => expect(saves).toEqual([{ text: "mine\n", base_revision: 4 }]));
  await waitFor(() => expect(browserDrafts("w1").paths()).toEqual([]));
});

it("asks the candidate where both sides changed, and keeps both until they chose", async () => {
  browserDrafts("w1").write("monitor.py", { text: "mine\n", baseRevision: 3, unconfirmed: [] });
  const saves = answerSave(() => HttpResponse.json({ path: "monitor.py", size: 5, revision: 5 }));
  visit("/workspaces/w1");
  await userEvent.click(await screen.findByRole("tab", { name: "Files" }));
  await userEvent.click(await screen.findByRole("button", { name: "Compare and choose" }));
  expect(saves).toEqual([]);
  expect(browserDrafts("w1").read("monitor.py")?.text).toBe("mine\n");
  await userEvent.click(await screen.findByRole("button", { name: "Save mine" }));
  await waitFor(() => expect(saves).toEqual([{ text: "mine\n", base_revision: 4 }]));
});

it("runs no checks on text that is not saved, and says why", async () => {
  browserDrafts("w1").write("monitor.py", { text: "mine\n", baseRevision: 4, unconfirmed: [] });
  answerSave(() => HttpResponse.error());
  visit("/workspaces/w1");
  await userEvent.click(await screen.findByRole("tab", { name: "Checks" }));
  await screen.findAllByText(/Offline: kept here/);
  await userEvent.click(await screen.findByRole("button", { name: "Run visible checks" }));
  expect(await screen.findByText(/monitor.py could not be saved/)).toBeVisible();
});

it("says in the server's words why no run was started", async () => {
  server.use(
    http.post("*/api/v1/workspaces/w1/runs/", () =>
      HttpResponse.json(
        { code: "run_under_way", detail: "Wait for the run that is under way.", status: 409 },
        { status: 409 },
      ),
    ),
  );
  visit("/workspaces/w1");
  await userEvent.click(await screen.findByRole("tab", { name: "Checks" }));
  await userEvent.click(await screen.findByRole("button", { name: "Run visible checks" }));
  expect(await screen.findByText("Wait for the run that is under way.")).toBeVisible();
});

it("does not blame the candidate for a run that we failed", async () => {
  const run: RunBrief = {
    id: "r1",
    workspace_id: "w1",
    kind: "visible",
    state: "failed",
    outcome: null,
    message: "",
    progress: { done: 0, total: 2, label: "" },
    queued_at: "2031-05-05T09:30:00Z",
    started_at: null,
    finished_at: null,
    tries: 3,
  };
  server.use(
    http.get("*/api/v1/workspaces/w1/runs/", () => HttpResponse.json([run])),
    http.get("*/api/v1/runs/r1/", () =>
      HttpResponse.json({
        ...run,
        queue_position: null,
        output: "",
        findings: [],
        steps: [],
        phases: [],
      }),
    ),
  );
  visit("/workspaces/w1");
  await userEvent.click(await screen.findByRole("tab", { name: "Checks" }));
  expect(await screen.findByText(/your code is not to blame/)).toBeVisible();
});

it("shows where the time of the checks went", async () => {
  const run: RunBrief = {
    id: "r1",
    workspace_id: "w1",
    kind: "visible",
    state: "finished",
    outcome: "completed",
    message: "Your code ran to its end.",
    progress: { done: 2, total: 2, label: "Done" },
    queued_at: "2031-05-05T09:30:00Z",
    started_at: "2031-05-05T09:30:06Z",
    finished_at: "2031-05-05T09:30:10Z",
    tries: 1,
  };
  const phases = [
    { name: "queue", title: "Waiting in the queue", seconds: 6 },
    { name: "execute", title: "Running the code", seconds: 4 },
  ];
  server.use(
    http.get("*/api/v1/workspaces/w1/runs/", () => HttpResponse.json([run])),
    http.get("*/api/v1/runs/r1/", () =>
      HttpResponse.json({
        ...run,
        queue_position: null,
        output: "",
        findings: [],
        steps: [],
        phases,
      }),
    ),
  );
  visit("/workspaces/w1");
  await userEvent.click(await screen.findByRole("tab", { name: "Checks" }));
  const table = await screen.findByRole("table", { name: "Where the time went" });
  expect(within(table).getByRole("row", { name: /Waiting in the queue/ })).toHaveTextContent(
    /6\.0\ss\s*60\s%/,
  );
});

it("can only be read once the work is handed in", async () => {
  server.use(
    http.get("*/api/v1/workspaces/w1/", () => HttpResponse.json({ ...WORKSPACE, editable: false })),
    http.get("*/api/v1/attempts/a1/", () =>
      HttpResponse.json({
        ...ATTEMPT,
        state: "handed_in",
        handed_in_at: "2031-05-05T11:00:00Z",
        handed_in_by: "deadline",
      }),
    ),
  );
  visit("/workspaces/w1");
  expect(await screen.findByText(/Time was up: what was saved was handed in/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Run visible checks" })).toBeNull();
  expect(screen.queryByRole("timer")).toBeNull();
});
