import { Text } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconInfoCircle } from "@tabler/icons-react";
import { type Finding, isUnderWay, type Run } from "@/api/run";
import { WhereTimeWent } from "@/components/where-time-went";
import { RunOutput } from "@/features/workspace/run-output";
import classes from "@/features/workspace/run-results.module.css";
import { RunSteps } from "@/features/workspace/run-steps";
import { runWords } from "@/lib/run-words";
import { formatValue } from "@/lib/score";

/** What the visible checks found, how the run ended and where its time went. */
export function RunResults({ run }: { run: Run }) {
  if (isUnderWay(run)) {
    return (
      <Text c="dimmed" p="md">
        {run.state === "queued"
          ? "Your run waits for a free place. You may go on typing: it checks what was saved when you pressed."
          : "Your code is running. Results come here when it has ended."}
      </Text>
    );
  }
  const { tone } = runWords(run);
  return (
    <>
      {verdict(run) && (
        <Text className={classes.verdict} data-tone={tone}>
          {verdict(run)}
        </Text>
      )}
      <ul className={classes.findings}>
        {run.findings.map((finding) => (
          <FindingLine key={finding.name} finding={finding} />
        ))}
      </ul>
      <RunSteps steps={run.steps} />
      <WhereTimeWent phases={run.phases} padded />
      {run.state === "finished" && run.outcome !== "completed" && <RunOutput run={run} />}
    </>
  );
}

function verdict(run: Run): string {
  if (run.state === "failed") {
    return (
      "Our platform failed to run this; your code is not to blame. It costs you nothing, and time " +
      "that you lost by it does not count. Run the checks again."
    );
  }
  if (run.outcome === "completed") return run.message;
  const { meaning = "" } = runWords(run);
  return run.message || meaning;
}

const signs = {
  passed: { glyph: IconCircleCheck, word: "Passed", tone: "good" },
  failed: { glyph: IconCircleX, word: "Did not pass", tone: "bad" },
  noted: { glyph: IconInfoCircle, word: "For your information", tone: "quiet" },
} as const;

function FindingLine({ finding }: { finding: Finding }) {
  const { glyph: Glyph, word, tone } = signOf(finding.passed);
  return (
    <li className={classes.finding} data-tone={tone}>
      <Glyph size={18} aria-label={word} role="img" />
      <div>
        <Text fw={500}>{finding.title}</Text>
        {finding.message && (
          <Text c="dimmed" className={classes.message}>
            {finding.message}
          </Text>
        )}
      </div>
      {finding.value !== null && (
        <Text className="numeric" fw={600}>
          {formatValue(finding.value, finding.unit)}
        </Text>
      )}
    </li>
  );
}

function signOf(passed: boolean | null) {
  if (passed === null) return signs.noted;
  return passed ? signs.passed : signs.failed;
}
