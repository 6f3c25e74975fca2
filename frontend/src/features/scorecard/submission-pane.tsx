import { SegmentedControl, Select, Stack } from "@mantine/core";
import { IconFileOff } from "@tabler/icons-react";
import { useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { SubmissionView } from "@/components/submission-view";
import classes from "@/features/scorecard/submission-pane.module.css";

interface SubmissionPaneProps {
  submissions: { id: string; title: string }[];
}

/** The candidate's work beside the rating: one submission per challenge. */
export function SubmissionPane({ submissions }: SubmissionPaneProps) {
  const [shown, setShown] = useState(submissions[0]?.id ?? "");
  if (submissions.length === 0) {
    return (
      <EmptyState icon={IconFileOff} title="No submission to read">
        The candidate has not handed in anything, so there is no code. You can still rate what you
        saw in the interview.
      </EmptyState>
    );
  }
  const choices = submissions.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Stack h="100%" gap="xs">
      {choices.length > 1 && choices.length <= 3 && (
        <SegmentedControl
          className={classes.wide}
          aria-label="Challenge"
          data={choices}
          value={shown}
          onChange={setShown}
        />
      )}
      {choices.length > 1 && (
        <Select
          className={choices.length <= 3 ? classes.narrow : undefined}
          aria-label="Challenge"
          data={choices}
          value={shown}
          onChange={(value) => value && setShown(value)}
          allowDeselect={false}
        />
      )}
      <div className={classes.view}>
        <SubmissionView key={shown} submissionId={shown} />
      </div>
    </Stack>
  );
}
