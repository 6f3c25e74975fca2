import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";
import type { RunProgress } from "@/api/types";

const POLL_MS = 3_000;

/** Whether runs are still under way, so that a page should keep asking. */
export function isEvaluating(progress: RunProgress | undefined): boolean {
  return !!progress && progress.runs_finished + progress.runs_failed < progress.runs_total;
}

/** How often to ask again while runs are under way; not at all otherwise. */
export const pollWhileEvaluating = (progress: RunProgress | undefined) =>
  isEvaluating(progress) ? POLL_MS : false;

/** One opening with its progress; several pages of the opening show parts of it. */
export const openingQuery = (openingId: string) =>
  queryOptions({
    queryKey: ["openings", openingId],
    queryFn: () =>
      answer(
        api.GET("/api/v1/openings/{opening_id}/", { params: { path: { opening_id: openingId } } }),
      ),
    refetchInterval: (query) => pollWhileEvaluating(query.state.data?.progress),
  });
