import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { asProblem } from "@/api/problem";
import { explain } from "@/components/error-state";
import classes from "@/features/workspace/conflict-notice.module.css";
import { NotSavedError } from "@/features/workspace/use-checks";

/** Why no run was started, in plain words. */
export function StartProblem({ error }: { error: Error }) {
  return (
    <div className={classes.notice} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <Text>{wordsFor(error)}</Text>
    </div>
  );
}

function wordsFor(error: Error): string {
  if (error instanceof NotSavedError) {
    return `${error.message} Your text is kept in this browser; run again once it is saved.`;
  }
  const { what, whose, next } = explain(asProblem(error));
  return [what, whose, next].filter(Boolean).join(" ");
}
