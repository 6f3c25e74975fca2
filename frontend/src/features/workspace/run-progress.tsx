import { Progress, Text } from "@mantine/core";
import type { Run } from "@/api/run";
import { StateBadge } from "@/components/state-badge";
import { findingsWords } from "@/features/workspace/findings-words";
import classes from "@/features/workspace/run-progress.module.css";

/** Where a run stands: in the queue, at which step, or how it ended. */
export function RunProgress({ run }: { run: Run }) {
  const { done, total, label } = run.progress;
  return (
    <div className={classes.progress} role="status">
      <StateBadge wording={findingsWords(run)} />
      {run.state === "running" && (
        <>
          {total > 0 && (
            <Progress
              className={classes.bar}
              value={(100 * done) / total}
              animated
              aria-label={`${done} of ${total} steps`}
            />
          )}
          <Text component="span" fz="sm" c="dimmed" truncate>
            {label}
          </Text>
        </>
      )}
    </div>
  );
}
