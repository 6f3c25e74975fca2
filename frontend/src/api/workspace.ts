import { queryOptions } from "@tanstack/react-query";
import type { DataState } from "@/api/attempt";
import { request } from "@/api/request";

export interface WorkspaceFile {
  path: string;
  size: number;
  revision: number;
  from_starter: boolean;
}

export interface DataFile {
  path: string;
  size: number;
}

export interface AnnouncedCheck {
  name: string;
  title: string;
  unit: string;
  competency: string;
  weight: number;
  must_not: boolean;
}

export interface Workspace {
  id: string;
  attempt_id: string;
  title: string;
  slug: string;
  brief_html: string;
  minutes: number;
  editable: boolean;
  checks: AnnouncedCheck[];
  files: WorkspaceFile[];
  /** Where the starter has files, changed or deleted since or not. */
  starter_paths: string[];
  data_state: DataState;
  data_files: DataFile[];
  limits: { file_bytes: number; total_bytes: number; file_count: number };
}

export interface FileContent {
  path: string;
  text: string | null;
  size: number;
  revision: number;
  binary: boolean;
}

export interface DataPreview {
  path: string;
  size: number;
  /** Null where the file is not text. */
  text: string | null;
  truncated: boolean;
}

export const workspaceQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace", workspaceId],
    queryFn: ({ signal }) => request<Workspace>("GET", `workspaces/${workspaceId}/`, { signal }),
  });

export function fetchFile(workspaceId: string, path: string): Promise<FileContent> {
  return request<FileContent>("GET", filePath(workspaceId, path));
}

export const dataPreviewQuery = (workspaceId: string, path: string) =>
  queryOptions({
    queryKey: ["data-preview", workspaceId, path],
    queryFn: ({ signal }) =>
      request<DataPreview>("GET", `${dataPath(workspaceId, path)}?preview=1`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function filePath(workspaceId: string, path: string): string {
  return `workspaces/${workspaceId}/files/${encodedPath(path)}`;
}

export function dataPath(workspaceId: string, path: string): string {
  return `workspaces/${workspaceId}/data/${encodedPath(path)}`;
}

/** The address for a plain download link. */
export function address(apiPath: string): string {
  return `/api/v1/${apiPath}`;
}

function encodedPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
