import { Text } from "@mantine/core";
import type { Run } from "@/api/run";
import classes from "@/features/workspace/run-results.module.css";
import { formatSeconds } from "@/lib/moment";
import { formatBytes } from "@/lib/score";

/** What each step of the candidate's program took: the limits in the brief are the other half. */
export function RunSteps({ steps }: { steps: Run["steps"] }) {
  if (steps.length === 0) return null;
  return (
    <Text className={classes.steps} c="dimmed" fz="sm">
      {steps.map((step) => (
        <span key={`${step.case}/${step.step}`} className="numeric">
          {step.step}: {formatSeconds(step.wall_seconds)}
          {step.peak_memory_bytes !== null && `, ${formatBytes(step.peak_memory_bytes)} of memory`}
        </span>
      ))}
    </Text>
  );
}
