import { useEffect } from "react";
import { useCountdown, useOnTimePassing } from "@/components/use-countdown";
import { useDesk } from "@/features/workspace/desk";

const LAST_SAVE_MS = 10_000;

/** Saves a last time shortly before the deadline; locks the page once the work is handed in. */
export function useDeadline(): void {
  const { workspace, attempt, autosave, refreshFiles } = useDesk();
  const leftMs = useCountdown(attempt);
  useOnTimePassing(leftMs, (before, now) => {
    if (before > LAST_SAVE_MS && now <= LAST_SAVE_MS) void autosave.flush();
  });

  const outdated = attempt.state === "handed_in" && workspace.editable;
  useEffect(() => {
    if (outdated) void refreshFiles();
  }, [outdated, refreshFiles]);
}
