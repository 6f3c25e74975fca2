import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";

export type RunState = "queued" | "running" | "finished" | "failed";

export interface RunBrief {
  id: string;
  kind: "prepare" | "visible" | "scored";
  state: RunState;
  outcome: string | null;
  message: string;
  progress: { done: number; total: number; label: string };
  queued_at: string;
  started_at: string | null;
  finished_at: string | null;
}

export interface Finding {
  name: string;
  title: string;
  passed: boolean | null;
  message: string;
  value: number | null;
  unit: string;
}

export interface Run extends RunBrief {
  /** 1 is next; null once it runs. */
  queue_position: number | null;
  workspace_id: string;
  output: string;
  findings: Finding[];
}

export function isUnderWay(run: RunBrief | null | undefined): boolean {
  return run?.state === "queued" || run?.state === "running";
}

/** One run, followed closely until it has ended. */
export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ["run", runId],
    queryFn: ({ signal }) => request<Run>("GET", `runs/${runId}/`, { signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 800 : false),
  });

export const runsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["runs", workspaceId],
    queryFn: ({ signal }) =>
      request<RunBrief[]>("GET", `workspaces/${workspaceId}/runs/`, { signal }),
  });
