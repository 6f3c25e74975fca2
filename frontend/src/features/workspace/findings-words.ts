/** How a run of the visible checks went: by its findings where it has any, else by its end. */
import type { Run } from "@/api/run";
import { runWords } from "@/lib/run-words";
import { count } from "@/lib/score";
import type { Wording } from "@/lib/wording";

export function findingsWords(run: Run): Wording {
  const judged = run.findings.filter((finding) => finding.passed !== null);
  if (run.state !== "finished" || run.outcome !== "completed" || judged.length === 0) {
    return runWords(run);
  }
  const passed = judged.filter((finding) => finding.passed).length;
  return passed === judged.length
    ? { label: `All ${count(passed, "check")} passed`, tone: "good" }
    : { label: `${passed} of ${count(judged.length, "check")} passed`, tone: "bad" };
}
