import { Text, Title } from "@mantine/core";
import { IconClipboardText, IconEyeOff } from "@tabler/icons-react";
import type { Application } from "@/api/types";
import { EmptyState } from "@/components/empty-state";
import { ScorecardMatrix } from "@/features/application/scorecard-matrix";

export function ScorecardsPart({ application }: { application: Application }) {
  const handedIn = application.scorecards.filter(({ state }) => state === "handed_in");
  return (
    <section aria-labelledby="scorecards">
      <Title order={2} id="scorecards">
        Scorecards
      </Title>
      <Text c="dimmed" fz="sm" mb="sm">
        Each rater judged alone, with evidence for every level from 1 to 5.
      </Text>
      {handedIn.length > 0 ? (
        <ScorecardMatrix scorecards={handedIn} />
      ) : application.automated_hidden ? (
        <EmptyState icon={IconEyeOff} title="Hidden until you have rated">
          Other scorecards are shown as soon as you hand in yours.
        </EmptyState>
      ) : (
        <EmptyState icon={IconClipboardText} title="No scorecard handed in yet">
          Interviewers on the opening’s team find this candidate under Reviews once the work is
          handed in.
        </EmptyState>
      )}
    </section>
  );
}
