/**
 * Saves the candidate's files on the server while they type.
 *
 * Invariants:
 * - text is in the draft store before `edit` returns, and leaves it only when the server has it;
 * - one save per file is under way at a time, so that an older text never overwrites a newer one;
 * - a text that the server has, although its answer was lost, is recognized and is no conflict.
 */
import type { Draft, DraftStore } from "@/lib/draft-store";

export type SaveAnswer =
  | { kind: "saved"; revision: number }
  /** Somebody saved another text meanwhile; `text` is null where the file is gone. */
  | { kind: "conflict"; text: string | null; revision: number | null }
  | { kind: "unreachable" }
  /** The server will not take this text (too large, path not allowed). */
  | { kind: "refused"; message: string }
  /** The workspace takes no more work (deadline, handed in, signed out). */
  | { kind: "closed"; message: string };

export type SaveState =
  | { kind: "saved"; at: Date | null }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "conflict"; text: string | null; revision: number | null }
  | { kind: "refused"; message: string }
  | { kind: "closed"; message: string };

export type SaveFile = (
  path: string,
  text: string,
  baseRevision: number | null,
) => Promise<SaveAnswer>;

interface OpenFile {
  text: string;
  /** What the server has; null: it does not have the file. */
  savedText: string | null;
  revision: number | null;
  state: SaveState;
  unconfirmed: string[];
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  saving: Promise<void> | null;
}

export interface AutosaveOptions {
  save: SaveFile;
  drafts: DraftStore;
  /** The time to show as "saved at": the server's. */
  now: () => Date;
}

export const QUIET_MS = 800;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
const KEPT_UNCONFIRMED = 8;

export class Autosave {
  private readonly files = new Map<string, OpenFile>();
  private readonly listeners = new Set<() => void>();
  private snapshot: ReadonlyMap<string, SaveState> = new Map();
  /** False while the browser refuses to keep drafts: then only the server saves. */
  draftsAreKept = true;

  constructor(private readonly options: AutosaveOptions) {}

  /** The state of every open file; a new map on every change. */
  readonly states = (): ReadonlyMap<string, SaveState> => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  text(path: string): string | undefined {
    return this.files.get(path)?.text;
  }

  isOpen(path: string): boolean {
    return this.files.has(path);
  }

  /** Takes over a file as the server has it, and with it any draft that was left behind. */
  open(path: string, server: { text: string; revision: number } | null): string {
    const known = this.files.get(path);
    if (known) return known.text;
    const draft = this.options.drafts.read(path);
    const file: OpenFile = {
      text: draft?.text ?? server?.text ?? "",
      savedText: server?.text ?? null,
      revision: server?.revision ?? null,
      state: { kind: "saved", at: null },
      unconfirmed: draft?.unconfirmed ?? [],
      failures: 0,
      timer: undefined,
      saving: null,
    };
    this.files.set(path, file);
    if (draft) {
      this.takeUpDraft(path, file, draft);
    } else if (server === null) {
      file.state = { kind: "unsaved" };
      this.keepDraft(path, file);
      this.schedule(path, file, 0);
    }
    this.notify();
    return file.text;
  }

  edit(path: string, text: string): void {
    const file = this.files.get(path);
    if (!file || file.text === text) return;
    file.text = text;
    this.keepDraft(path, file);
    if (file.state.kind === "conflict" || file.state.kind === "closed") return;
    if (file.state.kind === "saved" || file.state.kind === "refused") {
      this.become(file, { kind: "unsaved" });
    }
    if (file.state.kind !== "offline") this.schedule(path, file, QUIET_MS);
  }

  /** Saves everything now. Resolves with the paths that the server still does not have. */
  async flush(): Promise<string[]> {
    const all = [...this.files];
    await Promise.all(all.map(([path, file]) => this.settle(path, file)));
    return all.filter(([, file]) => file.text !== file.savedText).map(([path]) => path);
  }

  /** The network is back: nobody needs to wait for the next try. */
  retryNow(): void {
    for (const [path, file] of this.files) {
      if (file.state.kind === "offline") void this.save(path, file);
    }
  }

  /** The candidate compared both versions; `text` replaces what the server has. */
  resolveConflict(path: string, text: string): void {
    const file = this.files.get(path);
    if (file?.state.kind !== "conflict") return;
    const { state } = file;
    file.revision = state.revision;
    file.savedText = state.text;
    file.text = text;
    file.unconfirmed = [];
    if (text === state.text) {
      this.options.drafts.remove(path);
      this.become(file, { kind: "saved", at: this.options.now() });
      return;
    }
    this.keepDraft(path, file);
    this.become(file, { kind: "unsaved" });
    void this.save(path, file);
  }

