import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Autosave, QUIET_MS, type SaveAnswer } from "@/features/workspace/autosave";
import { browserDrafts, type DraftStore } from "@/lib/draft-store";

const NOON = new Date("2026-11-23T12:00:00Z");

interface Call {
  path: string;
  text: string;
  baseRevision: number | null;
  answer: (answer: SaveAnswer) => Promise<void>;
}

/** A server whose answers the test gives one by one. */
function setUp(drafts: DraftStore = browserDrafts("w1")) {
  const calls: Call[] = [];
  const autosave = new Autosave({
    drafts,
    now: () => NOON,
    save: (path, text, baseRevision) =>
      new Promise((resolve) => {
        const answer = async (value: SaveAnswer) => {
          resolve(value);
          await vi.advanceTimersByTimeAsync(0);
        };
        calls.push({ path, text, baseRevision, answer });
      }),
  });
  const call = (index: number): Call => {
    const found = calls[index];
    if (!found) throw new Error(`only ${calls.length} saves so far`);
    return found;
  };
  return { autosave, calls, call, drafts, state: (path: string) => autosave.states().get(path) };
}

/** A browser that refuses drafts above a size. */
function roomFor(drafts: DraftStore, size: number): DraftStore["write"] {
  return (path, draft) => JSON.stringify(draft).length <= size && drafts.write(path, draft);
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => vi.useRealTimers());

describe("saving while typing", () => {
  it("waits for a pause, then sends the newest text once", async () => {
    const { autosave, calls, call, state } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "x");
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    autosave.edit("a.py", "xy");
    await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(1);
    expect(call(0)).toMatchObject({ path: "a.py", text: "xy", baseRevision: 1 });
    expect(state("a.py")).toEqual({ kind: "saving" });
    await call(0).answer({ kind: "saved", revision: 2 });
    expect(state("a.py")).toEqual({ kind: "saved", at: NOON });
  });

  it("never has two saves of one file under way, and sends the later text on the new revision", async () => {
    const { autosave, calls, call } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "one");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    autosave.edit("a.py", "two");
    await vi.advanceTimersByTimeAsync(10 * QUIET_MS);
    expect(calls).toHaveLength(1);
    await call(0).answer({ kind: "saved", revision: 2 });
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(calls).toHaveLength(2);
    expect(call(1)).toMatchObject({ text: "two", baseRevision: 2 });
  });

  it("saves two files side by side", async () => {
    const { autosave, calls } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.open("b.py", { text: "", revision: 7 });
    autosave.edit("a.py", "a");
    autosave.edit("b.py", "b");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(calls.map((each) => each.path)).toEqual(["a.py", "b.py"]);
  });

  it("creates a file that the server does not have, even when it is empty", async () => {
    const { autosave, call } = setUp();
    autosave.open("new.py", null);
    await vi.advanceTimersByTimeAsync(0);
    expect(call(0)).toMatchObject({ path: "new.py", text: "", baseRevision: null });
  });

  it("sends nothing when the text is typed back to what the server has", async () => {
    const { autosave, calls, drafts, state } = setUp();
    autosave.open("a.py", { text: "same", revision: 1 });
    autosave.edit("a.py", "same!");
    autosave.edit("a.py", "same");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(calls).toHaveLength(0);
    expect(state("a.py")?.kind).toBe("saved");
    expect(drafts.paths()).toEqual([]);
  });

  it("flushes before a run and says which files the server still lacks", async () => {
    const { autosave, call } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.open("b.py", { text: "", revision: 1 });
    autosave.edit("a.py", "a");
    autosave.edit("b.py", "b");
    const flushed = autosave.flush();
    await call(0).answer({ kind: "saved", revision: 2 });
    await call(1).answer({ kind: "unreachable" });
    expect(await flushed).toEqual(["b.py"]);
  });

  it("flushes the text that was typed while an older one was being saved", async () => {
    const { autosave, call } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "one");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    autosave.edit("a.py", "two");
    const flushed = autosave.flush();
    await call(0).answer({ kind: "saved", revision: 2 });
    expect(call(1)).toMatchObject({ text: "two", baseRevision: 2 });
    await call(1).answer({ kind: "saved", revision: 3 });
    expect(await flushed).toEqual([]);
  });
});

