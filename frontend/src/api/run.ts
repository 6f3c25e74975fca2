import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type Run = Schemas["Run"];
export type RunBrief = Schemas["RunBrief"];
export type Finding = Schemas["Finding"];

export function isUnderWay(run: Pick<RunBrief, "state"> | null | undefined): boolean {
  return run?.state === "queued" || run?.state === "running";
}

/** One run, followed closely until it has ended. */
export const runQuery = (runId: string) =>
  queryOptions({
    queryKey: ["run", runId],
    queryFn: ({ signal }) =>
      answer(api.GET("/api/v1/runs/{run_id}/", { params: { path: { run_id: runId } }, signal })),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 800 : false),
  });

/** The runs of the visible checks, newest first. */
export const runsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["runs", workspaceId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/workspaces/{workspace_id}/runs/", {
          params: { path: { workspace_id: workspaceId } },
          signal,
        }),
      ),
  });

/** Runs the visible checks on what is saved; the same key never starts two runs. */
export function startVisibleRun(workspaceId: string, idempotencyKey: string): Promise<Run> {
  return answer(
    api.POST("/api/v1/workspaces/{workspace_id}/runs/", {
      params: {
        path: { workspace_id: workspaceId },
        header: { "Idempotency-Key": idempotencyKey },
      },
    }),
  );
}
