import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type Report = Schemas["Report"];
export type ReportState = Schemas["ReportState"];
export type ReportItem = Schemas["ReportItem"];
export type CheckResult = Schemas["CheckResult"];

export const reportQuery = (attemptId: string) =>
  queryOptions({
    queryKey: ["report", attemptId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/attempts/{attempt_id}/report/", {
          params: { path: { attempt_id: attemptId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.state === "pending" ? 3_000 : false),
  });
