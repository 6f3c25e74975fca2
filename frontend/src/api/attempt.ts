import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "@/api/request";
import { isUnderWay, type RunBrief } from "@/api/run";
import { type ClockReading, readClock } from "@/lib/server-clock";

export type DataState = "preparing" | "ready" | "failed";

export interface AttemptItem {
  workspace_id: string;
  position: number;
  title: string;
  summary: string;
  minutes: number;
  slug: string;
  data_state: DataState;
  last_run: RunBrief | null;
}

export interface Attempt {
  id: string;
  state: "accepted" | "started" | "handed_in";
  server_now: string;
  started_at: string | null;
  /** Null until the data of every item is ready: only then the clock starts. */
  deadline_at: string | null;
  handed_in_at: string | null;
  handed_in_by: "candidate" | "deadline" | "" | null;
  assessment: { title: string; minutes: number; ai_policy: string };
  organization: { name: string };
  opening: { title: string };
  candidate_name: string;
  items: AttemptItem[];
  report_ready: boolean;
}

export type TimedAttempt = Attempt & { clock: ClockReading };

async function timed(call: Promise<Attempt>): Promise<TimedAttempt> {
  const sentAtMs = performance.now();
  const attempt = await call;
  return { ...attempt, clock: readClock(attempt.server_now, sentAtMs, performance.now()) };
}

export const attemptQuery = (attemptId: string) =>
  queryOptions({
    queryKey: ["attempt", attemptId],
    queryFn: ({ signal }) => timed(request<Attempt>("GET", `attempts/${attemptId}/`, { signal })),
    refetchInterval: ({ state }) => pollEveryMs(state.data),
    // After a sleep the page's own clock may have stood still.
    refetchOnWindowFocus: "always",
  });

/** Often while something is about to change, else often enough to keep the clock in step. */
function pollEveryMs(attempt: Attempt | undefined): number {
  if (!attempt) return 10_000;
  const waitsForData = attempt.state === "started" && attempt.deadline_at === null;
  if (waitsForData) return 1_500;
  if (attempt.state === "handed_in" && !attempt.report_ready) return 2_500;
  const runs = attempt.items.some((item) => isUnderWay(item.last_run));
  return runs ? 3_000 : 45_000;
}

function useAttemptAction(attemptId: string, act: () => Promise<Attempt>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: () => timed(act()),
    onSuccess: (attempt) => {
      queryClient.setQueryData(attemptQuery(attemptId).queryKey, attempt);
      void queryClient.invalidateQueries({ queryKey: ["workspace"] });
    },
    // A refusal means that the attempt is not what this page believes.
    onError: () => queryClient.invalidateQueries({ queryKey: ["attempt", attemptId] }),
  });
}

export function useStartAttempt(attemptId: string) {
  return useAttemptAction(attemptId, () => request("POST", `attempts/${attemptId}/start/`));
}

/** Hands in what is saved; the same key may be sent again without handing in twice. */
export function useHandIn(attemptId: string, idempotencyKey: string) {
  return useAttemptAction(attemptId, () =>
    request("POST", `attempts/${attemptId}/hand-in/`, {
      headers: { "Idempotency-Key": idempotencyKey },
    }),
  );
}