describe("without a connection", () => {
  it("keeps the text, tries again ever more slowly, and saves when the server answers", async () => {
    const { autosave, calls, call, drafts, state } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "kept");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "unreachable" });
    expect(state("a.py")).toEqual({ kind: "offline" });
    expect(drafts.read("a.py")?.text).toBe("kept");
    await vi.advanceTimersByTimeAsync(1_000);
    await call(1).answer({ kind: "unreachable" });
    await vi.advanceTimersByTimeAsync(1_999);
    expect(calls).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    await call(2).answer({ kind: "saved", revision: 2 });
    expect(state("a.py")).toEqual({ kind: "saved", at: NOON });
    expect(drafts.paths()).toEqual([]);
  });

  it("never waits longer than half a minute", async () => {
    const { autosave, calls, call } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "x");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    for (let index = 0; index < 12; index += 1) {
      await call(index).answer({ kind: "unreachable" });
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(calls).toHaveLength(13);
  });

  it("tries at once when the browser is online again", async () => {
    const { autosave, calls, call } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "x");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "unreachable" });
    autosave.retryNow();
    expect(calls).toHaveLength(2);
  });

  it("takes a save whose answer was lost for what it is, not for a conflict", async () => {
    const { autosave, call, state } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "one");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "unreachable" });
    autosave.edit("a.py", "one two");
    await vi.advanceTimersByTimeAsync(1_000);
    await call(1).answer({ kind: "conflict", text: "one", revision: 2 });
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(call(2)).toMatchObject({ text: "one two", baseRevision: 2 });
    await call(2).answer({ kind: "saved", revision: 3 });
    expect(state("a.py")?.kind).toBe("saved");
  });
});

describe("a conflict", () => {
  async function inConflict() {
    const world = setUp();
    world.autosave.open("a.py", { text: "base", revision: 1 });
    world.autosave.edit("a.py", "mine");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await world.call(0).answer({ kind: "conflict", text: "theirs", revision: 4 });
    return world;
  }

  it("shows the server's text and overwrites nothing, however long it lasts", async () => {
    const { autosave, calls, state, drafts } = await inConflict();
    expect(state("a.py")).toEqual({ kind: "conflict", text: "theirs", revision: 4 });
    autosave.edit("a.py", "mine, more");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    expect(drafts.read("a.py")?.text).toBe("mine, more");
  });

  it("saves the chosen text on top of the server's revision", async () => {
    const { autosave, call, state } = await inConflict();
    autosave.resolveConflict("a.py", "mine and theirs");
    expect(call(1)).toMatchObject({ text: "mine and theirs", baseRevision: 4 });
    await call(1).answer({ kind: "saved", revision: 5 });
    expect(state("a.py")).toEqual({ kind: "saved", at: NOON });
  });

  it("sends nothing when the server's text is taken", async () => {
    const { autosave, calls, drafts } = await inConflict();
    autosave.resolveConflict("a.py", "theirs");
    expect(calls).toHaveLength(1);
    expect(autosave.text("a.py")).toBe("theirs");
    expect(drafts.paths()).toEqual([]);
  });

  it("creates the file again when it was deleted elsewhere and the candidate keeps theirs", async () => {
    const { autosave, call } = setUp();
    autosave.open("a.py", { text: "base", revision: 3 });
    autosave.edit("a.py", "mine");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "conflict", text: null, revision: null });
    autosave.resolveConflict("a.py", "mine");
    expect(call(1)).toMatchObject({ text: "mine", baseRevision: null });
  });
});

describe("a refusal", () => {
  it("keeps a text that is too large and sends it again once it was changed", async () => {
    const { autosave, calls, call, state, drafts } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "large");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "refused", message: "The file is too large." });
    expect(state("a.py")).toEqual({ kind: "refused", message: "The file is too large." });
    expect(drafts.read("a.py")?.text).toBe("large");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    autosave.edit("a.py", "small");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(call(1)).toMatchObject({ text: "small", baseRevision: 1 });
  });

  it("sends nothing more once the workspace is closed", async () => {
    const { autosave, calls, call } = setUp();
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "late");
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "closed", message: "The deadline has passed." });
    autosave.edit("a.py", "later");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
  });
});

