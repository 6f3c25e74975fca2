import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem, type ProblemError } from "@/api/problem";
import type { MyScorecard } from "@/api/types";
import { saveDraft } from "@/features/scorecard/api";
import { type Draft, draftOf } from "@/features/scorecard/draft";

const QUIET_MS = 800;
const RETRY_MS = 5_000;

export interface Autosave {
  draft: Draft;
  change: (draft: Draft) => void;
  state: "saved" | "unsaved" | "failed";
  problem: ProblemError | null;
  /** Saves what is not saved yet; rejects when the server refuses it. */
  flush: () => Promise<void>;
}

/**
 * Keeps a draft on the server while it is written: saved after a quiet moment, one request at a
 * time and in order, tried again while the connection or the server fails.
 */
export function useAutosave(applicationId: string, scorecard: MyScorecard): Autosave {
  const [draft, setDraft] = useState(() => draftOf(scorecard));
  const [saved, setSaved] = useState(draft);
  const [problem, setProblem] = useState<ProblemError | null>(null);
  const latest = useRef(draft);
  const lastSaved = useRef(draft);
  const revision = useRef(scorecard.revision);
  const underWay = useRef<Promise<void>>(Promise.resolve());

  const flush = useCallback(() => {
    const next = underWay.current
      // The one before reported its failure itself; this one tries the latest draft anyway.
      .catch(() => undefined)
      .then(async () => {
        const sent = latest.current;
        if (sent === lastSaved.current) return;
        try {
          revision.current = (await saveDraft(applicationId, sent, revision.current)).revision;
        } catch (error) {
          setProblem(asProblem(error));
          throw error;
        }
        lastSaved.current = sent;
        setSaved(sent);
        setProblem(null);
      });
    underWay.current = next;
    return next;
  }, [applicationId]);

  const change = useCallback((next: Draft) => {
    latest.current = next;
    setDraft(next);
  }, []);

  const refused = problem?.blame === "request";
  const dirty = draft !== saved;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the draft starts the wait anew
  useEffect(() => {
    if (!dirty || refused) return;
    const attempt = () => flush().catch(() => undefined);
    const timer = setTimeout(attempt, problem ? RETRY_MS : QUIET_MS);
    return () => clearTimeout(timer);
  }, [draft, dirty, problem, refused, flush]);

  useEffect(() => {
    if (!dirty) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [dirty]);

  const state = problem ? "failed" : dirty ? "unsaved" : "saved";
  return { draft, change, state, problem, flush };
}
