import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/api/client";

const POLL_MS = 3_000;
const ENDED = ["finished", "failed"];

export const submissionQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ["submissions", submissionId],
    queryFn: () =>
      answer(
        api.GET("/api/v1/submissions/{submission_id}/", {
          params: { path: { submission_id: submissionId } },
        }),
      ),
    refetchInterval: ({ state }) => {
      const run = state.data?.run;
      return run && !ENDED.includes(run.state) ? POLL_MS : false;
    },
  });

/** A submission never changes, so its files are fetched once. */
export const submissionFileQuery = (submissionId: string, path: string) =>
  queryOptions({
    queryKey: ["submissions", submissionId, "files", path],
    queryFn: () =>
      answer(
        api.GET("/api/v1/submissions/{submission_id}/files/{path}", {
          params: { path: { submission_id: submissionId, path } },
        }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
