import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { TimedAttempt } from "@/api/attempt";
import { asProblem } from "@/api/problem";
import { fetchFile, type Workspace, workspaceQuery } from "@/api/workspace";
import type { Autosave } from "@/features/workspace/autosave";
import { useAutosave } from "@/features/workspace/use-autosave";
import { type Tabs, useTabs } from "@/features/workspace/use-tabs";
import { browserDrafts } from "@/lib/draft-store";
import { randomKey } from "@/lib/random-key";

/** What every part of the workspace page works with. */
export interface Desk {
  workspace: Workspace;
  attempt: TimedAttempt;
  autosave: Autosave;
  /** Differs on each visit: what one visit opened is not open on the next. */
  visit: string;
  tabs: Tabs;
  /** Rises when a file's text was replaced from outside its editor. */
  versionOf: (path: string) => number;
  renewEditor: (path: string) => void;
  refreshFiles: () => Promise<void>;
}

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk needs a DeskProvider around it");
  return desk;
}

interface DeskProviderProps {
  workspace: Workspace;
  attempt: TimedAttempt;
  children: ReactNode;
}

export function DeskProvider({ workspace, attempt, children }: DeskProviderProps) {
  const queryClient = useQueryClient();
  const autosave = useAutosave(workspace, attempt.clock);
  const [visit] = useState(randomKey);
  const tabs = useTabs(workspace.id, firstToOpen(workspace));
  const [versions, setVersions] = useState<ReadonlyMap<string, number>>(new Map());
  useRecovery(workspace, autosave, tabs.open);

  const versionOf = useCallback((path: string) => versions.get(path) ?? 0, [versions]);
  const renewEditor = useCallback(
    (path: string) => setVersions((all) => new Map(all).set(path, (all.get(path) ?? 0) + 1)),
    [],
  );
  const refreshFiles = useCallback(
    () => queryClient.invalidateQueries(workspaceQuery(workspace.id)),
    [queryClient, workspace.id],
  );

  const desk = useMemo(
    () => ({ workspace, attempt, autosave, visit, tabs, versionOf, renewEditor, refreshFiles }),
    [workspace, attempt, autosave, visit, tabs, versionOf, renewEditor, refreshFiles],
  );
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
}

/** The code at the top of the tree, or whatever there is. */
function firstToOpen({ files }: Workspace): string | undefined {
  const paths = files.map((file) => file.path).sort((a, b) => a.localeCompare(b));
  const code = paths.find((path) => path.endsWith(".py") && !path.includes("/"));
  return code ?? paths[0];
}

/** Takes up what an earlier visit could not save, file by file, and shows it. */
function useRecovery(workspace: Workspace, autosave: Autosave, show: Tabs["open"]): void {
  const { id, editable } = workspace;
  useEffect(() => {
    if (!editable) return;
    for (const path of browserDrafts(id).paths()) {
      void openOnServer(id, path, autosave)
        .then(() => show({ kind: "file", path }))
        // The draft stays; opening the file tries again.
        .catch(() => undefined);
    }
  }, [id, editable, autosave, show]);
}

/** Hands a file to the autosave as the server has it. Resolves to false for bytes. */
export async function openOnServer(
  workspaceId: string,
  path: string,
  autosave: Autosave,
): Promise<boolean> {
  if (autosave.isOpen(path)) return true;
  try {
    const file = await fetchFile(workspaceId, path);
    if (file.text === null) return false;
    autosave.open(path, { text: file.text, revision: file.revision });
  } catch (error) {
    const hasDraft = browserDrafts(workspaceId).read(path) !== null;
    if (asProblem(error).status !== 404 || !hasDraft) throw error;
    autosave.open(path, null);
  }
  return true;
}