describe("after a reload", () => {
  it("takes up the text that the server never got, and saves it", async () => {
    const before = setUp();
    before.autosave.open("a.py", { text: "", revision: 1 });
    before.autosave.edit("a.py", "half a thought");
    before.autosave.dispose();

    const after = setUp();
    expect(after.drafts.paths()).toEqual(["a.py"]);
    expect(after.autosave.open("a.py", { text: "", revision: 1 })).toBe("half a thought");
    await vi.advanceTimersByTimeAsync(0);
    expect(after.call(0)).toMatchObject({ text: "half a thought", baseRevision: 1 });
    expect(before.calls).toHaveLength(0);
  });

  it("drops a draft that the server already has", () => {
    const { autosave, drafts, state } = setUp();
    drafts.write("a.py", { text: "x", baseRevision: 1, unconfirmed: ["x"] });
    expect(autosave.open("a.py", { text: "x", revision: 2 })).toBe("x");
    expect(state("a.py")?.kind).toBe("saved");
    expect(drafts.paths()).toEqual([]);
  });

  it("goes on from a save whose answer was lost with the page", async () => {
    const { autosave, call, drafts } = setUp();
    drafts.write("a.py", { text: "one two", baseRevision: 1, unconfirmed: ["one"] });
    autosave.open("a.py", { text: "one", revision: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect(call(0)).toMatchObject({ text: "one two", baseRevision: 2 });
  });

  it("asks the candidate where the server's file went on without the draft", () => {
    const { autosave, drafts, state } = setUp();
    drafts.write("a.py", { text: "mine", baseRevision: 1, unconfirmed: [] });
    expect(autosave.open("a.py", { text: "theirs", revision: 2 })).toBe("mine");
    expect(state("a.py")).toEqual({ kind: "conflict", text: "theirs", revision: 2 });
  });

  it("takes up a new file that never reached the server", async () => {
    const { autosave, call, drafts } = setUp();
    drafts.write("new.py", { text: "x = 1", baseRevision: null, unconfirmed: [] });
    expect(autosave.open("new.py", null)).toBe("x = 1");
    await vi.advanceTimersByTimeAsync(0);
    expect(call(0)).toMatchObject({ path: "new.py", text: "x = 1", baseRevision: null });
  });

  it("ignores a draft that is not readable", () => {
    localStorage.setItem("vetting.draft/w1/a.py", "{broken");
    const { autosave } = setUp();
    expect(autosave.open("a.py", { text: "server", revision: 1 })).toBe("server");
  });
});

describe("the browser's storage", () => {
  it("keeps the drafts of workspaces apart", () => {
    browserDrafts("w1").write("a.py", { text: "1", baseRevision: 1, unconfirmed: [] });
    browserDrafts("w2").write("a.py", { text: "2", baseRevision: 1, unconfirmed: [] });
    expect(browserDrafts("w1").read("a.py")?.text).toBe("1");
    expect(browserDrafts("w2").paths()).toEqual(["a.py"]);
  });

  it("keeps the text alone where there is no room for more", async () => {
    const small = browserDrafts("w1");
    const room = { ...small, write: roomFor(small, 100) };
    const { autosave, call, drafts } = setUp(room);
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "x".repeat(50));
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await call(0).answer({ kind: "unreachable" });
    autosave.edit("a.py", "y".repeat(50));
    expect(drafts.read("a.py")).toMatchObject({ text: "y".repeat(50), unconfirmed: [] });
    expect(autosave.draftsAreKept).toBe(true);
  });

  it("tells when it is full, and typing goes on", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
      removeItem: () => undefined,
    } as unknown as Storage;
    const { autosave } = setUp(browserDrafts("w1", full));
    autosave.open("a.py", { text: "", revision: 1 });
    autosave.edit("a.py", "x");
    expect(autosave.draftsAreKept).toBe(false);
    expect(autosave.text("a.py")).toBe("x");
  });
});
