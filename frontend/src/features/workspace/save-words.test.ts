import { describe, expect, it } from "vitest";
import type { SaveState } from "@/features/workspace/autosave";
import { mostPressing, saveWords } from "@/features/workspace/save-words";
import { same, without } from "@/features/workspace/use-tabs";

function states(...all: [string, SaveState][]) {
  return new Map(all);
}

describe("the state of saving", () => {
  it("says when the last file was saved", () => {
    const at = new Date(2026, 10, 23, 10, 32);
    const earlier = new Date(2026, 10, 23, 10, 5);
    const all = states(["b.py", { kind: "saved", at: earlier }], ["a.py", { kind: "saved", at }]);
    expect(saveWords(all, true).label).toBe("Saved 10:32");
  });

  it("is saved where nothing was typed yet", () => {
    expect(saveWords(states(), true)).toEqual({ label: "Saved", tone: "good", urgent: false });
  });

  it("never hides a file in trouble behind one that is saved", () => {
    const saved: SaveState = { kind: "saved", at: new Date() };
    const all = states(["a.py", saved], ["b.py", { kind: "offline" }], ["c.py", saved]);
    expect(mostPressing(all)?.path).toBe("b.py");
    expect(saveWords(all, true).label).toContain("kept here");
  });

  it("asks to keep the page open where the browser cannot keep the text", () => {
    const all = states(["a.py", { kind: "offline" }]);
    expect(saveWords(all, false).label).toContain("keep this page open");
  });

  it("asks for the conflict before it speaks of the connection", () => {
    const conflict: SaveState = { kind: "conflict", text: "x", revision: 2 };
    const all = states(["a.py", { kind: "offline" }], ["b.py", conflict]);
    expect(saveWords(all, true).label).toBe("b.py was changed elsewhere");
  });
});

describe("closing a tab", () => {
  const a = { kind: "file", path: "a.py" } as const;
  const b = { kind: "file", path: "b.py" } as const;
  const data = { kind: "data", path: "a.py" } as const;

  it("shows the neighbour of the tab in view", () => {
    expect(without({ tabs: [a, b], active: a }, a)).toEqual({ tabs: [b], active: b });
    expect(without({ tabs: [a, b], active: b }, b)).toEqual({ tabs: [a], active: a });
    expect(without({ tabs: [a], active: a }, a)).toEqual({ tabs: [], active: null });
  });

  it("leaves the view alone where another tab is closed", () => {
    expect(without({ tabs: [a, b], active: b }, a)).toEqual({ tabs: [b], active: b });
  });

  it("keeps a data file apart from a file of the same name", () => {
    expect(same(a, data)).toBe(false);
    expect(without({ tabs: [a, data], active: a }, data)).toEqual({ tabs: [a], active: a });
  });
});
