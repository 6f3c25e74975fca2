import { queryOptions } from "@tanstack/react-query";
import { request } from "@/api/request";

export interface CheckScore {
  name: string;
  title: string;
  competency: string;
  unit: string;
  must_not: boolean;
  value: number | null;
  floor: number | null;
  ceiling: number | null;
  score: number | null;
  score_error: number | null;
  evidence: string;
}

export type ReportState = "pending" | "ready" | "not_evaluated";

export interface ReportItem {
  title: string;
  state: ReportState;
  outcome: string | null;
  message: string;
  score: number | null;
  score_error: number | null;
  competencies: { slug: string; title: string; score: number }[];
  checks: CheckScore[];
}

export interface Report {
  attempt_id: string;
  state: ReportState;
  assessment_title: string;
  /** False where the organization keeps scores from candidates. */
  scores_revealed: boolean;
  score: number | null;
  items: ReportItem[];
}

export const reportQuery = (attemptId: string) =>
  queryOptions({
    queryKey: ["report", attemptId],
    queryFn: ({ signal }) => request<Report>("GET", `attempts/${attemptId}/report/`, { signal }),
    refetchInterval: ({ state }) => (state.data?.state === "pending" ? 3_000 : false),
  });
