import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Workspace, workspaceQuery } from "@/api/workspace";
import { Autosave, type SaveState } from "@/features/workspace/autosave";
import { saveFile } from "@/features/workspace/save-file";
import { browserDrafts } from "@/lib/draft-store";
import { type ClockReading, serverTime } from "@/lib/server-clock";

/** One autosave for as long as the page shows this workspace. */
export function useAutosave(workspace: Workspace, clock: ClockReading): Autosave {
  const queryClient = useQueryClient();
  const latestClock = useRef(clock);
  useEffect(() => {
    latestClock.current = clock;
  }, [clock]);

  const [autosave] = useState(
    () =>
      new Autosave({
        drafts: browserDrafts(workspace.id),
        now: () => new Date(serverTime(latestClock.current)),
        save: async (path, text, baseRevision) => {
          const answer = await saveFile(workspace.id, path, text, baseRevision);
          if (answer.kind === "saved") noteSaved(queryClient, workspace.id, path, text, answer);
          if (answer.kind === "closed") noteClosed(queryClient, workspace);
          return answer;
        },
      }),
  );

  useEffect(() => {
    const retry = () => autosave.retryNow();
    // A phone may never come back to a page that it put away.
    const hide = () => {
      if (document.visibilityState === "hidden") void autosave.flush();
    };
    const leave = (event: BeforeUnloadEvent) => {
      if (hasUnsaved(autosave.states())) event.preventDefault();
    };
    window.addEventListener("online", retry);
    document.addEventListener("visibilitychange", hide);
    window.addEventListener("beforeunload", leave);
    return () => {
      window.removeEventListener("online", retry);
      document.removeEventListener("visibilitychange", hide);
      window.removeEventListener("beforeunload", leave);
      void autosave.flush().finally(() => autosave.dispose());
    };
  }, [autosave]);

  return autosave;
}

export function useSaveStates(autosave: Autosave): ReadonlyMap<string, SaveState> {
  return useSyncExternalStore(autosave.subscribe, autosave.states);
}

function hasUnsaved(states: ReadonlyMap<string, SaveState>): boolean {
  return [...states.values()].some(({ kind }) => kind !== "saved" && kind !== "closed");
}

/** Keeps the list of files true without asking for it after every pause in typing. */
function noteSaved(
  queryClient: QueryClient,
  workspaceId: string,
  path: string,
  text: string,
  { revision }: { revision: number },
): void {
  const size = new TextEncoder().encode(text).length;
  const saved = { path, size, revision, from_starter: false };
  queryClient.setQueryData(workspaceQuery(workspaceId).queryKey, (workspace) => {
    if (!workspace) return workspace;
    const others = workspace.files.filter((file) => file.path !== path);
    return { ...workspace, files: [...others, saved] };
  });
}

function noteClosed(queryClient: QueryClient, workspace: Workspace): void {
  void queryClient.invalidateQueries({ queryKey: ["attempt", workspace.attempt_id] });
  void queryClient.invalidateQueries({ queryKey: ["workspace", workspace.id] });
}
