import { useCallback, useMemo } from "react";
import { asProblem } from "@/api/problem";
import { deleteFile, fetchFile, moveFile, restoreFile, uploadArchive } from "@/api/workspace";
import { toast, toastProblem, toastWithUndo } from "@/components/toast";
import { type Desk, openOnServer, useDesk } from "@/features/workspace/desk";

export interface FileActions {
  create: (path: string) => void;
  rename: (from: string, to: string) => Promise<void>;
  remove: (path: string) => Promise<void>;
  restore: (path: string) => Promise<void>;
  /** Replaces all files by those of an archive. */
  upload: (archive: File) => Promise<void>;
}

/** What a candidate can do with files beside typing. Each action tells its own failure. */
export function useFileActions(): FileActions {
  const desk = useDesk();
  const create = useCallback(
    (path: string) => {
      desk.autosave.open(path, null);
      desk.tabs.open({ kind: "file", path });
    },
    [desk],
  );
  return useMemo(
    () => ({
      create,
      rename: (from, to) => told(() => rename(desk, from, to)),
      remove: (path) => told(() => remove(desk, path)),
      restore: (path) => told(() => restore(desk, path)),
      upload: (archive) => told(() => upload(desk, archive)),
    }),
    [desk, create],
  );
}

async function told(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    toastProblem(error);
  }
}

async function rename(desk: Desk, from: string, to: string): Promise<void> {
  const { workspace, autosave, tabs } = desk;
  await saveFirst(desk, from);
  await moveFile(workspace.id, from, to);
  autosave.forget(from);
  tabs.rename(from, to);
  await desk.refreshFiles();
}

async function remove(desk: Desk, path: string): Promise<void> {
  const { workspace, autosave, tabs } = desk;
  // Bytes that no editor shows cannot be written back by this page.
  const isText = await openOnServer(workspace.id, path, autosave);
  const text = autosave.text(path) ?? "";
  await autosave.flush();
  await deleteOnServer(workspace.id, path);
  autosave.forget(path);
  tabs.close({ kind: "file", path });
  await desk.refreshFiles();
  if (!isText) {
    toast(`Deleted ${path}.`);
    return;
  }
  toastWithUndo(`Deleted ${path}.`, () => {
    autosave.open(path, null);
    autosave.edit(path, text);
    tabs.open({ kind: "file", path });
  });
}

/** A file that never reached the server is deleted by forgetting it. */
async function deleteOnServer(workspaceId: string, path: string): Promise<void> {
  try {
    await deleteFile(workspaceId, path);
  } catch (error) {
    if (asProblem(error).status !== 404) throw error;
  }
}

async function restore(desk: Desk, path: string): Promise<void> {
  const { workspace, autosave, tabs } = desk;
  const exists = workspace.files.some((file) => file.path === path);
  if (exists) await openOnServer(workspace.id, path, autosave);
  const before = autosave.text(path);
  await autosave.flush();
  await restoreFile(workspace.id, path);
  const file = await fetchFile(workspace.id, path);
  autosave.replace(path, { text: file.text ?? "", revision: file.revision });
  desk.renewEditor(path);
  tabs.open({ kind: "file", path });
  await desk.refreshFiles();
  if (before === undefined) return;
  toastWithUndo(`${path} is the starter's version again.`, () => {
    autosave.edit(path, before);
    desk.renewEditor(path);
  });
}

async function upload(desk: Desk, archive: File): Promise<void> {
  const { workspace, autosave } = desk;
  await autosave.flush();
  await uploadArchive(workspace.id, archive);
  for (const path of [...autosave.states().keys()]) {
    autosave.forget(path);
    desk.renewEditor(path);
  }
  await desk.refreshFiles();
  toast(`The files of ${archive.name} are in place.`);
}

async function saveFirst(desk: Desk, path: string): Promise<void> {
  const unsaved = await desk.autosave.flush();
  if (unsaved.includes(path)) {
    throw new Error(`${path} is not saved yet. Wait until it is, then try again.`);
  }
}
