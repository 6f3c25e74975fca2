/**
 * Text that the server does not have yet, kept in this browser.
 *
 * `localStorage` is synchronous: a draft is safe before the key press returns,
 * so that a reload, a crash or a dead network loses nothing.
 */
export interface Draft {
  text: string;
  /** The server's revision that the text is based on; null: the server never had the file. */
  baseRevision: number | null;
  /** Texts that were sent without hearing back: the server may have them. */
  unconfirmed: string[];
}

export interface DraftStore {
  read(path: string): Draft | null;
  /** False where the browser refuses (storage full or switched off). */
  write(path: string, draft: Draft): boolean;
  remove(path: string): void;
  paths(): string[];
}

export function browserDrafts(workspaceId: string, storage: Storage = localStorage): DraftStore {
  const prefix = `vetting.draft/${workspaceId}/`;
  return {
    read(path) {
      return parseDraft(attempt(() => storage.getItem(prefix + path)) ?? null);
    },
    write(path, draft) {
      return (
        attempt(() => {
          storage.setItem(prefix + path, JSON.stringify(draft));
          return true;
        }) ?? false
      );
    },
    remove(path) {
      attempt(() => storage.removeItem(prefix + path));
    },
    paths() {
      const keys = attempt(() => Object.keys(storage)) ?? [];
      return keys.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    },
  };
}

/** A browser may throw on any use of its storage (private windows, full disks). */
function attempt<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

function parseDraft(json: string | null): Draft | null {
  if (json === null) return null;
  const value: unknown = attempt(() => JSON.parse(json));
  return isDraft(value) ? value : null;
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const { text, baseRevision, unconfirmed } = value as Record<string, unknown>;
  return (
    typeof text === "string" &&
    (baseRevision === null || typeof baseRevision === "number") &&
    Array.isArray(unconfirmed) &&
    unconfirmed.every((sent) => typeof sent === "string")
  );
}
