/** The state of saving in words: of one file, and of the whole workspace. */
import type { SaveState } from "@/features/workspace/autosave";
import { clockTime } from "@/lib/clock-time";
import type { Tone } from "@/lib/wording";

export interface SaveWords {
  label: string;
  tone: Tone;
  /** Needs the candidate's eye: said aloud, and never hidden by a later "saved". */
  urgent: boolean;
}

/** The most pressing first. */
const ORDER: SaveState["kind"][] = [
  "conflict",
  "closed",
  "refused",
  "offline",
  "saving",
  "unsaved",
  "saved",
];

export function mostPressing(
  states: ReadonlyMap<string, SaveState>,
): { path: string; state: SaveState } | null {
  const all = [...states].map(([path, state]) => ({ path, state }));
  all.sort((a, b) => rank(a.state) - rank(b.state) || savedAt(b.state) - savedAt(a.state));
  return all[0] ?? null;
}

export function saveWords(
  states: ReadonlyMap<string, SaveState>,
  draftsAreKept: boolean,
): SaveWords {
  const worst = mostPressing(states);
  if (!worst) return { label: "Saved", tone: "good", urgent: false };
  const { path, state } = worst;
  switch (state.kind) {
    case "conflict":
      return { label: `${path} was changed elsewhere`, tone: "bad", urgent: true };
    case "closed":
    case "refused":
      return { label: `Not saved: ${state.message}`, tone: "bad", urgent: true };
    case "offline":
      return draftsAreKept
        ? { label: "Offline: kept here, trying again", tone: "warn", urgent: true }
        : { label: "Offline: keep this page open, trying again", tone: "bad", urgent: true };
    case "saving":
    case "unsaved":
      return { label: "Saving…", tone: "info", urgent: false };
    case "saved":
      return {
        label: state.at ? `Saved ${clockTime(state.at)}` : "Saved",
        tone: "good",
        urgent: false,
      };
  }
}

function rank(state: SaveState): number {
  return ORDER.indexOf(state.kind);
}

function savedAt(state: SaveState): number {
  return state.kind === "saved" ? (state.at?.getTime() ?? 0) : 0;
}
