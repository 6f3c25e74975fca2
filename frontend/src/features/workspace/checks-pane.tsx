import { Box, Button, Loader, SegmentedControl } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { ErrorState } from "@/components/error-state";
import { LoadingRows } from "@/components/loading";
import { ChecksIntroduction } from "@/features/workspace/checks-introduction";
import classes from "@/features/workspace/checks-pane.module.css";
import { useDesk } from "@/features/workspace/desk";
import { RunHistory } from "@/features/workspace/run-history";
import { RunOutput } from "@/features/workspace/run-output";
import { RunProgress } from "@/features/workspace/run-progress";
import { RunResults } from "@/features/workspace/run-results";
import { StartProblem } from "@/features/workspace/start-problem";
import type { Checks } from "@/features/workspace/use-checks";

type View = "results" | "output";

/** Running the visible checks and reading what came of it. */
export function ChecksPane({ checks }: { checks: Checks }) {
  const [view, setView] = useState<View>("results");
  const { shown } = checks;
  return (
    <section className={classes.pane} aria-label="Visible checks">
      <div className={classes.bar}>
        <RunButton checks={checks} />
        {shown && <RunProgress run={shown} />}
        <div className={classes.end}>
          {shown && (
            <SegmentedControl
              size="xs"
              aria-label="What to show of the run"
              value={view}
              onChange={(value) => setView(value as View)}
              data={[
                { value: "results", label: "Results" },
                { value: "output", label: "Output" },
              ]}
            />
          )}
          <RunHistory checks={checks} />
        </div>
      </div>
      <div className={classes.content}>
        {checks.startError && <StartProblem error={checks.startError} />}
        <Content checks={checks} view={view} />
      </div>
    </section>
  );
}

function RunButton({ checks }: { checks: Checks }) {
  const { workspace } = useDesk();
  if (!workspace.editable) return null;
  const sign = checks.busy ? (
    <Loader size={14} color="currentColor" />
  ) : (
    <IconPlayerPlay size={15} aria-hidden />
  );
  return (
    <Button size="compact-md" leftSection={sign} disabled={!checks.canRun} onClick={checks.run}>
      {checks.busy ? "Checks are running" : "Run visible checks"}
    </Button>
  );
}

function Content({ checks, view }: { checks: Checks; view: View }) {
  const { shown, shownError, historyError, isLoading, history } = checks;
  const error = shownError ?? historyError;
  if (error && !shown) return <ErrorState error={error} />;
  if (isLoading || (history.length > 0 && !shown)) {
    return (
      <Box p="md">
        <LoadingRows rows={4} height={28} />
      </Box>
    );
  }
  if (!shown) return <ChecksIntroduction />;
  return view === "output" ? <RunOutput run={shown} /> : <RunResults run={shown} />;
}
