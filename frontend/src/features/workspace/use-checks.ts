import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isUnderWay, type Run, runQuery, runsQuery, startVisibleRun } from "@/api/run";
import type { Autosave } from "@/features/workspace/autosave";
import { useDesk } from "@/features/workspace/desk";
import { randomKey } from "@/lib/random-key";

/** Text that is not on the server would not be checked: nothing was started. */
export class NotSavedError extends Error {
  override name = "NotSavedError";
}

/** The visible checks: start them, follow them, look back at earlier ones. */
export function useChecks() {
  const { workspace, autosave } = useDesk();
  const queryClient = useQueryClient();
  const history = useQuery(runsQuery(workspace.id));
  const visible = (history.data ?? []).filter((run) => run.kind === "visible");
  const [chosen, choose] = useState<string | null>(null);
  const shownId = chosen ?? visible[0]?.id ?? null;
  const shown = useQuery({ ...runQuery(shownId ?? ""), enabled: shownId !== null });

  const start = useMutation({
    mutationFn: () => startVisible(workspace.id, autosave),
    onSuccess: (run) => {
      queryClient.setQueryData(runQuery(run.id).queryKey, run);
      choose(run.id);
    },
    onSettled: () => queryClient.invalidateQueries(runsQuery(workspace.id)),
  });

  const ended = shown.data && !isUnderWay(shown.data) ? shown.data.id : null;
  useEffect(() => {
    if (ended) void queryClient.invalidateQueries(runsQuery(workspace.id));
  }, [ended, queryClient, workspace.id]);

  const busy = start.isPending || isUnderWay(shown.data) || visible.some(isUnderWay);
  const canRun = workspace.editable && workspace.data_state === "ready" && !busy;
  return {
    history: visible,
    historyError: history.error,
    isLoading: history.isLoading,
    shown: shown.data ?? null,
    shownError: shown.error,
    choose,
    busy,
    canRun,
    startError: start.error,
    run: () => {
      if (canRun) start.mutate();
    },
  };
}

export type Checks = ReturnType<typeof useChecks>;

async function startVisible(workspaceId: string, autosave: Autosave): Promise<Run> {
  const unsaved = await autosave.flush();
  if (unsaved.length > 0) {
    throw new NotSavedError(
      `${unsaved.join(", ")} could not be saved, so the checks would run on older text.`,
    );
  }
  return startVisibleRun(workspaceId, randomKey());
}
