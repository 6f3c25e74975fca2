import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schemas } from "@/api/client";

export type Workspace = Schemas["Workspace"];
export type AnnouncedCheck = Schemas["AnnouncedCheck"];
export type DataPreview = Schemas["DataPreview"];
export type FileContent = Schemas["FileContent"];
export type SavedFile = Schemas["SavedFile"];

export const workspaceQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/workspaces/{workspace_id}/", {
          params: { path: { workspace_id: workspaceId } },
          signal,
        }),
      ),
  });

export const dataPreviewQuery = (workspaceId: string, path: string) =>
  queryOptions({
    queryKey: ["data-preview", workspaceId, path],
    queryFn: ({ signal }) =>
      answer(
        api.GET("/api/v1/workspaces/{workspace_id}/data/{path}", {
          params: { path: { workspace_id: workspaceId, path }, query: { preview: true } },
          signal,
        }),
      ) as Promise<DataPreview>,
    staleTime: Number.POSITIVE_INFINITY,
  });

export function fetchFile(workspaceId: string, path: string): Promise<FileContent> {
  return answer(api.GET("/api/v1/workspaces/{workspace_id}/files/{path}", at(workspaceId, path)));
}

/** `baseRevision` is the one that was loaded: null to make a new file. */
export function putFile(
  workspaceId: string,
  path: string,
  text: string,
  baseRevision: number | null,
): Promise<SavedFile> {
  return answer(
    api.PUT("/api/v1/workspaces/{workspace_id}/files/{path}", {
      ...at(workspaceId, path),
      body: { text, base_revision: baseRevision },
    }),
  );
}

export async function deleteFile(workspaceId: string, path: string): Promise<void> {
  await api.DELETE("/api/v1/workspaces/{workspace_id}/files/{path}", at(workspaceId, path));
}

export function moveFile(workspaceId: string, from: string, to: string): Promise<SavedFile> {
  return answer(
    api.POST("/api/v1/workspaces/{workspace_id}/files/move/", {
      params: { path: { workspace_id: workspaceId } },
      body: { from, to },
    }),
  );
}

/** Puts the starter's version in the file's place. */
export function restoreFile(workspaceId: string, path: string): Promise<SavedFile> {
  return answer(
    api.POST("/api/v1/workspaces/{workspace_id}/files/restore/", {
      params: { path: { workspace_id: workspaceId } },
      body: { path },
    }),
  );
}

/** Replaces all files by those of the archive. */
export function uploadArchive(workspaceId: string, archive: File): Promise<Workspace> {
  return answer(
    api.POST("/api/v1/workspaces/{workspace_id}/archive/", {
      params: { path: { workspace_id: workspaceId } },
      // The schema calls a file a string.
      body: { archive: archive.name },
      bodySerializer: () => {
        const form = new FormData();
        form.append("archive", archive);
        return form;
      },
    }),
  );
}

/** The addresses of plain download links. */
export function archiveAddress(workspaceId: string): string {
  return `/api/v1/workspaces/${workspaceId}/archive/`;
}

export function dataAddress(workspaceId: string, path: string): string {
  return `/api/v1/workspaces/${workspaceId}/data/${path.split("/").map(encodeURIComponent).join("/")}`;
}

function at(workspaceId: string, path: string) {
  return { params: { path: { workspace_id: workspaceId, path } } };
}
