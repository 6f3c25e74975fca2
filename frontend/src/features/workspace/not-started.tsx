import { IconClockPlay } from "@tabler/icons-react";
import { ButtonLink } from "@/components/button-link";
import { EmptyState } from "@/components/empty-state";

export function NotStarted() {
  return (
    <EmptyState
      order={1}
      icon={IconClockPlay}
      title="The clock has not started"
      action={<ButtonLink to="/">Go to your assessment</ButtonLink>}
    >
      The brief and the files open when you start, so that everybody has the same time with them.
    </EmptyState>
  );
}