  /** The server has another text now (restored, replaced, undone): the draft is void. */
  replace(path: string, server: { text: string; revision: number }): void {
    this.forget(path);
    this.open(path, server);
  }

  forget(path: string): void {
    clearTimeout(this.files.get(path)?.timer);
    this.files.delete(path);
    this.options.drafts.remove(path);
    this.notify();
  }

  /** Stops the timers; drafts stay for the next visit. */
  dispose(): void {
    for (const file of this.files.values()) clearTimeout(file.timer);
  }

  private takeUpDraft(path: string, file: OpenFile, draft: Draft): void {
    if (draft.text === file.savedText) {
      file.unconfirmed = [];
      this.options.drafts.remove(path);
      return;
    }
    const serverHasOurs = file.savedText !== null && draft.unconfirmed.includes(file.savedText);
    if (draft.baseRevision === file.revision || serverHasOurs) {
      file.state = { kind: "unsaved" };
      this.schedule(path, file, 0);
      return;
    }
    file.state = { kind: "conflict", text: file.savedText, revision: file.revision };
  }

  private schedule(path: string, file: OpenFile, delayMs: number): void {
    clearTimeout(file.timer);
    file.timer = setTimeout(() => void this.save(path, file), delayMs);
  }

  /** Sends the newest text, unless an older one is still under way: that one sends it after. */
  private save(path: string, file: OpenFile): Promise<void> {
    clearTimeout(file.timer);
    file.saving ??= this.send(path, file).finally(() => {
      file.saving = null;
    });
    return file.saving;
  }

  private async settle(path: string, file: OpenFile): Promise<void> {
    if (file.saving) await file.saving;
    if (file.state.kind === "unsaved" || file.state.kind === "offline") {
      await this.save(path, file);
    }
  }

  private async send(path: string, file: OpenFile): Promise<void> {
    const sent = file.text;
    if (sent === file.savedText && file.unconfirmed.length === 0) {
      this.options.drafts.remove(path);
      this.become(file, { kind: "saved", at: this.options.now() });
      return;
    }
    if (file.state.kind !== "offline") this.become(file, { kind: "saving" });
    file.unconfirmed = [...file.unconfirmed, sent].slice(-KEPT_UNCONFIRMED);
    this.keepDraft(path, file);
    const answer = await this.options.save(path, sent, file.revision);
    if (this.files.get(path) !== file) return;
    this.take(path, file, sent, answer);
  }

  private take(path: string, file: OpenFile, sent: string, answer: SaveAnswer): void {
    switch (answer.kind) {
      case "saved":
        this.confirm(path, file, sent, answer.revision);
        break;
      case "conflict":
        this.takeConflict(path, file, answer.text, answer.revision);
        break;
      case "unreachable":
        this.schedule(path, file, Math.min(FIRST_RETRY_MS * 2 ** file.failures, LONGEST_RETRY_MS));
        file.failures += 1;
        this.become(file, { kind: "offline" });
        break;
      case "refused":
      case "closed":
        file.unconfirmed = [];
        this.become(file, answer);
    }
  }

  private takeConflict(
    path: string,
    file: OpenFile,
    text: string | null,
    revision: number | null,
  ): void {
    const oursArrived = text !== null && file.unconfirmed.includes(text);
    if (oursArrived && revision !== null) {
      // An earlier save of ours arrived and only its answer was lost.
      this.confirm(path, file, text, revision);
    } else {
      this.become(file, { kind: "conflict", text, revision });
    }
  }

  private confirm(path: string, file: OpenFile, text: string, revision: number): void {
    file.savedText = text;
    file.revision = revision;
    file.failures = 0;
    file.unconfirmed = [];
    if (file.text === text) {
      this.options.drafts.remove(path);
      this.become(file, { kind: "saved", at: this.options.now() });
    } else {
      this.keepDraft(path, file);
      this.become(file, { kind: "unsaved" });
      this.schedule(path, file, QUIET_MS);
    }
  }

  private keepDraft(path: string, file: OpenFile): void {
    const { text, revision: baseRevision, unconfirmed } = file;
    const { drafts } = this.options;
    this.draftsAreKept =
      drafts.write(path, { text, baseRevision, unconfirmed }) ||
      // The text alone may still fit.
      drafts.write(path, { text, baseRevision, unconfirmed: [] });
  }

  private become(file: OpenFile, state: SaveState): void {
    file.state = state;
    this.notify();
  }

  private notify(): void {
    this.snapshot = new Map([...this.files].map(([path, file]) => [path, file.state]));
    for (const listener of this.listeners) listener();
  }
}
