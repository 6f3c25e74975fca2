import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";
import { isUnderWay } from "@/api/run";
import { type ClockReading, readClock } from "@/lib/server-clock";

export type Attempt = Schemas["Attempt"];
export type AttemptItem = Schemas["AttemptItem"];
export type DataState = Schemas["DataState"];
export type TimedAttempt = Attempt & { clock: ClockReading };

async function timed(call: Promise<Attempt>): Promise<TimedAttempt> {
  const sentAtMs = performance.now();
  const attempt = await call;
  return { ...attempt, clock: readClock(attempt.server_now, sentAtMs, performance.now()) };
}

export const attemptQuery = (attemptId: string) =>
  queryOptions({
    queryKey: ["attempt", attemptId],
    queryFn: ({ signal }) =>
      timed(
        answer(
          api.GET("/api/v1/attempts/{attempt_id}/", {
            params: { path: { attempt_id: attemptId } },
            signal,
          }),
        ),
      ),
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
  return useAttemptAction(attemptId, () =>
    answer(
      api.POST("/api/v1/attempts/{attempt_id}/start/", {
        params: { path: { attempt_id: attemptId } },
      }),
    ),
  );
}

/** Hands in what is saved; the same key may be sent again without handing in twice. */
export function useHandIn(attemptId: string, idempotencyKey: string) {
  return useAttemptAction(attemptId, () =>
    answer(
      api.POST("/api/v1/attempts/{attempt_id}/hand-in/", {
        params: {
          path: { attempt_id: attemptId },
          header: { "Idempotency-Key": idempotencyKey },
        },
      }),
    ),
  );
}
