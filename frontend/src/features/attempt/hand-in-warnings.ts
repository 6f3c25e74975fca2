/** What a candidate should know before they hand in; never a reason to refuse. */
import type { Finding, RunBrief } from "@/api/run";
import { count } from "@/lib/score";

interface HandInFacts {
  /** The last run of the visible checks, with its findings once they are known. */
  run: (RunBrief & { findings?: Finding[] }) | null;
  /** Files whose newest text is in this browser only. */
  unsaved: string[];
}

export function handInWarnings({ run, unsaved }: HandInFacts): string[] {
  const warnings: string[] = [];
  if (unsaved.length > 0) {
    warnings.push(
      `The newest text of ${unsaved.join(", ")} is not saved on the server. ` +
        "Open the workspace and wait until it says saved.",
    );
  }
  const aboutRun = runWarning(run);
  if (aboutRun) warnings.push(aboutRun);
  return warnings;
}

function runWarning(run: HandInFacts["run"]): string | null {
  if (!run) return "The visible checks never ran.";
  if (run.state === "queued" || run.state === "running") {
    return "The visible checks are still running.";
  }
  if (run.state === "failed") {
    return "The last visible checks failed on our side, so we cannot say how your work does.";
  }
  if (run.outcome !== "completed")
    return `The last visible checks did not end well. ${run.message}`;
  const failing = (run.findings ?? []).filter((finding) => finding.passed === false);
  if (failing.length === 0) return null;
  const titles = failing.map((finding) => finding.title).join("; ");
  return `${count(failing.length, "visible check")} did not pass: ${titles}.`;
}
