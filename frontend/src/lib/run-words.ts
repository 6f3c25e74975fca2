/** A run in the candidate's words: what happened, and whose doing it was. */
import type { Wording } from "@/lib/wording";

interface RunFacts {
  kind: string;
  state: string;
  outcome: string | null;
  /** 1 is next; unknown in lists. */
  queue_position?: number | null;
}

const YOURS: Record<string, Wording> = {
  exited: {
    label: "Your program crashed",
    tone: "bad",
    meaning: "It ended with an error; the output shows where.",
  },
  timed_out: {
    label: "Your program ran out of time",
    tone: "bad",
    meaning: "It was stopped at its time limit.",
  },
  out_of_memory: {
    label: "Your program ran out of memory",
    tone: "bad",
    meaning: "It was stopped at its memory limit.",
  },
  output_too_large: {
    label: "Your program wrote too much",
    tone: "bad",
    meaning: "A file or the output is larger than allowed.",
  },
  disk_full: {
    label: "Your program filled the disk",
    tone: "bad",
    meaning: "It wrote more than its disk limit.",
  },
  malformed_output: {
    label: "The output cannot be used",
    tone: "bad",
    meaning: "A file is missing or not in the form that the brief asks for.",
  },
};

export const PLATFORM_FAULT: Wording = {
  label: "Our platform failed",
  tone: "warn",
  meaning: "This was our fault. It does not count against you.",
};

export function runWords(run: RunFacts): Wording {
  if (run.state === "failed") return PLATFORM_FAULT;
  if (run.state === "queued") return queuedWords(run.queue_position ?? null);
  if (run.state === "running") {
    return { label: run.kind === "scored" ? "Being measured" : "Running", tone: "info" };
  }
  const yours = run.outcome === null ? undefined : YOURS[run.outcome];
  if (yours) return yours;
  return { label: run.kind === "scored" ? "Measured" : "Ran to the end", tone: "good" };
}

function queuedWords(position: number | null): Wording {
  if (position === null) return { label: "Waiting to start", tone: "quiet" };
  if (position <= 1) return { label: "Next in the queue", tone: "quiet" };
  return { label: `Waiting, ${position - 1} ahead of you`, tone: "quiet" };
}
