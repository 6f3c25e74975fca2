import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { RunProgress } from "@/api/types";

const BUSY_POLL_MS = 3_000;
const CALM_POLL_MS = 30_000;

/** Whether runs are still under way, so that a page should keep asking. */
export function isEvaluating(progress: RunProgress | undefined): boolean {
  return !!progress && progress.runs_finished + progress.runs_failed < progress.runs_total;
}

/** How often to ask again: often while runs are under way, else for what others do. */
export const pollFor = (progress: RunProgress | undefined) =>
  isEvaluating(progress) ? BUSY_POLL_MS : CALM_POLL_MS;

/** One opening with its progress; several pages of the opening show parts of it. */
export const openingQuery = (openingId: string) =>
  queryOptions({
    queryKey: ["openings", openingId],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/", { params: { path: { opening_id: openingId } } }),
      ),
    refetchInterval: (query) => pollFor(query.state.data?.progress),
  });
