import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";
import type { Submission, SubmissionFile } from "@/api/types";

const POLL_MS = 3_000;
const ENDED = ["finished", "failed"];

export const submissionQuery = (submissionId: string) =>
  queryOptions({
    queryKey: ["submissions", submissionId],
    queryFn: () => request<Submission>("GET", `submissions/${submissionId}/`),
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
      request<SubmissionFile>("GET", `submissions/${submissionId}/files/${encodePath(path)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
